/** For every code of checks 1–11 the messages that get exactly that code. */
import { digest } from '@onward/contract'
import { expect, test } from 'vitest'
import { authenticate, type Reading } from './authenticate.ts'
import { b64, canonicalText, flip, jwsOf, refusalNamed, text } from './bend.fixture.ts'
import {
  claims,
  day,
  directoryWith,
  envelope,
  type KeyChange,
  keys,
  manifestOf,
  nowSeconds,
  reading,
  roEnc,
  sealed,
} from './exchange.fixture.ts'
import { encloseToken } from './outer.ts'
import { refusals } from './refusal.ts'
import { type Claims, signToken, type TokenKind } from './token.ts'

const sound = sealed()
const good: Record<string, string> = JSON.parse(Buffer.from(envelope(sound)).toString())
const json = JSON.stringify(good)
const [header = '', payload = '', signature = ''] = good.manifest?.split('.') ?? []
const goodClaims = text(payload)
const { kid } = keys.nlGateway

const outer = (change: Record<string, unknown>) => Buffer.from(JSON.stringify({ ...good, ...change }))
const manifest = (token: string) => outer({ manifest: token })
/** Claims written as this text, properly signed. */
const claimed = (written: string) => manifest(jwsOf(text(header), written, keys.nlGateway))
/** A header written as this text, properly signed. */
const headed = (written: string) => manifest(jwsOf(written, goodClaims, keys.nlGateway))
const withHeader = (change: object) =>
  headed(canonicalText({ alg: 'Ed25519', kid, typ: 'onward-manifest+jwt', ...change }))
const claiming = (change: Partial<Claims['envelope']>) => envelope(sound, change)
const keyed = (nlGateway: KeyChange): Partial<Reading> => ({
  directory: directoryWith({ keys: { nlGateway } }),
})
const superseded = { invalidFrom: nowSeconds, reason: 'superseded' }
const stolen = { invalidFrom: nowSeconds, reason: 'compromise' }
const most = Number.MAX_SAFE_INTEGER

const cases: Readonly<Record<string, readonly [Uint8Array, Partial<Reading>?]>> = {
  'ENV_TOO_LARGE: 64 KiB and a byte': [Buffer.alloc(65_537, 0x20)],
  'ENV_TOO_LARGE: a good message and much white space': [Buffer.from(json + ' '.repeat(65_536))],
  'ENV_MALFORMED: nothing': [Buffer.alloc(0)],
  'ENV_MALFORMED: not UTF-8': [
    Buffer.concat([Buffer.from(json.slice(0, -2)), Buffer.from([0xff, 0x22, 0x7d])]),
  ],
  'ENV_MALFORMED: a byte order mark': [Buffer.from(`\ufeff${json}`)],
  'ENV_MALFORMED: a JSON bomb': [Buffer.alloc(60_000, '[')],
  'ENV_MALFORMED: null': [Buffer.from('null')],
  'ENV_MALFORMED: a duplicate member': [Buffer.from(json.replace('{', '{"type":"onward.receipt.v1",'))],
  'ENV_MALFORMED: a duplicate under an escape': [Buffer.from(json.replace('{', '{"\\u0069d":"x",'))],
  'ENV_MALFORMED: one member more': [outer({ subject: 'a referral' })],
  'ENV_MALFORMED: one member less': [outer({ time: undefined })],
  'ENV_MALFORMED: a member of another type': [outer({ data: 7 })],
  'ENV_MALFORMED: an unknown type': [outer({ type: 'onward.other.v1' })],
  'ENV_MALFORMED: U+0000': [outer({ data: `${good.data}\0` })],
  'ENV_MALFORMED: half a surrogate pair': [outer({ data: `${good.data}\ud800` })],
  'ENV_MALFORMED: a time to the second': [outer({ time: '2026-11-22T05:00:01Z' })],
  'ENV_MALFORMED: a manifest of two segments': [manifest(`${header}.${payload}`)],
  'ENV_MALFORMED: a manifest with padding': [manifest(`${header}.${payload}.${signature}=`)],
  'ENV_MALFORMED: a signature with stray bits': [manifest(`${header}.${payload}.${signature.slice(0, -1)}B`)],
  'ENV_MALFORMED: a claim twice': [claimed(goodClaims.replace('{', '{"aud":"IT",'))],
  'ENV_MALFORMED: claims in another order': [claimed(JSON.stringify(manifestOf(sound)))],
  'ENV_MALFORMED: white space in the claims': [claimed(goodClaims.replace(':', ': '))],
  'ENV_MALFORMED: an escape in the claims': [claimed(goodClaims.replace('"NL"', '"\\u004eL"'))],
  'ENV_MALFORMED: 1.0 for 1': [claimed(goodClaims.replace('"seq":1', '"seq":1.0'))],
  'ENV_MALFORMED: a number of 2^53': [claimed(goodClaims.replace('"seq":1', '"seq":9007199254740992'))],
  'ENV_MALFORMED: number 0': [claimed(goodClaims.replace('"seq":1', '"seq":0'))],
  'ENV_MALFORMED: a negative time': [claimed(goodClaims.replace('"iat":', '"iat":-'))],
  'ENV_MALFORMED: one claim more': [claimed(goodClaims.replace('}', ',"slot":1}'))],
  'ENV_MALFORMED: one claim less': [claimed(goodClaims.replace(/"dirv":\d+,/, ''))],
  'ENV_MALFORMED: __proto__ as a claim': [claimed(goodClaims.replace('{', '{"__proto__":{},'))],
  'ENV_MALFORMED: a list for claims': [claimed('[]')],
  'ENV_MALFORMED: a digest with stray bits': [claimed(goodClaims.replace(/"dig":"(.{42})./, '"dig":"$1B'))],
  'ENV_MALFORMED: a UUID of another version': [claimed(goodClaims.replace('-4a7c-', '-7a7c-'))],
  'ENV_MALFORMED: a header member twice': [headed(text(header).replace('{', '{"kid":"x",'))],
  'ENV_MALFORMED: a header in another order': [headed(JSON.stringify({ kid, alg: 'Ed25519', typ: 'JWT' }))],
  'SIG_HEADER: a key': [withHeader({ jwk: { kty: 'OKP', crv: 'Ed25519', x: 'AAAA' } })],
  'SIG_HEADER: where to fetch a key': [withHeader({ jku: 'https://keys.example' })],
  'SIG_HEADER: a certificate': [withHeader({ x5c: ['AAAA'] })],
  'SIG_HEADER: crit': [withHeader({ crit: ['b64'], b64: false })],
  'SIG_HEADER: the typ of another token': [withHeader({ typ: 'onward-receipt+jwt' })],
  'SIG_HEADER: the typ of an event': [withHeader({ typ: 'onward-event+jws' })],
  'SIG_HEADER: a plain JWT': [withHeader({ typ: 'JWT' })],
  'SIG_HEADER: no kid': [headed('{"alg":"Ed25519","typ":"onward-manifest+jwt"}')],
  'SIG_HEADER: a path for a kid': [withHeader({ kid: '../../etc/passwd' })],
  'SIG_HEADER: a list for alg': [withHeader({ alg: ['Ed25519'] })],
  'DIR_ENDED: a directory that nobody vouches for': [envelope(), { isTrustEnded: true }],
  'KEY_UNKNOWN: a key that is not registered': [envelope(sound, {}, keys.stranger)],
  'KEY_USE: a case key on a manifest': [envelope(sound, {}, keys.nlCase)],
  'KEY_USE: an encryption key on a manifest': [withHeader({ kid: roEnc.kid })],
  'KEY_USE: none': [withHeader({ alg: 'none' })],
  'KEY_USE: HS256': [withHeader({ alg: 'HS256' })],
  'KEY_USE: EdDSA': [withHeader({ alg: 'EdDSA' })],
  'KEY_USE: ES256 under an Ed25519 key': [withHeader({ alg: 'ES256' })],
  'KEY_NOT_OF_ISSUER: RO speaks as NL': [envelope(sound, {}, keys.roGateway)],
  'KEY_NOT_OF_ISSUER: NL speaks as IT': [claiming({ iss: 'IT' })],
  'KEY_REVOKED: a key superseded before it signed': [envelope(), keyed({ revoked: superseded })],
  'KEY_REVOKED: a thief who backdates': [claiming({ iat: nowSeconds - day }), keyed({ revoked: stolen })],
  'KEY_EXPIRED: a key before its time': [envelope(), keyed({ nbf: nowSeconds + 1 })],
  'KEY_EXPIRED: a key after its time': [envelope(), keyed({ naf: nowSeconds })],
  'SIG_INVALID: a flipped bit': [manifest(flip(good.manifest ?? ''))],
  'SIG_INVALID: changed claims': [
    manifest(`${header}.${b64(goodClaims.replace('"seq":1', '"seq":2'))}.${signature}`),
  ],
  'SIG_INVALID: by another key': [manifest(jwsOf(text(header), goodClaims, keys.stranger))],
  'SIG_INVALID: too short': [manifest(`${header}.${payload}.AAAA`)],
  'SIG_INVALID: zeros': [manifest(`${header}.${payload}.${b64(new Uint8Array(64))}`)],
  'ENV_ATTR_MISMATCH: another id': [outer({ id: '0b0e7f3c-52a4-4e0f-8a3b-8c5d2f1e6a90' })],
  'ENV_ATTR_MISMATCH: another source': [outer({ source: 'urn:onward:gateway:IT' })],
  'ROUTE_NOT_FOR_ME: a message to IT': [claiming({ aud: 'IT' })],
  'ROUTE_LANE: a lane that nobody agreed': [claiming({ lane: 'lane.RO.XX' }), { lane: 'lane.RO.XX' }],
  "ROUTE_LANE: another member's lane": [claiming({ lane: 'lane.RO.IT' }), { lane: 'lane.RO.IT' }],
  'ROUTE_LANE: the lane back': [claiming({ lane: 'lane.NL.RO' }), { lane: 'lane.NL.RO' }],
  'ROUTE_LANE: bytes moved to another topic': [envelope(), { lane: 'lane.RO.IT' }],
  'ROUTE_SUSPENDED: a member whose lanes are closed': [
    envelope(),
    { directory: directoryWith({ lane: { suspended: true } }) },
  ],
  'ROUTE_EXERCISE: an exercise at a real gateway': [
    envelope(),
    { directory: directoryWith({ lane: { exercise: true } }) },
  ],
  'ROUTE_EXERCISE: a real case at an exercise': [envelope(), { self: { member: 'RO', exercise: true } }],
  'DIR_STALE: a newer directory than mine': [claiming({ dirv: 8 })],
  'DIR_STALE: directory 2^53 - 1': [claiming({ dirv: most })],
  'DIR_TOO_OLD: an older directory than allowed': [claiming({ dirv: 4 })],
  'TIME_FUTURE: signed in 301 seconds': [claiming({ iat: nowSeconds + 301 })],
  'TIME_EXPIRED: 301 seconds ago': [claiming({ iat: nowSeconds - day, exp: nowSeconds - 301 })],
  'TIME_EXPIRED: a life of more than 30 days': [claiming({ exp: nowSeconds + 30 * day + 1 })],
  'TIME_EXPIRED: no life at all': [claiming({ exp: nowSeconds })],
  'DIG_MISMATCH: the ciphertext of another message': [outer({ data: sealed().jwe })],
  'DIG_MISMATCH: a flipped bit in the ciphertext': [outer({ data: flip(sound.jwe) })],
  'DIG_MISMATCH: the digest of something else': [claiming({ dig: sound.cdig })],
}

test.each(Object.keys(cases))('%s', (name) => {
  const [bytes = new Uint8Array(), change] = cases[name] ?? []
  expect(authenticate(bytes, { ...reading, ...change })).toMatchObject(refusalNamed(name))
})

test('every code of these checks has a case', () => {
  const codes = Object.keys(refusals)
  const tried = new Set(Object.keys(cases).map((name) => name.split(':')[0]))
  expect([...tried].sort()).toEqual(codes.slice(0, codes.indexOf('DIG_MISMATCH') + 1).sort())
})

test('a token that fails after check 9 is authentic all the same; one that fails before is not', () => {
  for (const [name, [bytes, change]] of Object.entries(cases)) {
    const refused = authenticate(bytes, { ...reading, ...change })
    expect([name, 'token' in refused]).toEqual([name, /^(DIR_STALE|DIR_TOO|TIME_|DIG_)/.test(name)])
  }
})

test('each limit is itself allowed', () => {
  const past = keyed({ revoked: { ...superseded, invalidFrom: nowSeconds + 1 } })
  const allowed: [Uint8Array, Partial<Reading>?][] = [
    [claiming({ iat: nowSeconds + 300 })],
    [claiming({ iat: nowSeconds - day, exp: nowSeconds - 300 })],
    // A day later, when it comes back from where it waited: its time has come, and it was in time.
    [claiming({ iat: nowSeconds + 301 }), { nowSeconds: nowSeconds + 1, arrivedSeconds: nowSeconds }],
    [claiming({ exp: nowSeconds + 1 }), { nowSeconds: nowSeconds + day, arrivedSeconds: nowSeconds }],
    [claiming({ exp: nowSeconds + 30 * day })],
    [claiming({ dirv: 5 })],
    [claiming({ seq: most, ep: most })],
    [envelope(), past],
    [envelope(), keyed({ nbf: nowSeconds, naf: nowSeconds + 1 })],
  ]
  for (const [bytes, change] of allowed) {
    expect(authenticate(bytes, { ...reading, ...change })).toMatchObject({ ok: true })
  }
})

test('each of the five kinds is authentic as itself and as no other', () => {
  const hash = sound.dig
  const receipt = { sub: hash, st: 'rejected', code: 'schema', leaf: hash, salt: hash } as const
  const all: Claims = {
    envelope: manifestOf(sound),
    receipt: { ...claims, ...receipt, at: '2026-11-22T05:00:00.000Z' },
    proof: { ...claims, dig: digest('proof text') },
    resend: { ...claims, from: 1, to: 9, of: 1 },
    tombstone: { ...claims, num: 1, sub: hash },
  }
  const kinds: readonly TokenKind[] = ['envelope', 'receipt', 'proof', 'resend', 'tombstone']
  for (const kind of kinds) {
    const token = signToken(kind, all[kind], keys.nlGateway)
    for (const as of kinds) {
      const data = as === 'envelope' ? sound.jwe : 'proof text'
      const bytes = encloseToken(
        as === 'envelope' || as === 'proof' ? { kind: as, token, claims, data } : { kind: as, token, claims },
      )
      const judged = authenticate(bytes, reading)
      if (as !== kind) expect(judged).toMatchObject({ ok: false, code: 'SIG_HEADER' })
      else expect(judged).toMatchObject({ ok: true, message: { kind, claims: all[kind], token } })
    }
  }
})
