// One life of a kafkajs consumer: from connecting to its first failure. It is never mended, only replaced.

import type { EachBatchPayload } from 'kafkajs'
import { type BusLog, type BusSettings, openClient, times } from './client.ts'
import { asBusError, BusError, isRefusal, within } from './fault.ts'
import { type LaneExtent, laneExtent, sharedAdmin } from './inspect.ts'
import type { LaneMessage } from './intake.ts'

/** What a life may do to its lanes. All calls are harmless after its end. */
export interface FetchControl {
  seek(lane: string, offset: bigint): void
  pause(lane: string): void
  resume(lane: string): void
  /** What the lane's log holds now. */
  extent(lane: string): Promise<LaneExtent>
}

export interface FetchHandlers {
  /** The group has given us exactly these lanes. Runs before anything of them is handed over. */
  assigned(lanes: readonly string[], control: FetchControl): void
  /**
   * What a fetch brought. Calls `advance` with the last offset taken in; what is not taken in is fetched again.
   * A promise holds up further fetches until it resolves; it must do so soon after the end of this life.
   */
  arrived(
    lane: string,
    messages: readonly LaneMessage[],
    advance: (last: bigint) => void,
  ): Promise<void> | undefined
  /** The broker does not let us see this lane: it is left out, so that it stops no other, and tried again later. */
  refused(lane: string, error: BusError): void
  /** The broker has answered a fetch. */
  fetched(): void
}

export interface Fetching {
  /** Why it ended: settles once. */
  readonly ended: Promise<BusError>
  /** Tells the broker how far we are: a hint for people and for the next start, never what we rely on. */
  hint(positions: ReadonlyMap<string, bigint>): Promise<void>
  /** Ends it: leaves the group if the broker answers within so many milliseconds, then closes everything. */
  stop(patience: number): Promise<void>
}

export interface FetchingOptions {
  readonly settings: BusSettings
  readonly group: string
  readonly lanes: readonly string[]
  readonly handlers: FetchHandlers
  readonly log: BusLog
}

/** Starts a consumer of `lanes`. Nothing is thrown: a failure to start is an end like any other. */
export function startFetching({ settings, group, lanes, handlers, log }: FetchingOptions): Fetching {
  const client = openClient(settings, { retries: 4, log })
  const consumer = client.kafka.consumer({
    groupId: group,
    sessionTimeout: 6_000,
    rebalanceTimeout: 10_000,
    heartbeatInterval: 1_000,
    metadataMaxAge: times.metadataAge,
    maxWaitTimeInMs: 500,
    maxBytesPerPartition: 1_048_588,
    maxBytes: 8_388_608,
    allowAutoTopicCreation: false,
    // Nobody may open a transaction on a lane; with this, none could hold it up either.
    readUncommitted: true,
    // We restart it ourselves, always with a new client.
    retry: { retries: 10, restartOnFailure: async () => false },
  })
  const { promise: ended, resolve: end } = Promise.withResolvers<BusError>()
  const asking = sharedAdmin(client)
  const watch = watchFetches(end)
  const refusals = new Map<string, BusError>()
  let isOver = false
  void ended.then(() => {
    isOver = true
  })

  const partition = (lane: string) => [{ topic: lane, partitions: [0] }]
  const control: FetchControl = {
    seek: (lane, offset) =>
      void (isOver || consumer.seek({ topic: lane, partition: 0, offset: String(offset) })),
    pause: (lane) => void (isOver || consumer.pause(partition(lane))),
    resume: (lane) => void (isOver || consumer.resume(partition(lane))),
    extent: (lane) => asking((admin) => laneExtent(admin, lane)),
  }

  const { CRASH, FETCH, FETCH_START, GROUP_JOIN, REBALANCING } = consumer.events
  consumer.on(CRASH, ({ payload }) => end(asBusError(payload.error, 'consume')))
  consumer.on(REBALANCING, () => watch.joining())
  consumer.on(FETCH_START, ({ payload }) => watch.asked(payload.nodeId))
  consumer.on(FETCH, ({ payload }) => {
    watch.answered(payload.nodeId)
    handlers.fetched()
  })
  consumer.on(GROUP_JOIN, ({ payload }) => {
    watch.joined()
    if (!isOver) handlers.assigned(Object.keys(payload.memberAssignment), control)
  })

  const eachBatch = async ({ batch, resolveOffset, heartbeat, isRunning, isStale }: EachBatchPayload) => {
    if (isOver || !isRunning() || isStale()) return
    const messages = batch.messages.map(({ offset, value, timestamp }) => ({
      offset: BigInt(offset),
      value: value ?? new Uint8Array(0),
      timestamp: Number(timestamp),
    }))
    const room = handlers.arrived(batch.topic, messages, (last) => resolveOffset(String(last)))
    if (room === undefined) return
    // The group must hear from us while we wait, or it would give our lanes to another.
    const { promise: refused, reject } = Promise.withResolvers<never>()
    const pulse = setInterval(() => void heartbeat().catch(reject), 1_000)
    try {
      await Promise.race([room, refused])
    } finally {
      clearInterval(pulse)
    }
  }

  const visible = async (lane: string) => {
    try {
      await control.extent(lane)
      return [lane]
    } catch (error) {
      const refusal = asBusError(error, 'see the lane')
      if (!isRefusal(refusal)) throw refusal
      if (!refusals.has(lane)) handlers.refused(lane, refusal)
      refusals.set(lane, refusal)
      return []
    }
  }

  const start = async () => {
    await within(times.watchdog, 'connect', consumer.connect())
    const topics = (await Promise.all(lanes.map(visible))).flat()
    const [refusal] = refusals.values()
    if (topics.length === 0 && refusal) throw refusal
    watch.joining()
    await within(times.watchdog, 'subscribe', consumer.subscribe({ topics, fromBeginning: true }))
    await consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      // Every lane by itself: one that waits for the database must not stop the others.
      partitionsConsumedConcurrently: topics.length,
      eachBatch,
    })
  }
  // kafkajs cannot add a topic to a running consumer: a lane that can be seen at last is for the next life.
  const retrial = setInterval(async () => {
    const seen = await Promise.all([...refusals.keys()].map(visible)).catch(() => [])
    const [lane] = seen.flat()
    if (lane !== undefined) end(new BusError('LANE_MISSING', `${lane} can be read now`))
  }, retryRefusedEvery)
  start().catch((error) => end(asBusError(error, 'consume')))

  return {
    ended,
    async hint(positions) {
      const offsets = [...positions].map(([topic, offset]) => ({
        topic,
        partition: 0,
        offset: String(offset),
      }))
      if (!isOver && offsets.length > 0) await consumer.commitOffsets(offsets)
    },
    async stop(patience) {
      end(new BusError('STOPPED', 'the consumer has been stopped'))
      watch.stop()
      clearInterval(retrial)
      await within(patience, 'leave the group', consumer.disconnect()).catch(() => {})
      client.drop()
    },
  }
}

const retryRefusedEvery = 5_000

// A group that lost a member without goodbye takes a session timeout to notice; joining may last that long.
const joinLimit = 15_000

/** Ends a life that asks and gets no answer: a socket can be silent for ever without an error. */
function watchFetches(end: (error: BusError) => void) {
  const open = new Map<number, number>()
  let joinSince: number | undefined
  const timer = setInterval(() => {
    const now = Date.now()
    const oldest = Math.min(...open.values())
    if (now - oldest > times.watchdog)
      end(new BusError('SILENT', `no answer to a fetch for ${now - oldest} ms`))
    else if (joinSince !== undefined && now - joinSince > joinLimit) {
      end(new BusError('SILENT', `not in the group after ${now - joinSince} ms`))
    }
  }, 500)
  return {
    joining: () => {
      open.clear()
      joinSince ??= Date.now()
    },
    joined: () => {
      joinSince = undefined
      open.clear()
    },
    // kafkajs gives a request up and asks again: what counts is since when there has been no answer.
    asked: (node: number) => open.set(node, open.get(node) ?? Date.now()),
    answered: (node: number) => open.delete(node),
    stop: () => clearInterval(timer),
  }
}
