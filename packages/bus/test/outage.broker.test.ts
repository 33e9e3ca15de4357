import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import { openClient, times } from '../src/client.ts'
import { openProducer } from '../src/index.ts'
import { broker, openTestLane, until } from './broker.ts'
import { collect } from './collect.ts'
import { type FaultProxy, openFaultProxy, through } from './fault-proxy.ts'

const open: { stop(): Promise<void> }[] = []
const proxies: FaultProxy[] = []
afterEach(async () => {
  for (const proxy of proxies) proxy.thaw()
  await Promise.all(open.splice(0).map((each) => each.stop()))
  await Promise.all(proxies.splice(0).map((each) => each.close()))
})
const keep = <T extends { stop(): Promise<void> }>(resource: T): T => {
  open.push(resource)
  return resource
}
const proxied = async () => {
  const proxy = await openFaultProxy(broker().brokers[0] ?? '')
  proxies.push(proxy)
  return proxy
}
const texts = (from: number, count: number) => Array.from({ length: count }, (_, i) => `message ${from + i}`)
/** Large enough for the proxy to tell a record from a handshake. */
const padded = (values: readonly string[]) => values.map((value) => Buffer.from(value.padEnd(12_000)))
const firstCopies = (values: readonly string[]) => [...new Set(values.map((value) => value.trimEnd()))]

test('kafkajs alone loses records behind a rejected send that the broker had written', async () => {
  const { lane, sender, receiver } = await openTestLane()
  const proxy = await proxied()
  const { kafka, drop } = openClient(through(sender, proxy), { retries: 1, log: () => {} })
  const naked = kafka.producer({ idempotent: true, maxInFlightRequests: 1, createPartitioner: () => () => 0 })
  const send = (text: string) =>
    naked.send({ topic: lane, acks: -1, timeout: 2_500, messages: [{ value: padded([text])[0] ?? null }] })
  await naked.connect()
  await send('message 0')
  proxy.swallow({ times: 2, overBytes: 10_000 })
  await expect(send('message 1')).rejects.toThrow()
  await expect(send('message 2')).resolves.toBeDefined()
  await expect(send('message 3')).resolves.toBeDefined()
  drop()

  const received = collect({ settings: receiver, lanes: [lane] })
  keep(received.consumer)
  await until(() => received.texts.some((text) => text.startsWith('message 3')), 'the last message')
  // Acknowledged, and not there. If this fails, the fault is mended and `openProducer` may become simpler.
  expect(firstCopies(received.texts)).toEqual(['message 0', 'message 1', 'message 3'])
})

test('R50 our producer loses nothing when answers are swallowed: all that was acknowledged is there, in order', async () => {
  const { lane, sender, receiver } = await openTestLane()
  const proxy = await proxied()
  const producer = keep(openProducer(through(sender, proxy)))
  await producer.send(lane, padded(texts(0, 1)))
  // More than kafkajs tries within one send, so that the send is rejected although every try was written.
  proxy.swallow({ times: 9, overBytes: 10_000 })
  await Promise.all(texts(1, 30).map((text) => producer.send(lane, padded([text]))))
  expect(proxy.swallowed()).toBe(9)
  expect(producer.health()).toMatchObject({ state: 'running', waiting: 0 })

  const received = collect({ settings: receiver, lanes: [lane] })
  keep(received.consumer)
  await until(() => received.texts.some((text) => text.startsWith('message 30')), 'the last message')
  expect(firstCopies(received.texts)).toEqual(texts(0, 31))
  // It really was rejected: a second producer has written a second copy.
  expect(received.texts.length).toBeGreaterThan(31)
})

test('a frozen broker: the send is abandoned and repeated, the reader makes a new client, nothing is lost', async () => {
  const { lane, sender, receiver } = await openTestLane()
  const proxy = await proxied()
  const producer = keep(openProducer(through(sender, proxy)))
  const received = collect({ settings: through(receiver, proxy), lanes: [lane] })
  keep(received.consumer)
  await producer.send(lane, padded(texts(0, 5)))
  await until(() => received.texts.length >= 5, 'five messages')

  const before = proxy.accepted()
  proxy.freeze()
  const sent = Promise.all(texts(5, 20).map((text) => producer.send(lane, padded([text]))))
  await sleep(times.watchdog + 1_000)
  expect(producer.health()).toMatchObject({ state: 'stalled', waiting: 20, code: 'SILENT' })
  expect(received.consumer.health()).toMatchObject({ state: 'stalled' })
  expect(proxy.accepted()).toBeGreaterThan(before)
  proxy.thaw()
  await sent
  await until(() => received.texts.some((text) => text.startsWith('message 24')), 'the last message')
  expect(firstCopies(received.texts)).toEqual(texts(0, 25))
  expect(producer.health()).toMatchObject({ state: 'running', waiting: 0 })
  expect(received.consumer.health()).toMatchObject({ state: 'running' })
})

test('R50 cut connections, slow ones and an absent broker: sends wait, then everything arrives in order', async () => {
  const { lane, sender, receiver } = await openTestLane()
  const proxy = await proxied()
  const producer = keep(openProducer(through(sender, proxy)))
  const received = collect({ settings: through(receiver, proxy), lanes: [lane] })
  keep(received.consumer)
  const sends: Promise<void>[] = []
  let count = 0
  const sendSome = async (rounds: number) => {
    for (let i = 0; i < rounds; i += 1) {
      sends.push(producer.send(lane, padded(texts(count++, 1))))
      await sleep(10)
    }
  }
  await sendSome(10)
  proxy.cut()
  await sendSome(10)
  proxy.slow(50)
  await sendSome(10)
  proxy.slow(0)
  proxy.refuse('on')
  proxy.cut()
  await sendSome(10)
  await until(() => producer.health().state === 'stalled', 'the producer to notice')
  await until(() => received.consumer.health().state === 'stalled', 'the consumer to notice')
  proxy.refuse('off')
  await sendSome(10)
  await Promise.all(sends)
  await until(() => received.texts.some((text) => text.startsWith('message 49')), 'the last message')
  expect(firstCopies(received.texts)).toEqual(texts(0, 50))
})

test('stopping during an outage tells every sender, and takes nothing more', async () => {
  const { lane, sender } = await openTestLane()
  const proxy = await proxied()
  const producer = keep(openProducer(through(sender, proxy)))
  await producer.send(lane, padded(texts(0, 1)))
  proxy.freeze()
  const [sent] = await Promise.allSettled([producer.send(lane, padded(texts(1, 1))), producer.stop(100)])
  expect(sent).toMatchObject({ status: 'rejected', reason: { code: 'STOPPED' } })
  await expect(producer.send(lane, padded(texts(2, 1)))).rejects.toMatchObject({ code: 'STOPPED' })
  expect(producer.health()).toMatchObject({ state: 'stopped', waiting: 0 })
})

test('a consumer and a producer without anybody there say so and end when they are told to', async () => {
  const { lane, sender, receiver } = await openTestLane()
  const nowhere = { brokers: ['127.0.0.1:1'], dial: {} }
  const producer = openProducer({ ...sender, ...nowhere })
  const received = collect({ settings: { ...receiver, ...nowhere }, lanes: [lane] })
  await until(() => producer.health().state === 'stalled', 'the producer to notice')
  await until(() => received.states.length > 0, 'the consumer to notice')
  expect(received.states[0]).toMatchObject({ state: 'STALLED', code: 'UNREACHABLE' })
  await producer.stop(0)
  await received.consumer.stop()
  expect(received.consumer.health()).toMatchObject({ state: 'stopped' })
})
