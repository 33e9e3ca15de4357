import { generateKeyPairSync } from 'node:crypto'
import { expect, test } from 'vitest'
import { judgeThen } from './then.ts'

const { publicKey } = generateKeyPairSync('ed25519')
const key = { kid: 'k', use: 'gw-sig', alg: 'Ed25519', member: 'NL', publicKey, nbf: 100, naf: 900 }
const signed = { use: 'gw-sig', alg: 'Ed25519', iss: 'NL', iat: 500 }
const revoked = (reason: string, invalidFrom: number) => ({ ...key, revoked: { reason, invalidFrom } })

test.each([
  ['a key that was never revoked', key, undefined, undefined],
  ['a key that was replaced later', revoked('superseded', 501), undefined, undefined],
  ['a key whose use had ended later', revoked('ceased', 501), undefined, undefined],
  ['a key that had been replaced before', revoked('superseded', 500), 400, 'KEY_REVOKED'],
  [
    'a key that was stolen later, when somebody else had seen it before',
    revoked('compromise', 600),
    599,
    undefined,
  ],
  [
    'a key that was stolen later, when nobody else had seen it before',
    revoked('compromise', 600),
    600,
    'KEY_REVOKED',
  ],
  [
    'a key that was stolen later, when nobody else has seen it at all',
    revoked('compromise', 600),
    undefined,
    'KEY_REVOKED',
  ],
  ['a key that was not valid yet', { ...key, nbf: 501 }, undefined, 'KEY_EXPIRED'],
  ['a key that was not valid any more', { ...key, naf: 500 }, undefined, 'KEY_EXPIRED'],
  ['a key of another use', { ...key, use: 'case-sig' }, undefined, 'KEY_USE'],
  ['a key of another member', { ...key, member: 'RO' }, undefined, 'KEY_NOT_OF_ISSUER'],
])('%s', (_, by, existedAt, fault) => {
  expect(judgeThen(by, signed, existedAt)).toBe(fault)
})
