/** What people are told of keys: each thing when it comes up, and what a stolen key of a peer had brought. */
import { type Directory, loadDirectory } from '@onward/directory'
import { signToken, tokenDigest } from '@onward/seal'
import { directoryDocuments, makeCountry } from '@onward/testing'
import { expect, test } from 'vitest'
import { signEventJws } from '../../../../packages/seal/src/profile.ts'
import { type KeepKeysDeps, keepKeys } from './keep-keys.ts'
import type { KeyWarning } from './keys.ts'

const [nl, ro] = [await makeCountry('NL'), await makeCountry('RO')]
const now = new Date('2031-05-06T07:08:09Z')
const invalidFrom = Math.floor(now.getTime() / 1000) - 3_600

/** The directory in which RO's key of a use was revoked for a reason. */
function revoked(use: string, reason: 'compromise' | 'superseded', version = 2): Promise<Directory> {
  const { members, ...rest } = directoryDocuments([nl, ro])
  const keys = ro.document.keys.map((key) =>
    key.use === use
      ? { ...key, status: 'revoked' as const, revoked: { at: invalidFrom + 60, invalidFrom, reason } }
      : key,
  )
  const changed = members.map((each) => (each.code === 'RO' ? { ...each, keys } : each))
  return loadDirectory({ ...rest, policy: { version, minDirv: 1 }, members: changed })
}

const { kid, privateKey } = ro.keys['case-sig']
const said = signEventJws(Buffer.from('{}'), invalidFrom, { kid, alg: 'Ed25519', privateKey })
const other = signEventJws(Buffer.from('{}'), invalidFrom, {
  kid: nl.keys['case-sig'].kid,
  alg: 'Ed25519',
  privateKey: nl.keys['case-sig'].privateKey,
})
const recorded = new Map([
  [tokenDigest(said), said],
  [tokenDigest(other), other],
])

async function keeper(changes: Partial<KeepKeysDeps>) {
  const alarms: object[] = []
  const asked: unknown[] = []
  const listed = new Map<string, Set<string>>()
  const directory = await loadDirectory(directoryDocuments([nl, ro]))
  const pass = keepKeys({
    member: 'NL',
    now: () => now,
    directory: () => directory,
    reread: async () => [],
    adopted: () => {},
    mayReview: async () => true,
    appliedUnder: async (lanes, start, since) => {
      asked.push({ lanes, start, since })
      return ['by token']
    },
    appliedOf: async (author, since) => {
      asked.push({ author, since })
      return [...recorded.keys(), 'erased']
    },
    signedEvent: async (digest) => recorded.get(digest),
    list: async (key, events) => {
      const before = listed.get(key) ?? new Set()
      listed.set(key, new Set([...before, ...events]))
      return events.filter((event) => !before.has(event)).length
    },
    alarm: (code, facts) => alarms.push({ code, ...facts }),
    ...changes,
  })
  return { pass, alarms, asked, listed }
}

test('a warning is told once while it stands, and again when it comes back', async () => {
  const warning: KeyWarning = { code: 'KEY_FILE_AWAITED', key: 'a' }
  const found = [[warning], [warning, { ...warning, key: 'b' }], [], [warning]]
  const { pass, alarms } = await keeper({ reread: async () => found.shift() ?? [] })
  for (let passes = 0; passes < 4; passes += 1) await pass()
  expect(alarms).toEqual([warning, { ...warning, key: 'b' }, warning])
})

test('what a stolen case key had signed is listed for people and told once, with its count; nothing else is listed', async () => {
  const directory = await revoked('case-sig', 'compromise')
  const { pass, alarms, asked, listed } = await keeper({ directory: () => directory })
  for (let passes = 0; passes < 3; passes += 1) await pass()
  expect(alarms).toEqual([{ code: 'KEY_COMPROMISED_APPLIED', member: 'RO', key: kid, count: 1 }])
  expect([...listed]).toEqual([[kid, new Set([tokenDigest(said)])]])
  // A second round for what was being judged meanwhile, and no third.
  expect(asked).toEqual(Array(2).fill({ author: 'RO', since: new Date(invalidFrom * 1000) }))
})

test('what came under tokens of a stolen gateway key is found by how such tokens begin', async () => {
  const directory = await revoked('gw-sig', 'compromise')
  const { pass, alarms, asked } = await keeper({ directory: () => directory })
  await pass()
  const { kid: gatewayKid, privateKey: gatewayKey } = ro.keys['gw-sig']
  const claims = { iss: 'RO', aud: 'NL', lane: 'lane.NL.RO', ep: 1, seq: 1, prev: '0', iat: 1, dirv: 1 }
  const manifest = {
    ...claims,
    jti: '11111111-1111-4111-8111-111111111111',
    exp: 2,
    dig: tokenDigest(said),
    cdig: tokenDigest(said),
  }
  const token = signToken('envelope', manifest, { kid: gatewayKid, alg: 'Ed25519', privateKey: gatewayKey })
  const [question] = asked as readonly { lanes: readonly string[]; start: string }[]
  expect(question?.lanes).toEqual(['lane.NL.RO'])
  expect(token.startsWith(question?.start ?? '-')).toBe(true)
  expect(alarms).toEqual([{ code: 'KEY_COMPROMISED_APPLIED', member: 'RO', key: gatewayKid, count: 1 }])
})

test('a key that was superseded, a log or an encryption key, and a replica that does not hold the work bring nothing up', async () => {
  const directories = [
    await revoked('case-sig', 'superseded'),
    await revoked('log', 'compromise'),
    await revoked('enc', 'compromise'),
  ]
  for (const directory of directories) {
    const { pass, alarms } = await keeper({ directory: () => directory })
    await pass()
    expect(alarms).toEqual([])
  }
  const directory = await revoked('gw-sig', 'compromise')
  const { pass, alarms, asked } = await keeper({ directory: () => directory, mayReview: async () => false })
  await pass()
  expect([alarms, asked]).toEqual([[], []])
})
