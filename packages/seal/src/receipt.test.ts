import { digest } from '@onward/contract'
import { expect, test } from 'vitest'
import { claims } from './exchange.fixture.ts'
import { checkReceipt, makeReceipt, type SentManifest } from './receipt.ts'
import type { Claims } from './token.ts'

const at = '2026-11-22T05:00:00.000Z'
const judged = {
  manifest: digest('manifest'),
  cdig: digest('event'),
  at,
  salt: Uint8Array.from({ length: 32 }, (_, n) => n),
}
const sent: SentManifest = {
  digest: digest('manifest'),
  cdig: digest('event'),
  aud: 'RO',
  paired: 'lane.NL.RO',
}
const claimsOf = (st: 'stored' | 'rejected' | 'erased', change: Partial<Claims['receipt']> = {}) => ({
  ...claims,
  iss: 'RO',
  aud: 'NL',
  lane: 'lane.NL.RO',
  ...makeReceipt({ ...judged, st }).content,
  ...change,
})

test('the leaf of a receipt is the one that another implementation computes', () => {
  // Computed with Python's hashlib: SHA-256(0x00 || SHA-256("onward-leaf-v1" || 0x00 || salt || JCS(record))).
  const receipt = makeReceipt({ ...judged, st: 'stored' })
  expect(Buffer.from(receipt.commitment).toString('hex')).toBe(
    'd8845161bd16be01dedde010b9ea53e19c90afc47a9cd268f2ff2bd9d242c48d',
  )
  expect(receipt.content).toEqual({
    sub: digest('manifest'),
    st: 'stored',
    leaf: 'NPY4Dd3ffU5gKDd6v8D96dQw2zJDyZ2yZJ2OxD4kcuU',
    salt: 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8',
    at,
  })
})

test('a receipt says why it rejects only coarsely, and says nothing when it stores', () => {
  const codeOf = (code: string) => makeReceipt({ ...judged, st: 'rejected', code }).content.code
  expect(
    ['CRYPTO_PADDING', 'INNER_SIG_INVALID', 'SCHEMA_INVALID', 'BIZ_CONSENT', 'INTERNAL'].map(codeOf),
  ).toEqual(['undeliverable', 'undeliverable', 'schema', 'business', 'undeliverable'])
  expect(makeReceipt({ ...judged, st: 'stored', code: 'DUPLICATE' }).content).not.toHaveProperty('code')
})

test('R5 a receipt holds for the manifest that it names, and gives the record behind its leaf', () => {
  for (const st of ['stored', 'rejected', 'erased'] as const) {
    const record = { kind: 'msg.received', manifest: sent.digest, cdig: sent.cdig, at, st }
    expect(checkReceipt(claimsOf(st), sent)).toEqual({ ok: true, record })
  }
})

test('R5, T24 RECEIPT_LEAF: a leaf that commits to anything else is refused', () => {
  const wrong = [
    claimsOf('stored', { st: 'rejected' }),
    claimsOf('stored', { at: '2026-11-22T05:00:00.001Z' }),
    claimsOf('stored', { salt: digest('another salt') }),
    claimsOf('stored', { leaf: digest('another leaf') }),
  ]
  for (const each of wrong) expect(checkReceipt(each, sent)).toEqual(refused('RECEIPT_LEAF'))
  expect(checkReceipt(claimsOf('stored'), { ...sent, cdig: digest('other') })).toEqual(
    refused('RECEIPT_LEAF'),
  )
})

test('R5, T24 RECEIPT_UNKNOWN: only the member I sent it to may receipt it, on the lane back', () => {
  expect(checkReceipt(claimsOf('stored'), undefined)).toEqual(refused('RECEIPT_UNKNOWN'))
  expect(checkReceipt(claimsOf('stored'), { ...sent, aud: 'IT' })).toEqual(refused('RECEIPT_UNKNOWN'))
  expect(checkReceipt(claimsOf('stored'), { ...sent, paired: 'lane.NL.IT' })).toEqual(
    refused('RECEIPT_UNKNOWN'),
  )
  expect(checkReceipt(claimsOf('stored'), { ...sent, digest: digest('x') })).toEqual(
    refused('RECEIPT_UNKNOWN'),
  )
})

const refused = (code: string) => ({ ok: false, code, class: 'alert' })
