/** One relay runner for each lane that we speak on, held by one replica at a time. */

import { type Relay, type RelayDeps, relay } from '../relay.ts'
import { keepRunning, type Runner } from '../runner.ts'

export interface LanesDeps extends RelayDeps {
  /** True while this replica runs the lane. */
  readonly holds: (lane: string) => Promise<boolean>
  readonly onFault: (lane: string, error: unknown) => void
  /** Work for a lane that another replica runs. */
  readonly tell: (lane: string) => void
}

export interface LaneRunners {
  wake(lane: string): void
  /** Stops numbering, and waits for what is under way. */
  stop(): Promise<void>
}

/** How often a lane is looked at without being woken, in ms. */
const LOOK_MS = 2_000

export function runLanes(deps: LanesDeps, lanes: readonly string[]): LaneRunners {
  const runners = new Map(lanes.map((lane) => [lane, runLane(deps, lane)]))
  return {
    wake: (lane) => runners.get(lane)?.wake(),
    stop: async () => {
      await Promise.all([...runners.values()].map((runner) => runner.stop()))
    },
  }
}

function runLane(deps: LanesDeps, lane: string): Runner {
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
        running = relay(deps, lane)
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
      if (isHeld) runner.wake()
      else deps.tell(lane)
    },
    async stop() {
      await runner.stop()
      await running?.drain().catch(() => {})
    },
  }
}
