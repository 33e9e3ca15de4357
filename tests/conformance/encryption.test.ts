// JWE (RFC 7516), AES key wrap (RFC 3394), X25519 (RFC 7748) and its use in JOSE (RFC 8037 A.6).
import { createPrivateKey, createPublicKey, diffieHellman } from 'node:crypto'
import { expect, test } from 'vitest'
import { decrypt, encrypt, unwrapKey, wrapKey } from '../../packages/seal/src/profile.ts'
import { bytesOf, hex, privateKey, publicKey } from './published-keys.ts'

const binding = { iss: 'NL', aud: 'RO', jti: '5f0c3bd4-0e0b-4a7c-9a0e-0b9d3f6b1c2d' }
const kid = 'K'.repeat(43)

const shared = (secret: string, u: string) =>
  diffieHellman({ privateKey: privateKey('X25519', secret), publicKey: publicKey('X25519', u) }).toString(
    'hex',
  )

test('RFC 3394 §4.6: 256 bits are wrapped under a 256-bit key as published', () => {
  const kek = hex('000102030405060708090A0B0C0D0E0F 101112131415161718191A1B1C1D1E1F')
  const key = hex('00112233445566778899AABBCCDDEEFF 000102030405060708090A0B0C0D0E0F')
  const wrapped = hex('28C9F404C4B810F4 CBCCB35CFB87F826 3F5786E2D80ED326 CBC7F0E71A99F43B FB988B9B7A02DD21')
  expect(wrapKey(kek, key)).toEqual(wrapped)
  expect(unwrapKey(kek, wrapped)).toEqual(key)
  for (let at = 0; at < wrapped.length; at++) {
    const changed = Buffer.from(wrapped)
    changed.writeUInt8(changed.readUInt8(at) ^ 1, at)
    expect(() => unwrapKey(kek, changed)).toThrow()
  }
})

test.each([
  [
    'a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4',
    'e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c',
    'c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552',
  ],
  [
    '4b66e9d4d1b4673c5ad22691957d6af5c11b6421e0ea01d42ca4169e7918ba0d',
    'e5210f12786811d3f4b7959d0538ae2c31dbe7106fc03c3efc4cd549c715a493',
    '95cbde9476e8907d7aade45cb4b873f88b595a68799fa152e6f8f7647aac7957',
  ],
])('RFC 7748 §5.2: the runtime multiplies %s as published', (scalar, u, product) => {
  expect(shared(scalar, u)).toBe(product)
})

test('RFC 7748 §5.2: a thousand times over, too', () => {
  let k = '0900000000000000000000000000000000000000000000000000000000000000'
  let u = k
  for (let times = 1; times <= 1_000; times++) {
    const next = shared(k, u)
    u = k
    k = next
    if (times === 1) expect(k).toBe('422c8e7a6227d7bca1350b3e2bb7279f7897b87bb6854b783c60e80311ae3079')
  }
  expect(k).toBe('684cf59ba83309552800ef566f2f4d3c1c3887c49360e3875f2eb94d99532c51')
})

const alice = {
  secret: '77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a',
  public: '8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a',
}
const bob = {
  secret: '5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb',
  public: 'de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f',
}

test('RFC 7748 §6.1, RFC 8037 A.6: Alice and Bob agree on the published secret', () => {
  const agreed = '4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742'
  for (const one of [alice, bob])
    expect(bytesOf(createPublicKey(privateKey('X25519', one.secret)))).toBe(one.public)
  expect([shared(alice.secret, bob.public), shared(bob.secret, alice.public)]).toEqual([agreed, agreed])
})

test('RFC 7748 §6.1: the published key pair opens what was sealed to its public half, and the other does not', () => {
  const jwe = encrypt(Buffer.from('for Bob'), { kid, publicKey: publicKey('X25519', bob.public) }, binding)
  const opened = (secret: string) => decrypt(jwe, binding, () => privateKey('X25519', secret))
  expect(opened(bob.secret)).toEqual({ ok: true, plaintext: Buffer.from('for Bob') })
  expect(opened(alice.secret)).toEqual({ ok: false, code: 'CRYPTO_DECRYPT' })
})

test('RFC 8037 A.6: the keys as JWKs are those of RFC 7748', () => {
  const x = '3p7bfXt9wbTTW2HC7OQ1Nz-DQ8hbeGdNrfx-FG-IK08'
  const ephemeral = { x: 'hSDwCYkwp1R0i33ctD73Wg2_Og0mOBr066SpjqqbTmo', crv: 'X25519', kty: 'OKP' }
  expect(bytesOf(createPublicKey({ key: { kty: 'OKP', crv: 'X25519', x }, format: 'jwk' }))).toBe(bob.public)
  expect(bytesOf(createPublicKey({ key: ephemeral, format: 'jwk' }))).toBe(alice.public)
  const d = hex(bob.secret).toString('base64url')
  const own = createPrivateKey({ key: { kty: 'OKP', crv: 'X25519', x, d }, format: 'jwk' })
  expect(bytesOf(createPublicKey(own))).toBe(bob.public)
})

test('RFC 7516 A.1 to A.3: none is in the profile, and each is refused before a key is asked for', () => {
  // Their headers with any bodies behind: RSA-OAEP and A256GCM, RSA1_5 and A128CBC-HS256, A128KW; the last one whole, too.
  const headers = [
    'eyJhbGciOiJSU0EtT0FFUCIsImVuYyI6IkEyNTZHQ00ifQ',
    'eyJhbGciOiJSU0ExXzUiLCJlbmMiOiJBMTI4Q0JDLUhTMjU2In0',
    'eyJhbGciOiJBMTI4S1ciLCJlbmMiOiJBMTI4Q0JDLUhTMjU2In0',
  ]
  const whole =
    'eyJhbGciOiJBMTI4S1ciLCJlbmMiOiJBMTI4Q0JDLUhTMjU2In0.6KB707dM9YTIgHtLvtgWQ8mKwboJW3of9locizkDTHzBC2IlrT1oOQ.' +
    'AxY8DCtDaGlsbGljb3RoZQ.KDlTtXchhZTGufMYmOYGS4HffxPSUrfmqCHXaI9wOGY.U0m_YmjN04DJvceFICbCVQ'
  for (const jwe of [...headers.map((header) => `${header}.AAAA.AAAA.AAAA.AAAA`), whole])
    expect(
      decrypt(jwe, binding, () => {
        throw new Error('asked for a key')
      }),
    ).toEqual({ ok: false, code: 'CRYPTO_HEADER' })
})
