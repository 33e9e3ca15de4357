import { generateKeyPairSync } from 'node:crypto'
import { ed25519 } from '@noble/curves/ed25519.js'
import { CompactSign } from 'jose'
import { expect, test } from 'vitest'
import { documents, naf, nbf, voucher } from './directory.fixture.ts'
import { loadDirectory } from './directory.ts'
import type { KeyEntry, PublicJwk } from './document.ts'
import { admitKey, possessionClaim, thumbprint } from './key.ts'
import { importPrivateKey, makeKey } from './make-key.ts'

const times = { member: 'NL', nbf, naf }
const entry = (jwk: PublicJwk, alg: KeyEntry['alg'], use: KeyEntry['use'] = 'gw-sig'): KeyEntry => ({
  kid: thumbprint(jwk),
  use,
  alg,
  jwk,
  nbf,
  naf,
  pop: 'a.b.c',
  status: 'active',
})
const admit = (registered: KeyEntry) => {
  try {
    return admitKey(registered, 'NL').kid
  } catch (error) {
    return error instanceof Error && 'code' in error ? error.code : error
  }
}
const x = (hex: string) => Buffer.from(hex, 'hex').toString('base64url')
const okp = (crv: 'Ed25519' | 'X25519', hex: string): PublicJwk => ({ kty: 'OKP', crv, x: x(hex) })

/** Loads NL's document with one key more, and gives the code of the refusal. */
async function registering(...entries: readonly KeyEntry[]): Promise<string> {
  const all = documents()
  all.members[0]?.keys.push(...entries)
  const outcome: { code: string } = await loadDirectory(all).then(
    () => ({ code: 'loaded' }),
    (error) => error,
  )
  return outcome.code
}

test('T9, T17 Ed25519 points of small or mixed order, off the curve or not canonical do not pass', () => {
  const weak = [
    // Points of order 1, 2, 4 and 8, and spellings of them that are not canonical.
    '0100000000000000000000000000000000000000000000000000000000000000',
    'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
    '0000000000000000000000000000000000000000000000000000000000000000',
    '0000000000000000000000000000000000000000000000000000000000000080',
    '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
    'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
    'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
    'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
    '0100000000000000000000000000000000000000000000000000000000000080',
    // RFC 8032's first test key plus the point of order 2: on the curve, of order 2L.
    ed25519.Point.fromHex('d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a')
      .add(ed25519.Point.fromHex('ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f'))
      .toHex(),
    'ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
    '0200000000000000000000000000000000000000000000000000000000000000',
    'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f70751',
  ]
  expect(weak.map((hex) => admit(entry(okp('Ed25519', hex), 'Ed25519')))).toEqual(weak.map(() => 'KEY_WEAK'))
  const sound = okp('Ed25519', 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a')
  expect(admit(entry(sound, 'Ed25519'))).toBe(thumbprint(sound))
})

test('T9, T17 X25519 points of low order, not canonical or of another length do not pass', () => {
  const weak = [
    '0000000000000000000000000000000000000000000000000000000000000000',
    '0100000000000000000000000000000000000000000000000000000000000000',
    'e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800',
    '5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157',
    'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
    'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
    'f6ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
    '09000000000000000000000000000000000000000000000000000000000000ff',
    '0900',
  ]
  const judged = weak.map((hex) => admit(entry(okp('X25519', hex), 'ECDH-ES+A256KW', 'enc')))
  expect(judged).toEqual(weak.map(() => 'KEY_WEAK'))
})

test('T9, T17 a P-256 point off the curve does not pass', () => {
  const jwk = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' })
  const sound: PublicJwk = { kty: 'EC', crv: 'P-256', x: jwk.x ?? '', y: jwk.y ?? '' }
  const off: PublicJwk = { ...sound, y: x('01'.repeat(32)) }
  const missing: KeyEntry = {
    ...entry(sound, 'ES256', 'case-sig'),
    jwk: { kty: 'EC', crv: 'P-256', x: sound.x },
  }
  expect(admit(missing)).toBe('KEY_WEAK')
  const judged = [sound, off, { ...sound, y: sound.x.slice(1) }].map((each) =>
    admit(entry(each, 'ES256', 'case-sig')),
  )
  expect(judged).toEqual([thumbprint(sound), 'KEY_WEAK', 'KEY_WEAK'])
})

test('T18 a use has its own algorithms, an algorithm its own curve, and no private part is published', () => {
  const ed = okp('Ed25519', 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a')
  const judged = [
    entry(ed, 'Ed25519', 'enc'),
    entry(ed, 'ES256', 'case-sig'),
    entry(ed, 'ES256', 'gw-sig'),
    entry(ed, 'ECDH-ES+A256KW', 'enc'),
    { ...entry(ed, 'Ed25519'), jwk: { ...ed, kty: 'EC' as const } },
    entry({ ...ed, d: ed.x }, 'Ed25519'),
    { ...entry(ed, 'Ed25519'), kid: 'A'.repeat(43) },
    { ...entry(ed, 'Ed25519'), naf: nbf },
    { ...entry(ed, 'Ed25519'), status: 'revoked' as const },
  ].map(admit)
  expect(judged).toEqual([
    'KEY_ALG',
    'KEY_ALG',
    'KEY_ALG',
    'KEY_ALG',
    'KEY_ALG',
    'KEY_PRIVATE',
    'KEY_KID',
    'DOCUMENT_INVALID',
    'DOCUMENT_INVALID',
  ])
})

test('T17 a key comes with a proof that its member holds it', async () => {
  const made = await makeKey({ use: 'gw-sig', alg: 'Ed25519', ...times })
  const sealing = await makeKey({ use: 'enc', alg: 'ECDH-ES+A256KW', ...times, voucher })
  expect(await registering(made.entry, sealing.entry)).toBe('loaded')

  const other = await makeKey({ use: 'gw-sig', alg: 'Ed25519', ...times, member: 'RO' })
  const log = await makeKey({ use: 'log', alg: 'Ed25519', ...times })
  const { kid, use } = made.entry
  const signedBy = async (
    jwk: Parameters<typeof importPrivateKey>[0],
    header: { kid: string; typ: string },
  ) =>
    new CompactSign(possessionClaim({ kid, use, member: 'NL' }))
      .setProtectedHeader({ alg: 'Ed25519', ...header })
      .sign(importPrivateKey(jwk).privateKey)
  const typ = 'onward-pop+jws'
  const forged = [
    { ...made.entry, pop: other.entry.pop },
    { ...made.entry, use: 'log' as const },
    { ...other.entry, kid: other.entry.kid },
    { ...made.entry, pop: await signedBy(other.jwk, { kid, typ }) },
    { ...made.entry, pop: await signedBy(other.jwk, { kid: other.entry.kid, typ }) },
    { ...made.entry, pop: await signedBy(made.jwk, { kid, typ: 'JWT' }) },
    { ...made.entry, pop: made.entry.pop.slice(0, -2) },
    { ...sealing.entry, pop: made.entry.pop },
    // Vouched for by a log key, which may sign nothing but checkpoints.
    (await makeKey({ use: 'enc', alg: 'ECDH-ES+A256KW', ...times, voucher: importPrivateKey(log.jwk) }))
      .entry,
  ]
  for (const each of forged) expect(await registering(each)).toBe('KEY_POSSESSION')
})

test('T17 one key is registered once, by one member', async () => {
  const { entry: own } = await makeKey({ use: 'gw-sig', alg: 'Ed25519', ...times })
  expect(await registering(own, own)).toBe('KEY_DUPLICATE')
})

test('a key is not made for a use it does not fit, nor an encryption key without a voucher', async () => {
  await expect(makeKey({ use: 'gw-sig', alg: 'ES256', ...times })).rejects.toMatchObject({ code: 'KEY_ALG' })
  await expect(makeKey({ use: 'enc', alg: 'ECDH-ES+A256KW', ...times })).rejects.toMatchObject({
    code: 'KEY_POSSESSION',
  })
})

test('a key file that names another key than it holds, or no known use, is not imported', async () => {
  const { jwk, entry: own } = await makeKey({ use: 'case-sig', alg: 'ES256', ...times })
  expect(importPrivateKey(jwk)).toMatchObject({ kid: own.kid, use: 'case-sig', alg: 'ES256' })
  expect(() => importPrivateKey({ ...jwk, kid: voucher.kid })).toThrow(
    expect.objectContaining({ code: 'KEY_KID' }),
  )
  expect(() => importPrivateKey({ ...jwk, use: 'tls' })).toThrow(expect.objectContaining({ code: 'KEY_ALG' }))
  expect(() => importPrivateKey({ ...jwk, alg: 'Ed25519', use: 'log' })).toThrow(
    expect.objectContaining({ code: 'KEY_ALG' }),
  )
})
