/** "Was this key valid when it signed?" (security.md §2.4), judged years later, when more is known. */
import { judgeKey, type KeyFault, type TrustedKey } from '@onward/seal'

/**
 * Whether a key could sign this then. What replaced a key, or ended its use, never undoes what it had signed. But who
 * stole a key also writes the date, so under a key that was compromised only what somebody else had seen before is valid.
 *
 * @param existedAt Seconds since 1970: when somebody else, by a key of its own, says that it was there already. That is
 *   the other party by its receipt, or witnesses by their cosignatures over a log that holds it.
 */
export function judgeThen(
  { revoked, ...key }: TrustedKey,
  claimed: Parameters<typeof judgeKey>[1],
  existedAt: number | undefined,
): KeyFault | undefined {
  const fault = judgeKey(key, claimed)
  if (fault || !revoked) return fault
  if (revoked.reason === 'compromise') return wasSafe(revoked, existedAt) ? undefined : 'KEY_REVOKED'
  return claimed.iat < revoked.invalidFrom ? undefined : 'KEY_REVOKED'
}

/** Whether what a key signed existed before the key was stolen, or the key never was. */
export function wasSafe(revoked: TrustedKey['revoked'], existedAt: number | undefined): boolean {
  if (revoked?.reason !== 'compromise') return true
  return existedAt !== undefined && existedAt < revoked.invalidFrom
}
