/** What a person is told, and what is told of a breach, from the real record. */
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { search } from '../../../../../tests/privacy/search.ts'
import { type RecordedMember, recordedMember } from '../../recorded-member.test-data.ts'
import {
  bearer,
  caseId,
  caseReferral,
  known as knownReferral,
  referralId,
  serve,
} from '../served.test-data.ts'

let nl: RecordedMember
let owner: pg.Client
let id: string
let own: string
let canaries: Readonly<Record<string, string>>
let pseudonym: string

beforeAll(async () => {
  nl = await recordedMember(['RO', 'BG'])
  owner = new pg.Client({ connectionString: nl.urls.migrator })
  await owner.connect()
  const offer = nl.offer('RO')
  const { person } = offer.sections
  canaries = {
    name: person?.prs_FirstName ?? '',
    telephone: person?.safeContact?.value ?? '',
    note: person?.note?.text ?? '',
    born: person?.prs_Birthdate ?? '',
  }
  id = (await nl.post('/v1/referrals', offer)).body.referral
  own = (await nl.get(`/v1/referrals/${id}`)).body.case
  pseudonym = offer.permission.permissionId
  const read = {
    kind: 'access.read',
    referral: id,
    actor: 'fp-03',
    organisation: 'nl-focal-point',
    role: 'focal-point',
    at: '2026-01-02T03:04:05.678Z',
  }
  await owner.query("insert into opening values (-1, sha256('x'), $1)", [JSON.stringify(read)])
  await nl.post(`/v1/referrals/${id}/holds`, { ground: 'legalClaims', until: '2099-12-31' })
})

afterAll(async () => {
  await owner?.end()
  await nl?.stop()
})

test('R56 a person is told what was sent to whom, when, why, on which permission, in which sections, and who read it', async () => {
  for (const role of ['focal-point', 'dpo'] as const) {
    const { status, body } = await nl.get(`/v1/cases/${own}/report`, role)
    expect([status, body.referrals.length]).toEqual([200, 1])
    expect(body).toMatchObject({
      case: own,
      referrals: [
        {
          ...{
            referral: id,
            sender: 'NL',
            receiver: 'RO',
            purpose: 'SafeReturn',
            status: 'submitted',
            erased: null,
          },
          permissions: [{ id: pseudonym, kind: 'consent', givenBy: 'self' }],
          statements: [
            {
              ...{
                type: 'referral.submitted',
                from: 'NL',
                to: 'RO',
                permission: pseudonym,
                receivedAt: null,
                counts: true,
              },
              sections: expect.arrayContaining(['person']),
            },
          ],
          decisions: [],
          readings: expect.arrayContaining([
            {
              kind: 'access.read',
              at: '2026-01-02T03:04:05.678Z',
              by: 'fp-03',
              organisation: 'nl-focal-point',
              reason: null,
            },
          ]),
          kept: [{ ground: 'legalClaims', until: '2099-12-31' }],
        },
      ],
    })
  }
  expect((await nl.get(`/v1/cases/${own}/report`, 'caseworker')).status).toBe(403)
  expect((await nl.get(`/v1/cases/${caseId}/report`)).body.code).toBe('CASE_NOT_FOUND')
})

test('R23, R56 nothing of the person herself is in it, so that who may read no content may make it', async () => {
  const { body } = await nl.get(`/v1/cases/${own}/report`, 'dpo')
  expect(search([{ where: 'the report', bytes: Buffer.from(JSON.stringify(body)) }], canaries)).toEqual([])
  const { body: content } = await nl.get(`/v1/referrals/${id}`)
  expect(
    search([{ where: 'the referral', bytes: Buffer.from(JSON.stringify(content)) }], canaries),
  ).not.toEqual([])
})

test('R56 the page to print says the same, without a script, and escapes what others wrote', async () => {
  const view = { ...caseReferral(), caseRef: '<b>NL-R</b>' }
  const readings = [
    { kind: 'access.read', at: '2026-01-02T03:04:05Z', by: '<script>', organisation: null, reason: 'safety' },
  ]
  const reported = { view, known: knownReferral(), readings, holds: [], erasure: undefined }
  const { app } = await serve({
    report: { ofCase: async () => [reported], affected: async () => [], keyOf: () => undefined },
  })
  const headers = { ...bearer('focal-point'), accept: 'text/html,application/xhtml+xml' }
  const page = await app.inject({ url: `/v1/cases/${caseId}/report`, headers })
  expect([page.statusCode, page.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8'])
  expect(page.headers['content-security-policy']).toContain("default-src 'none'")
  expect(page.headers['cache-control']).toBe('no-store')
  expect(page.body).toContain('<h1>What was done with your data</h1>')
  expect(page.body).toContain('&lt;b&gt;NL-R&lt;/b&gt;: from NL to RO')
  expect(page.body).toContain('unknown/&lt;script&gt; (Safety)')
  expect(page.body).toMatch(/NL to RO: Referral submitted, with .*Person/)
  expect(page.body).not.toMatch(/<script|<b>|src=|href=/)
  const json = await app.inject({ url: `/v1/cases/${caseId}/report`, headers: bearer('focal-point') })
  expect(json.json().referrals[0]).toMatchObject({ referral: referralId, caseRef: '<b>NL-R</b>' })
})

test('R56 a breach of a member, of a key, or in a span of time: which cases it concerns, how many, and to whom they went', async () => {
  const other = (await nl.post('/v1/referrals', nl.offer('BG'))).body.referral
  const ask = async (query: string, role: 'dpo' | 'operator' = 'dpo') =>
    (await nl.get(`/v1/breach-report?${query}`, role)).body
  const referrals = (body: { references: { referral: string }[] }) =>
    body.references.map(({ referral }) => referral)

  const ofMember = await ask('member=BG')
  expect(ofMember).toMatchObject({
    ...{ member: 'BG', as: 'either', cases: 1, referrals: 1, messages: 1, more: false },
    recipients: [
      { member: 'NL', referrals: 1 },
      { member: 'BG', referrals: 1 },
    ],
  })
  expect(referrals(ofMember)).toEqual([other])
  expect(referrals(await ask('from=2020-01-01T00:00:00Z'))).toEqual([id, other])
  expect(await ask('from=2020-01-01T00:00:00Z&to=2021-01-01T00:00:00Z')).toMatchObject({
    cases: 0,
    references: [],
  })

  const now = Date.now() / 1000
  const [encryption, signing] = [
    nl.directory.current('RO', 'enc', now)?.kid,
    nl.directory.current('NL', 'gw-sig', now)?.kid,
  ]
  expect(referrals(await ask(`key=${encryption}`))).toEqual([id])
  expect(referrals(await ask(`key=${signing}`))).toEqual([id, other])
  // RO has said nothing that its key could have signed.
  expect(await ask(`key=${nl.directory.current('RO', 'gw-sig', now)?.kid}`)).toMatchObject({
    as: 'author',
    cases: 0,
  })
  expect(await ask(`key=${'A'.repeat(43)}`)).toMatchObject({ code: 'NOT_FOUND' })
  expect(await ask('to=2021-01-01T00:00:00Z')).toMatchObject({ code: 'QUERY_INVALID' })
  expect(await ask('member=BG', 'operator')).toMatchObject({ cases: 1, referrals: 1, references: [] })
  const all = JSON.stringify(await ask('from=2020-01-01T00:00:00Z'))
  expect(search([{ where: 'the breach report', bytes: Buffer.from(all) }], canaries)).toEqual([])
})
