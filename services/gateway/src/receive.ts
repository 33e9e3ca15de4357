/**
 * Step 3. What a lane brings is checked, judged in order, and committed in batches with its effects, receipts
 * and the lane's next offset. A message that cannot be trusted or applied is set aside as itself; it never
 * blocks the lane and never takes its batch with it.
 */
import { type LanePosition, type SeenToken, startOf } from '@onward/seal'
import type { KnownReferral } from './case/known-referral.ts'
import type { Gap } from './gap.ts'
import { type ExamineDeps, type Examined, examine, waitedArrival } from './receive/examine.ts'
import { recall } from './receive/recall.ts'
import { settle } from './receive/settle.ts'
import { overrideAlarm } from './rights/override.ts'
import type { Change, Recorded } from './store/commit.ts'
import type { Answered, LaneIn, SentManifest } from './store/lane/inbox.ts'
import type { QuarantinedMessage } from './store/lane/quarantine.ts'
import type { DeadlinesOf } from './time/working-time.ts'
import type { Vault } from './trust/vault.ts'

/** What receiving remembers from before: everything a batch asks is asked at once. */
export interface ReceiveDeps extends ExamineDeps {
  readonly vault: Vault
  readonly pairedLane: (lane: string) => string
  readonly laneIn: (lane: string) => Promise<LaneIn>
  readonly knownTokens: (lane: string, jtis: readonly string[]) => Promise<ReadonlyMap<string, SeenToken>>
  readonly receivedAt: (lane: string, ep: number, seq: number) => Promise<string | undefined>
  readonly knownEvents: (
    events: readonly { author: string; id: string }[],
  ) => Promise<ReadonlyMap<string, string>>
  readonly load: (referrals: readonly string[]) => Promise<ReadonlyMap<string, KnownReferral>>
  readonly sentManifests: (digests: readonly string[]) => Promise<ReadonlyMap<string, SentManifest>>
  /** Whether a checkpoint of this log has the cosignatures that our policy wants of it. */
  readonly isCosigned: (origin: string, note: string) => boolean
  readonly promisedLeaves: (leaves: readonly string[]) => Promise<ReadonlySet<string>>
  readonly parkedOf: (referrals: readonly string[]) => Promise<readonly QuarantinedMessage[]>
  readonly receiptSentFor: (manifest: string) => Promise<Answered | undefined>
  readonly unauthenticatedSince: (lane: string, since: Date) => Promise<number>
  /** Its answers are on their way then, or handed to the relay of their lane. */
  readonly commit: (change: Change) => Promise<Recorded>
  readonly deadlinesOf: DeadlinesOf
  /** A key or directory version was not known; refreshed at most once a minute. */
  readonly refreshDirectory: () => void
  readonly wake: (lane: string) => void
  /** A security event for people: code and ids only. */
  readonly alarm: (code: string, facts: Readonly<Record<string, string | number>>) => void
  readonly committed: (change: Change) => void
  readonly reached: (gap: Gap) => void
}

export interface Receiver {
  /** The lane's log does not reach back to the stored position, or is another log: read on from here. */
  resumeAt(offset: bigint): void
  /** The next Kafka offset of the lane as the record holds it; −1 when it holds none. */
  position(): Promise<bigint>
  /** Resolves when the effects and the next offset are committed; rejects when the database is not there. */
  deliver(messages: readonly { readonly offset: bigint; readonly value: Uint8Array }[]): Promise<void>
  /** Judges messages that waited (held, parked, released) once more. */
  again(messages: readonly QuarantinedMessage[]): Promise<void>
}

/** Another replica took over in the middle: read the position again. */
export class LaneMoved extends Error {
  override readonly name = 'LaneMoved'
}

const TRIES = 5

/** One receiver for each lane that is heard. */
export function receiversOf(deps: ReceiveDeps) {
  const receivers = new Map<string, Receiver>()
  return {
    /** Makes those that are missing, and gives the same lanes back. */
    hear(lanes: readonly string[]): readonly string[] {
      for (const lane of lanes) if (!receivers.has(lane)) receivers.set(lane, receive(deps, lane))
      return lanes
    },
    find: (lane: string) => receivers.get(lane),
    of(lane: string): Receiver {
      const receiver = receivers.get(lane)
      if (!receiver) throw new Error('a batch of a lane that was not subscribed to')
      return receiver
    },
  } as const
}

export function receive(deps: ReceiveDeps, lane: string): Receiver {
  let state: { position: LanePosition; next: bigint } | undefined
  /** Offsets from here on are taken, though the record is beyond them: the log is not the one it knew. */
  let resumedAt: bigint | undefined
  let queue: Promise<unknown> = Promise.resolve()

  async function current(): Promise<{ position: LanePosition; next: bigint }> {
    if (state) return state
    const stored = await deps.laneIn(lane)
    const known = deps.directory().lane(lane)
    // Sound: written by this file from a LanePosition.
    const position =
      stored.position === undefined
        ? startOf(known ?? { epoch: 1, start: '0' })
        : (JSON.parse(stored.position) as LanePosition)
    state = { position, next: stored.next }
    return state
  }

  /** One batch; halves it until what the database refuses stands alone, and sets that aside. */
  async function apply(examined: readonly Examined[], next: bigint | undefined): Promise<void> {
    for (let tries = 0; tries < TRIES; tries++) {
      const before = await current()
      const move = next === undefined ? undefined : { from: before.next, next }
      const outcome = await commitBatch(examined, before, move, 'whole')
      if (outcome === 'committed') return
      state = undefined
      if (outcome === 'moved') throw new LaneMoved(lane)
      if (outcome === 'refused') return await halve(examined, next)
    }
    throw new LaneMoved(lane)
  }

  async function halve(examined: readonly Examined[], next: bigint | undefined): Promise<void> {
    const [only] = examined
    if (examined.length > 1 && only) {
      const middle = Math.ceil(examined.length / 2)
      const second = examined[middle]
      await apply(examined.slice(0, middle), next === undefined ? undefined : second?.arrival.offset)
      return await apply(examined.slice(middle), next)
    }
    if (!only) return
    const before = await current()
    deps.alarm('INTERNAL', { lane, offset: Number(only.arrival.offset) })
    const move = next === undefined ? undefined : { from: before.next, next }
    const outcome = await commitBatch([only], before, move, 'aside')
    if (outcome !== 'committed') throw new LaneMoved(lane)
  }

  async function commitBatch(
    examined: readonly Examined[],
    before: { position: LanePosition; next: bigint },
    move: { from: bigint; next: bigint } | undefined,
    mode: 'whole' | 'aside',
  ): Promise<Recorded> {
    const recalled = await recall(deps, lane, examined, before.position)
    for (const each of examined) settle(deps, recalled, each, mode)
    const change = recalled.draft.finish()
    const { position } = recalled.draft
    const from = before.next
    const moved = move ?? (position === before.position ? undefined : { from, next: from < 0n ? 0n : from })
    const outcome = await deps.commit({
      ...change,
      move: moved && { lane, ...moved, position: JSON.stringify(position) },
    })
    if (outcome !== 'committed') return outcome
    state = { position, next: moved?.next ?? from }
    deps.reached('receive.committed')
    deps.committed(change)
    for (const { facts } of recalled.draft.overrides) deps.alarm(overrideAlarm, facts)
    if (change.resends?.length) deps.wake(deps.pairedLane(lane))
    return outcome
  }

  /** One at a time and in order: what comes next is examined while the last batch commits. */
  function inOrder<T>(work: () => Promise<T>): Promise<T> {
    const done = queue.then(work)
    queue = done.catch(() => {
      state = undefined
    })
    return done
  }

  return {
    position: async () => (await deps.laneIn(lane)).next,
    resumeAt(offset) {
      resumedAt = offset
    },
    async deliver(messages) {
      const arrivedAt = deps.now()
      deps.reached('receive.fetched')
      const examined = messages.map(({ offset, value }) =>
        examine(deps, { lane, offset, bytes: value, arrivedAt }),
      )
      const last = messages.at(-1)
      await inOrder(async () => {
        const { next } = await current()
        const from = resumedAt ?? next
        const fresh = examined.filter(({ arrival }) => arrival.offset >= from)
        if (last && fresh.length > 0) await apply(fresh, last.offset + 1n)
        resumedAt = undefined
      })
    },
    async again(messages) {
      await inOrder(async () => {
        for (const message of messages) {
          const arrival = waitedArrival(deps, message)
          if (arrival) await apply([examine(deps, arrival)], undefined)
        }
      })
    },
  }
}
