import { makePair, type Pair } from '@onward/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freePort } from '../../infra/ports.ts'
import { type Accepted, startLoad } from './load.ts'
import { untruths } from './whole-truth.ts'

const accepted: Accepted[] = []
let pair: Pair
let held: Awaited<ReturnType<Pair['sender']['start']>>
let urls: readonly string[]

beforeAll(async () => {
  pair = await makePair()
  const { sender, receiver } = pair
  const ONWARD_HTTP_PORT = String(await freePort())
  // The one that begins first has the lanes.
  held = await sender.start({ ONWARD_HTTP_PORT }, { replica: 2 })
  await Promise.all([sender.start(), receiver.start()])
  urls = [held.url, sender.member.url]
})

afterAll(async () => {
  await pair?.stop()
})

test('R50 two replicas that both take commands for the same referrals share one lane', async () => {
  const load = startLoad(pair, { callers: 4, restMs: 20, urls })
  await reach(load.accepted, 120)
  accepted.push(...(await load.stop()))
  expect(await untruths(pair, accepted)).toEqual([])
})

test('R50 when the replica that has the lanes is killed under load, the other goes on from what is committed', async () => {
  const load = startLoad(pair, { callers: 4, restMs: 50, urls })
  await reach(load.accepted, 60)
  await held.kill()
  expect(await held.ended).toEqual({ code: null, signal: 'SIGKILL' })
  await reach(load.accepted, load.accepted.length + 60)
  accepted.push(...(await load.stop()))
  expect(await untruths(pair, accepted)).toEqual([])
})

async function reach(list: readonly unknown[], length: number): Promise<void> {
  while (list.length < length) await new Promise((resolve) => setTimeout(resolve, 20))
}
