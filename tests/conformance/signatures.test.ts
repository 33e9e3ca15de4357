// JWS (RFC 7515), Ed25519 (RFC 8032) and its use in JOSE (RFC 8037).
import { createHash, createPublicKey, sign } from 'node:crypto'
import { expect, test } from 'vitest'
import { verifySignature } from '../../packages/seal/src/profile.ts'
import { readToken } from '../../packages/seal/src/token.ts'
import { bytesOf, hex, privateKey, publicKey, split } from './published-keys.ts'

const joe = 'eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ'
const p256 = createPublicKey({
  key: {
    ...{ kty: 'EC', crv: 'P-256', x: 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU' },
    y: 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0',
  },
  format: 'jwk',
})
const p521 = createPublicKey({
  key: {
    ...{ kty: 'EC', crv: 'P-521' },
    x: 'AekpBQ8ST8a8VcfVOTNl353vSrDCLLJXmPk06wTjxrrjcBpXp5EOnYG_NjFZ6OvLFV1jSfS9tsz4qUxcWceqwQGk',
    y: 'ADSmRA43Z1DSNx_RvcLI87cdL07l6jQyyBXMoxVg_l2Th-x3S1WDhjDly79ajL4Kkd0AZMaZmh9ubmf63e3kyMj2',
  },
  format: 'jwk',
})

/** RFC 7515 appendix A, as far as each is one compact text. */
const examples = {
  'A.1 (HS256)': `eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.${joe}.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk`,
  'A.3 (ES256)': `eyJhbGciOiJFUzI1NiJ9.${joe}.DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q`,
  'A.4 (ES512)':
    'eyJhbGciOiJFUzUxMiJ9.UGF5bG9hZA.AdwMgeerwtHoh-l192l60hp9wAHZFVJbLfD_UxMi70cwnZOYaRI1bKPWROc-mZZqwqT2SI-KGDKB34XO0aw_7XdtAG8GaSwFKdCAPZgoXD2YBJZCPEX3xKpRwcdOO8KpEHwJjyqOgzDO7iKvU8vcnwNrmxYbSW9ERBXukOXolLzeO_Jn',
  'A.5 (none)': `eyJhbGciOiJub25lIn0.${joe}.`,
} as const

test('RFC 7515 A.3: the published ES256 signature verifies, and over nothing else', () => {
  const { input, signature } = split(examples['A.3 (ES256)'])
  expect(verifySignature(input, signature, { alg: 'ES256', publicKey: p256 })).toBe(true)
  expect(verifySignature(`${input}A`, signature, { alg: 'ES256', publicKey: p256 })).toBe(false)
  expect(verifySignature(input, signature.toReversed(), { alg: 'ES256', publicKey: p256 })).toBe(false)
})

test('RFC 7515 A.1, A.4, A.5: what the profile has no word for verifies by no name', () => {
  for (const [name, jws] of Object.entries(examples)) {
    if (name === 'A.3 (ES256)') continue
    const { input, signature } = split(jws)
    for (const alg of ['HS256', 'ES512', 'none', 'ES256', 'Ed25519'])
      for (const key of [p256, p521, publicKey('Ed25519', rfc8032[0].public)])
        expect([name, alg, verifySignature(input, signature, { alg, publicKey: key })]).toEqual([
          name,
          alg,
          false,
        ])
  }
})

test('RFC 7515 appendix A: not one of its examples is taken for a lane token', () => {
  for (const jws of Object.values(examples))
    expect(readToken('envelope', jws)).toMatch(/^(ENV_MALFORMED|SIG_HEADER)$/)
})

const rfc8032 = [
  {
    name: 'TEST 1',
    secret: '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60',
    public: 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
    message: '',
    signature:
      'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
  },
  {
    name: 'TEST 2',
    secret: '4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb',
    public: '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
    message: '72',
    signature:
      '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
  },
  {
    name: 'TEST 3',
    secret: 'c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7',
    public: 'fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025',
    message: 'af82',
    signature:
      '6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a',
  },
  {
    name: 'TEST SHA(abc)',
    secret: '833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42',
    public: 'ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf',
    message: createHash('sha512').update('abc').digest('hex'),
    signature:
      'dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704',
  },
] as const

test.each(rfc8032)('RFC 8032 §7.1 $name: the runtime makes the published key and signature', (vector) => {
  const key = privateKey('Ed25519', vector.secret)
  expect(bytesOf(createPublicKey(key))).toBe(vector.public)
  expect(sign(null, hex(vector.message), key).toString('hex')).toBe(vector.signature)
})

test.each(rfc8032)('RFC 8032 §7.1 $name: no bit of the signature can be another', (vector) => {
  // What is signed here is always text; of these messages two are text as well.
  const input = hex(vector.message).toString('latin1')
  const key = { alg: 'Ed25519', publicKey: publicKey('Ed25519', vector.public) }
  const isText = Buffer.from(input).equals(hex(vector.message))
  expect(verifySignature(input, hex(vector.signature), key)).toBe(isText)
  for (let bit = 0; bit < 512; bit++) {
    const changed = hex(vector.signature)
    changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3)
    expect(verifySignature(input, changed, key)).toBe(false)
  }
})

test('RFC 8037 A.4, A.5: the published Ed25519 JWS is made and verifies', () => {
  const jws =
    'eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc.' +
    'hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg'
  const { input, signature } = split(jws)
  const [{ secret, public: x }] = rfc8032
  expect(sign(null, Buffer.from(input), privateKey('Ed25519', secret))).toEqual(signature)
  const key = { alg: 'Ed25519', publicKey: publicKey('Ed25519', x) }
  expect(verifySignature(input, signature, key)).toBe(true)
  expect(verifySignature(`${input}x`, signature, key)).toBe(false)
  // A lane token names its algorithm as RFC 9864 does.
  expect(readToken('envelope', jws)).toBe('SIG_HEADER')
})
