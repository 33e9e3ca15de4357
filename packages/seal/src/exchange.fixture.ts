/** Two members, NL and RO, and a message between them that tests can bend at every step. */
import { createHash, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { digest, type Event, encodeEvent, schemaOf } from '@onward/contract'
import type { Reading } from './authenticate.ts'
import type { Opening } from './open.ts'
import { encloseToken } from './outer.ts'
import type { SigningKey } from './profile.ts'
import { sealEvent } from './seal.ts'
import { type Claims, signToken } from './token.ts'
import type { Trust, TrustedKey, TrustedLane } from './trust.ts'

export const nowSeconds = 1_795_000_000
export const day = 86_400

/** An organisation of a country without a gateway, with a seat on NL's. */
export const hosted = 'md-shelter'

type Use = 'gw-sig' | 'case-sig' | 'enc'
export interface Pair {
  readonly privateKey: KeyObject
  readonly publicKey: KeyObject
  readonly kid: string
}

const kidOf = (publicKey: KeyObject) =>
  createHash('sha256')
    .update(publicKey.export({ format: 'der', type: 'spki' }))
    .digest('base64url')
const pair = (keys: { privateKey: KeyObject; publicKey: KeyObject }): Pair => ({
  ...keys,
  kid: kidOf(keys.publicKey),
})
const signing = ({ kid, privateKey }: Pair): SigningKey => ({ kid, alg: 'Ed25519', privateKey })

const pairs = {
  nlGateway: pair(generateKeyPairSync('ed25519')),
  nlCase: pair(generateKeyPairSync('ed25519')),
  nlSeal: pair(generateKeyPairSync('ec', { namedCurve: 'P-256' })),
  nlHosted: pair(generateKeyPairSync('ed25519')),
  roGateway: pair(generateKeyPairSync('ed25519')),
  roCase: pair(generateKeyPairSync('ed25519')),
  roEnc: pair(generateKeyPairSync('x25519')),
  stranger: pair(generateKeyPairSync('ed25519')),
}
export const keys = {
  nlGateway: signing(pairs.nlGateway),
  nlCase: signing(pairs.nlCase),
  nlSeal: { ...signing(pairs.nlSeal), alg: 'ES256' } as const,
  nlHosted: signing(pairs.nlHosted),
  roGateway: signing(pairs.roGateway),
  roCase: signing(pairs.roCase),
  stranger: signing(pairs.stranger),
}
export const roEnc = pairs.roEnc

/** How one registered key differs from a sound one. */
export type KeyChange = Partial<Pick<TrustedKey, 'use' | 'alg' | 'member' | 'nbf' | 'naf' | 'revoked'>>

function registered({ kid, publicKey }: Pair, member: string, use: Use, alg = 'Ed25519'): TrustedKey {
  return { kid, publicKey, member, use, alg, nbf: nowSeconds - 60 * day, naf: nowSeconds + 30 * day }
}

/** The directory of RO's gateway, with what a test changes in it. */
export function directoryWith(
  changes: {
    readonly keys?: Partial<Record<keyof typeof keys, KeyChange>>
    readonly lane?: Partial<TrustedLane>
    readonly minDirv?: number
  } = {},
): Trust {
  const known = [
    { ...registered(pairs.nlGateway, 'NL', 'gw-sig'), ...changes.keys?.nlGateway },
    { ...registered(pairs.nlCase, 'NL', 'case-sig'), ...changes.keys?.nlCase },
    { ...registered(pairs.nlSeal, 'NL', 'case-sig', 'ES256'), ...changes.keys?.nlSeal },
    { ...registered(pairs.nlHosted, 'NL', 'case-sig'), organisation: hosted, ...changes.keys?.nlHosted },
    { ...registered(pairs.roGateway, 'RO', 'gw-sig'), ...changes.keys?.roGateway },
    { ...registered(pairs.roCase, 'RO', 'case-sig'), ...changes.keys?.roCase },
    registered(pairs.roEnc, 'RO', 'enc', 'ECDH-ES+A256KW'),
  ]
  const lanes = [
    { name: 'lane.RO.NL', to: 'RO', from: 'NL', exercise: false, ...changes.lane },
    { name: 'lane.NL.RO', to: 'NL', from: 'RO', exercise: false },
    { name: 'lane.RO.IT', to: 'RO', from: 'IT', exercise: false },
  ]
  return {
    version: 7,
    minDirv: changes.minDirv ?? 5,
    key: (kid) => known.find((key) => key.kid === kid),
    hosts: (member, organisation, at) =>
      member === 'NL' && organisation === hosted && at >= nowSeconds - 60 * day,
    lane: (name) => lanes.find((lane) => lane.name === name),
  }
}

export const reading: Reading = {
  directory: directoryWith(),
  self: { member: 'RO', exercise: false },
  lane: 'lane.RO.NL',
  nowSeconds,
}

export const opening: Opening = {
  directory: reading.directory,
  decryptKey: (kid) => (kid === roEnc.kid ? roEnc.privateKey : undefined),
}

export const event: Event<'referral.acknowledged'> = {
  specversion: '1.0',
  id: '019a1b2c-3d4e-7f50-8a6b-9c0d1e2f3a4b',
  source: 'urn:onward:member:NL',
  type: 'referral.acknowledged',
  subject: '019a1b2c-3d4e-7f50-8a6b-9c0d1e2f3a4c',
  time: new Date(nowSeconds * 1000).toISOString(),
  datacontenttype: 'application/json',
  dataschema: schemaOf('referral.acknowledged').uri,
  schemadigest: schemaOf('referral.acknowledged').digest,
  audience: 'RO',
  lane: 'lane.RO.NL',
  agreement: digest('agreement'),
  actor: 'nl-focal-point/FocalPoint/nl-fp-07',
  sequence: 1,
  correlation: 'NL-R-7F3K9Q',
  purpose: 'SafeReturn',
  nonce: digest('nonce'),
  data: {
    responsible: { staffId: 'nl-fp-07', organisation: 'nl-focal-point', role: 'FocalPoint' },
    alternate: { staffId: 'nl-fp-11', organisation: 'nl-focal-point', role: 'FocalPoint' },
    reviewDate: '2026-11-25',
  },
}

/** Claims of a token from NL to RO that no check refuses. */
export const claims: Omit<Claims['proof'], 'dig'> = {
  iss: 'NL',
  aud: 'RO',
  lane: 'lane.RO.NL',
  ep: 1,
  seq: 1,
  prev: '0',
  jti: '5f0c3bd4-0e0b-4a7c-9a0e-0b9d3f6b1c2d',
  iat: nowSeconds,
  dirv: 7,
}

/** The manifest's claims for a JWE. */
export function manifestOf(sealed: { readonly dig: string; readonly cdig: string }): Claims['envelope'] {
  return { ...claims, exp: nowSeconds + 14 * day, dig: sealed.dig, cdig: sealed.cdig }
}

/** Seals an event as NL does. */
export function sealed(
  changes: { readonly event?: Event; readonly caseKey?: SigningKey; readonly iat?: number } = {},
) {
  const { iss, aud, jti, iat } = claims
  const { event: other = event, ...rest } = changes
  return sealEvent({
    event: encodeEvent(other),
    caseKey: keys.nlCase,
    to: roEnc,
    iss,
    aud,
    jti,
    iat,
    ...rest,
  })
}

/** The bytes of an envelope, with the manifest's claims changed before signing. */
export function envelope(
  content: { readonly jwe: string; readonly dig: string; readonly cdig: string } = sealed(),
  changes: Partial<Claims['envelope']> = {},
  key: SigningKey = keys.nlGateway,
): Uint8Array {
  const manifest = { ...manifestOf(content), ...changes }
  const token = signToken('envelope', manifest, key)
  return encloseToken({ kind: 'envelope', token, claims: manifest, data: content.jwe })
}
