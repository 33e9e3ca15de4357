import { expect, test } from 'vitest'
import { agreement, documents, naf, nbf, voucher } from './directory.fixture.ts'
import { digestOfAgreement, loadDirectory } from './directory.ts'
import { makeKey, makeOrganisationKey, registerOrganisationKey } from './make-key.ts'

type Documents = ReturnType<typeof documents>

/** Loads the documents with something changed, and gives the code of the refusal. */
async function refusalOf(change: (documents: Documents) => unknown): Promise<string> {
  const changed = documents()
  change(changed)
  const failed: { code: string } = await loadDirectory(changed).then(
    () => ({ code: 'loaded' }),
    (error) => error,
  )
  return failed.code
}

test('a sound directory answers for its members, keys, lanes and agreements', async () => {
  const directory = await loadDirectory(documents())
  const [member] = documents().members
  const [gateway] = member?.keys ?? []
  expect([directory.version, directory.minDirv]).toEqual([7, 5])
  expect(directory.member('NL')).toEqual(member)
  expect(directory.member('IT')).toBeUndefined()
  expect(directory.key(gateway?.kid ?? '')).toMatchObject({
    member: 'NL',
    use: 'gw-sig',
    alg: 'Ed25519',
    nbf,
    naf,
  })
  expect(directory.key('unknown')).toBeUndefined()
  expect(directory.lane('lane.RO.NL')).toEqual(documents().lanes[0])
  expect(directory.lanes()).toEqual(documents().lanes)
  expect(directory.documents).toEqual(documents())
  expect(directory.agreement(digestOfAgreement(agreement))).toEqual(agreement)
  expect(directory.agreement('unknown')).toBeUndefined()
})

test('the current key is the newest active one that is valid at that time', async () => {
  const sound = documents()
  const [first, second] = sound.members[0]?.keys.filter(({ use }) => use === 'case-sig') ?? []
  Object.assign(second ?? {}, { nbf: nbf + 1000 })
  const directory = await loadDirectory(sound)
  const at = (seconds: number) => directory.current('NL', 'case-sig', seconds)?.kid
  expect([nbf - 1, nbf, nbf + 999, nbf + 1000, naf].map(at)).toEqual([
    undefined,
    first?.kid,
    first?.kid,
    second?.kid,
    undefined,
  ])
  Object.assign(second ?? {}, { status: 'retired' })
  const retired = await loadDirectory(sound)
  expect(retired.current('NL', 'case-sig', nbf + 1000)?.kid).toBe(first?.kid)
  expect(retired.key(second?.kid ?? '')?.status).toBe('retired')
})

test('T19 a revoked key stays known with its reason, and is never current', async () => {
  const sound = documents()
  const [gateway] = sound.members[0]?.keys ?? []
  const revoked = { at: nbf + 9, invalidFrom: nbf + 5, reason: 'compromise' } as const
  Object.assign(gateway ?? {}, { status: 'revoked', revoked })
  const directory = await loadDirectory(sound)
  expect(directory.key(gateway?.kid ?? '')?.revoked).toEqual(revoked)
  expect(directory.current('NL', 'gw-sig', nbf)).toBeUndefined()
})

test('R52 a hosted organisation has a key of its own, and its host no other', async () => {
  const own = await makeKey({
    use: 'case-sig',
    alg: 'Ed25519',
    member: 'NL',
    organisation: 'md-shelter',
    nbf,
    naf,
  })
  const hosted = { country: 'MD', since: nbf + 60 }
  const seat = { id: 'md-shelter', roles: ['Shelter'], operatorKind: 'ngo', hosted }
  const member = { ...documents().members[0] }
  const withKey = (entry: object, organisations: readonly object[] = [seat]) =>
    loadDirectory({
      ...documents(),
      members: [{ ...member, organisations, keys: [...(member.keys ?? []), entry] }, documents().members[1]],
    })
  const directory = await withKey(own.entry)
  expect(directory.current('NL', 'case-sig', nbf, 'md-shelter')?.kid).toBe(own.entry.kid)
  expect(directory.current('NL', 'case-sig', nbf)?.kid).not.toBe(own.entry.kid)
  expect(directory.current('NL', 'case-sig', nbf, 'nl-shelter')).toBeUndefined()
  const hosts = [nbf + 59, nbf + 60].map((at) => directory.hosts('NL', 'md-shelter', at))
  expect([
    ...hosts,
    directory.hosts('RO', 'md-shelter', naf),
    directory.hosts('NL', 'NL-focal-point', naf),
  ]).toEqual([false, true, false, false])

  // The key is bound to its organisation, which must be one that is hosted there, and it signs events only.
  await expect(
    withKey({ ...own.entry, organisation: 'md-clinic' }, [{ ...seat, id: 'md-clinic' }]),
  ).rejects.toMatchObject({ code: 'KEY_POSSESSION' })
  await expect(withKey(own.entry, [])).rejects.toMatchObject({ code: 'KEY_ORGANISATION' })
  await expect(withKey(own.entry, [{ ...seat, hosted: undefined }])).rejects.toMatchObject({
    code: 'KEY_ORGANISATION',
  })
  const log = await makeKey({
    use: 'log',
    alg: 'Ed25519',
    member: 'NL',
    organisation: 'md-shelter',
    nbf,
    naf,
  })
  await expect(withKey(log.entry)).rejects.toMatchObject({ code: 'KEY_ORGANISATION' })
})

test('an organisation of a member has a key of its own to which is sealed what is its own', async () => {
  const { jwk, publicJwk } = makeOrganisationKey()
  const own = { member: 'NL', organisation: 'nl-lawyer', publicJwk, nbf, naf, voucher }
  const entry = await registerOrganisationKey(own)
  expect(entry).toMatchObject({ kid: jwk.kid, use: 'org-enc', organisation: 'nl-lawyer', jwk: publicJwk })
  const lawyer = { id: 'nl-lawyer', roles: ['LegalPartner'], operatorKind: 'ngo' }
  const [first, second] = documents().members
  const withKey = (entry: object, organisations: readonly object[] = [lawyer]) =>
    loadDirectory({
      ...documents(),
      members: [{ ...first, organisations, keys: [...(first?.keys ?? []), entry] }, second],
    })
  const directory = await withKey(entry)
  expect(directory.current('NL', 'org-enc', nbf, 'nl-lawyer')?.kid).toBe(jwk.kid)
  const others = [
    directory.current('NL', 'org-enc', nbf),
    directory.current('NL', 'org-enc', nbf, 'nl-shelter'),
    directory.current('RO', 'org-enc', nbf, 'nl-lawyer'),
    directory.current('NL', 'org-enc', naf, 'nl-lawyer'),
  ]
  expect(others).toEqual(others.map(() => undefined))
  // What is sealed to the member is not sealed to the organisation.
  expect(directory.current('NL', 'enc', nbf)?.kid).not.toBe(jwk.kid)

  const code = async (entry: object, organisations?: readonly object[]) =>
    withKey(entry, organisations).then(
      () => 'loaded',
      (error) => error.code,
    )
  expect(await code(entry, [])).toBe('KEY_ORGANISATION')
  expect(await code({ ...entry, organisation: undefined })).toBe('KEY_ORGANISATION')
  expect(await code({ ...entry, organisation: 'nl-shelter' }, [{ ...lawyer, id: 'nl-shelter' }])).toBe(
    'KEY_POSSESSION',
  )
  // The organisation's own key cannot vouch, and a private part is never published.
  expect(await code({ ...entry, use: 'enc', organisation: undefined })).toBe('KEY_POSSESSION')
  expect(await code({ ...entry, jwk: { ...publicJwk, d: jwk.d } })).toBe('KEY_PRIVATE')
  const leaked = await registerOrganisationKey({ ...own, publicJwk: { ...publicJwk, d: String(jwk.d) } })
  expect(leaked.jwk).toEqual(publicJwk)
  const weak = { ...publicJwk, x: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' }
  expect(await code(await registerOrganisationKey({ ...own, publicJwk: weak }))).toBe('KEY_WEAK')
})

test('R53, R61 an agreement without its purpose clause, or that is not valid, is not loaded', async () => {
  const codes = [
    await refusalOf((all) => Object.assign(all.agreements[0] ?? {}, { purposeClause: false })),
    await refusalOf((all) => Reflect.deleteProperty(all.agreements[0] ?? {}, 'purposeClause')),
    await refusalOf((all) => Object.assign(all.agreements[0] ?? {}, { onwardTransfer: 'allowed' })),
  ]
  expect(codes).toEqual(['AGREEMENT_PURPOSE_CLAUSE', 'AGREEMENT_PURPOSE_CLAUSE', 'AGREEMENT_INVALID'])
})

test('R53, T20 a changed agreement is another agreement: the lanes do not take it', async () => {
  expect(await refusalOf((all) => Object.assign(all.agreements[0] ?? {}, { id: 'NL-RO-2026-2' }))).toBe(
    'LANE_AGREEMENT',
  )
})

test('an agreement without both its lanes, and a lane without its pair, are refused', async () => {
  const codes = [
    await refusalOf((all) => all.lanes.splice(0)),
    await refusalOf((all) => all.lanes.splice(1)),
    await refusalOf((all) => Object.assign(all.lanes[1] ?? {}, { agreement: 'A'.repeat(43) })),
    await refusalOf((all) => Object.assign(all.lanes[0] ?? {}, { paired: 'lane.RO.NL' })),
  ]
  expect(codes).toEqual(['AGREEMENT_LANES', 'LANE_PAIR', 'LANE_PAIR', 'LANE_PAIR'])
})

test('R1, R53, T20 a lane is between two known members, called after them, and agrees with its agreement', async () => {
  const both = (change: object) => (all: Documents) => all.lanes.map((lane) => Object.assign(lane, change))
  const codes = [
    await refusalOf((all) => Object.assign(all.lanes[0] ?? {}, { name: 'lane.NL.IT' })),
    await refusalOf((all) => all.members.pop()),
    await refusalOf(both({ exercise: true })),
    await refusalOf(both({ agreement: 'A'.repeat(43) })),
    await refusalOf(both({ epoch: 2 })),
    await refusalOf(both({ start: 'A'.repeat(43) })),
  ]
  expect(codes).toEqual([
    'LANE_NAME',
    'LANE_MEMBER',
    'LANE_AGREEMENT',
    'LANE_AGREEMENT',
    'LANE_NAME',
    'LANE_NAME',
  ])
})

test('a later epoch names the last token of an earlier one, and the first epoch none', async () => {
  const start = 'A'.repeat(43)
  const lane = (change: object) => (all: Documents) => Object.assign(all.lanes[0] ?? {}, change)
  expect([
    await refusalOf(lane({ epoch: 2, start, last: { epoch: 1, seq: 7 } })),
    await refusalOf(lane({ epoch: 2, start })),
    await refusalOf(lane({ epoch: 2, start, last: { epoch: 2, seq: 7 } })),
    await refusalOf(lane({ epoch: 2, start, last: { epoch: 1, seq: 0 } })),
    await refusalOf(lane({ last: { epoch: 1, seq: 7 } })),
  ]).toEqual(['loaded', 'LANE_EPOCH', 'LANE_EPOCH', 'DOCUMENT_INVALID', 'LANE_EPOCH'])
})

test('R19 whoever runs a gateway is an organisation of its member', async () => {
  const [own] = documents().members[0]?.organisations ?? []
  const run = (operator: string | undefined) => async () =>
    await loadDirectory({
      ...documents(),
      members: documents().members.map((member, at) => (at === 0 ? { ...member, operator } : member)),
    })
  expect((await run(own?.id)()).member('NL')?.operator).toBe(own?.id)
  await expect(run('nl-stranger')()).rejects.toMatchObject({ code: 'MEMBER_OPERATOR' })
})

test('what the membership agrees for all is read, and a way of sealing that this version lacks is no way', async () => {
  const agreed = documents()
  const schemas = [{ uri: 'https://onward.example/schemas/v1/event/x.schema.json', digest: 'A'.repeat(43) }]
  const policy = { ...agreed.policy, suites: ['S2', 'S1'], schemas, witnesses: 'quorum none\n' }
  expect((await loadDirectory({ ...agreed, policy })).policy).toEqual(policy)
  expect((await loadDirectory(agreed)).policy).toEqual(agreed.policy)
  const refusal = async (suites: readonly string[]) => {
    const loading = loadDirectory({ ...agreed, policy: { ...policy, suites } })
    return await loading.catch(({ code, message }) => `${code} ${message}`)
  }
  expect(await refusal(['S2'])).toBe(
    'SUITE_UNKNOWN The membership seals with S2, and this version only with S1: upgrade it.',
  )
  expect(await refusal([])).toMatch(/^SUITE_UNKNOWN/)
  expect(await refusal(['none'])).toMatch(/^DOCUMENT_INVALID/)
})

test('two documents of one name are refused', async () => {
  const codes = [
    await refusalOf((all) =>
      all.members.push(...all.members.slice(0, 1).map((one) => ({ ...one, keys: [] }))),
    ),
    await refusalOf((all) => all.lanes.push(...all.lanes.slice(0, 1))),
    await refusalOf((all) => all.agreements.push(...all.agreements)),
  ]
  expect(codes).toEqual(['DOCUMENT_DUPLICATE', 'DOCUMENT_DUPLICATE', 'DOCUMENT_DUPLICATE'])
})

test('a document of another form is refused and says where', async () => {
  const wrong = documents()
  Object.assign(wrong.members[1]?.keys[2] ?? {}, { nbf: -1 })
  await expect(loadDirectory(wrong)).rejects.toThrow('/members/1/keys/2/nbf is not a whole number from 0.')
  for (const policy of [null, [], 'policy', {}, { version: 1.5, minDirv: 0 }, { version: 0, minDirv: 0 }]) {
    expect(await refusalOf((all) => Object.assign(all, { policy }))).toBe('DOCUMENT_INVALID')
  }
})

test('a member that says the same again is not judged again, and one that does not is', async () => {
  const sound = documents()
  const first = await loadDirectory(sound)
  const kid = sound.members[0]?.keys[0]?.kid ?? ''
  const second = await loadDirectory(documents(), first)
  expect(second.key(kid)).toBe(first.key(kid))
  const changed = documents()
  Object.assign(changed.members[0]?.keys[0] ?? {}, { pop: changed.members[1]?.keys[0]?.pop })
  await expect(loadDirectory(changed, first)).rejects.toMatchObject({ code: 'KEY_POSSESSION' })
  const twice = documents()
  twice.members.push({ ...twice.members[0], code: 'IT' } as never)
  await expect(loadDirectory(twice, first)).rejects.toMatchObject({ code: 'KEY_POSSESSION' })
})

test('a member may have a witness, with a name and a key of its own; who has none is a member as before', async () => {
  const key = await makeKey({ use: 'wit', alg: 'Ed25519', member: 'NL', nbf, naf })
  const all = documents()
  Object.assign(all.members[0] ?? {}, { witness: 'gw.nl.example/witness' })
  all.members[0]?.keys.push(key.entry)
  const directory = await loadDirectory(all)
  const seen = ['NL', 'RO'].map((code) => [
    directory.member(code)?.witness,
    directory.current(code, 'wit', nbf)?.kid,
  ])
  expect(seen).toEqual([
    ['gw.nl.example/witness', key.entry.kid],
    [undefined, undefined],
  ])
  expect(await refusalOf((each) => Object.assign(each.members[0] ?? {}, { witness: 'a name' }))).toBe(
    'DOCUMENT_INVALID',
  )
  const es256 = makeKey({ use: 'wit', alg: 'ES256', member: 'NL', nbf, naf })
  await expect(es256).rejects.toMatchObject({ code: 'KEY_ALG' })
})
