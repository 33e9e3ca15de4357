import { expect, test } from 'vitest'
import { agreement } from './directory.fixture.ts'
import { digestOfAgreement } from './directory.ts'
import { proposeMember, proposeMembership } from './proposal.ts'
import {
  after,
  again,
  keys,
  membership,
  memberTargets,
  now,
  readAt,
  repository,
  republish,
  signed,
  stateOf,
} from './repository.fixture.ts'
import { readKept, readRepository } from './repository.ts'
import { firstOf, memorySource, type Source } from './source.ts'

test('a signed repository gives the directory of its members, whose version is the snapshot’s', async () => {
  const { directory, expires, digest } = await readAt(await repository())
  expect(directory.version).toBe(1)
  expect(directory.members().map(({ code }) => code)).toEqual(['NL', 'RO'])
  expect(directory.lanes().map(({ name }) => name)).toEqual(['lane.RO.NL', 'lane.NL.RO'])
  expect(directory.agreement(digestOfAgreement(agreement))).toEqual(agreement)
  expect(expires).toEqual(after(1))
  expect(digest).toMatch(/^[\w-]{43}$/)
})

test('each publication is one version further; a timestamp signed again is none', async () => {
  const served = await repository()
  const first = await readAt(served)
  await republish(served, [], { at: after(0.5) })
  const second = await readAt(served, after(1.2), first.files)
  expect([second.directory.version, second.digest, second.expires]).toEqual([1, first.digest, after(1.5)])
  await republish(served, [await again(served)])
  expect((await readAt(served, now, second.files)).directory.version).toBe(2)
})

test('R53 a lane and its agreement count only when both parties’ delegations give them in the same words', async () => {
  const served = await repository()
  const { lanes, member } = memberTargets('RO')
  const publishRO = async (changed: typeof lanes) => {
    const proposal = proposeMember(await stateOf(served), 'RO', { member, lanes: changed }, after(183))
    await republish(served, [signed(proposal, keys.RO, 2)])
    return (await readAt(served)).directory
  }
  const none = await publishRO({ agreements: [], lanes: [] })
  expect([none.lanes(), none.agreement(digestOfAgreement(agreement))]).toEqual([[], undefined])
  const other = await publishRO({
    ...lanes,
    lanes: lanes.lanes.map((lane) => ({ ...lane, epoch: 2, start: 'A'.repeat(43) })),
  }).catch((error: { code: string }) => error.code)
  expect(other).toBe('AGREEMENT_LANES')
  expect((await publishRO(lanes)).lanes()).toHaveLength(2)

  // Two members cannot agree on a lane for a third.
  const forThird = { ...lanes.lanes[0], to: 'IT', name: 'lane.IT.NL', parties: ['NL', 'RO'] }
  const both = [...lanes.lanes, forThird as never]
  const proposals = [
    signed(
      proposeMember(await stateOf(served), 'RO', { member, lanes: { ...lanes, lanes: both } }, after(183)),
      keys.RO,
      2,
    ),
    signed(
      proposeMember(
        await stateOf(served),
        'NL',
        { ...memberTargets('NL'), lanes: { ...lanes, lanes: both } },
        after(183),
      ),
      keys.NL,
      2,
    ),
  ]
  await republish(served, proposals)
  expect((await readAt(served)).directory.lane('lane.IT.NL')).toBeUndefined()
})

test('the membership suspends a member and revokes a key, whatever the member says', async () => {
  const served = await repository()
  const [gateway] = memberTargets('RO').member.keys
  const kid = gateway?.kid ?? ''
  const revoked = { kid, at: 1_795_000_100, invalidFrom: 1_795_000_000, reason: 'compromise' } as const
  const policy = { minDirv: 0, suspended: ['RO'], revoked: [revoked] }
  const proposal = proposeMembership(await stateOf(served), { ...membership(), policy }, after(92))
  await republish(served, [signed(proposal, keys.targets, 3)])
  const { directory } = await readAt(served)
  expect([directory.isSuspended('RO'), directory.isSuspended('NL')]).toEqual([true, false])
  expect(directory.current('RO', 'gw-sig', 1_795_000_000)).toBeUndefined()
  const { kid: _, ...revocation } = revoked
  expect(directory.key(kid)).toMatchObject({ status: 'revoked', revoked: revocation })
})

test('what was kept is read without the repository, and says when it expired', async () => {
  const served = await repository()
  const { files } = await readAt(served)
  const kept = memorySource(files)
  const fresh = await readKept(served.root, kept, now)
  const old = await readKept(served.root, kept, after(400))
  expect([fresh.directory.version, old.directory.version, old.expires]).toEqual([1, 1, after(1)])

  await expect(readKept(served.root, memorySource(new Map()), now)).rejects.toMatchObject({
    code: 'METADATA_MISSING',
  })
  const garbled = new Map(files).set('metadata/timestamp.json', Buffer.from('{"signed":{"expires":7}}'))
  await expect(readKept(served.root, memorySource(garbled), now)).rejects.toMatchObject({
    code: 'METADATA_INVALID',
  })
  // What was kept is judged as strictly as what is served.
  const forged = new Map(files).set('metadata/1.targets.json', Buffer.from('{}'))
  await expect(readKept(served.root, memorySource(forged), now)).rejects.toMatchObject({
    code: 'METADATA_MIXED',
  })
})

test('what has not changed is not fetched again, and what was kept wrongly is', async () => {
  const served = await repository()
  const { files } = await readAt(served)
  await republish(served, [await again(served)])
  const read = async (kept: Source) => {
    const asked: string[] = []
    const source: Source = (path, most) => {
      asked.push(path)
      return memorySource(served.files)(path, most)
    }
    const { directory } = await readRepository({ root: served.root, source, kept, now })
    expect(directory.version).toBe(2)
    return asked
  }
  const news = [
    'metadata/2.root.json',
    'metadata/timestamp.json',
    'metadata/2.snapshot.json',
    'metadata/2.m-NL.json',
  ]
  expect(await read(memorySource(files))).toEqual(news)
  const wrong = new Map(files).set('metadata/1.m-RO.json', Buffer.from('{}'))
  expect(await read(memorySource(wrong))).toEqual([
    ...news.slice(0, 3),
    ...['metadata/2.m-NL.json', 'metadata/1.m-RO.json'],
  ])
  expect(await read(firstOf(memorySource(new Map())))).toContain('metadata/1.targets.json')
})
