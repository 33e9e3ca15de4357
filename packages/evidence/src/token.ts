/** A signed lane token out of a bundle: its form, its key, its signature. */
import type { Directory } from '@onward/directory'
import { type Claims, type ReadToken, readToken, tokenDigest, verifySignature } from '@onward/seal'
import type { FaultCode } from './fault.ts'
import { judgeThen } from './then.ts'

type Kind = 'envelope' | 'receipt'

/** A token whose form is right; nothing of it is verified yet. */
export interface HeldToken<K extends Kind> {
  readonly claims: Claims[K]
  readonly kid: string
  /** Names the token for ever. */
  readonly digest: string
  readonly read: ReadToken<K>
}

/** Reads a token strictly; undefined when it is not in its one form. */
export function holdToken<K extends Kind>(kind: K, token: string): HeldToken<K> | undefined {
  const read = readToken(kind, token)
  if (typeof read === 'string') return undefined
  return { claims: read.claims, kid: read.kid, digest: tokenDigest(token), read }
}

/**
 * Why the issuer of a token did not sign it with a key that was valid then; undefined if it did.
 *
 * @param existedAt As `judgeThen` has it.
 */
export function tokenFault(
  { claims, kid, read }: HeldToken<Kind>,
  trust: Directory,
  existedAt?: number,
): FaultCode | undefined {
  const key = trust.key(kid)
  if (!key) return 'KEY_UNKNOWN'
  const { iss, iat } = claims
  const fault = judgeThen(key, { use: 'gw-sig', alg: read.alg, iss, iat }, existedAt)
  if (fault) return fault
  return verifySignature(read.signingInput, read.signature, key) ? undefined : 'SIG_INVALID'
}
