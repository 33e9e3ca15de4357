/**
 * Whether the numbers that we would give next on our lanes are new. A database that was restored has forgotten which it gave,
 * and a number given twice is a fork; only the receivers know (protocol §6).
 */
import type { Lane } from '@onward/directory'
import type { Sighting } from '@onward/seal'
import type { LaneHead } from '../store/lane/outbox.ts'

/**
 * `LANE_UNKNOWN`: its receiver has not told how far it has come. `LANE_BEHIND`: it has come to another place than our record,
 * so it must go on in a new epoch.
 */
export type LaneStanding = 'ok' | 'LANE_UNKNOWN' | 'LANE_BEHIND'

export interface LaneAtRestore {
  readonly lane: Pick<Lane, 'epoch'>
  /** The last number that our record has given. */
  readonly head: Pick<LaneHead, 'ep' | 'seq' | 'digest'> | undefined
  /** What the receiver has seen of us. */
  readonly seen: Pick<Sighting, 'lane'> | undefined
  /** Our log is known to be an old one: more may lie on the lane than its receiver has read. */
  readonly isBehind: boolean
}

export function laneStanding({ lane: { epoch }, head, seen, isBehind }: LaneAtRestore): LaneStanding {
  if (!seen) return 'LANE_UNKNOWN'
  const { lane } = seen
  // Nothing has come, or nothing of this epoch: whatever was said before it, its numbers begin anew.
  if (lane === null || lane.ep < epoch) return 'ok'
  const isSame = head?.ep === lane.ep && head.seq === lane.seq && head.digest === lane.digest
  return isSame && !isBehind ? 'ok' : 'LANE_BEHIND'
}
