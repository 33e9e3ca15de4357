/** One relay runner for each lane that we speak on, held by one replica at a time. */

import { type Relay, type RelayDeps, relay } from '../relay.ts'
import { keepRunning } from '../runner.ts'
import type { Change, Recorded } from '../store/commit.ts'
import type { PendingRow } from '../store/rows.ts'
import { handedRows } from './handed.ts'

export interface LanesDeps extends RelayDeps {
  /** True while this replica runs the lane. */
  readonly holds: (lane: string) => Promise<boolean>
  readonly onFault: (lane: string, error: unknown) => void
  /** Work for a lane that another replica runs. */
  readonly tell: (lane: string) => void
}

export interface LaneRunners {
  /** There may be work for this lane; what it is, the record knows. */
  wake(lane: string): void
  /** Work for this lane that this process has just committed. */
  hand(lane: string, rows: readonly PendingRow[]): void
  /**
   * Commits a batch with these answers, all on one lane. Where this process runs the lane they are numbered in that
   * commit and sent; else they are pending rows, and numbered like everything that waits.
   */
  answer(rows: readonly PendingRow[], commit: CommitAnswers): Promise<Recorded>
  /** Stops numbering, and waits for what is under way. */
  stop(): Promise<void>
}

export type CommitAnswers = (answers: Pick<Change, 'numbered' | 'pending'>) => Promise<Recorded>

/** How often a lane is looked at without being woken, in ms. */
const LOOK_MS = 2_000

export function runLanes(deps: LanesDeps, lanes: readonly string[]): LaneRunners {
  const runners = new Map(lanes.map((lane) => [lane, runLane(deps, lane)]))
  return {
    wake: (lane) => runners.get(lane)?.wake(),
    hand: (lane, rows) => runners.get(lane)?.hand(rows),
    answer: async (rows, commit) => {
      const [first] = rows
      if (!first) return await commit({})
      return (await runners.get(first.lane)?.answer(rows, commit)) ?? (await commit({ pending: rows }))
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
  const hand = (rows: readonly PendingRow[]) => {
    if (!isHeld) return deps.tell(lane)
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
    async answer(rows: readonly PendingRow[], commit: CommitAnswers): Promise<Recorded> {
      const outcome = await running
        ?.answer(rows, (numbered) => commit({ numbered }))
        .catch((error: unknown) => {
          // Nobody knows whether they are committed: the next pass begins anew, with what is not sent.
          runner.wake()
          throw error
        })
      // A message is never set aside for the number of its answer, so a refusal without numbers is what counts.
      if (outcome && outcome !== 'taken' && outcome !== 'refused') return outcome
      const pending = await commit({ pending: rows })
      if (pending === 'committed') hand(rows)
      return pending
    },
    async stop() {
      await runner.stop()
      await running?.drain().catch(() => {})
    },
  }
}
