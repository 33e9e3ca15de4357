import type { LaneRunners } from './runners.ts'

/** Lanes that nobody runs here: what is said waits. */
export const noLanes: Pick<LaneRunners, 'numberWith' | 'hand'> = {
  numberWith: (rows, commit) => commit({ numbered: [], pending: rows }),
  hand: () => {},
}
