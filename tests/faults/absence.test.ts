import { groupName } from '@onward/bus'
import { makePair, type Pair } from '@onward/testing'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { forgetGroup } from '../../packages/bus/test/forget-group.ts'
import { type Accepted, offerMany } from './load.ts'
import { untruths } from './whole-truth.ts'

const accepted: Accepted[] = []
let pair: Pair

beforeAll(async () => {
  pair = await makePair()
  await pair.sender.start()
})

afterAll(async () => {
  await pair?.stop()
})

test('R50 a gateway whose consumer group was deleted while it was away skips nothing', async () => {
  const { sender, receiver } = pair
  const gateway = await receiver.start()
  accepted.push(...(await offerMany(pair, 20)))
  expect(await untruths(pair, accepted)).toEqual([])
  await gateway.stop()

  accepted.push(...(await offerMany(pair, 20)))
  // It must exist to be deleted: before, the broker had the offset behind the first twenty.
  await forgetGroup(asAdmin(sender.member.bus.brokers), groupName(receiver.code))
  const next = await receiver.start()
  expect(await untruths(pair, accepted)).toEqual([])
  await next.stop()
})

test('R50 a gateway that was away while 3,000 offers came takes each once, in order', {
  timeout: 120_000,
}, async () => {
  accepted.push(...(await offerMany(pair, 3_000)))
  await pair.receiver.start()
  expect(await untruths(pair, accepted)).toEqual([])
})

function asAdmin(brokers: readonly string[]) {
  const { ca, admin } = inject('servers').broker
  return { brokers, clientId: 'operator', sasl: admin, ...(ca !== undefined && { tls: { ca } }) }
}
