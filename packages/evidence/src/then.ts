/** "Was this key valid when it signed?" (security.md §2.4), judged years later, when more is known. */
import { judgeKey, type KeyFault, type TrustedKey } from '@onward/seal'

/**
 * Whether a key could sign this then. What replaced a key, or ended its use, never undoes what it had signed. But who
 * stole a key also writes the date, so under a key that was compromised only what somebody else had seen before is valid.
 *
 * @param existedAt Seconds since 1970: when another party, by its own key, says that it had it already.
 */
export function judgeThen(
  { revoked, ...key }: TrustedKey,
  claimed: Parameters<typeof judgeKey>[1],
  existedAt: number | undefined,
): KeyFault | undefined {
  const fault = judgeKey(key, claimed)
  if (fault || !revoked) return fault
  const { reason, invalidFrom } = revoked
  const at = reason === 'compromise' ? existedAt : claimed.iat
  return at !== undefined && at < invalidFrom ? undefined : 'KEY_REVOKED'
}
