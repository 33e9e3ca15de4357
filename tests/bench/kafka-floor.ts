/** kafkajs alone on the same broker: produce 12 KB, consume, reply with 1 KB, consume. No gateway, no cryptography. */
import { randomBytes } from 'node:crypto'
import { createRequire } from 'node:module'
import { provision } from '@onward/bus'
import type { Kafka as Client, Consumer, Producer } from 'kafkajs'
import { cpuMs } from './cpu.ts'
import type { Bench } from './members.ts'
import { floor, type Point } from './points.ts'

const THERE = 'lane.FLOORB.FLOORA'
const BACK = 'lane.FLOORA.FLOORB'
const reply = Buffer.alloc(1_000, 'r')

/**
 * A copy of its own: in the one that the bus has loaded a message is copied less often (`request-copies.ts`). What waits
 * for answers is shared, for there the cure changes nothing but an idle timer and its warning.
 */
function asItComes(): typeof import('kafkajs') {
  const load = createRequire(import.meta.url)
  for (const path of Object.keys(load.cache)) {
    if (/[\\/]kafkajs[\\/](?!src[\\/]network[\\/]requestQueue)/.test(path)) delete load.cache[path]
  }
  return load('kafkajs')
}

export async function roundTripFloor(
  { servers: { broker } }: Bench,
  seconds: number,
): Promise<readonly Point[]> {
  const { brokers, ca, admin } = broker
  const tls = ca === undefined ? {} : { tls: { ca } }
  await provision({ brokers, clientId: 'floor', sasl: admin, ...tls }, { members: [], lanes: [THERE, BACK] })
  const ssl = ca === undefined ? {} : { ssl: { ca: [ca] } }
  const { Kafka, logLevel } = asItComes()
  const kafka = new Kafka({
    clientId: 'floor',
    brokers: [...brokers],
    sasl: { mechanism: 'scram-sha-512', ...admin },
    logLevel: logLevel.NOTHING,
    ...ssl,
  })
  const producer = kafka.producer({
    idempotent: true,
    maxInFlightRequests: 1,
    allowAutoTopicCreation: false,
    createPartitioner: () => () => 0,
  })
  await producer.connect()
  const send = gathered(producer)
  const waiting = new Map<string, () => void>()
  const there = await consume(kafka, THERE, (id) => void send(BACK, id, reply))
  const back = await consume(kafka, BACK, (id) => waiting.get(id)?.())

  const run = async (concurrency: number, ms: number): Promise<Point> => {
    const latencies: number[] = []
    const from = performance.now()
    const own = process.cpuUsage()
    const theirs = cpuMs(broker.pid() ?? 0)
    const caller = async () => {
      while (performance.now() - from < ms) {
        const id = randomBytes(8).toString('hex')
        const at = performance.now()
        const { promise, resolve } = Promise.withResolvers<void>()
        waiting.set(id, resolve)
        void send(THERE, id, randomBytes(12_000))
        await promise
        waiting.delete(id)
        latencies.push(performance.now() - at)
      }
    }
    await Promise.all(Array.from({ length: concurrency }, caller))
    const { user, system } = process.cpuUsage(own)
    const cpu = (cpuMs(broker.pid() ?? 0) - theirs + (user + system) / 1000) / latencies.length
    latencies.sort((one, other) => one - other)
    const at = (share: number) => latencies[Math.floor(latencies.length * share)] ?? 0
    const took = { done: latencies.length, ms: performance.now() - from, cpu, p50: at(0.5), p99: at(0.99) }
    return floor('floor: kafkajs round trip', concurrency, took)
  }
  try {
    await run(64, 10_000)
    return [await run(64, seconds * 1000), await run(1, seconds * 500)]
  } finally {
    await Promise.all([there.disconnect(), back.disconnect(), producer.disconnect()])
  }
}

/** What waited while the last send was under way is the next batch. */
function gathered(producer: Producer) {
  const waiting: { topic: string; id: string; value: Buffer }[] = []
  let isSending = false
  const flush = async () => {
    if (isSending) return
    isSending = true
    while (waiting.length > 0) {
      // Below the 1 MB that Kafka allows a batch.
      const batch = waiting.splice(0, 60)
      const topicMessages = [THERE, BACK].flatMap((topic) => {
        const messages = batch
          .filter((each) => each.topic === topic)
          .map(({ id, value }) => ({ value, headers: { id } }))
        return messages.length > 0 ? [{ topic, messages }] : []
      })
      await producer.sendBatch({ topicMessages, acks: -1 })
    }
    isSending = false
  }
  return (topic: string, id: string, value: Buffer) => {
    waiting.push({ topic, id, value })
    return flush()
  }
}

async function consume(kafka: Client, topic: string, take: (id: string) => void): Promise<Consumer> {
  const consumer = kafka.consumer({
    groupId: `floor.${randomBytes(4).toString('hex')}`,
    maxWaitTimeInMs: 500,
    allowAutoTopicCreation: false,
  })
  await consumer.connect()
  await consumer.subscribe({ topic, fromBeginning: false })
  const joined = new Promise<void>((resolve) => {
    consumer.on(consumer.events.GROUP_JOIN, () => resolve())
  })
  await consumer.run({
    autoCommit: false,
    eachBatch: async ({ batch }) => {
      for (const { headers } of batch.messages) take(String(headers?.id))
    },
  })
  await joined
  return consumer
}
