/**
 * What a gateway has seen of a peer: how far the peer's lane has come here, and the newest checkpoints of its log. Signed,
 * so that people can carry it to a peer whose record was restored from a backup (protocol §6) and that cannot otherwise
 * know what it has said since.
 */
import { canonicalBytes, parseCanonical } from '@onward/contract'
import { splitJws } from './compact.ts'
import { type RemoteKey, type SigningKey, signTokenJws, tokenHeader, verifySignature } from './profile.ts'
import { judgeKey, type KeyFault, type Trust } from './trust.ts'

/** Times in seconds since 1970. */
export interface Sighting {
  /** Who has seen this, and of whom. */
  readonly iss: string
  readonly aud: string
  readonly iat: number
  readonly dirv: number
  /** The last token of `lane.<iss>.<aud>` that was accepted; null where none has been. */
  readonly lane: { readonly ep: number; readonly seq: number; readonly digest: string } | null
  /** Signed notes of the peer's logs, the newest of each that is known. */
  readonly checkpoints: readonly string[]
}

/** `SIGHTING_INVALID`: not in its one form. Else what is wrong with the key, as a lane token's (security §1.7, 3–7). */
export type SightingFault = 'SIGHTING_INVALID' | 'KEY_UNKNOWN' | KeyFault | 'SIG_INVALID'

const typ = 'onward-sighting+jwt'
const mostBytes = 65_536

/** Signs with the gateway's key (use `gw-sig`). @throws SealError KEY_UNFIT */
export function signSighting(
  { iss, aud, iat, dirv, lane, checkpoints }: Sighting,
  key: SigningKey | RemoteKey,
): string {
  const claims = canonicalBytes({ iss, aud, iat, dirv, lane, checkpoints })
  return signTokenJws(typ, Buffer.from(claims).toString(), key)
}

/** Reads it strictly, and verifies it by the directory. Never throws. The notes in it are not judged. */
export function openSighting(token: string, trust: Pick<Trust, 'key'>): Sighting | SightingFault {
  const jws = token.length > mostBytes ? undefined : splitJws(token)
  const header = jws?.header.toString('latin1') ?? ''
  const [, kid] = /"kid":"([\w-]{43})"/.exec(header) ?? []
  const claims = jws && claimsIn(jws.payload)
  if (!jws || !kid || header !== tokenHeader('Ed25519', kid, typ) || !claims) return 'SIGHTING_INVALID'
  const key = trust.key(kid)
  if (!key) return 'KEY_UNKNOWN'
  const { iss, iat } = claims
  const fault = judgeKey(key, { use: 'gw-sig', alg: 'Ed25519', iss, iat })
  if (fault) return fault
  return verifySignature(jws.signingInput, jws.signature, key) ? claims : 'SIG_INVALID'
}

function claimsIn(payload: Uint8Array): Sighting | undefined {
  const { iss, aud, iat, dirv, lane, checkpoints, ...others } = Object(parsed(payload))
  const isExact =
    Object.keys(others).length === 0 &&
    [iss, aud].every((code) => typeof code === 'string' && /^[A-Z]{2,8}$/.test(code)) &&
    [iat, dirv].every((number) => Number.isSafeInteger(number) && number > 0) &&
    (lane === null || isToken(lane)) &&
    Array.isArray(checkpoints) &&
    checkpoints.every((note) => typeof note === 'string')
  return isExact ? { iss, aud, iat, dirv, lane, checkpoints } : undefined
}

function isToken(lane: unknown): boolean {
  const { ep, seq, digest, ...others } = Object(lane)
  return (
    Object.keys(others).length === 0 &&
    [ep, seq].every((number) => Number.isSafeInteger(number) && number > 0) &&
    typeof digest === 'string' &&
    /^[\w-]{43}$/.test(digest)
  )
}

function parsed(payload: Uint8Array): unknown {
  try {
    return parseCanonical(payload)
  } catch {
    return undefined
  }
}
