/** Checks 12 and 18: has this token, or this event, been here before? The store looks; these judge. */
import { type Refusal, refuse } from './refusal.ts'

/** What is recorded under `(iss, jti)`. */
export interface SeenToken {
  readonly digest: string
  /** `refused` when its data did not match (`DIG_MISMATCH`): what the sender signed has not been here yet. */
  readonly data: 'taken' | 'refused'
}

/**
 * Check 12. `again`: the same token, whose data somebody on the way had exchanged when it first came; go on
 * with 14 and take 12 and 13 as settled. `DUPLICATE`: no effect; answer with the stored receipt.
 */
export function judgeToken(
  digest: string,
  seen: SeenToken | undefined,
): { readonly ok: true; readonly verdict: 'new' | 'again' } | Refusal<'DUPLICATE' | 'REPLAY_CONFLICT'> {
  if (!seen) return { ok: true, verdict: 'new' }
  if (seen.digest !== digest) return refuse('REPLAY_CONFLICT')
  return seen.data === 'refused' ? { ok: true, verdict: 'again' } : refuse('DUPLICATE')
}

/**
 * Check 18, by the `cdig` recorded under `(source, id)`. `known`: the same event sealed anew; it has no
 * second effect, but its manifest gets a leaf and a receipt.
 */
export function judgeIdentity(
  cdig: string,
  recorded: string | undefined,
): { readonly ok: true; readonly verdict: 'new' | 'known' } | Refusal<'INNER_ID_CONFLICT'> {
  if (recorded === undefined) return { ok: true, verdict: 'new' }
  return recorded === cdig ? { ok: true, verdict: 'known' } : refuse('INNER_ID_CONFLICT')
}
