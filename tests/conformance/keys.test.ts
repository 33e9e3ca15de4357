// JWK (RFC 7517), thumbprints (RFC 7638), and Ed25519 keys in JOSE (RFC 8037 A.1 to A.3).
import { createPrivateKey, createPublicKey } from 'node:crypto'
import { canonicalBytes, digest } from '@onward/contract'
import { expect, test } from 'vitest'
import type { KeyEntry } from '../../packages/directory/src/document.ts'
import { admitKey, thumbprint } from '../../packages/directory/src/key.ts'
import { readTokenKeys } from '../../services/gateway/src/http/token-keys.ts'
import { bytesOf, privateKey } from './published-keys.ts'

const rsa = {
  kty: 'RSA',
  n: '0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw',
  ...{ e: 'AQAB', alg: 'RS256', kid: '2011-04-29' },
} as const
const ec = {
  ...({ kty: 'EC', crv: 'P-256', use: 'enc', kid: '1' } as const),
  x: 'MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4',
  y: '4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM',
} as const
const d = '870MB6gfuTJ4HtUnUvYMyJpr5eUZNP4Bk43bVdj3eAE'

const registered = (jwk: KeyEntry['jwk'], changes: Partial<KeyEntry> = {}): KeyEntry => ({
  ...{ kid: thumbprint(jwk), use: 'case-sig', alg: 'ES256', jwk, nbf: 0, naf: 1, pop: '', status: 'active' },
  ...changes,
})

test('RFC 7517 A.1: the published P-256 key may be registered, as what it is and under its thumbprint', () => {
  const { kty, crv, x, y } = ec
  const jwk = { kty, crv, x, y }
  expect(admitKey(registered(jwk), 'NL')).toMatchObject({ alg: 'ES256', use: 'case-sig' })
  const refused = (changes: Partial<KeyEntry>) => () => admitKey(registered(jwk, changes), 'NL')
  expect(refused({ alg: 'Ed25519' })).toThrow(expect.objectContaining({ code: 'KEY_ALG' }))
  expect(refused({ use: 'gw-sig' })).toThrow(expect.objectContaining({ code: 'KEY_ALG' }))
  expect(refused({ kid: ec.kid })).toThrow(expect.objectContaining({ code: 'KEY_KID' }))
})

test('RFC 7517 A.2: the published private key is refused wherever a public one belongs', () => {
  const { kty, crv, x, y } = ec
  expect(() => admitKey(registered({ kty, crv, x, y, d }), 'NL')).toThrow(
    expect.objectContaining({ code: 'KEY_PRIVATE' }),
  )
  const signing = { ...ec, use: 'sig' }
  expect(() => readTokenKeys({ keys: [{ ...signing, d }] })).toThrow(/private part/)
  const own = createPrivateKey({ key: { kty, crv, x, y, d }, format: 'jwk' })
  expect(createPublicKey(own).export({ format: 'jwk' })).toMatchObject({ x, y })
})

test('RFC 7517 A.1: of the published set the RSA key signs tokens, by RS256; the other is for encryption', () => {
  expect(() => readTokenKeys({ keys: [ec, rsa] })).toThrow(/not for signatures/)
  expect([...readTokenKeys({ keys: [rsa] })].map(([kid, { alg }]) => [kid, alg])).toEqual([
    ['2011-04-29', 'RS256'],
  ])
  expect([...readTokenKeys({ keys: [{ ...ec, use: 'sig' }] }).keys()]).toEqual(['1'])
})

test('RFC 7638 §3.1: the published thumbprint is the digest of the canonical members', () => {
  const { e, kty, n } = rsa
  expect(digest(canonicalBytes({ n, kty, e }))).toBe('NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs')
})

test('RFC 8037 A.1, A.2: the published private key has the published public one', () => {
  const secret = '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60'
  const x = '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo'
  const jwk = { kty: 'OKP', crv: 'Ed25519', d: 'nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A', x } as const
  expect(createPrivateKey({ key: jwk, format: 'jwk' }).equals(privateKey('Ed25519', secret))).toBe(true)
  expect(bytesOf(createPublicKey(privateKey('Ed25519', secret)))).toBe(
    Buffer.from(x, 'base64url').toString('hex'),
  )
})

test('RFC 8037 A.3: the published key has the published thumbprint', () => {
  const x = '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo'
  expect(thumbprint({ kty: 'OKP', crv: 'Ed25519', x })).toBe('kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k')
})
