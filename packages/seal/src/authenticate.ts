/**
 * Checks 1–11 of security.md §1.7: who sent this, and is it for me? In that order, which decides the code
 * that is reported: cheapest and least privileged first, and nothing is decrypted here.
 */
import { ContractError, decodeEnvelope, digest } from '@onward/contract'

import { verifySignature } from './profile.ts'
import { type Refusal, type RefusalCode, refuse } from './refusal.ts'
import { type Claims, readToken, type TokenKind, tokenKinds } from './token.ts'
import { judgeKey, type Trust, type TrustedKey } from './trust.ts'

/** Clocks may differ by this many seconds. */
export const skew = 300
/** How long a manifest may live, in seconds: as long as a lane keeps its messages. */
export const longestLife = 30 * 86_400

/** Who the reader is, what it trusts, and when and on which lane (topic) the bytes lay. */
export interface Reading {
  readonly directory: Trust
  readonly self: { readonly member: string; readonly exercise: boolean }
  readonly lane: string
  /** Now, in seconds: a message of later waits until its time has come. */
  readonly nowSeconds: number
  /** When it first came, in seconds, if it has waited since: while a message waits here, it does not grow too old. */
  readonly arrivedSeconds?: number
  /** Nobody has vouched for the directory for so long that nothing is believed by it. */
  readonly isTrustEnded?: boolean
}

interface TokenOf<K extends TokenKind> {
  readonly kind: K
  readonly claims: Claims[K]
  readonly token: string
  /** Names the token for ever: `prev`, `sub`, `manifest`. */
  readonly digest: string
  readonly key: TrustedKey
}
/** What passed checks 1–9: its lane position moves, whatever is found later. */
export type AuthenticToken = { readonly [K in TokenKind]: TokenOf<K> }[TokenKind]
/** A token that passed 1–11 together with its data: the JWE of an envelope, the text of a proof. */
export type AuthenticMessage = {
  readonly [K in TokenKind]: TokenOf<K> &
    (K extends 'envelope' | 'proof' ? { readonly data: string } : unknown)
}[TokenKind]
export type AuthenticEnvelope = Extract<AuthenticMessage, { readonly kind: 'envelope' }>

/** What a message says of itself, for the quarantine's list; not to be believed unless `token` is present. */
export interface Facts {
  readonly kind?: TokenKind
  readonly iss?: string
  readonly jti?: string
  readonly seq?: number
  readonly kid?: string
}

export type Authentication =
  | { readonly ok: true; readonly message: AuthenticMessage; readonly token: AuthenticToken }
  | (Refusal & { readonly facts: Facts; readonly token?: AuthenticToken })

/**
 * Says whether bytes from a lane are an authentic message to this member. Never throws, whatever the bytes.
 *
 * On a refusal after check 9 (`DIR_*`, `TIME_*`, `DIG_MISMATCH`) `token` is present: it is authentic and
 * moves the lane. Without `token` nothing is known and no receipt is due.
 */
export function authenticate(bytes: Uint8Array, reading: Reading): Authentication {
  const outer = readOuter(bytes)
  if (typeof outer === 'string') return { ...refuse(outer), facts: {} }
  const { kind, token, data } = outer

  const read = readToken(kind, token)
  if (typeof read === 'string') return { ...refuse(read), facts: { kind } }
  const { claims, kid } = read
  const facts = { kind, iss: claims.iss, jti: claims.jti, seq: claims.seq, kid }
  const refused = (code: RefusalCode) => ({ ...refuse(code), facts })

  // Checks 3–6.
  if (reading.isTrustEnded) return refused('DIR_ENDED')
  const key = reading.directory.key(kid)
  if (!key) return refused('KEY_UNKNOWN')
  const fault = judgeKey(key, { use: 'gw-sig', alg: read.alg, iss: claims.iss, iat: claims.iat })
  if (fault) return refused(fault)
  // Check 7.
  if (!verifySignature(read.signingInput, read.signature, key)) return refused('SIG_INVALID')
  // Check 8: what the broker's operator can rewrite must say what the token says.
  if (outer.id !== claims.jti || outer.source !== `urn:onward:gateway:${claims.iss}`) {
    return refused('ENV_ATTR_MISMATCH')
  }
  // Check 9.
  const misrouted = judgeRoute(claims, reading)
  if (misrouted) return refused(misrouted)

  // Sound: readToken has held the claims against this kind's forms.
  const authentic = {
    kind,
    claims,
    token,
    digest: digest(read.signingInput),
    key,
  } as AuthenticToken
  // Checks 10 and 11.
  const late = judgeTimes(authentic, reading) ?? judgeData(authentic, data)
  if (late) return { ...refused(late), token: authentic }
  // Sound: judgeData found the data of a kind that has any.
  const message = { ...authentic, data } as AuthenticMessage
  return { ok: true, message, token: authentic }
}

interface Outer {
  readonly kind: TokenKind
  readonly id: string
  readonly source: string
  readonly token: string
  readonly data: string | undefined
}

// Check 1: size, UTF-8, JSON, exact members.
function readOuter(bytes: Uint8Array): Outer | 'ENV_TOO_LARGE' | 'ENV_MALFORMED' {
  try {
    const outer = decodeEnvelope(bytes)
    const kind = kindOf.get(outer.type)
    if (!kind) return 'ENV_MALFORMED'
    return {
      kind,
      id: outer.id,
      source: outer.source,
      token: 'manifest' in outer ? outer.manifest : outer.token,
      data: 'data' in outer ? outer.data : undefined,
    }
  } catch (error) {
    if (!(error instanceof ContractError)) throw error
    return error.code === 'ENV_TOO_LARGE' ? 'ENV_TOO_LARGE' : 'ENV_MALFORMED'
  }
}

const kindOf = new Map<string, TokenKind>([
  [tokenKinds.envelope.type, 'envelope'],
  [tokenKinds.receipt.type, 'receipt'],
  [tokenKinds.proof.type, 'proof'],
  [tokenKinds.resend.type, 'resend'],
  [tokenKinds.tombstone.type, 'tombstone'],
])

function judgeRoute(claims: Claims[TokenKind], { directory, self, lane }: Reading): RefusalCode | undefined {
  if (claims.aud !== self.member) return 'ROUTE_NOT_FOR_ME'
  const agreed = directory.lane(claims.lane)
  // The topic that the bytes lay on counts too: else a message could be moved to another agreement's lane.
  if (!agreed || claims.lane !== lane || agreed.to !== claims.aud || agreed.from !== claims.iss) {
    return 'ROUTE_LANE'
  }
  if (agreed.suspended) return 'ROUTE_SUSPENDED'
  return agreed.exercise === self.exercise ? undefined : 'ROUTE_EXERCISE'
}

function judgeTimes(
  { kind, claims }: AuthenticToken,
  { directory, nowSeconds, arrivedSeconds = nowSeconds }: Reading,
): RefusalCode | undefined {
  if (claims.dirv > directory.version) return 'DIR_STALE'
  if (claims.dirv < directory.minDirv) return 'DIR_TOO_OLD'
  if (claims.iat > nowSeconds + skew) return 'TIME_FUTURE'
  if (kind !== 'envelope') return undefined
  const life = claims.exp - claims.iat
  return life <= 0 || life > longestLife || arrivedSeconds > claims.exp + skew ? 'TIME_EXPIRED' : undefined
}

function judgeData(token: AuthenticToken, data: string | undefined): RefusalCode | undefined {
  if (token.kind !== 'envelope' && token.kind !== 'proof') return undefined
  return data !== undefined && digest(data) === token.claims.dig ? undefined : 'DIG_MISMATCH'
}
