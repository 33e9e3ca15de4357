/** Every way a message is refused: its code, what is done with it, and the little that the wire says of it. */

/** quarantine: kept aside. alert: kept aside, and a person looks. hold: tried again for a bounded time. */
export type RefusalClass = 'quarantine' | 'alert' | 'hold'

/** What a receipt may say about a rejection: coarse, so that no sender learns which check failed. */
export type WireCode =
  | 'malformed'
  | 'unauthenticated'
  | 'not-authorised'
  | 'undeliverable'
  | 'schema'
  | 'business'

/** The codes of checks 1–19 and of receipts, in the order in which they are judged (security.md §1.7). */
export const refusals = {
  ENV_TOO_LARGE: ['quarantine', 'malformed'],
  ENV_MALFORMED: ['quarantine', 'malformed'],
  SIG_HEADER: ['quarantine', 'malformed'],
  DIR_ENDED: ['quarantine', 'undeliverable'],
  KEY_UNKNOWN: ['hold', 'unauthenticated'],
  KEY_USE: ['alert', 'unauthenticated'],
  KEY_NOT_OF_ISSUER: ['alert', 'unauthenticated'],
  KEY_REVOKED: ['alert', 'unauthenticated'],
  KEY_EXPIRED: ['alert', 'unauthenticated'],
  SIG_INVALID: ['quarantine', 'unauthenticated'],
  ENV_ATTR_MISMATCH: ['quarantine', 'unauthenticated'],
  ROUTE_NOT_FOR_ME: ['alert', 'not-authorised'],
  ROUTE_LANE: ['alert', 'not-authorised'],
  ROUTE_SUSPENDED: ['alert', 'not-authorised'],
  ROUTE_EXERCISE: ['alert', 'not-authorised'],
  DIR_STALE: ['hold', 'undeliverable'],
  DIR_TOO_OLD: ['quarantine', 'undeliverable'],
  TIME_FUTURE: ['hold', 'undeliverable'],
  TIME_EXPIRED: ['quarantine', 'undeliverable'],
  DIG_MISMATCH: ['alert', 'undeliverable'],
  DUPLICATE: ['quarantine', 'undeliverable'],
  REPLAY_CONFLICT: ['alert', 'undeliverable'],
  KEY_SUPERSEDED: ['alert', 'unauthenticated'],
  EPOCH_UNKNOWN: ['hold', 'undeliverable'],
  SEQ_REPLAY: ['alert', 'undeliverable'],
  SEQ_GAP: ['hold', 'undeliverable'],
  SEQ_FORK: ['alert', 'undeliverable'],
  TIME_ORDER: ['alert', 'undeliverable'],
  CRYPTO_HEADER: ['quarantine', 'undeliverable'],
  CRYPTO_KEY: ['quarantine', 'undeliverable'],
  CRYPTO_DECRYPT: ['quarantine', 'undeliverable'],
  CRYPTO_PADDING: ['quarantine', 'undeliverable'],
  INNER_MALFORMED: ['alert', 'undeliverable'],
  INNER_HEADER: ['alert', 'undeliverable'],
  INNER_KEY_UNKNOWN: ['alert', 'undeliverable'],
  INNER_KEY_USE: ['alert', 'undeliverable'],
  INNER_KEY_NOT_OF_ISSUER: ['alert', 'undeliverable'],
  INNER_KEY_REVOKED: ['alert', 'undeliverable'],
  INNER_KEY_EXPIRED: ['alert', 'undeliverable'],
  INNER_SIG_INVALID: ['alert', 'undeliverable'],
  INNER_DIGEST: ['alert', 'undeliverable'],
  INNER_ISSUER: ['alert', 'undeliverable'],
  INNER_AUDIENCE: ['alert', 'undeliverable'],
  INNER_LANE: ['alert', 'undeliverable'],
  INNER_KEY_NOT_OF_ORGANISATION: ['alert', 'undeliverable'],
  INNER_TIME: ['alert', 'undeliverable'],
  INNER_ID_CONFLICT: ['alert', 'undeliverable'],
  SCHEMA_UNKNOWN: ['hold', 'schema'],
  SCHEMA_INVALID: ['quarantine', 'schema'],
  RECEIPT_UNKNOWN: ['alert', 'undeliverable'],
  RECEIPT_LEAF: ['alert', 'undeliverable'],
} as const satisfies Record<string, readonly [RefusalClass, WireCode]>

export type RefusalCode = keyof typeof refusals

/** A refusal of a message as a value. */
export interface Refusal<C extends RefusalCode = RefusalCode> {
  readonly ok: false
  readonly code: C
  readonly class: RefusalClass
}

export function refuse<C extends RefusalCode>(code: C): Refusal<C> {
  return { ok: false, code, class: refusals[code][0] }
}

/** The coarse code for a receipt. `BIZ_*` is the referral's; every other unknown code is `undeliverable`. */
export function coarse(code: string): WireCode {
  if (isRefusalCode(code)) return refusals[code][1]
  return code.startsWith('BIZ_') ? 'business' : 'undeliverable'
}

function isRefusalCode(code: string): code is RefusalCode {
  return Object.hasOwn(refusals, code)
}
