import { expect, test } from 'vitest'
import { describeChange } from './describe.ts'
import { proposalBytes, proposeMember, proposeMembership, proposeRoot, readProposal } from './proposal.ts'
import { countSignatures, publish } from './publish.ts'
import {
  after,
  keys,
  membership,
  memberTargets,
  now,
  online,
  repository,
  republish,
  rootRoles,
  signed,
  signers,
  signersOf,
  stateOf,
} from './repository.fixture.ts'
import { importRoleSigner, makeRoleKey, signMetadata } from './signing.ts'

const refusal = async (published: Promise<unknown>): Promise<string> =>
  await published.then(
    () => 'published',
    (error: Error) => error.message,
  )

test('what lacks a signature is not published, and the error says how many and of whom', async () => {
  const served = await repository()
  const state = await stateOf(served)
  const proposal = proposeMember(state, 'RO', memberTargets('RO'), after(183))
  const put = (by: typeof keys.RO, count: number) =>
    publish({ state, proposals: [signed(proposal, by, count)], ...online, now })
  expect([
    await refusal(put(keys.RO, 0)),
    await refusal(put(keys.RO, 1)),
    await refusal(put(keys.NL, 3)),
    await refusal(put(keys.RO, 2)),
  ]).toEqual([
    '2 of 3 signatures of m-RO are needed, and 0 are there: let 2 more sign it.',
    '2 of 3 signatures of m-RO are needed, and 1 is there: let 1 more sign it.',
    '2 of 3 signatures of m-RO are needed, and 0 are there: let 2 more sign it.',
    'published',
  ])
})

test('a root needs the signatures of the root before it and its own', async () => {
  const state = await stateOf(await repository())
  const successors = signersOf(9)
  const next = { ...rootRoles(), root: { keys: successors.map(({ key }) => key), threshold: 5 } }
  const proposal = proposeRoot(state, next, after(365))
  const counted = (by: readonly (typeof successors)[number][]) =>
    countSignatures(state, [], signed(proposal, by)).map(({ have, need, of }) => `${have} of ${need} (${of})`)
  expect(counted(keys.root.slice(0, 5))).toEqual(['5 of 5 (9)', '0 of 5 (9)'])
  expect(counted([...keys.root.slice(0, 5), ...successors.slice(0, 5)])).toEqual(['5 of 5 (9)', '5 of 5 (9)'])
  const whole = signed(proposal, [...keys.root.slice(0, 5), ...successors.slice(0, 5)])
  await expect(publish({ state, proposals: [whole], ...online, now })).resolves.toBeDefined()
})

test('a key stays listed for ever, so that what it signed can be judged', async () => {
  const state = await stateOf(await repository())
  const { member, lanes } = memberTargets('NL')
  const forgetful = proposeMember(
    state,
    'NL',
    { member: { ...member, keys: member.keys.slice(0, 4) }, lanes },
    after(183),
  )
  const put = publish({ state, proposals: [signed(forgetful, keys.NL, 2)], ...online, now })
  await expect(put).rejects.toMatchObject({ code: 'KEY_HISTORY' })
})

test('a log stays listed for ever: another one begins where it ended, under a name that none had before', async () => {
  const state = await stateOf(await repository())
  const { member, lanes } = memberTargets('NL')
  const { origin } = member
  const ended = { origin, size: 9, root: 'A'.repeat(43) }
  const put = async (from: typeof state, changes: object) => {
    const proposal = proposeMember(from, 'NL', { member: { ...member, ...changes }, lanes }, after(183))
    const published = publish({ state: from, proposals: [signed(proposal, keys.NL, 2)], ...online, now })
    return await published.then(
      () => 'published',
      (error: { code: string }) => error.code,
    )
  }
  const next = { origin: `${origin}-2`, formerLogs: [ended] }
  expect([
    await put(state, next),
    await put(state, { origin: next.origin }),
    await put(state, { formerLogs: [ended] }),
    await put(state, { ...next, formerLogs: [{ ...ended, origin: 'gw.other.example/log' }] }),
    await put(state, { ...next, formerLogs: [ended, ended] }),
    await put(state, { ...next, formerLogs: 9 }),
    await put(state, { ...next, formerLogs: [{ ...ended, size: 0 }] }),
    await put(state, { ...next, origin: memberTargets('RO').member.origin }),
  ]).toEqual([
    'published',
    'LOG_HISTORY',
    'LOG_HISTORY',
    'LOG_HISTORY',
    'LOG_HISTORY',
    'LOG_HISTORY',
    'DOCUMENT_INVALID',
    'DOCUMENT_DUPLICATE',
  ])
  const proposal = proposeMember(state, 'NL', { member: { ...member, ...next }, lanes }, after(183))
  expect(describeChange(state, proposal)).toContain(
    `log ${origin} ENDS at 9 leaves, root ${ended.root}: the new one begins with that`,
  )
})

test('a proposal of an older state, of nobody, or that no gateway would load is not published', async () => {
  const served = await repository()
  const state = await stateOf(served)
  const stale = signed(proposeMember(state, 'NL', memberTargets('NL'), after(183)), keys.NL, 2)
  await republish(served, [stale])
  const newer = await stateOf(served)
  const put = async (proposals: Parameters<typeof publish>[0]['proposals'], from = newer) =>
    await publish({ state: from, proposals, ...online, now }).catch((error: { code: string }) => error.code)
  const { member, lanes } = memberTargets('NL')
  const broken = { member: { ...member, name: '' }, lanes }
  const stranger = { ...member, code: 'IT' }
  expect([
    await put([stale]),
    await put([stale, stale], state),
    await put([signed(proposeMember(newer, 'NL', broken, after(183)), keys.NL, 2)]),
    await put([signed(proposeMember(newer, 'IT', { member: stranger, lanes }, after(183)), keys.NL, 2)]),
    await publish({ state: undefined, proposals: [], ...online, now }).catch(
      (error: { code: string }) => error.code,
    ),
  ]).toEqual([
    'METADATA_ROLLBACK',
    'DOCUMENT_DUPLICATE',
    'DOCUMENT_INVALID',
    'DELEGATION_INVALID',
    'METADATA_MISSING',
  ])
})

test('a proposal goes from hand to hand as a file, and whoever changes it on the way is found', async () => {
  const state = await stateOf(await repository())
  const proposal = signed(proposeMember(state, 'NL', memberTargets('NL'), after(183)), keys.NL, 1)
  expect(readProposal(proposalBytes(proposal))).toEqual(proposal)
  const changed = structuredClone(proposal) as unknown as { documents: Record<string, { name: string }> }
  Object.assign(changed.documents['members/NL/member.json'] ?? {}, { name: 'Somebody else' })
  const code = (bytes: Uint8Array) => {
    try {
      return readProposal(bytes).role
    } catch (error) {
      return error instanceof Error && 'code' in error ? error.code : error
    }
  }
  expect([
    code(Buffer.from(JSON.stringify(changed))),
    code(Buffer.from(JSON.stringify({ ...proposal, role: 'root' }))),
    code(Buffer.from(JSON.stringify({ ...proposal, role: 'm-nl' }))),
    code(Buffer.from('{')),
    code(Buffer.from('[]')),
  ]).toEqual([
    'TARGET_SWAPPED',
    'METADATA_INVALID',
    'DOCUMENT_UNREADABLE',
    'DOCUMENT_UNREADABLE',
    'DOCUMENT_UNREADABLE',
  ])
})

test('a key file signs metadata only if it is a key for metadata, and twice by one key is once', async () => {
  const { jwk, keyId } = makeRoleKey()
  expect(importRoleSigner(jwk).keyId).toBe(keyId)
  const { d: _, ...open } = jwk
  for (const other of [{ ...jwk, use: 'gw-sig' }, open, { ...jwk, kty: 'EC' }])
    expect(() => importRoleSigner(other)).toThrow(expect.objectContaining({ code: 'KEY_ALG' }))
  const { role, metadata } = proposeMember(undefined, 'NL', memberTargets('NL'), after(9))
  const once = signMetadata(role, metadata, importRoleSigner(jwk))
  expect(signMetadata(role, once, importRoleSigner(jwk))).toEqual(once)
})

test('a signer reads in words what changes, and nothing else', async () => {
  const state = await stateOf(await repository())
  const { member, lanes } = memberTargets('RO')
  const [gateway, ...others] = member.keys
  if (!gateway) throw new Error('no key')
  const revoked = { at: 1_795_000_000, invalidFrom: 1_795_000_000, reason: 'compromise' } as const
  const changed = {
    member: {
      ...member,
      name: 'Romania',
      organisations: [],
      keys: [{ ...gateway, status: 'revoked' as const, revoked }, ...others],
    },
    lanes: { ...lanes, lanes: lanes.lanes.slice(0, 1) },
  }
  expect(describeChange(state, proposeMember(state, 'RO', changed, after(183)))).toEqual([
    'm-RO, version 2 (now 1), valid until 2027-05-28T09:00:00Z',
    'name is "Romania" (now "Member RO")',
    'organisation RO-focal-point is REMOVED',
    `gw-sig key ${gateway.kid} is REVOKED: compromise, what it signed from 2026-11-18T11:06:40.000Z on is not valid`,
    'lane.NL.RO, epoch 1, is CLOSED',
  ])
  expect(describeChange(state, proposeMember(state, 'RO', { member, lanes }, after(183)))).toHaveLength(1)

  const policy = { minDirv: 1, suspended: ['NL'], revoked: [{ kid: gateway.kid, ...revoked }] }
  const { NL } = membership().members
  const { RO } = membership().members
  if (!NL || !RO) throw new Error('no members')
  const proposal = proposeMembership(
    state,
    { policy, members: { IT: signers('NL'), RO: { ...RO, threshold: 3 } } },
    after(92),
  )
  expect(describeChange(state, proposal)).toEqual([
    'targets, version 2 (now 1), valid until 2027-02-26T09:00:00Z',
    'messages made with a directory older than version 1 are refused (now 0)',
    'NL is SUSPENDED: its lanes are closed',
    `key ${gateway.kid} is REVOKED by the membership: compromise, what it signed from 2026-11-18T11:06:40.000Z on is not valid`,
    'the member IT is new: 2 of 3 keys sign for it',
    ...keys.NL.map(({ keyId }) => `  key ${keyId} may sign for m-IT`),
    'the member RO needs 3 signatures (now 2)',
    'm-NL is REMOVED',
  ])
  const schema = (name: string, digest: string) => ({ uri: `https://x.example/${name}.schema.json`, digest })
  const one = {
    ...policy,
    suites: ['S1'],
    schemas: [schema('a', 'A'), schema('b', 'B')],
    witnesses: 'quorum none\n',
  }
  const two = { ...policy, schemas: [schema('a', 'X'), schema('c', 'C')] }
  const agreed = (from: object, to: object) =>
    describeChange(
      { ...state, membership: () => ({ ...membership(), policy: { ...policy, ...from } }) },
      proposeMembership(state, { policy: { ...policy, ...to }, members: membership().members }, after(92)),
    ).slice(1)
  expect(agreed({}, one)).toEqual([
    'messages are sealed with S1 (now any)',
    'schemas: 2 added, 0 CHANGED, 0 taken away',
    'the witnesses agreed on are:\n  quorum none',
  ])
  expect(agreed(one, two)).toEqual([
    'messages are sealed with any (now S1)',
    'schemas: 1 added, 1 CHANGED, 1 taken away\n  https://x.example/a.schema.json\n  https://x.example/b.schema.json',
    'no witnesses are agreed on any more',
  ])
  expect(describeChange(undefined, proposeRoot(undefined, rootRoles(), after(365))).slice(0, 2)).toEqual([
    'root, version 1 (the first), valid until 2027-11-26T09:00:00Z',
    'the role root is new: 5 of 9 keys sign for it',
  ])
})
