import { makePair, type Pair, type Party } from '@onward/testing'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'

let pair: Pair

beforeAll(async () => {
  pair = await makePair()
  await Promise.all([pair.sender.start(), pair.receiver.start()])
})

afterAll(async () => {
  await pair?.stop()
})

test('R4, R5 an offer is receipted by the other gateway, and both sides hold the same state', async () => {
  const { sender, receiver } = pair
  const offered = await sender
    .as('caseworker')
    .post('/v1/referrals', await pair.offer(), { prefer: 'wait=10' })
  expect(offered).toMatchObject({
    status: 201,
    body: { sequence: 1, type: 'referral.submitted', receipt: { st: 'stored' } },
  })

  const path = `/v1/referrals/${offered.text('/referral')}`
  const [here, there] = await Promise.all([
    sender.as('caseworker').get(path),
    receiver.as('focal-point').get(path),
  ])
  expect(there.status).toBe(200)
  expect(there.text('/status')).toBe('submitted')
  const { facets, sections, status } = here.body as Record<string, unknown>
  expect(there.body).toMatchObject({ facets, sections, status })
})

test('R21 an override is told to the officers of both sides, and both logs hold a leaf for it', async () => {
  const { sender, receiver } = pair
  const { permission, sections, ...offer } = await pair.offer()
  const { safeContact: _, note: __, ...person } = { ...sections.person }
  const now = Date.now()
  const offered = await sender.as('caseworker').post(
    '/v1/referrals',
    {
      ...offer,
      permission: {
        ...permission,
        kind: 'vitalInterests',
        givenBy: 'none',
        author: 'nl-fp-01',
        provision: 'Regulation (EU) 2016/679 Art 9(2)(c)',
        reason: 'ThreatToLife',
        reviewDate: new Date(now + 86_400_000).toISOString().slice(0, 10),
        incapacity: { assessedBy: 'nl-doctor-4', until: new Date(now).toISOString().slice(0, 10) },
        givenAt: new Date(now - 1000).toISOString(),
        scope: { ...permission.scope, sections: ['person', 'needs', 'risk'] },
      },
      dataScope: ['person', 'needs', 'risk'],
      sections: { person, needs: sections.needs, risk: sections.risk },
    },
    { prefer: 'wait=10' },
  )
  expect(offered).toMatchObject({ status: 201, body: { receipt: { st: 'stored' } } })
  expect(await Promise.all([sender, receiver].map(alarms))).toEqual(['1', '1'])
  const timeline = await sender.as('auditor').get(`/v1/referrals/${offered.text('/referral')}/timeline`)
  const event = timeline.text('/events/0/digest')
  expect(await Promise.all([sender, receiver].map(overrides))).toEqual([[event], [event]])
})

/** How often people were told of an override. */
async function alarms(party: Party): Promise<string | undefined> {
  const { body } = await party.as('operator').get('/metrics')
  return /onward_alarms_total\{code="OVERRIDE"[^}]*\} (\d+)/.exec(String(body))?.[1]
}

/** The events that leaves of the audit log call overrides. */
async function overrides({ member }: Party): Promise<readonly string[]> {
  const database = new pg.Client({ connectionString: member.databaseUrls.migrator })
  await database.connect()
  const { rows } = await database.query<{ cdig: string }>(
    "select record::jsonb ->> 'cdig' as cdig from opening where record::jsonb ->> 'kind' = 'override'",
  )
  await database.end()
  return rows.map(({ cdig }) => cdig)
}
