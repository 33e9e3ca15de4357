import {
  createPrivateKey,
  createPublicKey,
  sign as edSign,
  generateKeyPairSync,
  type KeyObject,
} from 'node:crypto'
import fc from 'fast-check'
import * as jose from 'jose'
import { expect, test } from 'vitest'
import {
  decrypt,
  encrypt,
  fromBase64url,
  type RemoteKey,
  type SigningKey,
  signEventJws,
  signTokenJws,
  unwrapKey,
  verifySignature,
  wrapKey,
} from './profile.ts'

const kid = 'K'.repeat(43)
const binding = { iss: 'NL', aud: 'RO', jti: '5f0c3bd4-0e0b-4a7c-9a0e-0b9d3f6b1c2d' }
const ed25519 = generateKeyPairSync('ed25519')
const p256 = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const x25519 = generateKeyPairSync('x25519')
const edKey: SigningKey = { kid, alg: 'Ed25519', privateKey: ed25519.privateKey }
const ecKey: SigningKey = { kid, alg: 'ES256', privateKey: p256.privateKey }
const fixedHeader = { alg: 'ECDH-ES+A256KW', cty: 'onward-event+jws', enc: 'A256GCM' }
const hex = (text: string) => Buffer.from(text.replaceAll(/\s/g, ''), 'hex')
const split = (jws: string) => {
  const [header = '', payload = '', signature = ''] = jws.split('.')
  return { input: `${header}.${payload}`, signature: Buffer.from(signature, 'base64url') }
}
const openWith = (jwe: string, key: KeyObject = x25519.privateKey) => decrypt(jwe, binding, () => key)

test('a signer elsewhere makes the same token as the key itself, and what is no signature is refused', () => {
  const asked: string[] = []
  const elsewhere = (length?: number): RemoteKey => ({
    kid,
    alg: 'Ed25519',
    signer: {
      sign(input) {
        asked.push(Buffer.from(input).toString())
        return edSign(null, input, ed25519.privateKey).subarray(0, length)
      },
    },
  })
  const token = signTokenJws('onward-resend+jwt', '{}', elsewhere())
  expect(token).toBe(signTokenJws('onward-resend+jwt', '{}', edKey))
  expect(asked).toEqual([token.slice(0, token.lastIndexOf('.'))])
  expect(() => signTokenJws('onward-resend+jwt', '{}', elsewhere(63))).toThrow('no signature of 64 bytes')
})

test('RFC 8037 appendix A.4: the published Ed25519 signature verifies', () => {
  const x = '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo'
  const publicKey = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' })
  const { input, signature } = split(
    'eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc.' +
      'hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg',
  )
  expect(verifySignature(input, signature, { alg: 'Ed25519', publicKey })).toBe(true)
  expect(verifySignature(`${input}x`, signature, { alg: 'Ed25519', publicKey })).toBe(false)
})

test('RFC 7515 appendix A.3: the published ES256 signature verifies', () => {
  const x = 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU'
  const y = 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0'
  const publicKey = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' })
  const { input, signature } = split(
    'eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.' +
      'DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q',
  )
  expect(verifySignature(input, signature, { alg: 'ES256', publicKey })).toBe(true)
})

test('RFC 3394 §4.6: 256 bits are wrapped under a 256-bit key as published', () => {
  const kek = hex('000102030405060708090A0B0C0D0E0F 101112131415161718191A1B1C1D1E1F')
  const key = hex('00112233445566778899AABBCCDDEEFF 000102030405060708090A0B0C0D0E0F')
  const wrapped = hex('28C9F404C4B810F4 CBCCB35CFB87F826 3F5786E2D80ED326 CBC7F0E71A99F43B FB988B9B7A02DD21')
  expect(wrapKey(kek, key)).toEqual(wrapped)
  expect(unwrapKey(kek, wrapped)).toEqual(key)
})

test('RFC 7748 §6.1: the published key pair opens what was sealed to its public half', () => {
  const x = hex('de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f').toString('base64url')
  const d = hex('5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb').toString('base64url')
  const publicKey = createPublicKey({ key: { kty: 'OKP', crv: 'X25519', x }, format: 'jwk' })
  const privateKey = createPrivateKey({ key: { kty: 'OKP', crv: 'X25519', x, d }, format: 'jwk' })
  const jwe = encrypt(Buffer.from('for Bob'), { kid, publicKey }, binding)
  expect(openWith(jwe, privateKey)).toEqual({ ok: true, plaintext: Buffer.from('for Bob') })
})

test('jose verifies every signature made here, with exactly our headers', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 4000 }), async (payload) => {
      for (const [key, publicKey] of [
        [edKey, ed25519.publicKey],
        [ecKey, p256.publicKey],
      ] as const) {
        const verified = await jose.compactVerify(signEventJws(payload, 7, key), publicKey, {
          algorithms: [key.alg],
        })
        expect(verified.payload).toEqual(payload)
        expect(verified.protectedHeader).toEqual({
          alg: key.alg,
          cty: 'application/cloudevents+json',
          iat: 7,
          kid,
          typ: 'onward-event+jws',
        })
      }
    }),
    { numRuns: 25 },
  )
  const token = await jose.compactVerify(signTokenJws('onward-manifest+jwt', '{}', edKey), ed25519.publicKey)
  expect(token.protectedHeader).toEqual({ alg: 'Ed25519', kid, typ: 'onward-manifest+jwt' })
})

test('every signature of the profile that jose makes verifies here', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 4000 }), async (payload) => {
      for (const [alg, pair] of [
        ['Ed25519', ed25519],
        ['ES256', p256],
      ] as const) {
        const jws = await new jose.CompactSign(payload).setProtectedHeader({ alg, kid }).sign(pair.privateKey)
        const { input, signature } = split(jws)
        expect(verifySignature(input, signature, { alg, publicKey: pair.publicKey })).toBe(true)
      }
    }),
    { numRuns: 25 },
  )
})

test('R4 a signature does not verify under another key, algorithm, message or length', () => {
  const { input, signature } = split(signEventJws(Buffer.from('{}'), 7, edKey))
  const other = generateKeyPairSync('ed25519').publicKey
  const judged = [
    verifySignature(input, signature, { alg: 'Ed25519', publicKey: ed25519.publicKey }),
    verifySignature(input, signature, { alg: 'Ed25519', publicKey: other }),
    verifySignature(input, signature, { alg: 'ES256', publicKey: ed25519.publicKey }),
    verifySignature(input, signature, { alg: 'Ed25519', publicKey: p256.publicKey }),
    verifySignature(input, signature, { alg: 'none', publicKey: ed25519.publicKey }),
    verifySignature(input, signature, { alg: 'EdDSA', publicKey: ed25519.publicKey }),
    verifySignature(`${input}A`, signature, { alg: 'Ed25519', publicKey: ed25519.publicKey }),
    verifySignature(input, signature.subarray(1), { alg: 'Ed25519', publicKey: ed25519.publicKey }),
    verifySignature(input, Buffer.alloc(0), { alg: 'Ed25519', publicKey: ed25519.publicKey }),
  ]
  expect(judged).toEqual([true, false, false, false, false, false, false, false, false])
})

test('a key that does not fit the profile cannot sign or be encrypted to', () => {
  const unfit = [
    () => signTokenJws('onward-manifest+jwt', '{}', ecKey),
    () => signTokenJws('onward-manifest+jwt', '{}', { ...edKey, privateKey: p256.privateKey }),
    () => signEventJws(Buffer.from('{}'), 7, { ...ecKey, privateKey: ed25519.privateKey }),
    () => encrypt(Buffer.from(''), { kid, publicKey: generateKeyPairSync('x448').publicKey }, binding),
  ]
  for (const attempt of unfit) expect(attempt).toThrow(expect.objectContaining({ code: 'KEY_UNFIT' }))
})

test('jose opens everything encrypted here, and what is encrypted by jose opens here', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 9000 }), async (content) => {
      const ours = await jose.compactDecrypt(
        encrypt(content, { kid, publicKey: x25519.publicKey }, binding),
        x25519.privateKey,
        { keyManagementAlgorithms: ['ECDH-ES+A256KW'], contentEncryptionAlgorithms: ['A256GCM'] },
      )
      expect(ours.plaintext).toEqual(content)
      expect(ours.protectedHeader).toEqual({
        ...fixedHeader,
        apu: jose.base64url.encode('NL'),
        apv: jose.base64url.encode('RO'),
        epk: { crv: 'X25519', kty: 'OKP', x: expect.any(String) },
        jti: binding.jti,
        kid,
        typ: 'onward-envelope+jwe',
      })
      expect(openWith(await joseJwe(content))).toEqual({ ok: true, plaintext: Buffer.from(content) })
    }),
    { numRuns: 25 },
  )
})

test('a JWE whose header says anything else is refused before a key is used', async () => {
  const wrong = await Promise.all([
    joseJwe(new Uint8Array(9), { header: { enc: 'A128GCM' } }),
    joseJwe(new Uint8Array(9), { header: { alg: 'ECDH-ES' } }),
    joseJwe(new Uint8Array(9), { header: { alg: 'ECDH-ES+A128KW' } }),
    joseJwe(new Uint8Array(9), { header: { zip: 'DEF' } }),
    joseJwe(new Uint8Array(9), { header: { typ: 'JWE' } }),
    joseJwe(new Uint8Array(9), { header: { jti: 'other' } }),
    joseJwe(new Uint8Array(9), { iss: 'IT' }),
    joseJwe(new Uint8Array(9), { aud: 'IT' }),
  ])
  const jwe = encrypt(new Uint8Array(9), { kid, publicKey: x25519.publicKey }, binding)
  const refused = [
    ...wrong,
    '',
    '....',
    `${jwe}.AAAA`,
    `${jwe}=`,
    `${jwe}+`,
    jwe.replace('.', '.\n'),
    `A${jwe}`,
  ]
  for (const each of refused) {
    const opened = decrypt(each, binding, () => {
      throw new Error('asked for a key')
    })
    expect(opened).toEqual({ ok: false, code: 'CRYPTO_HEADER' })
  }
})

test('R23 a JWE to a key that is not mine, or is of another kind, is refused', () => {
  const jwe = encrypt(new Uint8Array(9), { kid, publicKey: x25519.publicKey }, binding)
  expect(decrypt(jwe, binding, () => undefined)).toEqual({ ok: false, code: 'CRYPTO_KEY' })
  expect(openWith(jwe, ed25519.privateKey)).toEqual({ ok: false, code: 'CRYPTO_KEY' })
})

test('a changed byte, another key and a low-order point are all the same refusal', () => {
  const jwe = encrypt(Buffer.from('content'), { kid, publicKey: x25519.publicKey }, binding)
  expect(openWith(jwe, generateKeyPairSync('x25519').privateKey)).toEqual({
    ok: false,
    code: 'CRYPTO_DECRYPT',
  })
  const parts = jwe.split('.')
  for (const [index, part] of parts.entries()) {
    if (index === 0) continue
    const bytes = Buffer.from(part, 'base64url')
    bytes[0] = (bytes[0] ?? 0) ^ 1
    for (const changed of [bytes, bytes.subarray(1), Buffer.concat([bytes, bytes])]) {
      const mutated = parts.with(index, changed.toString('base64url')).join('.')
      expect(openWith(mutated)).toEqual({ ok: false, code: 'CRYPTO_DECRYPT' })
    }
  }
  const [header = ''] = parts
  const text = Buffer.from(header, 'base64url').toString()
  for (const x of lowOrder) {
    const weak = Buffer.from(text.replace(/"x":"[^"]*"/, `"x":"${x}"`)).toString('base64url')
    expect(openWith(parts.with(0, weak).join('.'))).toEqual({ ok: false, code: 'CRYPTO_DECRYPT' })
    const publicKey = createPublicKey({ key: { kty: 'OKP', crv: 'X25519', x }, format: 'jwk' })
    expect(() => encrypt(Buffer.from('content'), { kid, publicKey }, binding)).toThrow()
  }
})

test('only the one strict base64url text of some bytes is read', () => {
  expect(fromBase64url('-_8')).toEqual(Buffer.from([0xfb, 0xff]))
  for (const text of ['-_9', '-_8=', '+/8', ' -_8', '-_8\n', 'A', '-_8é'])
    expect(fromBase64url(text)).toBeUndefined()
})

// The points of order 1, 2, 4 and 8 on Curve25519 and its twist, as RFC 7748 §6.1 warns of.
const lowOrder = [
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0100000000000000000000000000000000000000000000000000000000000000',
  'e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800',
  '5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
].map((point) => hex(point).toString('base64url'))

async function joseJwe(
  content: Uint8Array,
  {
    iss = 'NL',
    aud = 'RO',
    header = {},
  }: { iss?: string; aud?: string; header?: Record<string, string> } = {},
): Promise<string> {
  return new jose.CompactEncrypt(content)
    .setProtectedHeader({ ...fixedHeader, jti: binding.jti, kid, typ: 'onward-envelope+jwe', ...header })
    .setKeyManagementParameters({ apu: Buffer.from(iss), apv: Buffer.from(aud) })
    .encrypt(x25519.publicKey)
}
