import { generateKeyPairSync } from 'node:crypto'
import { expect, test } from 'vitest'
import { jwks } from './served.test-data.ts'
import { readTokenKeys } from './token-keys.ts'

const [p256, , rsa] = jwks.keys
const short = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey.export({ format: 'jwk' })
const secret = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' })

test('each key has one algorithm', () => {
  expect([...readTokenKeys(jwks)].map(([kid, { alg }]) => [kid, alg])).toEqual([
    ['es', 'ES256'],
    ['ed', 'EdDSA'],
    ['rsa', 'RS256'],
  ])
})

test.each([
  ['no keys', { keys: [] }, 'holds no "keys"'],
  ['a list', [], 'holds no "keys"'],
  ['a symmetric key', { keys: [{ kty: 'oct', k: 'c2VjcmV0', kid: 'a' }] }, 'neither P-256 nor Ed25519'],
  ['a key on another curve', { keys: [{ ...p256, crv: 'P-384' }] }, 'neither P-256 nor Ed25519 nor RSA'],
  ['an RSA key of 1024 bits', { keys: [{ ...short, kid: 'a' }] }, 'less than 2048 bits'],
  ['an RSA key for another padding', { keys: [{ ...rsa, alg: 'PS256' }] }, 'the wrong alg'],
  ['a private key', { keys: [{ ...secret, kid: 'a' }] }, 'put only public keys there'],
  ['a key without kid', { keys: [{ ...p256, kid: undefined }] }, 'a key without kid'],
  ['a kid twice', { keys: [p256, p256] }, 'the kid es twice'],
  ['an algorithm of another curve', { keys: [{ ...p256, alg: 'ES384' }] }, 'the wrong alg'],
  ['a key for encryption', { keys: [{ ...p256, use: 'enc' }] }, 'not for signatures'],
  ['a point beside the curve', { keys: [{ ...p256, y: 'A'.repeat(43) }] }, 'are no key'],
])('%s is refused at the start', (_name, document, words) => {
  expect(() => readTokenKeys(document)).toThrow(words)
})
