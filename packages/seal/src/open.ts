/**
 * Checks 14–17 and 19 of security.md §1.7: what does the envelope hold, and who says so? They take only an
 * authentic envelope whose digest held (checks 1–11): nothing is decrypted before.
 */
import type { KeyObject } from 'node:crypto'
import { ContractError, checkEvent, decodeAttributes, digest, type Event } from '@onward/contract'
import { type AuthenticEnvelope, skew } from './authenticate.ts'
import { type CompactJws, isCanonical, splitJws } from './compact.ts'
import { unpad } from './padding.ts'
import { decrypt, eventHeader, verifySignature } from './profile.ts'
import { type Refusal, type RefusalCode, refuse } from './refusal.ts'
import type { Claims } from './token.ts'
import { judgeKey, type KeyFault, type Trust, type TrustedKey } from './trust.ts'

/** What an author signed for this member and this lane: its attributes hold, its data has not been looked at. */
export interface SignedEvent {
  /** The inner JWS exactly as it was signed. */
  readonly jws: string
  readonly event: EventAttributes
  /** Digest of the inner JWS, equal to the manifest's claim. */
  readonly cdig: string
}
export type EventAttributes = ReturnType<typeof decodeAttributes>

export interface OpenedEnvelope extends SignedEvent {
  readonly ok: true
  readonly event: Event
  readonly caseKey: TrustedKey
}

/**
 * With `signed`, only its time or its data are at fault (`INNER_TIME`, `SCHEMA_*`): its author did say this, and
 * its number in the referral is used once the refusal is final.
 */
export interface RefusedEnvelope extends Refusal {
  readonly signed?: SignedEvent
}

/** What opening needs: whom we trust, and one's own private encryption keys while they exist. */
export interface Opening {
  readonly directory: Pick<Trust, 'key' | 'hosts'>
  readonly decryptKey: (kid: string) => KeyObject | undefined
}

/** Opens an authentic envelope. Never throws, whatever it holds. */
export function openEnvelope(
  { claims, data }: AuthenticEnvelope,
  { directory, decryptKey }: Opening,
): OpenedEnvelope | RefusedEnvelope {
  // Checks 14 and 15.
  const decryption = decrypt(data, claims, decryptKey)
  if (!decryption.ok) return refuse(decryption.code)
  const content = unpad(decryption.plaintext)
  if (!content) return refuse('CRYPTO_PADDING')

  // In latin1 a byte above 0x7f becomes a character that base64url does not have.
  const verified = verifyEvent(content.toString('latin1'), claims, { directory })
  if (!verified.ok) return verified
  const { signed, caseKey, iat } = verified
  const { event } = signed
  // An event is judged at its own time, so it may not lie after the time at which it was sent.
  const latest = claims.iat + skew
  const inTime = iat <= latest && Date.parse(event.time) <= latest * 1000
  if (!inTime) return { ...refuse('INNER_TIME'), signed }
  // Check 19.
  const read = readData(event)
  return typeof read === 'string'
    ? { ...refuse(read), signed }
    : { ok: true, ...signed, event: read, caseKey }
}

/** An inner JWS that its author signed for this member and this lane. `iat` in seconds. */
export interface VerifiedEvent {
  readonly ok: true
  readonly signed: SignedEvent
  readonly caseKey: TrustedKey
  readonly iat: number
}

/**
 * Checks 16 and 17 on an inner JWS, wherever it was kept, against the claims of the manifest that carried it. Never
 * throws, whatever the text.
 *
 * @param judge Whether the key could sign this then; as on live receipt unless told.
 */
export function verifyEvent(
  jws: string,
  claims: Claims['envelope'],
  { directory, judge = judgeKey }: Pick<Opening, 'directory'> & { readonly judge?: typeof judgeKey },
): VerifiedEvent | Refusal {
  // Check 16.
  const inner = splitJws(jws)
  if (!inner) return refuse('INNER_MALFORMED')
  const header = readEventHeader(inner)
  if (typeof header === 'string') return refuse(header)
  const caseKey = directory.key(header.kid)
  if (!caseKey) return refuse('INNER_KEY_UNKNOWN')
  const fault = judge(caseKey, { use: 'case-sig', alg: header.alg, iss: claims.iss, iat: header.iat })
  if (fault) return refuse(innerFault[fault])
  if (!verifySignature(inner.signingInput, inner.signature, caseKey)) return refuse('INNER_SIG_INVALID')
  const cdig = digest(inner.signingInput)
  if (cdig !== claims.cdig) return refuse('INNER_DIGEST')

  // Check 17.
  const event = readAttributes(inner.payload, claims)
  if (typeof event === 'string') return refuse(event)
  if (!speaksFor(caseKey, event, { directory, iss: claims.iss, iat: header.iat }))
    return refuse('INNER_KEY_NOT_OF_ORGANISATION')
  return { ok: true, signed: { jws, event, cdig }, caseKey, iat: header.iat }
}

/**
 * A hosted organisation speaks with its own key and nobody else does, its host least of all; and with that key nobody
 * speaks but the organisation (practice §9).
 */
function speaksFor(
  key: TrustedKey,
  { actor }: EventAttributes,
  { directory, iss, iat }: { readonly iss: string; readonly iat: number } & Pick<Opening, 'directory'>,
): boolean {
  const organisation = actor.slice(0, actor.indexOf('/'))
  const owner = directory.hosts(iss, organisation, iat) ? organisation : undefined
  return key.organisation === owner
}

const innerFault = {
  KEY_USE: 'INNER_KEY_USE',
  KEY_NOT_OF_ISSUER: 'INNER_KEY_NOT_OF_ISSUER',
  KEY_REVOKED: 'INNER_KEY_REVOKED',
  KEY_EXPIRED: 'INNER_KEY_EXPIRED',
} as const satisfies Record<KeyFault, RefusalCode>

interface EventHeader {
  readonly alg: string
  readonly iat: number
  readonly kid: string
}

const headerForm = /^\{"alg":"([\w+-]{1,32})","cty":"[^"]*","iat":(\d{1,15}),"kid":"([\w-]{43})","typ":"/

// Read what may vary, build what the header must then be, compare.
function readEventHeader({ header }: CompactJws): EventHeader | 'INNER_MALFORMED' | 'INNER_HEADER' {
  const text = header.toString('latin1')
  const [, alg = '', iat, kid = ''] = headerForm.exec(text) ?? []
  if (text === eventHeader(alg, Number(iat), kid)) return { alg, iat: Number(iat), kid }
  return isCanonical(header) ? 'INNER_HEADER' : 'INNER_MALFORMED'
}

function readAttributes(payload: Uint8Array, claims: Claims['envelope']): EventAttributes | RefusalCode {
  const attributes = decoded(() => decodeAttributes(payload))
  if (typeof attributes === 'string') return 'INNER_MALFORMED'
  if (attributes.source !== `urn:onward:member:${claims.iss}`) return 'INNER_ISSUER'
  if (attributes.audience !== claims.aud) return 'INNER_AUDIENCE'
  return attributes.lane === claims.lane ? attributes : 'INNER_LANE'
}

function readData(attributes: EventAttributes): Event | 'SCHEMA_UNKNOWN' | 'SCHEMA_INVALID' {
  const event = decoded(() => checkEvent(attributes))
  if (typeof event !== 'string') return event
  return event === 'SCHEMA_UNKNOWN' ? event : 'SCHEMA_INVALID'
}

function decoded<T>(decode: () => T): T | ContractError['code'] {
  try {
    return decode()
  } catch (error) {
    if (!(error instanceof ContractError)) throw error
    return error.code
  }
}
