/** One relay runner for each lane that we speak on, held by one replica at a time. */

import { type Relay, type RelayDeps, relay } from '../relay.ts'
import { keepRunning } from '../runner.ts'
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
  /** Stops numbering, and waits for what is under way. */
  stop(): Promise<void>
}

/** How often a lane is looked at without being woken, in ms. */
const LOOK_MS = 2_000

export function runLanes(deps: LanesDeps, lanes: readonly string[]): LaneRunners {
  const runners = new Map(lanes.map((lane) => [lane, runLane(deps, lane)]))
  return {
    wake: (lane) => runners.get(lane)?.wake(),
    hand: (lane, rows) => runners.get(lane)?.hand(rows),
    stop: async () => {
      await Promise.all([...runners.values()].map((runner) => runner.stop()))
    },
  }
}

function runLane(deps: LanesDeps, lane: string) {
  const handed = handedRows()
  let running: Relay | undefined
  let isHeld = false
  const runner = keepRunning(
    async () => {
      isHeld = await deps.holds(lane)
      if (!isHeld) {
        running = undefined
        return 0
      }
      if (!running) {
        handed.look()
        running = relay(deps, lane, handed)
        await running.begin()
      }
      return await running.pass()
    },
    LOOK_MS,
    (error) => {
      running = undefined
      deps.onFault(lane, error)
    },
  )
  return {
    wake() {
      if (!isHeld) return deps.tell(lane)
      handed.look()
      runner.wake()
    },
    hand(rows: readonly PendingRow[]) {
      if (!isHeld) return deps.tell(lane)
      handed.hand(rows)
      runner.wake()
    },
    async stop() {
      await runner.stop()
      await running?.drain().catch(() => {})
    },
  }
}
