import { known } from '@onward/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type RecordedMember, recordedMember } from '../../recorded-member.test-data.ts'
import { submit } from '../../submit.ts'
import { exampleOf } from '../documented-schemas.ts'

let nl: RecordedMember

beforeAll(async () => {
  nl = await recordedMember()
})

afterAll(() => nl.stop())

const check = { informedOn: '2026-01-02', language: 'ro', outcome: 'none' } as const
const actor = {
  member: 'NL',
  organisation: 'nl-focal-point',
  role: 'focal-point',
  staffId: 'staff-1',
} as const
const canary = { member: 'RO', organisation: 'ro-canary-police' } as const

/** Offers a case with what is known of it; its id here. */
async function begin(local: object = { protectionCheck: check }, peer = 'RO', query = ''): Promise<string> {
  // An emergency, for which nobody needs to have asked whether there is room: nothing else is recorded with it.
  const emergency = { urgency: 'emergency', urgencyReason: 'NoSafePlaceTonight' } as const
  const reply = await nl.post(`/v1/referrals${query}`, { ...nl.offer(peer, emergency), local })
  expect([reply.status, reply.body]).toEqual([201, expect.anything()])
  return (await nl.get(`/v1/referrals/${reply.body.referral}`)).body.case
}

test('R29 an offer is made in one call with the protection check, which stays here with who recorded it', async () => {
  const id = await begin({ protectionCheck: check, exclusions: [{ member: 'BG' }] })
  const { status, body } = await nl.get(`/v1/cases/${id}/local`)
  const record = { id: expect.any(String), at: expect.any(String) }
  const by = 'nl-focal-point/focal-point/staff-focal-point'
  expect([status, body]).toEqual([
    200,
    {
      case: id,
      protectionCheck: check,
      excluded: [{ member: 'BG' }],
      reflectionPeriod: null,
      records: [
        { ...record, by, kind: 'protectionCheck', ...check },
        { ...record, by, kind: 'exclusion', member: 'BG' },
      ],
    },
  ])
})

test('R19, R29 what is recorded later of the case counts, and an exclusion can be taken back', async () => {
  const id = await begin({ exclusions: [canary], protectionCheck: check })
  const later = { ...check, outcome: 'considering', countries: ['RO'] }
  expect((await nl.post(`/v1/cases/${id}/protection-checks`, later)).status).toBe(201)
  expect((await nl.post(`/v1/cases/${id}/exclusions`, { member: 'BG' })).status).toBe(201)
  expect((await nl.post(`/v1/cases/${id}/exclusions`, { ...canary, lifted: true })).status).toBe(201)
  const { body } = await nl.get(`/v1/cases/${id}/local`)
  expect([body.protectionCheck, body.excluded, body.records.length]).toEqual([later, [{ member: 'BG' }], 5])
})

test('R28 where the reflection period stands is recorded here, and the rules are told the last of it', async () => {
  const period = { status: 'running', start: '2026-01-02', end: '2026-02-01' } as const
  const id = await begin({ protectionCheck: check, reflectionPeriod: period })
  const [{ id: referral }] = (await nl.get(`/v1/cases/${id}`)).body.referrals
  const told = async () => {
    const plan = { verb: 'planJourney', referral, data: {}, actor } as const
    const { reflectionPeriod } = await nl.deps.localOf(plan, await nl.deps.load(referral))
    return [reflectionPeriod, (await nl.get(`/v1/cases/${id}/local`)).body.reflectionPeriod]
  }
  expect(await told()).toEqual([period, period])
  const ended = { status: 'waived' }
  expect((await nl.post(`/v1/cases/${id}/reflection-periods`, ended)).status).toBe(201)
  expect(await told()).toEqual([ended, ended])
  const { records } = (await nl.get(`/v1/cases/${id}/local`)).body
  expect(records.slice(1)).toMatchObject([
    { kind: 'reflectionPeriod', ...period },
    { kind: 'reflectionPeriod', ...ended },
  ])
})

test('R29 without the check nothing that names her leaves, and nothing is stored', async () => {
  const { local: _check, ...bare } = nl.offer('RO')
  const before = (await nl.sent()).length
  const refused = await nl.post('/v1/referrals', bare)
  expect([refused.status, refused.body]).toMatchObject([
    409,
    { code: 'RULE', rule: 'protection-before-contact', requirements: ['R29'], remedy: expect.any(String) },
  ])
  expect((await nl.sent()).length).toBe(before)
})

test('R16 room that a colleague notes while an offer is being decided counts for it', async () => {
  const { now, localOf } = nl.deps
  const withRoom: typeof localOf = async (...asked) => {
    const before = await localOf(...asked)
    nl.pass(1)
    return { ...before, capacityConfirmedAt: now().toISOString() }
  }
  const { local: _known, ...data } = nl.offer('RO')
  const local = [{ kind: 'protectionCheck', ...check }] as const
  const offer = { verb: 'submit', data, local, actor }
  expect(await submit(nl.deps, offer)).toMatchObject({ accepted: false, rule: 'capacity-before-offer' })
  expect(await submit({ ...nl.deps, localOf: withRoom }, offer)).toMatchObject({ accepted: true })
})

test('R19 whom she excluded is kept from the case by whatever way it begins or goes on there', async () => {
  const id = await begin({ protectionCheck: check, exclusions: [{ member: 'BG' }] })
  const [{ id: referral }] = (await nl.get(`/v1/cases/${id}`)).body.referrals
  const service = {
    ...nl.offer('BG', { transfersResponsibility: false }),
    local: { capacity: known.capacity },
  }
  const amend = { verb: 'amend', data: { ...exampleOfNeeds(), reason: 'NeedsChanged' } }
  const tries = () =>
    Promise.all([
      nl.post(`/v1/referrals?case=${id}`, service),
      nl.post('/v1/referrals', { ...service, previousReferral: referral }),
      nl.post(`/v1/inquiries?case=${id}`, nl.inquiry('BG')),
      nl.post(`/v1/referrals/${referral}/commands`, amend),
    ])
  const answers = (all: Awaited<ReturnType<typeof tries>>) =>
    all.map(({ status, body }) => body.rule ?? status)
  const excluded = 'excluded-party'
  expect(answers(await tries())).toEqual([excluded, excluded, excluded, 201])
  await nl.post(`/v1/cases/${id}/exclusions`, { member: 'RO', organisation: 'ro-focal-point' })
  expect(answers(await tries()).at(-1)).toBe(excluded)
  await nl.post(`/v1/cases/${id}/exclusions`, { member: 'BG', lifted: true })
  expect(answers(await tries())).toEqual([201, 201, 201, excluded])
})

test('R19 the same Idempotency-Key records once', async () => {
  const id = await begin()
  const answers = [
    await nl.post(`/v1/cases/${id}/exclusions`, { member: 'BG' }, 'once'),
    await nl.post(`/v1/cases/${id}/exclusions`, { member: 'BG' }, 'once'),
    await nl.post(`/v1/cases/${id}/exclusions`, { member: 'IT' }, 'once'),
  ]
  expect(answers.map(({ status, body }) => [status, body.code])).toEqual([
    [201, undefined],
    [201, undefined],
    [422, 'IDEMPOTENCY_CONFLICT'],
  ])
  expect((await nl.get(`/v1/cases/${id}/local`)).body.excluded).toEqual([{ member: 'BG' }])
})

test('R19 when two cases are of one person, whom she excluded in the one is excluded in both', async () => {
  const one = await begin({ protectionCheck: check, exclusions: [{ member: 'IT' }] })
  const other = await nl.post('/v1/inquiries', { ...nl.inquiry('BG'), local: { exclusions: [canary] } })
  const { referrals } = (await nl.get(`/v1/cases/${one}`)).body
  const joined = await nl.post(`/v1/referrals/${referrals[0].id}/match`, {
    sameAs: other.body.referral,
    decision: 'samePerson',
  })
  expect([joined.status, joined.body.case]).toEqual([201, one])
  expect((await nl.get(`/v1/cases/${one}/local`)).body.excluded).toEqual([{ member: 'IT' }, canary])
})

test('R29 what is wrong in it is named by its field, and nothing is stored', async () => {
  const id = await begin()
  const ahead = { ...check, informedOn: '9999-01-01' }
  const backwards = { status: 'running', start: '2026-02-01', end: '2026-01-31' }
  const refused = [
    await nl.post(`/v1/cases/${id}/reflection-periods`, backwards),
    await nl.post(`/v1/cases/${id}/reflection-periods`, { status: 'paused' }),
    await nl.post('/v1/referrals', { ...nl.offer('RO'), local: { reflectionPeriod: backwards } }),
    await nl.post(`/v1/cases/${id}/protection-checks`, ahead),
    await nl.post('/v1/referrals', { ...nl.offer('RO'), local: { protectionCheck: ahead } }),
    await nl.post('/v1/referrals', { ...nl.offer('RO'), local: { exclusions: [{ organisation: 'x' }] } }),
    await nl.post('/v1/services', { ...Object(exampleOf('services.published')), local: {} }),
  ]
  expect(refused.map(({ status, body }) => [status, body.code, body.errors[0].pointer])).toEqual([
    [422, 'SCHEMA_INVALID', '/end'],
    [422, 'SCHEMA_INVALID', '/status'],
    [422, 'SCHEMA_INVALID', '/local/reflectionPeriod/end'],
    [422, 'SCHEMA_INVALID', '/informedOn'],
    [422, 'SCHEMA_INVALID', '/local/protectionCheck/informedOn'],
    [422, 'SCHEMA_INVALID', '/local/exclusions/0/member'],
    [422, 'SCHEMA_INVALID', '/local'],
  ])
  const missing = '0d1f8c2a-0c1e-4d53-9a56-0d9f5b1c2e77'
  expect((await nl.post(`/v1/cases/${missing}/exclusions`, { member: 'BG' })).body.code).toBe(
    'CASE_NOT_FOUND',
  )
})

test('R19 it is in the record as ciphertext only, and each insertion has a leaf that tells nothing of it', async () => {
  const id = await begin({ protectionCheck: check, exclusions: [canary] })
  await nl.post(`/v1/cases/${id}/exclusions`, { ...canary, organisation: 'ro-canary-police-2' })
  const rows = await nl.store.read<{ content: Buffer; digest: string }>({
    name: 'contents',
    text: `select content, encode(sha256(content), 'base64') as digest from local_record where local_case = $1 order by id`,
    values: [id],
  })
  const openings = await nl.store.read<{ record: string }>({
    name: 'openings',
    text: 'select record from opening',
    values: [],
  })
  const digests = rows.map(({ digest }) => Buffer.from(digest, 'base64').toString('base64url'))
  expect(rows).toHaveLength(3)
  const leaves = openings
    .map(({ record }) => JSON.parse(record))
    .filter(({ local = [] }) => digests.some((digest) => local.includes(digest)))
  expect(leaves.map(({ kind, local }) => [kind, local])).toEqual([
    ['event', digests.slice(0, 2)],
    ['local', digests.slice(2)],
  ])
  expect(openings.filter(({ record }) => record.includes('canary'))).toEqual([])
  expect(rows.filter(({ content }) => content.includes('canary') || content.includes('exclusion'))).toEqual(
    [],
  )
  expect(JSON.stringify(await nl.sent())).not.toContain('canary')
})

test('R19 staff of an excluded organisation are told nothing of her, nor whom else she excluded', async () => {
  const id = await begin({ protectionCheck: check, exclusions: [canary] })
  const [{ id: referral }] = (await nl.get(`/v1/cases/${id}`)).body.referrals
  expect(JSON.stringify((await nl.get(`/v1/referrals/${referral}`)).body)).toContain('prs_')
  await nl.post(`/v1/cases/${id}/exclusions`, { member: 'NL', organisation: 'nl-focal-point' })

  const read = ['', '/timeline', '/evidence', '/candidates', '/sections/person/versions', '/htcds']
    .map((path) => `/v1/referrals/${referral}${path}`)
    .concat([`/v1/cases/${id}`, `/v1/cases/${id}/local`, '/v1/referrals', '/v1/deadlines'])
  const answers = await Promise.all(read.map(async (path) => [path, await nl.get(path)] as const))
  const refused = await nl.post(`/v1/referrals/${referral}/commands`, {
    verb: 'amend',
    data: exampleOf('referral.amended'),
  })
  const told = JSON.stringify([...answers, refused])
  expect(told).not.toMatch(/canary|prs_/)
  expect(answers.find(([path]) => path === `/v1/cases/${id}`)?.[1].status).toBe(200)
})

test('R19, R22 an excluded organisation, and one that does not work on the case, get the same answer', async () => {
  const id = await begin()
  await nl.post(`/v1/cases/${id}/exclusions`, { member: 'NL', organisation: 'nl-focal-point' })
  const excluded = await nl.get(`/v1/cases/${id}/local`)
  const written = await nl.post(`/v1/cases/${id}/exclusions`, { member: 'NL', lifted: true })
  expect([excluded.status, excluded.body.detail]).toEqual([
    403,
    'Your organisation does not work on this case.',
  ])
  expect([written.status, written.body.detail]).toEqual([403, excluded.body.detail])
})

function exampleOfNeeds() {
  const { needs } = nl.offer('RO').sections
  return { dataScope: ['needs'], sections: { needs } }
}
