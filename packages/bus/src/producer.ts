// Puts messages on lanes: every acknowledged message is in the log, in the order of its lane, at least once.

import type { Producer } from 'kafkajs'
import { type BusClient, type BusLog, type BusSettings, openClient, times } from './client.ts'
import { asBusError, type BusCode, BusError, within } from './fault.ts'
import { readLaneName } from './lanes.ts'
import { type BatchLimit, LaneQueue } from './waiting.ts'

export interface ProducerHooks {
  readonly log?: BusLog | undefined
}

export interface ProducerHealth {
  readonly state: 'starting' | 'running' | 'stalled' | 'stopped'
  /** Records not yet acknowledged, and for how long (ms) the oldest has waited. */
  readonly waiting: number
  readonly oldestMs: number
  /** Why it is stalled. */
  readonly code?: BusCode | undefined
  readonly detail?: string | undefined
}

export interface LaneProducer {
  /**
   * Sends values on a lane, in this order and behind what waits there already. Resolves when every in-sync replica
   * has them. During an outage it simply stays pending (`health` says so) and what was under way is repeated, so
   * a value can arrive twice. Rejects with `FORBIDDEN` or `LANE_MISSING` (with all that waited on the lane),
   * `TOO_LARGE` (`indices` names the values not written; the others were), `STOPPED` (outcome unknown).
   */
  send(lane: string, values: readonly Uint8Array[]): Promise<void>
  health(): ProducerHealth
  /** Takes nothing more, lets what waits go out for at most `drainMs` (3,000), rejects the rest, disconnects. */
  stop(drainMs?: number): Promise<void>
}

/**
 * Opens the producer of one process. One request is in flight at a time; the next takes what waited meanwhile, of
 * every lane. No timer gathers: measured, it only slows things down.
 *
 * After a rejected or abandoned send nothing else may go through the same kafkajs producer: it takes its sequence
 * numbers back, and if the broker had written the records, the next ones would be acknowledged as duplicates and
 * never stored. So the client is dropped and the same batch is repeated first, by a new one.
 */
export function openProducer(settings: BusSettings, { log = () => {} }: ProducerHooks = {}): LaneProducer {
  const queues = new Map<string, LaneQueue>()
  let link: { readonly client: BusClient; readonly producer: Producer } | undefined
  let state: ProducerHealth['state'] = 'starting'
  let trouble: BusError | undefined
  let failures = 0
  let aloneLast = false
  let wake = Promise.withResolvers<void>()
  let resume = Promise.withResolvers<void>()
  let abandon: (error: BusError) => void = () => {}
  let stopping = false

  const connect = async () => {
    if (link) return link.producer
    const client = openClient(settings, { retries: 6, log })
    const producer = client.kafka.producer({
      idempotent: true,
      maxInFlightRequests: 1,
      metadataMaxAge: times.metadataAge,
      allowAutoTopicCreation: false,
      // A lane has one partition.
      createPartitioner: () => () => 0,
    })
    link = { client, producer }
    await within(times.watchdog, 'connect', producer.connect())
    return producer
  }

  const disconnect = () => {
    link?.client.drop()
    link = undefined
  }

  const write = async (round: readonly LaneQueue[]) => {
    const producer = await connect()
    if (round.length === 0) return
    const topicMessages = round.map((queue) => ({ topic: queue.lane, messages: queue.take().map(asMessage) }))
    const { promise: abandoned, reject } = Promise.withResolvers<never>()
    abandon = reject
    const sent = producer.sendBatch({ acks: -1, timeout: times.acknowledgement, topicMessages })
    await within(times.watchdog, 'send', Promise.race([sent, abandoned]))
  }

  const succeeded = (round: readonly LaneQueue[]) => {
    if (trouble) log({ level: 'info', event: 'bus.producer.running', detail: `after ${trouble.code}` })
    state = 'running'
    trouble = undefined
    failures = 0
    for (const queue of round) {
      queue.acknowledged()
      // To the end of the row, so that no lane starves another.
      queues.delete(queue.lane)
      if (!queue.isEmpty) queues.set(queue.lane, queue)
    }
  }

  const failed = async (round: readonly LaneQueue[], error: BusError) => {
    disconnect()
    if (state === 'stopped') return
    log({ level: 'warn', event: 'bus.producer.failed', detail: `${error.code}: ${error.message}` })
    const [only] = round
    if (only !== undefined && isAboutLanes(error.code)) {
      // In a shared request one lane's refusal looks like everybody's: each is asked again by itself.
      if (round.length > 1) for (const queue of round) queue.isAlone = true
      else refused(only, error)
      return
    }
    failures += 1
    trouble = error
    state = 'stalled'
    resume = Promise.withResolvers()
    // A wrong password is not hammered: brokers count failed logins.
    const pause = error.code === 'UNAUTHENTICATED' ? 5_000 : Math.min(100 * 2 ** failures, 2_000)
    await Promise.race([sleep(pause), resume.promise])
  }

  const refused = (queue: LaneQueue, error: BusError) => {
    if (error.code === 'TOO_LARGE') queue.tooLarge()
    else if (error.code === 'LANE_UNAVAILABLE') {
      queue.failures += 1
      queue.notBefore = Date.now() + Math.min(100 * 2 ** queue.failures, 2_000)
    } else queue.reject(error)
    if (queue.isEmpty) queues.delete(queue.lane)
  }

  const nextRound = (): readonly LaneQueue[] => {
    const ready = [...queues.values()].filter((queue) => queue.notBefore <= Date.now())
    const shared = ready.filter((queue) => !queue.isAlone).slice(0, lanesPerRequest)
    const alone = ready.find((queue) => queue.isAlone)
    aloneLast = alone !== undefined && (shared.length === 0 || !aloneLast)
    return aloneLast && alone ? [alone] : shared
  }

  const rest = () => {
    const delayed = [...queues.values()].map((queue) => queue.notBefore - Date.now())
    const wait = Math.min(...delayed)
    return Promise.race(Number.isFinite(wait) ? [wake.promise, sleep(Math.max(wait, 1))] : [wake.promise])
  }

  const run = async () => {
    let connected = false
    while (state !== 'stopped') {
      const round = nextRound()
      if (round.length === 0 && connected) {
        await rest()
        wake = Promise.withResolvers()
        continue
      }
      try {
        await write(round)
        connected = true
        succeeded(round)
      } catch (error) {
        await failed(round, asBusError(error, 'send'))
      }
    }
  }

  const running = run()

  return {
    send(lane, values) {
      readLaneName(lane)
      if (stopping) return Promise.reject(new BusError('STOPPED', 'the producer has been stopped'))
      const queue = queues.get(lane) ?? new LaneQueue(lane, batchLimit)
      const written = queue.add(values, Date.now())
      if (!queue.isEmpty) queues.set(lane, queue)
      wake.resolve()
      return written
    },
    health() {
      const now = Date.now()
      const waiting = [...queues.values()].reduce((sum, queue) => sum + queue.size, 0)
      const oldest = Math.min(now, ...[...queues.values()].map((queue) => queue.since ?? now))
      return { state, waiting, oldestMs: now - oldest, code: trouble?.code, detail: trouble?.message }
    },
    async stop(drainMs = 3_000) {
      stopping = true
      const until = Date.now() + drainMs
      while (queues.size > 0 && Date.now() < until) await sleep(10)
      state = 'stopped'
      resume.resolve()
      wake.resolve()
      const producer = link?.producer
      if (queues.size === 0 && producer)
        await within(1_000, 'disconnect', producer.disconnect()).catch(() => {})
      const error = new BusError('STOPPED', 'stopped before the answer')
      abandon(error)
      disconnect()
      for (const queue of queues.values()) queue.reject(error)
      queues.clear()
      await running
    },
  }
}

const batchLimit: BatchLimit = { bytes: 900_000, records: 500 }
const lanesPerRequest = 8

// CloudEvents Kafka binding §3.3, structured mode. No key: it would show how often each case moves.
const headers = { 'content-type': 'application/cloudevents+json; charset=UTF-8' }

function asMessage(value: Uint8Array) {
  return { key: null, value: Buffer.from(value.buffer, value.byteOffset, value.byteLength), headers }
}

function isAboutLanes(code: BusCode): boolean {
  return ['FORBIDDEN', 'LANE_MISSING', 'LANE_UNAVAILABLE', 'TOO_LARGE'].includes(code)
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
