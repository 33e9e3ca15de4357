import { setTimeout as sleep } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { broker, openTestLane } from '../../packages/bus/test/broker.ts'
import { openFaultProxy, through } from '../../packages/bus/test/fault-proxy.ts'
import { readAs } from './forgery.ts'

test('a stranger is turned away by what the broker says, not by a broker that says nothing for a while', async () => {
  const [{ lane, receiver }, { receiver: stranger }] = [await openTestLane(), await openTestLane()]
  const proxy = await openFaultProxy(broker().brokers[0] ?? '')
  onTestFinished(() => proxy.close())
  proxy.refuse('on')
  const outcomes = Promise.all([receiver, stranger].map((user) => readAs(through(user, proxy), lane)))
  await sleep(2_500)
  expect(proxy.accepted()).toBeGreaterThan(1)
  proxy.refuse('off')
  expect(await outcomes).toEqual(['read', 'FORBIDDEN'])
})
