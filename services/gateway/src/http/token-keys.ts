/** The public keys that API tokens may be signed with, from the issuer's JWKS (RFC 7517). */
import { createPublicKey, type KeyObject } from 'node:crypto'
import { ConfigError } from '../config.ts'

export interface TokenKey {
  readonly alg: 'ES256' | 'EdDSA' | 'RS256'
  /** SPKI. */
  readonly pem: string
}

/**
 * Reads a JWKS into keys by kid. Only public P-256, Ed25519 and RSA keys are taken, RSA because RFC 9068 §2.1 requires
 * RS256 and many issuers sign with nothing else. Each key has one algorithm, so a token can never choose how its own
 * signature is checked.
 *
 * @throws ConfigError for anything else in the set, for a missing or repeated kid, and for an empty set
 */
export function readTokenKeys(jwks: unknown): ReadonlyMap<string, TokenKey> {
  const entries: unknown = isRecord(jwks) ? jwks.keys : undefined
  if (!Array.isArray(entries) || entries.length === 0) throw fault('holds no "keys"')
  const keys = new Map<string, TokenKey>()
  for (const entry of entries) {
    if (!isRecord(entry) || typeof entry.kid !== 'string' || !entry.kid) throw fault('has a key without kid')
    if (keys.has(entry.kid)) throw fault(`has the kid ${entry.kid} twice`)
    keys.set(entry.kid, readKey(entry.kid, entry))
  }
  return keys
}

const algorithms: Readonly<Record<string, TokenKey['alg']>> = {
  'EC P-256': 'ES256',
  'OKP Ed25519': 'EdDSA',
  RSA: 'RS256',
}

/** The least RSA modulus, in bits (RFC 7518 §3.3). */
const LEAST_MODULUS = 2048

function readKey(kid: string, jwk: Readonly<Record<string, unknown>>): TokenKey {
  const alg = algorithms[jwk.crv === undefined ? String(jwk.kty) : `${String(jwk.kty)} ${String(jwk.crv)}`]
  if (!alg) throw fault(`has the key ${kid}, which is neither P-256 nor Ed25519 nor RSA`)
  if ('d' in jwk) throw fault(`has the private part of ${kid}: put only public keys there`)
  // RFC 9864 calls EdDSA over this curve Ed25519; an issuer may use either name.
  if (jwk.alg !== undefined && jwk.alg !== alg && !(alg === 'EdDSA' && jwk.alg === 'Ed25519'))
    throw fault(`gives ${kid} the wrong alg`)
  if (jwk.use !== undefined && jwk.use !== 'sig')
    throw fault(`has the key ${kid}, which is not for signatures`)
  const key = importKey(kid, jwk)
  if (alg === 'RS256' && (key.asymmetricKeyDetails?.modulusLength ?? 0) < LEAST_MODULUS)
    throw fault(`has the key ${kid}, an RSA key of less than ${LEAST_MODULUS} bits`)
  return { alg, pem: key.export({ type: 'spki', format: 'pem' }).toString() }
}

function importKey(kid: string, jwk: Readonly<Record<string, unknown>>): KeyObject {
  try {
    return createPublicKey({ key: { ...jwk }, format: 'jwk' })
  } catch {
    throw fault(`has the key ${kid}, whose numbers are no key (a point beside its curve, for instance)`)
  }
}

function fault(what: string): ConfigError {
  return new ConfigError([`ONWARD_JWKS_FILE names a key set that ${what}`])
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
