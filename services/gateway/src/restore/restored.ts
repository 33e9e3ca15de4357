/**
 * Whether this gateway may sign. One on a restored database must first know its last checkpoint and its lane positions
 * (protocol §6): it is told where peers' sightings lie, or it is to begin another log, for which it needs them in any case.
 */
import type { Directory } from '@onward/directory'
import type { Sighting } from '@onward/seal'
import type { LaneHead } from '../store/lane/outbox.ts'
import { type LaneStanding, laneStanding } from './lane-standing.ts'
import { type LogStanding, type LogStandingDeps, logStanding } from './log-standing.ts'

/** `ok`, or why nothing is signed. `LOG_REPLACED`: the directory names another log since this gateway started. */
export type SigningStanding = LogStanding | LaneStanding | 'LOG_REPLACED'

export interface RestoredDeps extends Omit<LogStandingDeps, 'sources'> {
  readonly directory: () => Directory
  /** The note of each place where our last checkpoint is remembered. */
  readonly notes: readonly (() => Promise<string>)[]
  /** What peers have seen of us; undefined when we were not told where that is. */
  readonly sightings: (() => Promise<ReadonlyMap<string, Sighting>>) | undefined
  /** Our lanes that something may be sent on. */
  readonly lanes: () => readonly string[]
  readonly head: (lane: string) => Promise<LaneHead | undefined>
  /** The newest checkpoint that our record has of the log before ours. */
  readonly lastOfFormer: () => Promise<string | undefined>
}

/** Asks everybody once. */
export async function signingStanding(deps: RestoredDeps): Promise<Exclude<SigningStanding, 'LOG_REPLACED'>> {
  const { own, notes } = deps
  const begins = own.former.length > 0 && (await deps.size()) === 0
  const asksPeers = begins || deps.sightings !== undefined
  const seen = asksPeers ? ((await deps.sightings?.().catch(() => undefined)) ?? new Map()) : undefined
  const former = begins ? await deps.lastOfFormer() : undefined
  const log = await logStanding({
    ...deps,
    sources: [
      // Who is to ask peers and has no answer of any knows nothing.
      ...(seen ? [async () => []] : []),
      ...notes.map((note) => async () => [await note()]),
      ...[...(seen?.values() ?? [])].map((each) => async () => each.checkpoints),
      ...(former === undefined ? [] : [async () => [former]]),
    ],
  })
  // Peers that have never seen a checkpoint of ours cannot be shown another one; their lanes count.
  const isUnseen = seen && seen.size > 0 && notes.length === 0 && log === 'LAST_CHECKPOINT_UNKNOWN'
  const isOk =
    log === 'ok' || (isUnseen && [...seen.values()].every(({ checkpoints }) => checkpoints.length === 0))
  if (!isOk || !seen) return log
  const lanes = await Promise.all(deps.lanes().map((lane) => standingOf(deps, lane, seen, begins)))
  const [worst] = (['LANE_BEHIND', 'LANE_UNKNOWN'] as const).filter((each) => lanes.includes(each))
  return worst ?? 'ok'
}

async function standingOf(
  { directory, head }: RestoredDeps,
  name: string,
  seen: ReadonlyMap<string, Sighting>,
  isBehind: boolean,
): Promise<LaneStanding> {
  const lane = directory().lane(name)
  return lane ? laneStanding({ lane, head: await head(name), seen: seen.get(lane.to), isBehind }) : 'ok'
}
