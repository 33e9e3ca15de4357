/** What we have seen of a peer, signed, for its people when its record was restored from a backup (protocol §6). */
import { type Directory, originsOf } from '@onward/directory'
import { type LanePosition, type RemoteKey, type SigningKey, signSighting } from '@onward/seal'
import type { LaneIn } from '../store/lane/inbox.ts'
import type { SeenCheckpoint } from '../store/witness.ts'

export interface SightingOfDeps {
  readonly member: string
  readonly now: () => Date
  readonly directory: () => Directory
  readonly gatewayKey: (atSeconds: number) => SigningKey | RemoteKey | undefined
  readonly laneIn: (lane: string) => Promise<LaneIn>
  /** The largest tree that is known of a log. */
  readonly newestSeen: (origin: string) => Promise<SeenCheckpoint | undefined>
}

/** `NOT_FOUND`: no lane comes from such a member. `NO_GATEWAY_KEY`: no key of ours may sign now. */
export type SightingAnswer =
  | { readonly sighting: string }
  | { readonly refused: 'NOT_FOUND' | 'NO_GATEWAY_KEY' }

export async function sightingOf(deps: SightingOfDeps, peer: string): Promise<SightingAnswer> {
  const { member, directory } = deps
  const known = directory().member(peer)
  const lane = directory().lane(`lane.${member}.${peer}`)
  if (!known || !lane) return { refused: 'NOT_FOUND' }
  const iat = Math.floor(deps.now().getTime() / 1000)
  const key = deps.gatewayKey(iat)
  if (!key) return { refused: 'NO_GATEWAY_KEY' }
  const { position } = await deps.laneIn(lane.name)
  const seen = await Promise.all(originsOf(known).map(deps.newestSeen))
  const claims = {
    iss: member,
    aud: peer,
    iat,
    dirv: directory().version,
    lane: position === undefined ? null : lastToken(position),
    checkpoints: seen.flatMap((each) => each?.note ?? []),
  }
  return { sighting: signSighting(claims, key) }
}

function lastToken(position: string): { ep: number; seq: number; digest: string } | null {
  // Sound: written by receive.ts from a LanePosition.
  const { ep, seq, digest } = JSON.parse(position) as LanePosition
  return seq > 0 ? { ep, seq, digest } : null
}
