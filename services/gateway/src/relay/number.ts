/** Numbers and signatures of a batch: what is made between reading what waits and committing it. */
import type { Directory } from '@onward/directory'
import {
  type Claims,
  encloseToken,
  type RemoteKey,
  type SigningKey,
  signToken,
  type TokenKind,
  tokenDigest,
} from '@onward/seal'
import { newLeaf } from '../log/leaf.ts'
import type { LaneHead, Pending } from '../store/lane/outbox.ts'
import type { LeafRow, SentTokenRow } from '../store/rows.ts'

export interface NumberDeps {
  readonly member: string
  readonly now: () => Date
  readonly directory: () => Directory
  /** The key that signs lane tokens at a time in seconds; undefined: none may, and what is to be said waits. */
  readonly gatewayKey: (atSeconds: number) => SigningKey | RemoteKey | undefined
}

/** A message with its body, if its kind has one. */
export type PendingWhole = Pending & { readonly data: string | null }

/** A manifest lives as long as the lane keeps it: 30 days, in seconds. */
const LIFETIME = 30 * 86_400

export function carriesData(kind: string): boolean {
  return kind === 'envelope' || kind === 'proof'
}

/**
 * Signs rows in order as the next numbers of the lane; undefined when no key of ours may sign now. Pure but for the
 * signature's key and the leaf's salt.
 */
export function numberRows(
  deps: NumberDeps,
  lane: string,
  head: LaneHead | undefined,
  rows: readonly PendingWhole[],
) {
  const known = deps.directory().lane(lane)
  const [, aud = ''] = lane.split('.')
  const ep = known?.epoch ?? 1
  const sameEpoch = head?.ep === ep
  let seq = sameEpoch ? head.seq : 0
  let prev = sameEpoch ? head.digest : (known?.start ?? '0')
  // Along a lane iat never decreases (protocol §4), whatever our clock does.
  const iat = Math.max(Math.floor(deps.now().getTime() / 1000), head?.iat ?? 0)
  const at = deps.now().toISOString()
  // By the time that is signed, so that along a lane no older key follows a newer one.
  const key = deps.gatewayKey(iat)
  if (!key) return undefined

  const tokens: SentTokenRow[] = []
  const leaves: LeafRow[] = []
  const values: Uint8Array[] = []
  for (const { jti, kind, event, claims, data } of rows) {
    seq += 1
    const common = { iss: deps.member, aud, lane, ep, seq, prev, jti, iat, dirv: deps.directory().version }
    const own = kind === 'envelope' ? { exp: iat + LIFETIME } : {}
    // Sound: `claims` was written by us for this kind, and signToken refuses what is not the kind's exact set.
    const token = signToken(kind, { ...JSON.parse(claims), ...own, ...common } as Claims[typeof kind], key)
    prev = tokenDigest(token)
    const { leaf, made } = leafOf(kind, prev, claims, event, at)
    if (made) leaves.push(made)
    tokens.push({
      lane,
      ep,
      seq,
      kind,
      jti,
      digest: prev,
      token,
      iat,
      ...(event ? { event } : {}),
      ...(leaf ? { leaf } : {}),
    })
    values.push(outer(deps.member, kind, token, jti, iat, data))
  }
  return { tokens, leaves, values, head: { ep, seq, digest: prev, iat } }
}

/** A manifest gets its `msg.sent` leaf here, where its digest is first known; a receipt names the leaf it promises. */
function leafOf(
  kind: TokenKind,
  manifest: string,
  claims: string,
  event: string | null,
  at: string,
): { readonly leaf?: string; readonly made?: LeafRow } {
  if (kind === 'envelope' && event) {
    const made = newLeaf({ kind: 'msg.sent', manifest, cdig: event, at })
    return { leaf: made.hash, made }
  }
  if (kind === 'receipt') {
    const { leaf } = JSON.parse(claims) as { leaf: string } // written by receive.ts
    return { leaf }
  }
  return {}
}

/** The value on the lane: the CloudEvent around a token (security §1.2). */
export function outer(
  iss: string,
  kind: TokenKind,
  token: string,
  jti: string,
  iat: number,
  data: string | null,
): Uint8Array {
  const claims = { iss, jti, iat }
  if (kind === 'envelope' || kind === 'proof') {
    if (data === null) throw new Error('the body of a token that is still to be sent is gone')
    return encloseToken({ kind, token, claims, data })
  }
  return encloseToken({ kind, token, claims })
}
