/** For every code of checks 14–19 the envelopes that get exactly that code. */
import { generateKeyPairSync } from 'node:crypto'
import { digest } from '@onward/contract'
import { expect, test } from 'vitest'
import { authenticate } from './authenticate.ts'
import { b64, canonicalText, flip, jwsOf, refusalNamed, text } from './bend.fixture.ts'
import {
  claims,
  day,
  directoryWith,
  envelope,
  event,
  hosted,
  type KeyChange,
  keys,
  manifestOf,
  nowSeconds,
  opening,
  reading,
  roEnc,
  sealed,
} from './exchange.fixture.ts'
import { openEnvelope } from './open.ts'
import { pad } from './padding.ts'
import { encrypt, signEventJws } from './profile.ts'
import { refusals } from './refusal.ts'
import { signToken, tokenDigest } from './token.ts'

interface Content {
  readonly jwe: string
  readonly cdig?: string
}

/** Opens what a sound manifest names. */
function open({ jwe, cdig = sound.cdig }: Content, directory = opening.directory) {
  const authentication = authenticate(envelope({ jwe, cdig, dig: digest(jwe) }), reading)
  if (!authentication.ok || authentication.message.kind !== 'envelope') return authentication
  return openEnvelope(authentication.message, { ...opening, directory })
}

const sound = sealed()
const [header = '', payload = '', signature = ''] = sound.jws.split('.')
const padded = pad(Buffer.from(sound.jws))
const binding = { iss: 'NL', aud: 'RO', jti: claims.jti }
const stranger = generateKeyPairSync('x25519').publicKey

/** Encrypts exactly this plaintext. */
const holding = (plaintext: Uint8Array, change: Partial<typeof binding> = {}): Content => ({
  jwe: encrypt(plaintext, roEnc, { ...binding, ...change }),
})
/** Encrypts exactly this as the inner JWS. */
const inner = (jws: string): Content => ({ ...holding(pad(Buffer.from(jws))), cdig: tokenDigest(jws) })
/** Signs an event with something changed, valid or not. */
const stating = (change: object, { iat = nowSeconds, key = keys.nlCase } = {}) =>
  inner(signEventJws(Buffer.from(canonicalText({ ...event, ...change })), iat, key))
const headed = (written: string) => inner(jwsOf(written, text(payload), keys.nlCase))
const keyed = (nlCase: KeyChange) => directoryWith({ keys: { nlCase } })
const stolen = { invalidFrom: nowSeconds, reason: 'compromise' }
const long = 'x'.repeat(24_001 - canonicalText({ ...event, data: { ...event.data, later: '' } }).length)
const later = new Date((nowSeconds + 301) * 1000).toISOString()

const ofHosted = `${hosted}/caseworker/desk-1`

function withLowOrderKey(jwe: string): string {
  const [encoded = '', ...rest] = jwe.split('.')
  return [b64(text(encoded).replace(/"x":"[^"]*"/, `"x":"${b64(new Uint8Array(32))}"`)), ...rest].join('.')
}

const cases: Readonly<Record<string, readonly [Content, typeof opening.directory?]>> = {
  'CRYPTO_HEADER: no JWE at all': [{ jwe: 'hello' }],
  'CRYPTO_HEADER: six segments': [{ jwe: `${sound.jwe}.AAAA` }],
  'CRYPTO_HEADER: made for another sender': [holding(padded, { iss: 'IT' })],
  'CRYPTO_HEADER: made for another receiver': [holding(padded, { aud: 'IT' })],
  'CRYPTO_HEADER: made for another manifest': [holding(padded, { jti: 'other' })],
  'CRYPTO_KEY: a key that I do not have': [
    { jwe: encrypt(padded, { kid: keys.roCase.kid, publicKey: stranger }, binding) },
  ],
  'CRYPTO_DECRYPT: for another key under my kid': [
    { jwe: encrypt(padded, { ...roEnc, publicKey: stranger }, binding) },
  ],
  'CRYPTO_DECRYPT: a tag that does not hold': [{ jwe: flip(sound.jwe) }],
  'CRYPTO_DECRYPT: a low-order ephemeral key': [{ jwe: withLowOrderKey(sound.jwe) }],
  'CRYPTO_PADDING: none': [holding(Buffer.from(sound.jws))],
  'CRYPTO_PADDING: a larger bucket than needed': [holding(Buffer.concat([padded, Buffer.alloc(4096)]))],
  'CRYPTO_PADDING: something behind it': [holding(Buffer.concat([padded.subarray(1), Buffer.from([1])]))],
  'CRYPTO_PADDING: nothing to pad': [holding(Buffer.alloc(0))],
  'INNER_MALFORMED: nothing in the padding': [holding(pad(Buffer.alloc(0)))],
  'INNER_MALFORMED: no signature': [inner(`${header}.${payload}`)],
  'INNER_MALFORMED: a byte beyond ASCII': [holding(pad(Buffer.from(`${sound.jws}é`, 'latin1')))],
  'INNER_MALFORMED: a header member twice': [headed(text(header).replace('{', '{"kid":"x",'))],
  'INNER_MALFORMED: not canonical': [inner(jwsOf(text(header), JSON.stringify(event), keys.nlCase))],
  'INNER_MALFORMED: an attribute twice': [
    inner(jwsOf(text(header), text(payload).replace('{', '{"audience":"IT",'), keys.nlCase)),
  ],
  'INNER_MALFORMED: one attribute more': [stating({ partitionkey: 'case' })],
  'INNER_MALFORMED: U+0000': [stating({ data: { ...event.data, later: '\0' } })],
  'INNER_MALFORMED: half a surrogate pair': [stating({ data: { ...event.data, later: '\ud800' } })],
  'INNER_MALFORMED: 24,001 bytes': [stating({ data: { ...event.data, later: long } })],
  'INNER_HEADER: a key': [headed(text(header).replace(',"kid"', ',"jwk":{},"kid"'))],
  'INNER_HEADER: the typ of a token': [headed(text(header).replace('event+jws', 'manifest+jwt'))],
  'INNER_HEADER: no time': [headed(text(header).replace(/"iat":\d+,/, ''))],
  'INNER_HEADER: a time that is no count': [headed(text(header).replace(/"iat":\d+/, '"iat":-1'))],
  'INNER_HEADER: a manifest for an event': [inner(signToken('envelope', manifestOf(sound), keys.nlGateway))],
  'INNER_KEY_UNKNOWN: a key that is not registered': [stating({}, { key: keys.stranger })],
  'INNER_KEY_USE: the gateway signs a case': [stating({}, { key: keys.nlGateway })],
  'INNER_KEY_USE: none': [headed(text(header).replace('Ed25519', 'none'))],
  "INNER_KEY_NOT_OF_ISSUER: another member's key": [stating({}, { key: keys.roCase })],
  'INNER_KEY_REVOKED: a thief who backdates': [
    stating({}, { iat: nowSeconds - day }),
    keyed({ revoked: stolen }),
  ],
  'INNER_KEY_REVOKED: an authority that ceased': [
    stating({}),
    keyed({ revoked: { ...stolen, reason: 'ceased' } }),
  ],
  'INNER_KEY_EXPIRED: a key after its time': [stating({}), keyed({ naf: nowSeconds })],
  'INNER_SIG_INVALID: a flipped bit': [inner(flip(sound.jws))],
  'INNER_SIG_INVALID: a changed event': [
    inner(`${header}.${b64(text(payload).replace('nl-fp-07', 'nl-fp-08'))}.${signature}`),
  ],
  'INNER_DIGEST: another event than the manifest names': [{ ...stating({ sequence: 2 }), cdig: sound.cdig }],
  'INNER_ISSUER: an event of another member': [stating({ source: 'urn:onward:member:IT' })],
  'INNER_AUDIENCE: an event meant for another member': [stating({ audience: 'IT' })],
  'INNER_AUDIENCE: misaddressed and invalid': [stating({ audience: 'IT', data: {} })],
  'INNER_LANE: an event meant for another lane': [stating({ lane: 'lane.NL.RO' })],
  'INNER_KEY_NOT_OF_ORGANISATION: its host speaks for a hosted organisation': [stating({ actor: ofHosted })],
  'INNER_KEY_NOT_OF_ORGANISATION: a hosted organisation speaks for its host': [
    stating({}, { key: keys.nlHosted }),
  ],
  'INNER_TIME: an event of later than its manifest': [stating({ time: later })],
  'INNER_TIME: a second that clocks do not have': [stating({ time: '2016-12-31T23:59:60.000Z' })],
  'INNER_TIME: a signature of later than its manifest': [stating({}, { iat: nowSeconds + 301 })],
  'SCHEMA_UNKNOWN: not readable, and by another form of the schema': [
    stating({ schemadigest: sound.cdig, data: {} }),
  ],
  'SCHEMA_UNKNOWN: an unknown type': [stating({ type: 'referral.teleported' })],
  'SCHEMA_INVALID: a required field is missing': [stating({ data: { reviewDate: '2026-11-25' } })],
}

test.each(Object.keys(cases))('%s', (name) => {
  const [content = { jwe: '' }, directory] = cases[name] ?? []
  const { signed: _signed, ...refusal } = { signed: undefined, ...open(content, directory) }
  expect(refusal).toEqual(refusalNamed(name))
})

test('R52 what a hosted organisation says is signed by its own key', () => {
  expect(open(stating({ actor: ofHosted }, { key: keys.nlHosted }))).toMatchObject({
    ok: true,
    event: { actor: ofHosted },
    caseKey: { kid: keys.nlHosted.kid, organisation: hosted },
  })
  // Before it had its seat it was a part of the member like any other.
  const before = { iat: nowSeconds - 61 * day, key: keys.nlCase }
  const older = { time: new Date((nowSeconds - 61 * day) * 1000).toISOString(), actor: ofHosted }
  expect(open(stating(older, before), keyed({ nbf: 0 }))).toMatchObject({ ok: true })
})

test('every code of these checks has a case; 18 needs what is recorded and is judged apart', () => {
  const codes = Object.keys(refusals).filter((code) => /^(CRYPTO|INNER|SCHEMA)_/.test(code))
  const tried = new Set(Object.keys(cases).map((name) => name.split(':')[0]))
  expect(codes.filter((code) => !tried.has(code))).toEqual(['INNER_ID_CONFLICT'])
})

test('a refused event is handed over exactly when its author did sign it, for this member and this lane', () => {
  for (const [name, [content, directory]] of Object.entries(cases)) {
    const isSigned = /^(INNER_TIME|SCHEMA_)/.test(name)
    expect([name, 'signed' in open(content, directory)]).toEqual([name, isSigned])
  }
  const invalid = stating({ sequence: 7, data: {} })
  expect(open(invalid)).toMatchObject({
    signed: { cdig: invalid.cdig, jws: expect.any(String), event: { ...event, sequence: 7, data: {} } },
  })
})

test('what is bent here is sound until it is bent', () => {
  for (const content of [holding(padded), inner(sound.jws), stating({}), headed(text(header))]) {
    expect(open(content)).toMatchObject({ ok: true, event })
  }
})

test('each limit is itself allowed', () => {
  const data = { ...event.data, later: long.slice(1) }
  const time = new Date((nowSeconds + 300) * 1000).toISOString()
  expect(open(stating({ data, time }, { iat: nowSeconds + 300 }))).toMatchObject({ ok: true })
})

test('an ES256 signature can be made anew; the digest of the event stays', () => {
  const [one, other] = [sealed({ caseKey: keys.nlSeal }), sealed({ caseKey: keys.nlSeal })]
  expect(one.jws).not.toBe(other.jws)
  expect(one.cdig).toBe(other.cdig)
})
