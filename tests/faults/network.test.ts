import { setTimeout as sleep } from 'node:timers/promises'
import { makePair, type Pair } from '@onward/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FaultProxy, openFaultProxy } from '../../packages/bus/test/fault-proxy.ts'
import { type Accepted, type Load, startLoad } from './load.ts'
import { readProgress } from './record.ts'
import { untruths } from './whole-truth.ts'

const accepted: Accepted[] = []
let pair: Pair
let proxy: FaultProxy

beforeAll(async () => {
  pair = await makePair()
  const [broker = ''] = pair.sender.member.bus.brokers
  proxy = await openFaultProxy(broker)
  await Promise.all([
    pair.sender.start({ ONWARD_KAFKA_DIAL: `${broker}=${proxy.address}` }),
    pair.receiver.start(),
  ])
})

afterAll(async () => {
  await pair?.stop()
  await proxy?.close()
})

test('R50 connections that are cut again and again cost nothing', async () => {
  const load = startLoad(pair)
  for (let cuts = 0; cuts < 4; cuts += 1) {
    await more(load, 10)
    const before = proxy.accepted()
    proxy.cut()
    await until(() => proxy.accepted() > before)
  }
  await expectTheWholeTruth(load)
})

test('a slow line costs nothing', async () => {
  const load = startLoad(pair)
  proxy.slow(150)
  await more(load, 30)
  proxy.slow(0)
  await expectTheWholeTruth(load)
})

test('R50 a batch that the broker wrote and whose answer was lost leaves no hole behind it', async () => {
  const load = startLoad(pair)
  // More often than the client repeats it by itself, so that the send is given up although it was written.
  proxy.swallow({ times: 9, overBytes: 8_000 })
  await until(() => proxy.swallowed() === 9)
  await more(load, 30)
  await expectTheWholeTruth(load)
})

test('after a line was frozen without a reset, both lanes move again within 20 s', async () => {
  const { sender, receiver } = pair
  const load = startLoad(pair)
  proxy.freeze()
  // Longer than a silent broker is waited for: the clients of before are given up, and others wait in the freeze.
  await sleep(8_000)
  const before = await Promise.all([readProgress(sender), readProgress(receiver)])
  proxy.thaw()
  await until(async () => {
    const now = await Promise.all([readProgress(sender), readProgress(receiver)])
    return now.every(({ received }, at) => received > (before[at]?.received ?? 0))
  }, 20_000)
  await expectTheWholeTruth(load)
})

async function expectTheWholeTruth(load: Load): Promise<void> {
  accepted.push(...(await load.stop()))
  expect(await untruths(pair, accepted)).toEqual([])
}

/** Waits until so many more commands are accepted. */
async function more({ accepted: list }: Load, count: number): Promise<void> {
  const enough = list.length + count
  await until(() => list.length >= enough)
}

async function until(holds: () => boolean | Promise<boolean>, withinMs = 40_000): Promise<void> {
  for (const end = Date.now() + withinMs; !(await holds()); await sleep(50)) {
    if (Date.now() > end) throw new Error(`did not happen within ${withinMs} ms: ${holds}`)
  }
}
