import { expect, test } from 'vitest'
import { documents, naf, nbf, voucher } from './directory.fixture.ts'
import { type Directory, loadDirectory } from './directory.ts'
import type { KeyEntry, MemberDocument, Revocation } from './document.ts'
import { makeKey } from './make-key.ts'
import { destroyable, publishedLate } from './rotation.ts'

const day = 86_400
const times = { member: 'NL', nbf: nbf + 100 * day, naf }
const enc = (await makeKey({ use: 'enc', alg: 'ECDH-ES+A256KW', voucher, ...times })).entry
const gateway = (await makeKey({ use: 'gw-sig', alg: 'Ed25519', ...times })).entry

/** The directory of two members after NL has changed its keys. */
function changed(
  change: (keys: readonly KeyEntry[]) => readonly KeyEntry[] = (keys) => keys,
): Promise<Directory> {
  const [nl, ...rest] = documents().members
  // Sound: the fixture makes them.
  const own = nl as MemberDocument
  return loadDirectory({ ...documents(), members: [{ ...own, keys: change(own.keys) }, ...rest] })
}

const revoke = (use: string, at: number, reason: Revocation['reason']) => (keys: readonly KeyEntry[]) =>
  keys.map((key) =>
    key.use === use ? { ...key, status: 'revoked' as const, revoked: { at, invalidFrom: at, reason } } : key,
  )

function oldEnc(directory: Directory) {
  const key = directory.keysOf('NL').find(({ use, nbf: from }) => use === 'enc' && from === nbf)
  if (!key) throw new Error('the fixture has an enc key')
  return key
}

test('the keys of a member are listed newest first, whatever became of them', async () => {
  const directory = await changed((keys) => [...revoke('gw-sig', nbf + 1, 'compromise')(keys), gateway])
  const listed = directory.keysOf('NL').filter(({ use }) => use === 'gw-sig')
  expect(listed.map(({ nbf: from, status }) => [from, status])).toEqual([
    [gateway.nbf, 'active'],
    [nbf, 'revoked'],
  ])
  expect(directory.keysOf('IT')).toEqual([])
})

test('a new key that is listed less than seven days before its use is late, to the second', async () => {
  const [before, after] = await Promise.all([changed(), changed((keys) => [...keys, gateway])])
  const late = (seen: number) => publishedLate(before, after, seen).map(({ kid }) => kid)
  expect(late(gateway.nbf - 7 * day)).toEqual([])
  expect(late(gateway.nbf - 7 * day + 1)).toEqual([gateway.kid])
  expect(publishedLate(after, after, gateway.nbf)).toEqual([])
})

test('the key that stands in for a revoked one is not late, and no other is excused by it', async () => {
  const before = await changed()
  const after = await changed((keys) => [...revoke('gw-sig', nbf + 1, 'compromise')(keys), gateway, enc])
  expect(publishedLate(before, after, gateway.nbf).map(({ kid }) => kid)).toEqual([enc.kid])
})

test('the keys that a new member begins with are not late', async () => {
  const alone = await loadDirectory({
    ...documents(),
    members: documents().members.slice(0, 1),
    lanes: [],
    agreements: [],
  })
  expect(publishedLate(alone, await changed(), nbf)).toEqual([])
})

test('an encryption key is destroyed 32 days after a newer one is used in its place, and not before', async () => {
  const directory = await changed((keys) => [...keys, enc])
  const may = (at: number) => destroyable(directory, oldEnc(directory), at)
  expect([enc.nbf, enc.nbf + 32 * day - 1, enc.nbf + 32 * day].map(may)).toEqual([false, false, true])
})

test('an encryption key that nothing followed is kept until 32 days after its end', async () => {
  const directory = await changed()
  const may = (at: number) => destroyable(directory, oldEnc(directory), at)
  expect([naf, naf + 32 * day - 1, naf + 32 * day].map(may)).toEqual([false, false, true])
})

test('a follower that was revoked is followed by the old key again, which is kept', async () => {
  const directory = await changed((keys) => [
    ...keys,
    { ...enc, status: 'revoked', revoked: { at: enc.nbf, invalidFrom: enc.nbf, reason: 'compromise' } },
  ])
  expect(destroyable(directory, oldEnc(directory), enc.nbf + 40 * day)).toBe(false)
})

test('an encryption key to which senders go back, since its follower ends before it, is kept', async () => {
  const short = { member: 'NL', nbf: nbf + 10 * day, naf: nbf + 60 * day }
  const follower = await makeKey({ use: 'enc', alg: 'ECDH-ES+A256KW', voucher, ...short })
  const directory = await changed((keys) => [...keys, follower.entry])
  expect(destroyable(directory, oldEnc(directory), nbf + 50 * day)).toBe(false)
})

test('a retired encryption key is kept for 32 days after the beginning of its follower', async () => {
  const directory = await changed((keys) => [
    ...keys.map((key) => (key.use === 'enc' ? { ...key, status: 'retired' as const } : key)),
    enc,
  ])
  const may = (at: number) => destroyable(directory, oldEnc(directory), at)
  expect([enc.nbf + 32 * day - 1, enc.nbf + 32 * day].map(may)).toEqual([false, true])
})

test('a revoked encryption key is destroyed 32 days after its revocation', async () => {
  const directory = await changed(revoke('enc', nbf + 5 * day, 'compromise'))
  const may = (at: number) => destroyable(directory, oldEnc(directory), at)
  expect([nbf + 37 * day - 1, nbf + 37 * day].map(may)).toEqual([false, true])
})

test('a key that signs is never destroyed by its age', async () => {
  const directory = await changed((keys) => [...keys, gateway])
  const old = directory.keysOf('NL').filter(({ use }) => use !== 'enc')
  expect(old.map((key) => destroyable(directory, key, naf + 1_000 * day))).toEqual(old.map(() => false))
})
