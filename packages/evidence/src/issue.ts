/**
 * The signature of whoever issues a bundle. The proofs stand without it; it binds what they cannot: which referral this
 * is, what an event is that is not shown, and that nothing was left out of the file since.
 */
import { canonicalBytes, parseCanonical } from '@onward/contract'
import {
  type CompactJws,
  type RemoteKey,
  type SigningKey,
  signTokenJws,
  splitJws,
  tokenHeader,
} from '@onward/seal'

/** Who issued a bundle, and when. Times in seconds since 1970. */
export interface IssueClaims {
  /** SHA-256 of the RFC 8785 bytes of the bundle without the signature, base64url. */
  readonly dig: string
  readonly dirv: number
  readonly iat: number
  readonly iss: string
}

export interface ReadIssue {
  readonly kid: string
  readonly claims: IssueClaims
  readonly jws: CompactJws
}

/** Signs with the gateway's key (use `gw-sig`). @throws SealError KEY_UNFIT */
export function signIssue({ dig, dirv, iat, iss }: IssueClaims, key: SigningKey | RemoteKey): string {
  return signTokenJws(typ, Buffer.from(canonicalBytes({ dig, dirv, iat, iss })).toString(), key)
}

/** Reads it strictly, believing nothing; undefined when it is not in its one form. */
export function readIssue(token: string): ReadIssue | undefined {
  const jws = splitJws(token)
  const [, kid] = /"kid":"([\w-]{43})"/.exec(jws?.header.toString('latin1') ?? '') ?? []
  if (!jws || !kid || jws.header.toString('latin1') !== tokenHeader('Ed25519', kid, typ)) return undefined
  const claims = claimsIn(jws.payload)
  return claims && { kid, claims, jws }
}

const typ = 'onward-evidence+jwt'

function claimsIn(payload: Uint8Array): IssueClaims | undefined {
  const { dig, dirv, iat, iss, ...others } = Object(parsed(payload))
  const isExact = Object.keys(others).length === 0 && typeof dig === 'string' && typeof iss === 'string'
  return isExact && Number.isSafeInteger(dirv) && Number.isSafeInteger(iat)
    ? { dig, dirv, iat, iss }
    : undefined
}

function parsed(payload: Uint8Array): unknown {
  try {
    return parseCanonical(payload)
  } catch {
    return undefined
  }
}
