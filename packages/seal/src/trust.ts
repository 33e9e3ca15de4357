/**
 * What the checks need to know about whom we trust: the part of the directory that they read.
 * `Directory` of @onward/directory has this shape; seal does not import it, so that neither knows the other.
 */
import type { VerifyingKey } from './profile.ts'

/** One registered key. Times in seconds since 1970. */
export interface TrustedKey extends VerifyingKey {
  readonly kid: string
  readonly use: string
  readonly member: string
  /** The organisation whose own key it is; undefined for a key of the member itself. */
  readonly organisation?: string | undefined
  readonly nbf: number
  readonly naf: number
  readonly revoked?: { readonly invalidFrom: number; readonly reason: string } | undefined
}

export interface TrustedLane {
  readonly name: string
  readonly to: string
  readonly from: string
  readonly exercise: boolean
  /** One of its ends is suspended: nothing on it is taken. */
  readonly suspended?: boolean | undefined
}

export interface Trust {
  readonly version: number
  readonly minDirv: number
  key(kid: string): TrustedKey | undefined
  /** Whether this organisation has a seat there at a time in seconds, so that only its own key speaks for it. */
  hosts(member: string, organisation: string, atSeconds: number): boolean
  lane(name: string): TrustedLane | undefined
}

export type KeyFault = 'KEY_USE' | 'KEY_NOT_OF_ISSUER' | 'KEY_REVOKED' | 'KEY_EXPIRED'

/**
 * Checks 4–6: whether this key may have signed this, as its issuer, at `iat` (seconds).
 *
 * `superseded` and `ceased` never invalidate the past. A key revoked for `compromise` is refused whatever
 * `iat` says, because a thief backdates.
 */
export function judgeKey(
  key: TrustedKey,
  claimed: { readonly use: string; readonly alg: string; readonly iss: string; readonly iat: number },
): KeyFault | undefined {
  if (key.use !== claimed.use || key.alg !== claimed.alg) return 'KEY_USE'
  if (key.member !== claimed.iss) return 'KEY_NOT_OF_ISSUER'
  if (key.revoked && (key.revoked.reason === 'compromise' || key.revoked.invalidFrom <= claimed.iat)) {
    return 'KEY_REVOKED'
  }
  if (claimed.iat < key.nbf || claimed.iat >= key.naf) return 'KEY_EXPIRED'
  return undefined
}
