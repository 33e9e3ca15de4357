// Takes messages off lanes: in order, at least once, from the position the record holds. Kafka's own offsets are a hint.

import type { BusLog, BusSettings } from './client.ts'
import { asBusError, type BusCode, type BusError, isRefusal } from './fault.ts'
import { startFetching } from './fetching.ts'
import type { LaneMessage } from './intake.ts'
import { LaneReader } from './lane-reader.ts'
import { readLaneName } from './lanes.ts'

/** What a lane has brought: its next messages, without a hole, oldest first. */
export interface LaneBatch {
  readonly lane: string
  readonly messages: readonly LaneMessage[]
}

/**
 * What became of the consumer. A code is public API.
 *
 * - `RUNNING` the broker answers
 * - `STALLED` it does not, or refuses; a new client is made and it goes on. `code` says why
 * - `LANE_REFUSED` ALARM: the broker does not let us see this lane, or it does not exist; the others are read
 * - `POSITION_LOST` ALARM: the stored position lies outside the log; `lane` is read on from `resumedAt`. Either
 *   messages have expired unread or the log is not the one we knew; nothing that is there is skipped
 * - `LANE_HELD`, `LANE_FLOWING` `deliver` or `position` failed and is being repeated; it works again
 * - `LOST` the broker answers, and still no client of ours can read for ten minutes: end the process
 */
export type ConsumerState =
  | { readonly state: 'RUNNING' }
  | { readonly state: 'STALLED'; readonly code: BusCode; readonly detail: string }
  | { readonly state: 'LANE_REFUSED'; readonly lane: string; readonly code: BusCode; readonly detail: string }
  | {
      readonly state: 'POSITION_LOST'
      readonly lane: string
      readonly position: bigint
      readonly resumedAt: bigint
    }
  | { readonly state: 'LANE_HELD'; readonly lane: string; readonly detail: string }
  | { readonly state: 'LANE_FLOWING'; readonly lane: string }
  | { readonly state: 'LOST'; readonly code: BusCode; readonly detail: string }

export interface ConsumerOptions {
  readonly settings: BusSettings
  /** See `groupName`. Replicas of a gateway use the same; each lane is read by one of them at a time. */
  readonly group: string
  readonly lanes: readonly string[]
  /** The next offset of a lane as the record holds it; negative when it holds none. Asked at every assignment. */
  position(lane: string): Promise<bigint>
  /**
   * Takes a batch over: resolves when its effects **and the offset after its last message** are committed.
   * Rejecting means "not now": the lane is held, then read again from `position(lane)`. It may get messages it
   * has had before, also below the stored position.
   */
  deliver(batch: LaneBatch): Promise<void>
  /** The most messages of one batch; 200. */
  readonly most?: number | undefined
  /**
   * How many calls of `deliver` a lane may have open; 1. With more, the next batch is handed over while the last
   * still commits, and `deliver` itself must see that effects keep the order of the calls.
   */
  readonly ahead?: number | undefined
  onState?(state: ConsumerState): void
  readonly log?: BusLog | undefined
}

export interface ConsumerHealth {
  readonly state: 'starting' | 'running' | 'stalled' | 'stopped'
  /** How long ago the broker last answered a fetch; idle lanes answer twice a second. */
  readonly lastFetchAgeMs: number
  readonly detail?: string | undefined
}

export interface LaneConsumer {
  /** Reads these lanes too, from the next client on, which is made at once. Those that are read already change nothing. */
  read(lanes: readonly string[]): void
  /** Stops handing over messages of one lane, or of all, after the batches under way. */
  pause(lane?: string): void
  resume(lane?: string): void
  health(): ConsumerHealth
  /** Waits for the batches under way, leaves the group, disconnects. */
  stop(): Promise<void>
}

/** Opens the consumer of one process and keeps it alive until `stop`. */
export function openConsumer(options: ConsumerOptions): LaneConsumer {
  const { settings, group, onState = () => {}, log = () => {} } = options
  const readers = new Map<string, LaneReader>()
  const add = (lanes: readonly string[]) => {
    const unread = lanes.filter((lane) => !readers.has(lane))
    for (const lane of unread) readLaneName(lane)
    for (const lane of unread) readers.set(lane, new LaneReader(lane, options))
    return unread.length > 0
  }
  add(options.lanes)
  const over = Promise.withResolvers<void>()
  let more = Promise.withResolvers<void>()
  let state: ConsumerHealth['state'] = readers.size === 0 ? 'running' : 'starting'
  let lastFetch = Date.now()
  let trouble: BusError | undefined
  let failures = 0
  let brokenSince: number | undefined

  const fetched = () => {
    lastFetch = Date.now()
    if (state === 'running' || state === 'stopped') return
    state = 'running'
    trouble = undefined
    failures = 0
    brokenSince = undefined
    onState({ state: 'RUNNING' })
  }

  const stalled = (error: BusError) => {
    state = 'stalled'
    trouble = error
    failures += 1
    log({ level: 'warn', event: 'bus.consumer.failed', detail: `${error.code}: ${error.message}` })
    onState({ state: 'STALLED', code: error.code, detail: error.message })
    // Nobody there is an outage, however long; a broker that answers and a client that cannot read is not.
    if (error.code === 'UNREACHABLE' || error.code === 'SILENT') brokenSince = undefined
    else brokenSince ??= Date.now()
    if (brokenSince !== undefined && Date.now() - brokenSince > lostAfter) {
      onState({ state: 'LOST', code: error.code, detail: error.message })
    }
  }

  /** One client from its making to its end. */
  const live = async () => {
    more = Promise.withResolvers()
    const fetching = startFetching({
      settings,
      group,
      lanes: [...readers.keys()],
      log,
      handlers: {
        assigned(assigned, control) {
          // At the start the broker's word that the lanes are ours is enough; the first fetch waits half a second for messages.
          if (state === 'starting') fetched()
          for (const reader of readers.values()) {
            if (assigned.includes(reader.lane)) reader.open(control)
            else reader.close()
          }
        },
        arrived: (lane, messages, advance) => readers.get(lane)?.arrived(messages, advance),
        refused: (lane, { code, message }) => onState({ state: 'LANE_REFUSED', lane, code, detail: message }),
        fetched,
      },
    })
    const hints = setInterval(() => {
      const reached = [...readers.values()].flatMap((reader) => reader.takeHint())
      // Only a hint: a failure costs nothing, and the next one replaces it.
      fetching.hint(new Map(reached)).catch(() => {})
    }, hintEvery)

    const error = await Promise.race([fetching.ended, over.promise, more.promise])
    clearInterval(hints)
    for (const reader of readers.values()) reader.close()
    if (error !== undefined) {
      stalled(error)
      // Leaving spares the group a session timeout, but a broker that is silent will not hear it.
      await fetching.stop(300)
    } else {
      await Promise.all([...readers.values()].map((reader) => reader.settled()))
      await fetching
        .hint(new Map([...readers.values()].flatMap((reader) => reader.takeHint())))
        .catch(() => {})
      await fetching.stop(2_000)
    }
    return error
  }

  const run = async () => {
    while (state !== 'stopped') {
      if (readers.size === 0) await Promise.race([more.promise, over.promise])
      else {
        const error = await live()
        if (error) await Promise.race([sleep(pauseAfter(error, failures)), over.promise])
      }
    }
  }
  const running = run().catch((error) => {
    // Only a fault of our own gets here, and it must not look like a quiet lane.
    const fault = asBusError(error, 'consume')
    state = 'stalled'
    trouble = fault
    onState({ state: 'LOST', code: fault.code, detail: fault.message })
  })

  const chosen = (lane?: string) =>
    [...readers.values()].filter((reader) => lane === undefined || reader.lane === lane)

  return {
    read(lanes) {
      const wasIdle = readers.size === 0
      if (!add(lanes)) return
      if (wasIdle && state === 'running') {
        state = 'starting'
        lastFetch = Date.now()
      }
      more.resolve()
    },
    pause: (lane) =>
      chosen(lane).forEach((reader) => {
        reader.pause()
      }),
    resume: (lane) =>
      chosen(lane).forEach((reader) => {
        reader.resume()
      }),
    health() {
      const held = [...readers.values()]
        .filter((reader) => reader.isHeld)
        .map(({ lane }) => `${lane} is held`)
      const detail = [...(trouble ? [`${trouble.code}: ${trouble.message}`] : []), ...held].join('; ')
      return {
        state,
        lastFetchAgeMs: readers.size === 0 ? 0 : Date.now() - lastFetch,
        ...(detail && { detail }),
      }
    },
    async stop() {
      state = 'stopped'
      over.resolve()
      await running
    },
  }
}

const hintEvery = 1_000
const lostAfter = 10 * 60_000

/** A refusal is not hammered, an outage is asked again soon: the first try after a failure comes almost at once. */
function pauseAfter(error: BusError, failures: number): number {
  return isRefusal(error) ? 5_000 : Math.min(100 * 2 ** failures, 2_000)
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
