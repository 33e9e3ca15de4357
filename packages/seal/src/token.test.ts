import {
  canonicalBytes,
  digest,
  validateManifest,
  validateProof,
  validateReceipt,
  validateResend,
  validateTombstone,
} from '@onward/contract'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { jwsOf } from './bend.fixture.ts'
import { claims, keys } from './exchange.fixture.ts'
import { coarse, refusals } from './refusal.ts'
import {
  type Claims,
  readToken,
  signToken,
  type TokenKind,
  tokenDigest,
  tokenKinds,
  tokenStart,
} from './token.ts'

const hash = digest('anything')
const all: Claims = {
  envelope: { ...claims, exp: claims.iat + 1, dig: hash, cdig: hash },
  receipt: {
    ...claims,
    sub: hash,
    st: 'rejected',
    code: 'schema',
    leaf: hash,
    salt: hash,
    at: '2026-11-22T05:00:00.000Z',
  },
  proof: { ...claims, dig: hash },
  resend: { ...claims, from: 1, to: 2, of: 1 },
  tombstone: { ...claims, num: 1, sub: hash },
}
const validate = {
  envelope: validateManifest,
  receipt: validateReceipt,
  proof: validateProof,
  resend: validateResend,
  tombstone: validateTombstone,
}
const kinds: readonly TokenKind[] = ['envelope', 'receipt', 'proof', 'resend', 'tombstone']

/** Reads claims, whatever they are, in canonical form and properly signed. */
function read(kind: TokenKind, value: unknown) {
  const header = { alg: 'Ed25519', kid: keys.nlGateway.kid, typ: tokenKinds[kind].typ }
  const text = (json: unknown) => Buffer.from(canonicalBytes(json)).toString()
  return readToken(kind, jwsOf(text(header), text(value), keys.nlGateway))
}

test('a token is read back as it was signed, and its claims are RFC 8785 bytes', () => {
  for (const kind of kinds) {
    const token = signToken(kind, all[kind], keys.nlGateway)
    const { alg, kid } = keys.nlGateway
    const starts = kinds.filter((each) => token.startsWith(tokenStart(each, alg, kid)))
    expect([starts, token.startsWith(tokenStart(kind, alg, keys.roGateway.kid))]).toEqual([[kind], false])
    expect(readToken(kind, token)).toMatchObject({
      claims: all[kind],
      alg: 'Ed25519',
      kid: keys.nlGateway.kid,
    })
    expect(Buffer.from(token.split('.')[1] ?? '', 'base64url')).toEqual(
      Buffer.from(canonicalBytes(all[kind])),
    )
  }
})

test('the digest of a token does not depend on its signature', () => {
  const token = signToken('proof', all.proof, keys.nlGateway)
  const [header, payload] = token.split('.')
  expect(tokenDigest(token)).toBe(digest(`${header}.${payload}`))
  expect(tokenDigest(`${header}.${payload}.AAAA`)).toBe(tokenDigest(token))
})

test('claims that no receiver would accept are not signed, nor is a token with a case key', () => {
  const wrong = { ...all.proof, seq: 0 }
  expect(() => signToken('proof', wrong, keys.nlGateway)).toThrow(
    expect.objectContaining({ code: 'CLAIMS_INVALID' }),
  )
  expect(() => signToken('proof', all.proof, keys.nlSeal)).toThrow(
    expect.objectContaining({ code: 'KEY_UNFIT' }),
  )
})

test('the claims read here are exactly those that the schemas allow', () => {
  const odd: readonly unknown[] = [
    ...['', '0', 0, 1, -1, 2 ** 53 - 1, null, true, [], {}, hash, `${hash.slice(0, 42)}B`],
    ...['NL', 'nl', 'N', 'lane.RO.NL', 'lane.RO', 'stored', 'gone', 'schema', claims.jti],
    ...['2026-11-22T05:00:00.000Z', '2026-02-30T05:00:00.000Z', '2026-11-22T05:00:00Z'],
    ...['2026-11-22T24:00:00.000Z', '+002026-11-22T05:00:00.000Z'],
  ]
  const names = [...new Set(kinds.flatMap((kind) => Object.keys(all[kind]))), 'x']
  const agree = (kind: TokenKind, value: object) => {
    const allowed = validate[kind](value).length === 0
    expect([value, typeof read(kind, value) !== 'string']).toEqual([value, allowed])
  }
  for (const kind of kinds) {
    for (const name of names) {
      agree(kind, Object.fromEntries(Object.entries(all[kind]).filter(([each]) => each !== name)))
      for (const value of odd) agree(kind, { ...all[kind], [name]: value })
    }
  }
  const change = fc.record({ name: fc.constantFrom(...names), value: fc.constantFrom(...odd) })
  fc.assert(
    fc.property(fc.constantFrom(...kinds), change, change, (kind, one, other) =>
      agree(kind, { ...all[kind], [one.name]: one.value, [other.name]: other.value }),
    ),
    { numRuns: 600 },
  )
})

test('a leap second, which RFC 3339 and so the schemas know and clocks do not, is refused in a receipt', () => {
  const value = { ...all.receipt, at: '2026-12-31T23:59:60.000Z' }
  expect([validateReceipt(value), read('receipt', value)]).toEqual([[], 'ENV_MALFORMED'])
})

test('T13 every code has a coarse form for the wire that does not say which check of 14 to 18 failed', () => {
  const inner = Object.keys(refusals).filter((code) => /^(CRYPTO|INNER)_/.test(code))
  expect(new Set(inner.map(coarse))).toEqual(new Set(['undeliverable']))
  expect(['BIZ_STATE', 'INTERNAL', 'toString'].map(coarse)).toEqual([
    'business',
    'undeliverable',
    'undeliverable',
  ])
})
