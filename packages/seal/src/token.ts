/**
 * The signed token that each of the five lane types carries (protocol.md §2): its exact claims, how it is
 * signed, and how its text is read back strictly. Header and claims are RFC 8785 bytes.
 */
import {
  digest,
  type ManifestClaims,
  type ProofClaims,
  type ReceiptClaims,
  type ResendClaims,
  type TombstoneClaims,
} from '@onward/contract'
import { isCanonical, splitJws } from './compact.ts'
import { SealError } from './error.ts'
import { type RemoteKey, type SigningKey, signTokenJws, tokenHeader } from './profile.ts'

/** The claims of each kind, as schemas/token says. `iat` and `exp` in seconds since 1970. */
export interface Claims {
  readonly envelope: ManifestClaims
  readonly receipt: ReceiptClaims
  readonly proof: ProofClaims
  readonly resend: ResendClaims
  readonly tombstone: TombstoneClaims
}

export type TokenKind = keyof Claims
type TokenClaims = Omit<ProofClaims, 'dig'>

/** One kind's CloudEvents `type` and token `typ`. */
export const tokenKinds = {
  envelope: { type: 'onward.envelope.v1', typ: 'onward-manifest+jwt' },
  receipt: { type: 'onward.receipt.v1', typ: 'onward-receipt+jwt' },
  proof: { type: 'onward.proof.v1', typ: 'onward-proof+jwt' },
  resend: { type: 'onward.resend.v1', typ: 'onward-resend+jwt' },
  tombstone: { type: 'onward.tombstone.v1', typ: 'onward-tombstone+jwt' },
} as const

/** A token read strictly but not yet verified: nothing in it is to be believed. */
export interface ReadToken<K extends TokenKind = TokenKind> {
  readonly kid: string
  readonly alg: string
  readonly claims: Claims[K]
  readonly signingInput: string
  readonly signature: Uint8Array
}

/**
 * Signs the claims of one lane token: exactly the kind's members, whatever else the object holds.
 *
 * @throws SealError `CLAIMS_INVALID` for claims that no receiver would accept, `KEY_UNFIT` for another key.
 */
export function signToken<K extends TokenKind>(
  kind: K,
  claims: Claims[K],
  key: SigningKey | RemoteKey,
): string {
  const text = claimsText(kind, claims)
  if (text === undefined) throw new SealError('CLAIMS_INVALID', `not the claims of a ${kind}`)
  return signTokenJws(tokenKinds[kind].typ, text, key)
}

/** The digest that names a token: SHA-256, base64url, over the signing input, never over the signature. */
export function tokenDigest(token: string): string {
  return digest(token.slice(0, token.lastIndexOf('.')))
}

/** What every token of a kind that this key signed begins with, and no other token. */
export function tokenStart(kind: TokenKind, alg: string, kid: string): string {
  return `${Buffer.from(tokenHeader(alg, kid, tokenKinds[kind].typ)).toString('base64url')}.`
}

/** Check 2: segments, strict base64url, canonical header and claims with exactly their members. */
export function readToken<K extends TokenKind>(
  kind: K,
  token: string,
): ReadToken<K> | 'ENV_MALFORMED' | 'SIG_HEADER' {
  const jws = splitJws(token)
  if (!jws) return 'ENV_MALFORMED'
  const [, alg, kid, typ] = headerForm.exec(jws.header.toString('latin1')) ?? []
  if (!alg || !kid || typ !== tokenKinds[kind].typ) {
    return isCanonical(jws.header) ? 'SIG_HEADER' : 'ENV_MALFORMED'
  }
  const claims = readClaims(kind, jws.payload.toString('latin1'))
  if (!claims) return 'ENV_MALFORMED'
  return { kid, alg, claims, signingInput: jws.signingInput, signature: jws.signature }
}

/** 32 bytes in strict base64url, so the last character has no stray bits. */
const hashForm = /^[\w-]{42}[AEIMQUYcgkosw048]$/
const memberForm = /^[A-Z]{2,8}$/
const headerForm = /^\{"alg":"([\w+-]{1,32})","kid":"([\w-]{43})","typ":"([a-z+-]{1,32})"\}$/

type Form = (value: unknown) => boolean

const text =
  (form: RegExp): Form =>
  (value) =>
    typeof value === 'string' && form.test(value)
const count =
  (least: 0 | 1): Form =>
  (value) =>
    typeof value === 'number' && Number.isSafeInteger(value) && value >= least
const hash = text(hashForm)
// Narrower than the schema by the leap second, of which no instant of a clock here can be made.
const isTime: Form = (value) => {
  const time = typeof value === 'string' && /^\d{4}-/.test(value) ? Date.parse(value) : Number.NaN
  return !Number.isNaN(time) && new Date(time).toISOString() === value
}
const wireCode = text(/^(?:malformed|unauthenticated|not-authorised|undeliverable|schema|business)$/)

const common: Readonly<Record<keyof TokenClaims, Form>> = {
  iss: text(memberForm),
  aud: text(memberForm),
  lane: text(/^lane\.[A-Z]{2,8}\.[A-Z]{2,8}$/),
  ep: count(1),
  seq: count(1),
  prev: text(/^(?:0|[\w-]{42}[AEIMQUYcgkosw048])$/),
  jti: text(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/),
  iat: count(0),
  dirv: count(0),
}
const forms: { readonly [K in TokenKind]: Readonly<Record<keyof Claims[K], Form>> } = {
  envelope: { ...common, exp: count(0), dig: hash, cdig: hash },
  receipt: {
    ...common,
    sub: hash,
    st: text(/^(?:stored|rejected|erased)$/),
    code: (value) => value === undefined || wireCode(value),
    leaf: hash,
    salt: hash,
    at: isTime,
  },
  proof: { ...common, dig: hash },
  resend: { ...common, from: count(1), to: count(1), of: count(1) },
  tombstone: { ...common, num: count(1), sub: hash },
}

// RFC 8785 §3.2.3 sorts members by UTF-16 code unit; these names are ASCII, so the default sort is that.
const names = Object.fromEntries(
  Object.entries(forms).map(([kind, form]) => [kind, Object.keys(form).sort()]),
)

/**
 * The canonical text of claims: exactly the members of the kind, in order. All values are ASCII strings
 * without escapes and safe integers, for which JSON.stringify writes RFC 8785 form.
 */
function claimsText(kind: TokenKind, claims: object): string | undefined {
  const values = new Map(Object.entries(claims))
  const sound = Object.entries<Form>(forms[kind]).every(([name, holds]) => holds(values.get(name)))
  // A receipt says why it rejects, and only then.
  const saysWhy = (values.get('st') === 'rejected') === (values.get('code') !== undefined)
  return sound && saysWhy ? JSON.stringify(claims, names[kind]) : undefined
}

// Equality with the canonical text refuses at once: unknown and duplicate members, another order, white
// space, escapes, 1e3 for 1000. What is left is exactly one way to write each set of claims.
function readClaims<K extends TokenKind>(kind: K, text: string): Claims[K] | undefined {
  try {
    const claims: unknown = JSON.parse(text)
    if (typeof claims !== 'object' || claims === null) return undefined
    // Sound: every member has been held against its form, and no other member is left.
    return claimsText(kind, claims) === text ? (claims as Claims[K]) : undefined
  } catch {
    return undefined
  }
}
