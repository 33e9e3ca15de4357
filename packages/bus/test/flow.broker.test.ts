import { setTimeout as sleep } from 'node:timers/promises'
import kafkajs from 'kafkajs'
import { afterEach, expect, test } from 'vitest'
import { openClient } from '../src/client.ts'
import { type LaneConsumer, type LaneProducer, openProducer, readLaneExtent } from '../src/index.ts'
import { adminSettings, openTestLane, until } from './broker.ts'
import { type Collect, collect } from './collect.ts'

const open: { stop(): Promise<void> }[] = []
const keep = <T extends LaneProducer | LaneConsumer>(resource: T): T => {
  open.push(resource)
  return resource
}
const collecting = (options: Collect) => {
  const collected = collect(options)
  keep(collected.consumer)
  return collected
}
afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => each.stop()))
})

const texts = (from: number, count: number) => Array.from({ length: count }, (_, i) => `message ${from + i}`)
const bytes = (values: readonly string[]) => values.map((value) => Buffer.from(value))

test('R50 many senders at once: everything arrives once, each sender in its order, and offsets without a hole', async () => {
  const { lane, sender, receiver } = await openTestLane()
  const received = collecting({ settings: receiver, lanes: [lane] })
  const producer = keep(openProducer(sender))
  await Promise.all(
    Array.from({ length: 16 }, async (_, who) => {
      for (let i = 0; i < 20; i += 1)
        await producer.send(lane, bytes([`${who} ${2 * i}`, `${who} ${2 * i + 1}`]))
    }),
  )
  await until(() => received.texts.length >= 640, '640 messages')
  for (let who = 0; who < 16; who += 1) {
    const own = received.texts.filter((text) => text.startsWith(`${who} `))
    expect(own).toEqual(Array.from({ length: 40 }, (_, i) => `${who} ${i}`))
  }
  expect(received.offsets).toEqual(Array.from({ length: 640 }, (_, i) => BigInt(i)))
  expect(received.states).toEqual([{ state: 'RUNNING' }])
  expect(received.consumer.health()).toMatchObject({ state: 'running' })
  expect(producer.health()).toMatchObject({ state: 'running', waiting: 0 })
})

test('R15 a message has no key, the CloudEvents content type, and the time of the broker', async () => {
  const { lane, sender } = await openTestLane()
  const before = Date.now()
  await keep(openProducer(sender)).send(lane, bytes(['one']))
  const { kafka, drop } = openClient(adminSettings(), { retries: 5, log: () => {} })
  const consumer = kafka.consumer({ groupId: `look-${lane}` })
  const seen: object[] = []
  try {
    await consumer.subscribe({ topics: [lane], fromBeginning: true })
    await consumer.run({
      eachMessage: async ({ message: { key, value, headers, timestamp } }) => {
        const contentType = String(headers?.['content-type'])
        const isStamped = Math.abs(Number(timestamp) - before) < 60_000
        seen.push({ key, value: String(value), names: Object.keys(headers ?? {}), contentType, isStamped })
      },
    })
    await until(() => seen.length > 0, 'the message')
    await consumer.disconnect()
  } finally {
    drop()
  }
  expect(seen).toEqual([
    {
      key: null,
      value: 'one',
      names: ['content-type'],
      contentType: 'application/cloudevents+json; charset=UTF-8',
      isStamped: true,
    },
  ])
})

test('reading goes on where the record says, even when the group at the broker has been deleted', async () => {
  const { lane, to, sender, receiver } = await openTestLane()
  const producer = keep(openProducer(sender))
  await producer.send(lane, bytes(texts(0, 10)))
  const first = collecting({ settings: receiver, lanes: [lane] })
  await until(() => first.texts.length >= 10, 'the first ten')
  await first.consumer.stop()

  await producer.send(lane, bytes(texts(10, 5)))
  const { kafka, drop } = openClient(adminSettings(), { retries: 5, log: () => {} })
  const admin = kafka.admin()
  await admin.connect()
  await admin.deleteGroups([`${to}.in`])
  await admin.disconnect()
  drop()

  const second = collecting({
    settings: receiver,
    lanes: [lane],
    position: async () => first.positions.get(lane) ?? -1n,
  })
  await until(() => second.texts.length >= 5, 'the next five')
  expect(second.texts).toEqual(texts(10, 5))
})

test('the record is believed, not the offset that Kafka keeps', async () => {
  const { lane, sender, receiver } = await openTestLane()
  await keep(openProducer(sender)).send(lane, bytes(texts(0, 10)))
  const first = collecting({ settings: receiver, lanes: [lane] })
  await until(() => first.texts.length >= 10, 'the first ten')
  await first.consumer.stop()

  const second = collecting({ settings: receiver, lanes: [lane], position: async () => 4n })
  await until(() => second.texts.length >= 6, 'from the fifth on')
  expect(second.texts).toEqual(texts(4, 6))
})

test('R50 a batch that cannot be delivered is held and delivered again from the position; another lane flows', async () => {
  const one = await openTestLane()
  const { lane, paired, sender, receiver } = one
  let faults = 3
  const received = collecting({
    settings: receiver,
    lanes: [lane],
    most: 4,
    deliver: async ({ messages }) => {
      if (messages.some(({ offset }) => offset === 5n) && faults-- > 0)
        throw new Error('the database is away')
    },
  })
  const other = collecting({ settings: sender, lanes: [paired] })
  await keep(openProducer(sender)).send(lane, bytes(texts(0, 12)))
  await keep(openProducer(receiver)).send(paired, bytes(['other']))
  await until(() => received.texts.length >= 12, 'all twelve')
  expect(received.texts).toEqual(texts(0, 12))
  expect(received.states).toEqual([
    { state: 'RUNNING' },
    { state: 'LANE_HELD', lane, detail: 'the database is away' },
    { state: 'LANE_FLOWING', lane },
  ])
  await until(() => other.texts.length >= 1, 'the other lane')
})

test('a position that cannot be read holds the lane until it can', async () => {
  const { lane, sender, receiver } = await openTestLane()
  await keep(openProducer(sender)).send(lane, bytes(texts(0, 3)))
  let faults = 2
  const received = collecting({
    settings: receiver,
    lanes: [lane],
    position: async () => {
      if (faults-- > 0) throw new Error('the database is away')
      return 1n
    },
  })
  await until(() => received.texts.length >= 2, 'two messages')
  expect(received.texts).toEqual(texts(1, 2))
  expect(received.states.map(({ state }) => state).filter((state) => state !== 'RUNNING')).toEqual([
    'LANE_HELD',
    'LANE_FLOWING',
  ])
})

test('a paused lane delivers nothing until it is resumed', async () => {
  const { lane, sender, receiver } = await openTestLane()
  const producer = keep(openProducer(sender))
  const received = collecting({ settings: receiver, lanes: [lane] })
  await producer.send(lane, bytes(texts(0, 2)))
  await until(() => received.texts.length >= 2, 'two messages')
  received.consumer.pause(lane)
  await producer.send(lane, bytes(texts(2, 2)))
  await sleep(700)
  expect(received.texts).toEqual(texts(0, 2))
  received.consumer.resume(lane)
  await until(() => received.texts.length >= 4, 'four messages')
  expect(received.texts).toEqual(texts(0, 4))
})

test('with room ahead the next batch is handed over while the last is still under way, in order', async () => {
  const { lane, sender, receiver } = await openTestLane()
  await keep(openProducer(sender)).send(lane, bytes(texts(0, 9)))
  const begun: bigint[] = []
  const gate = Promise.withResolvers<void>()
  const received = collecting({
    settings: receiver,
    lanes: [lane],
    most: 3,
    ahead: 2,
    deliver: async ({ messages }) => {
      begun.push(messages[0]?.offset ?? -1n)
      await gate.promise
    },
  })
  await until(() => begun.length >= 2, 'two batches under way')
  await sleep(100)
  expect(begun).toEqual([0n, 3n])
  gate.resolve()
  await until(() => received.texts.length >= 9, 'all nine')
  expect(received.texts).toEqual(texts(0, 9))
})

test('R50 two replicas share lanes, and when one ends the other takes over without a hole', async () => {
  const { lane, paired, sender, receiver } = await openTestLane()
  void paired
  const positions = new Map<string, bigint>()
  const record = (seen: string[]) => ({
    settings: receiver,
    lanes: [lane],
    position: async () => positions.get(lane) ?? -1n,
    deliver: async ({ messages }: { messages: readonly { offset: bigint; value: Uint8Array }[] }) => {
      for (const { offset, value } of messages) {
        // What a database does with what it knows.
        if (offset >= (positions.get(lane) ?? 0n)) seen.push(Buffer.from(value).toString())
        positions.set(lane, offset + 1n)
      }
    },
  })
  const effects: string[] = []
  const first = collecting(record(effects))
  const producer = keep(openProducer(sender))
  await producer.send(lane, bytes(texts(0, 5)))
  await until(() => effects.length >= 5, 'five by the first')
  const second = collecting(record(effects))
  await until(() => second.states.length > 0, 'the second in the group')
  await producer.send(lane, bytes(texts(5, 5)))
  await until(() => effects.length >= 10, 'ten by either')
  await first.consumer.stop()
  await producer.send(lane, bytes(texts(10, 5)))
  await until(() => effects.length >= 15, 'fifteen')
  expect(effects).toEqual(texts(0, 15))
})

test('a position beyond the end of the log is told and everything there is is read again', async () => {
  const { lane, sender, receiver } = await openTestLane()
  await keep(openProducer(sender)).send(lane, bytes(texts(0, 3)))
  const received = collecting({ settings: receiver, lanes: [lane], position: async () => 100n })
  await until(() => received.texts.length >= 3, 'all three')
  expect(received.texts).toEqual(texts(0, 3))
  expect(received.states).toContainEqual({ state: 'POSITION_LOST', lane, position: 100n, resumedAt: 0n })
})

test('messages that went before they were read are told, at the start and while running', async () => {
  const { lane, sender, receiver } = await openTestLane()
  const producer = keep(openProducer(sender))
  await producer.send(lane, bytes(texts(0, 6)))
  const { kafka, drop } = openClient(adminSettings(), { retries: 5, log: () => {} })
  const admin = kafka.admin()
  await admin.connect()
  const forget = (offset: string) =>
    admin.deleteTopicRecords({ topic: lane, partitions: [{ partition: 0, offset }] })
  // kafkajs looks the topic's leader up only for topics it has asked about.
  await admin.fetchTopicOffsets(lane)
  await forget('2')
  const received = collecting({ settings: receiver, lanes: [lane] })
  await until(() => received.texts.length >= 4, 'the four that are left')
  received.consumer.pause()
  await producer.send(lane, bytes(texts(6, 4)))
  await forget('8')
  received.consumer.resume()
  await until(() => received.texts.length >= 6, 'the two that are left')
  await admin.disconnect()
  drop()
  expect(received.texts).toEqual([...texts(2, 4), ...texts(8, 2)])
  expect(received.states.filter(({ state }) => state === 'POSITION_LOST')).toEqual([
    { state: 'POSITION_LOST', lane, position: -1n, resumedAt: 2n },
    { state: 'POSITION_LOST', lane, position: 6n, resumedAt: 8n },
  ])
  expect(await readLaneExtent(receiver, lane)).toEqual({ first: 8n, next: 10n })
})

test('a record without a value and a packed batch reach the receiver like any other', async () => {
  const { lane, sender, receiver } = await openTestLane()
  const { kafka, drop } = openClient(sender, { retries: 5, log: () => {} })
  const hostile = kafka.producer({ createPartitioner: () => () => 0 })
  await hostile.connect()
  await hostile.send({ topic: lane, messages: [{ key: 'k', value: null }] })
  await hostile.send({
    topic: lane,
    messages: [{ value: 'packed' }],
    compression: kafkajs.CompressionTypes.GZIP,
  })
  await hostile.disconnect()
  drop()
  const received = collecting({ settings: receiver, lanes: [lane] })
  await until(() => received.texts.length >= 2, 'both')
  expect(received.texts).toEqual(['', 'packed'])
})
