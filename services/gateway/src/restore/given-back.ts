/**
 * What this member has said itself and a restore has lost, out of the evidence of the peer that it was said to. It must be
 * here before what the peer answered is read again: an answer to what is not known would be refused for good.
 */
import type { Event } from '@onward/contract'
import type { Directory } from '@onward/directory'
import { type BundleMessage, readBundle, verifyBundle } from '@onward/evidence'
import { readToken, startOf, tokenDigest, verifyEvent } from '@onward/seal'
import type { KnownReferral } from '../case/known-referral.ts'
import { newLeaf } from '../log/leaf.ts'
import { Draft } from '../receive/draft.ts'
import type { Change, Recorded } from '../store/commit.ts'
import type { GivenBackRow } from '../store/rows.ts'
import type { DeadlinesOf } from '../time/working-time.ts'
import type { Vault } from '../trust/vault.ts'

export interface GivenBackDeps {
  readonly member: string
  readonly directory: () => Directory
  readonly now: () => Date
  readonly vault: Vault
  readonly deadlinesOf: DeadlinesOf
  readonly load: (referrals: readonly string[]) => Promise<ReadonlyMap<string, KnownReferral>>
  /** Which of these manifests the record has. */
  readonly sentManifests: (digests: readonly string[]) => Promise<{ has(digest: string): boolean }>
  readonly commit: (change: Change, sent: readonly GivenBackRow[]) => Promise<Recorded>
}

/**
 * `BUNDLE_FAULTY`: it does not verify. `BUNDLE_ERASED`: its referral was erased here. `BUNDLE_WITHOUT_CONTENT`: the events
 * are not in it. `BUNDLE_CONFLICT`: since the restore something else was said in their place.
 */
export type GivenBackRefusal =
  | 'BUNDLE_FAULTY'
  | 'BUNDLE_ERASED'
  | 'BUNDLE_WITHOUT_CONTENT'
  | 'BUNDLE_CONFLICT'

/** Records what the bundle has of ours and the record has not; gives how many messages that were. Safe to repeat. */
export async function takeBack(deps: GivenBackDeps, bytes: Uint8Array): Promise<number | GivenBackRefusal> {
  const read = readBundle(bytes)
  if (!read.ok || !verifyBundle(bytes, deps.directory()).holds) return 'BUNDLE_FAULTY'
  const { referral, messages } = read.bundle
  const ours = messages.flatMap((message) => ownMessage(deps.member, message) ?? [])
  const known = await deps.sentManifests(ours.map(({ token }) => token.digest))
  const lost = ours.filter(({ token }) => !known.has(token.digest))
  if (lost.length === 0) return 0

  const at = deps.now().toISOString()
  const draft = new Draft({
    ...{ lane: '', pairedLane: '', at, vault: deps.vault, deadlinesOf: deps.deadlinesOf },
    ...{ position: startOf({ epoch: 1, start: '0' }), tokens: new Map(), numbers: new Map() },
    referrals: await deps.load([referral]),
  })
  if (draft.isErased(referral)) return 'BUNDLE_ERASED'
  const sent: GivenBackRow[] = []
  for (const { claims, token, jws, isVoid } of lost) {
    if (jws === undefined) return 'BUNDLE_WITHOUT_CONTENT'
    const verified = verifyEvent(jws, claims, { directory: deps.directory() })
    if (!verified.ok) return 'BUNDLE_FAULTY'
    const { cdig } = verified.signed
    // Sound: this member's own gateway made it of a valid event, which its case key has signed.
    const event = verified.signed.event as Event
    const history = draft.referral(referral)?.history ?? []
    if (!history.some(({ digest }) => digest === cdig)) {
      if (
        history.some((each) => each.event.source === event.source && each.event.sequence === event.sequence)
      )
        return 'BUNDLE_CONFLICT'
      draft.record(event, cdig, deps.member, jws, isVoid ? 'void' : 'applied')
      draft.change.leaves.push(newLeaf({ kind: 'event', cdig, at }))
    }
    const leaf = newLeaf({ kind: 'msg.sent', manifest: token.digest, cdig, at })
    draft.change.leaves.push(leaf)
    sent.push({ ...token, event: cdig, leaf: leaf.hash })
  }
  const outcome = await deps.commit(draft.finish(), sent)
  if (outcome !== 'committed') throw new Error(`what was given back could not be recorded: ${outcome}`)
  return sent.length
}

/** A message of a bundle that this member has sent; undefined for one of its peer. */
function ownMessage(member: string, { manifest, event, receipts }: BundleMessage) {
  const read = readToken('envelope', manifest)
  if (typeof read === 'string' || read.claims.iss !== member) return undefined
  const { lane, ep, seq, jti, iat } = read.claims
  const isVoid = receipts.some(({ token }) => {
    const receipt = readToken('receipt', token)
    return typeof receipt !== 'string' && receipt.claims.st === 'rejected'
  })
  const digest = tokenDigest(manifest)
  const token = { lane, ep, seq, kind: 'envelope', jti, digest, token: manifest, iat }
  return { claims: read.claims, token, jws: event, isVoid }
}
