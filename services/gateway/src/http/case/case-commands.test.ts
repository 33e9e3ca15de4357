import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type RecordedMember, recordedMember } from '../../recorded-member.test-data.ts'

let nl: RecordedMember

beforeAll(async () => {
  nl = await recordedMember(['RO', 'BG', 'IT'])
})

afterAll(() => nl.stop())

/** One person: offered whole to RO, her needs alone to BG, and IT was asked without a name. The offer to RO is cancelled. */
async function caseOfThree() {
  const whole = nl.offer('RO', { transfersResponsibility: true })
  const ro = (await nl.post('/v1/referrals', whole)).body.referral
  const id = (await nl.get(`/v1/referrals/${ro}`)).body.case
  const { sections, ...rest } = nl.offer('BG', { transfersResponsibility: false })
  const partly = { ...rest, dataScope: ['needs'], sections: { needs: sections.needs } }
  const bg = (await nl.post(`/v1/referrals?case=${id}`, partly)).body.referral
  const asked = {
    ...{
      caseRef: 'NL-I-7F3K9Q',
      purpose: 'Inquiry',
      subjectKind: 'adult',
      ageBand: '20-29',
      urgency: 'normal',
    },
    ...{
      from: nl.offer('IT').from,
      to: nl.offer('IT').to,
      wanted: { country: 'IT' },
      needs: ['LegalCounselling'],
    },
  }
  expect((await nl.post(`/v1/inquiries?case=${id}`, asked)).status).toBe(201)
  return { id, ro, bg, sections }
}

const about = async (...referrals: string[]) =>
  (await nl.sent()).filter(({ subject }) => referrals.includes(subject))

test('R48 a correction reaches every recipient, of the sections that it was sent and no other', async () => {
  const { id, ro, bg, sections } = await caseOfThree()
  const correctionId = randomUUID()
  const person = { ...sections.person, personPseudonym: 'NL-P-0000', prs_Birthdate: '1998-03-14' }
  const needs = { ...sections.needs, needs: sections.needs?.needs.slice(0, 1) }
  const correction = {
    correctionId,
    ...{ dataScope: ['person', 'needs'], sections: { person, needs }, reason: 'Error' },
  }
  const reply = await nl.post(`/v1/cases/${id}/corrections`, correction)
  expect([reply.status, reply.body]).toEqual([
    200,
    {
      case: id,
      results: [
        {
          referral: ro,
          peer: 'RO',
          outcome: 'said',
          event: expect.any(String),
          sections: ['person', 'needs'],
        },
        { referral: bg, peer: 'BG', outcome: 'said', event: expect.any(String), sections: ['needs'] },
      ],
    },
  ])

  const corrections = (await about(ro, bg)).filter(({ type }) => type === 'data.corrected')
  // Each recipient keeps its own pseudonym of her, and gets an id of the correction that the other does not get.
  expect(corrections.map(({ to, data }) => [to, data.sections])).toEqual([
    ['RO', { person: { ...person, personPseudonym: sections.person?.personPseudonym }, needs }],
    ['BG', { needs }],
  ])
  const ids = new Set([correctionId, ...corrections.map(({ data }) => data.correctionId)])
  expect(ids.size).toBe(3)

  const { versions } = (await nl.get(`/v1/referrals/${ro}/sections/person/versions`)).body
  expect(
    versions.map(({ type, reason, standing, actor, content }: Record<string, never>) => ({
      ...{ type, reason, standing, actor, born: Object(content).prs_Birthdate },
    })),
  ).toEqual([
    {
      ...{ type: 'referral.submitted', reason: null, standing: 'replaced', born: '1997-03-14' },
      actor: 'nl-focal-point/focal-point/staff-focal-point',
    },
    {
      ...{ type: 'data.corrected', reason: 'Error', standing: 'current', born: '1998-03-14' },
      actor: 'nl-focal-point/focal-point/staff-focal-point',
    },
  ])
})

test('R20 a withdrawal reaches every recipient, of the permission under which it was sent something', async () => {
  const { id, ro, bg } = await caseOfThree()
  // One that was cancelled before has her content still.
  await nl.post(`/v1/referrals/${ro}/commands`, { verb: 'cancel', data: { reason: 'NoLongerNeeded' } })
  const said = {
    kind: 'withdrawal',
    concerns: ['sharing'],
    toldAt: '2026-01-02T03:04:05.678Z',
    language: 'ro',
  }
  const { status, body } = await nl.post(`/v1/cases/${id}/withdrawals`, said)
  expect([
    status,
    body.results.map(({ peer, outcome }: { peer: string; outcome: string }) => [peer, outcome]),
  ]).toEqual([
    200,
    [
      ['RO', 'said'],
      ['BG', 'said'],
    ],
  ])
  const permissions = new Map(
    (await about(ro, bg))
      .filter(({ type }) => type === 'referral.submitted')
      .map(({ to, data }) => [to, Object(data.permission).permissionId]),
  )
  const withdrawals = (await about(ro, bg)).filter(({ type }) => type === 'consent.withdrawn')
  expect(withdrawals.map(({ to, data }) => [to, data])).toEqual(
    ['RO', 'BG'].map((to) => [
      to,
      { permissionId: permissions.get(to), concerns: ['sharing'], withdrawnAt: said.toldAt },
    ]),
  )
  const read = async (referral: string) => (await nl.get(`/v1/referrals/${referral}`)).body.status
  expect([await read(ro), await read(bg)]).toEqual(['withdrawn', 'withdrawn'])
})

test('R50 repeated under its key, what was said is said once, and what was missing follows', async () => {
  const { id, ro, bg } = await caseOfThree()
  const said = {
    kind: 'withdrawal',
    concerns: ['sharing'],
    toldAt: '2026-01-02T03:04:05.678Z',
    language: 'ro',
  }
  const key = randomUUID()
  const path = `/v1/cases/${id}/withdrawals`
  await nl.post(path, said, key)
  const later = (
    await nl.post(`/v1/referrals?case=${id}`, nl.offer('IT', { transfersResponsibility: false }))
  ).body
  const { body } = await nl.post(path, said, key)
  expect(body.results.map(({ referral, outcome }: Record<string, string>) => [referral, outcome])).toEqual([
    [ro, 'before'],
    [bg, 'before'],
    [later.referral, 'said'],
  ])
  const types = (await about(ro, bg, later.referral)).map(({ type }) => type)
  expect(types.filter((type) => type === 'consent.withdrawn')).toHaveLength(3)

  const other = await nl.post(path, { ...said, language: 'en' }, key)
  expect([other.status, other.body.code]).toEqual([422, 'IDEMPOTENCY_CONFLICT'])
})

test('R48 a recipient to whom nothing more may be said is told of with the rule, and stops no other', async () => {
  const { id, ro, bg, sections } = await caseOfThree()
  const { permission } = (await nl.get(`/v1/referrals/${ro}`)).body.facets.consent
  const data = {
    ...{
      permissionId: permission.permissionId,
      concerns: ['sharing'],
      withdrawnAt: '2026-01-02T03:04:05.678Z',
    },
  }
  await nl.post(`/v1/referrals/${ro}/commands`, { verb: 'withdrawConsent', data })
  const correction = {
    ...{ correctionId: randomUUID(), dataScope: ['needs'], reason: 'Error' },
    sections: { needs: sections.needs },
  }
  const { body } = await nl.post(`/v1/cases/${id}/corrections`, correction)
  expect(body.results).toMatchObject([
    { referral: ro, outcome: 'refused', code: 'RULE', rule: 'sharing-not-withdrawn' },
    { referral: bg, outcome: 'said' },
  ])
})

test.each([
  [
    '/kind',
    'withdrawals',
    { kind: 'objection', concerns: ['sharing'], toldAt: '2026-01-02T03:04:05.678Z', language: 'ro' },
  ],
  ['/corrects', 'corrections', { corrects: 'n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg' }],
  ['/dataScope', 'corrections', { dataScope: ['person', 'needs'] }],
])('R48 what cannot be said of a whole case is refused at %s', async (pointer, path, changes) => {
  const { needs } = nl.offer('RO').sections
  const correction = {
    ...{ correctionId: randomUUID(), dataScope: ['needs'], sections: { needs }, reason: 'Error' },
  }
  const body = path === 'corrections' ? { ...correction, ...changes } : changes
  const reply = await nl.post(`/v1/cases/${randomUUID()}/${path}`, body)
  expect([reply.status, reply.body.code, reply.body.errors[0].pointer]).toEqual([
    422,
    'SCHEMA_INVALID',
    pointer,
  ])
})
