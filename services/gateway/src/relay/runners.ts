/** One relay runner for each lane that we speak on, held by one replica at a time. */

import { type CommitNumbered, type Relay, type RelayDeps, relay } from '../relay.ts'
import { keepRunning } from '../runner.ts'
import type { Recorded } from '../store/commit.ts'
import type { Numbered, PendingRow } from '../store/rows.ts'
import { handedRows, isFirst } from './handed.ts'
import type { PendingWhole } from './number.ts'

export interface LanesDeps extends RelayDeps {
  /** True while this replica runs the lane. */
  readonly holds: (lane: string) => Promise<boolean>
  readonly onFault: (lane: string, error: unknown) => void
  /** Keeps the body of a message that this process made until it is numbered. */
  readonly holdBody: (jti: string, data: string) => void
  /** Work for a lane that another replica runs. */
  readonly tell: (lane: string) => void
}

export interface LaneRunners {
  /** Runs these lanes too. Those that are run already go on. */
  open(lanes: readonly string[]): void
  /** There may be work for this lane; what it is, the record knows. */
  wake(lane: string): void
  /** Work that this process has just committed. */
  hand(rows: readonly Unnumbered[]): void
  /**
   * Commits what these rows belong to. Those on lanes that this process runs are numbered in that commit and sent; the
   * others are pending, and are handed over. Of what is not `committed` nothing was stored.
   */
  numberWith(rows: readonly Unnumbered[], commit: Commit): Promise<Recorded>
  /** The same for the answers to a batch, which is recorded without numbers if it is large, or cannot be with them. */
  answer(rows: readonly Unnumbered[], commit: Commit): Promise<Recorded>
  /** Stops numbering, and waits for what is under way. */
  stop(): Promise<void>
}

/** A row without a number, and its body if it has one. */
export type Unnumbered = PendingRow & { readonly data?: string }

/** Each lane's numbers, and what has none yet. */
export type Commit = (numbers: {
  readonly numbered: readonly Numbered[]
  readonly pending: readonly PendingRow[]
}) => Promise<Recorded>

/** How often a lane is looked at without being woken, in ms. */
const LOOK_MS = 2_000

/** Who has so much to answer is behind: then the relay numbers while the next batch is judged. */
const MOST_AT_ONCE = 48

export function runLanes(deps: LanesDeps, lanes: readonly string[]): LaneRunners {
  const runners = new Map<string, ReturnType<typeof runLane>>()
  const open = (lanes: readonly string[]) => {
    for (const lane of lanes) if (!runners.has(lane)) runners.set(lane, runLane(deps, lane))
  }
  open(lanes)
  const hand = (rows: readonly Unnumbered[]) => {
    for (const [lane, ofLane] of Map.groupBy(rows, (row) => row.lane)) runners.get(lane)?.hand(ofLane)
  }

  /** One lane's turn within the other's, in one order everywhere, so that none waits for one that waits for it. */
  async function numberWith(rows: readonly Unnumbered[], commit: Commit): Promise<Recorded> {
    const [first, later] = [rows.filter(isFirst), rows.filter((row) => !isFirst(row))]
    const byLane = [...Map.groupBy(first, ({ lane }) => lane)].sort(([one], [other]) =>
      one < other ? -1 : 1,
    )
    let pending: readonly Unnumbered[] = []
    const inTurn = async (
      at: number,
      numbered: readonly Numbered[],
      waits: readonly Unnumbered[],
    ): Promise<Recorded> => {
      const [lane, ofLane] = byLane[at] ?? []
      if (lane === undefined || ofLane === undefined) {
        pending = waits
        return await commit({ numbered, pending })
      }
      const outcome = await runners
        .get(lane)
        ?.numberWith(ofLane, (numbers) => inTurn(at + 1, [...numbered, numbers], waits))
      return outcome ?? (await inTurn(at + 1, numbered, [...waits, ...ofLane]))
    }
    const outcome = await inTurn(0, [], later)
    if (outcome === 'committed') hand(pending)
    return outcome
  }

  return {
    open,
    wake: (lane) => runners.get(lane)?.wake(),
    hand,
    numberWith,
    async answer(rows, commit) {
      const outcome = rows.length > MOST_AT_ONCE ? undefined : await numberWith(rows, commit)
      // A message is never set aside for the number of its answer, so a refusal without numbers is what counts.
      if (outcome && (rows.length === 0 || (outcome !== 'taken' && outcome !== 'refused'))) return outcome
      const without = await commit({ numbered: [], pending: rows })
      if (without === 'committed') hand(rows)
      return without
    },
    stop: async () => {
      await Promise.all([...runners.values()].map((runner) => runner.stop()))
    },
  }
}

function runLane(deps: LanesDeps, lane: string) {
  const handed = handedRows()
  let running: Relay | undefined
  /** The relay before this one has given its last number. */
  let over = Promise.resolve()
  let isHeld = false
  const end = () => {
    over = running?.end() ?? over
    running = undefined
  }
  const runner = keepRunning(
    async () => {
      isHeld = await deps.holds(lane)
      if (!isHeld) {
        end()
        return 0
      }
      if (!running) {
        await over
        handed.look()
        running = relay(deps, lane, handed)
        await running.begin()
      }
      return await running.pass()
    },
    LOOK_MS,
    (error) => {
      end()
      deps.onFault(lane, error)
    },
  )
  const hand = (rows: readonly Unnumbered[]) => {
    if (!isHeld) return deps.tell(lane)
    for (const { jti, data } of rows) if (data !== undefined) deps.holdBody(jti, data)
    handed.hand(rows)
    runner.wake()
  }
  return {
    wake() {
      if (!isHeld) return deps.tell(lane)
      handed.look()
      runner.wake()
    },
    hand,
    numberWith: (rows: readonly Unnumbered[], commit: CommitNumbered) =>
      running?.numberWith(rows.map(whole), commit).catch((error: unknown) => {
        // Nobody knows whether they are committed: the next pass begins anew, with what is not sent.
        runner.wake()
        throw error
      }),
    async stop() {
      await runner.stop()
      await running?.drain().catch(() => {})
    },
  }
}

function whole({ jti, kind, event, claims, data }: Unnumbered): PendingWhole {
  return { jti, kind, event: event ?? null, claims, data: data ?? null }
}
