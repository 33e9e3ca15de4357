// Messages that nobody known has said: they fail at checks 1–9, move nothing and get no receipt.
import { generateKeyPairSync, randomUUID } from 'node:crypto'
import type { importPrivateKey } from '@onward/directory'
import type { SigningKey } from '@onward/seal'
import { b64, canonicalText, flip, jwsOf, text } from '../../packages/seal/src/bend.fixture.ts'
import type { Content } from './forger.ts'
import type { OddKey, Stage } from './stage.ts'

/** `CODE: what is wrong` → the bytes. `held` ones wait, since time may heal them. */
export type Cases = Readonly<Record<string, () => Uint8Array>>

/** The neutral element of the curve: a key, or half of a signature, that fits every message. */
const lowOrder = Buffer.from('01'.padEnd(64, '0'), 'hex')

export function unknownCases({ sender, third, oddKeys, victim }: Stage, content: Content): Cases {
  const sound = sender.beside('envelope', sender.manifest(content), {}, content.jwe)
  const good: Record<string, string> = JSON.parse(Buffer.from(sound.bytes).toString())
  const json = JSON.stringify(good)
  const [header = '', payload = '', signature = ''] = (good.manifest ?? '').split('.')
  const claims = text(payload)
  const { gateway, cases } = sender.keys
  const strangerKey: SigningKey = {
    ...gateway,
    kid: b64(Buffer.alloc(32, 7)),
    privateKey: generateKeyPairSync('ed25519').privateKey,
  }

  const outer = (change: object) => Buffer.from(JSON.stringify({ ...good, ...change }))
  const manifest = (token: string) => outer({ manifest: token })
  const claimed = (written: string) => manifest(jwsOf(text(header), written, gateway))
  const headed = (change: object) =>
    manifest(
      jwsOf(
        canonicalText({ alg: 'Ed25519', kid: gateway.kid, typ: 'onward-manifest+jwt', ...change }),
        claims,
        gateway,
      ),
    )
  const claiming = (change: object, key: SigningKey = gateway) =>
    sender.beside('envelope', { ...sender.manifest(content), ...change }, { key }, content.jwe).bytes
  const odd = (name: OddKey): SigningKey => ({ ...gateway, ...pick(oddKeys[name]) })
  const elsewhere = `lane.${victim.code}.${third.member.code}`

  return {
    'ENV_TOO_LARGE: 64 KiB and a byte': () =>
      Buffer.concat([Buffer.from(json), Buffer.alloc(65_537, ' ')]).subarray(0, 65_537),
    'ENV_TOO_LARGE: half a megabyte': () => Buffer.alloc(500_000, '{'),
    'ENV_MALFORMED: a record without a value': () => Buffer.alloc(0),
    'ENV_MALFORMED: noise': () => Buffer.from(Array.from({ length: 999 }, (_none, at) => (at * 89) % 256)),
    'ENV_MALFORMED: arrays 60,000 deep': () => Buffer.alloc(60_000, '['),
    'ENV_MALFORMED: arrays that close, 30,000 deep': () =>
      Buffer.from(`${'['.repeat(30_000)}${']'.repeat(30_000)}`),
    'ENV_MALFORMED: a number of 60,000 digits': () => Buffer.from(`{"data":${'9'.repeat(60_000)}}`),
    'ENV_MALFORMED: a number beyond all numbers': () => outerText(json.replace('"1.0"', '1e999')),
    'ENV_MALFORMED: gzip': () => Buffer.from('1f8b08000000000000ff4bcb0500c2fcf20303000000', 'hex'),
    'ENV_MALFORMED: a member twice': () => outerText(json.replace('{', '{"type":"onward.receipt.v1",')),
    'ENV_MALFORMED: a member twice, once escaped': () => outerText(json.replace('{', '{"\\u0069d":"x",')),
    'ENV_MALFORMED: __proto__': () =>
      outerText(json.replace('{', '{"__proto__":{"type":"onward.receipt.v1"},')),
    'ENV_MALFORMED: one member more': () => outer({ subject: randomUUID() }),
    'ENV_MALFORMED: U+0000': () => outer({ data: `${good.data}\0` }),
    'ENV_MALFORMED: half a surrogate pair': () => outer({ data: `${good.data}\ud800` }),
    'ENV_MALFORMED: not UTF-8': () =>
      Buffer.concat([Buffer.from(json.slice(0, -2)), Buffer.from([0xc0, 0x22, 0x7d])]),
    'ENV_MALFORMED: a claim twice': () => claimed(claims.replace('{', `{"aud":"${third.member.code}",`)),
    'ENV_MALFORMED: claims that are not canonical': () => claimed(claims.replace(',', ', ')),
    'ENV_MALFORMED: number 2^53': () => claimed(claims.replace(/"seq":\d+/, '"seq":9007199254740992')),
    'ENV_MALFORMED: number 1e3': () => claimed(claims.replace(/"seq":\d+/, '"seq":1e3')),
    'ENV_MALFORMED: a number before the first': () => claimed(claims.replace(/"seq":\d+/, '"seq":-1')),
    'SIG_HEADER: the key in the header': () =>
      headed({ jwk: { crv: 'Ed25519', kty: 'OKP', x: b64(lowOrder) } }),
    'SIG_HEADER: where to fetch the key': () => headed({ jku: 'https://keys.example/jwks.json' }),
    'SIG_HEADER: a certificate': () => headed({ x5c: ['MIIB'] }),
    'SIG_HEADER: crit': () => headed({ b64: false, crit: ['b64'] }),
    'SIG_HEADER: the typ of a receipt': () => headed({ typ: 'onward-receipt+jwt' }),
    'SIG_HEADER: a path for a kid': () => headed({ kid: '../../keys/gw-sig.jwk' }),
    'KEY_UNKNOWN: a stranger': () => claiming({}, strangerKey),
    'KEY_USE: the case key signs a manifest': () => claiming({}, cases),
    'KEY_USE: alg none': () => headed({ alg: 'none' }),
    'KEY_USE: alg HS256': () => headed({ alg: 'HS256' }),
    'KEY_USE: alg ES256 for an Ed25519 key': () => headed({ alg: 'ES256' }),
    'KEY_USE: alg EdDSA': () => headed({ alg: 'EdDSA' }),
    'KEY_NOT_OF_ISSUER: another member speaks in my name': () => claiming({}, third.keys.gateway),
    'KEY_NOT_OF_ISSUER: I speak in another name': () => claiming({ iss: third.member.code }),
    'KEY_REVOKED: a stolen key, backdated': () =>
      claiming({ iat: sound.claims.iat - 2 * 86_400 }, odd('stolen')),
    'KEY_REVOKED: a key after it was replaced': () => claiming({}, odd('superseded')),
    'KEY_EXPIRED: a key before its time': () => claiming({}, odd('early')),
    'KEY_EXPIRED: a key after its time': () => claiming({}, odd('late')),
    'KEY_EXPIRED: signed at the end of time': () => claiming({ iat: Number.MAX_SAFE_INTEGER }),
    'SIG_INVALID: a flipped bit': () => manifest(flip(good.manifest ?? '')),
    'SIG_INVALID: another key under this kid': () => claiming({}, { ...strangerKey, kid: gateway.kid }),
    'SIG_INVALID: the claims of another manifest': () =>
      manifest(`${header}.${b64(claims.replace(/"seq":\d+/, '"seq":77'))}.${signature}`),
    'SIG_INVALID: a point of low order and nothing': () =>
      manifest(`${header}.${payload}.${b64(Buffer.concat([lowOrder, Buffer.alloc(32)]))}`),
    'ENV_ATTR_MISMATCH: another id': () => outer({ id: randomUUID() }),
    'ENV_ATTR_MISMATCH: another source': () => outer({ source: `urn:onward:gateway:${third.member.code}` }),
    'ROUTE_NOT_FOR_ME: a message to another': () => claiming({ aud: third.member.code }),
    'ROUTE_LANE: the lane of another pair': () => claiming({ lane: elsewhere }),
    'ROUTE_LANE: the lane back': () => claiming({ lane: `lane.${sender.member.code}.${victim.code}` }),
    'ROUTE_LANE: a lane that nobody agreed': () => claiming({ lane: `lane.${victim.code}.XX` }),
  }
}

function outerText(json: string): Uint8Array {
  return Buffer.from(json)
}

function pick({ kid, privateKey }: ReturnType<typeof importPrivateKey>) {
  return { kid, privateKey }
}
