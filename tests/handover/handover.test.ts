// What two gateways of two members make of one case together: the offer, an override, lists of services, corrections for
// all of the case, and what happened outside the rules. All of it on one pair, for a pair takes longer to start than this.
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { makePair, type Pair, type Party } from '@onward/testing'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { answersAt, answersCounted, day, offer, organisationOf } from '../receivers/offer.ts'

let pair: Pair
const wait = { prefer: 'wait=10' }

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

test('R52 attested: two workers stand for a yes by telephone, until the receiver signs', async () => {
  const { sender, receiver } = pair
  const { referral } = await offer(pair, 'focal-point')
  const path = `/v1/referrals/${referral}/attestations`
  const file = new URL('../../schemas/examples/valid/event/answer-attested.json', import.meta.url)
  const { secondWorker, ...example } = JSON.parse(readFileSync(file, 'utf8'))
  const said = {
    ...example,
    answer: 'acknowledged',
    organisation: organisationOf(pair, 'focal-point'),
    at: new Date().toISOString(),
  }

  // One request names no two workers who stand for it.
  const alone = { verb: 'attestAnswer', data: { ...said, secondWorker } }
  const refused = await sender.as('caseworker').post(`/v1/referrals/${referral}/commands`, alone)
  expect(refused).toMatchObject({
    status: 422,
    body: { code: 'SCHEMA_INVALID', errors: [{ pointer: '/verb' }] },
  })

  const noted = await sender.as('caseworker').post(path, said)
  expect(noted).toMatchObject({ status: 201, body: { notedBy: 'caseworker-01', said } })
  const confirmation = `${path}/${noted.text('/id')}/confirmation`
  expect(await sender.as('caseworker').post(confirmation, {})).toMatchObject({
    status: 409,
    body: { code: 'FOUR_EYES' },
  })
  expect(await answersAt(pair, 'sender', referral)).toEqual([])
  expect((await sender.as('focal-point').get(path)).body).toMatchObject({
    waiting: [{ id: noted.text('/id') }],
  })
  expect((await sender.as('focal-point').post(confirmation, {})).status).toBe(201)
  expect((await sender.as('focal-point').post(confirmation, {})).status).toBe(404)
  expect((await sender.as('focal-point').get(path)).body).toMatchObject({ waiting: [] })

  const shown = {
    ...{ answer: 'acknowledged', kind: 'attested', organisation: organisationOf(pair, 'focal-point') },
    ...{
      by: said.receivedFrom,
      at: said.at,
      channel: 'telephone',
      attestedBy: ['caseworker-01', 'focal-point-01'],
    },
  }
  for (const side of ['sender', 'receiver'] as const)
    await expect.poll(() => answersAt(pair, side, referral)).toEqual([shown])
  expect(await answersCounted(pair, 'sender')).toEqual(['attested acknowledged 1'])

  const contact = (staffId: string) => ({
    staffId,
    organisation: organisationOf(pair, 'focal-point'),
    role: 'FocalPoint',
  })
  const data = { responsible: contact('desk-1'), alternate: contact('desk-2'), reviewDate: day(2) }
  const signed = await receiver
    .as('focal-point')
    .post(`/v1/referrals/${referral}/commands`, { verb: 'acknowledge', data }, wait)
  expect(signed.status).toBe(201)
  expect(await answersAt(pair, 'sender', referral)).toMatchObject([
    { answer: 'acknowledged', kind: 'gateway' },
  ])
  expect(await answersCounted(pair, 'sender')).toEqual(['attested acknowledged 1', 'gateway acknowledged 1'])
})

test('R3 a list of services comes over the bus, and is read with who says so', async () => {
  const file = new URL('../../schemas/examples/valid/event/services-published.json', import.meta.url)
  const example = JSON.parse(readFileSync(file, 'utf8'))
  const { sender, receiver } = pair
  const list = { ...example, from: party(receiver.code), to: party(sender.code) }
  const published = await receiver.as('focal-point').post('/v1/services', list, wait)
  expect(published).toMatchObject({ status: 201, body: { receipt: { st: 'stored' } } })
  const read = async (query: string) => (await sender.as('caseworker').get(`/v1/services${query}`)).body
  const [shelter] = example.services
  expect(await read('?onCall=always')).toEqual({
    services: [{ member: receiver.code, asOf: example.asOf, ...shelter }],
  })
  expect(await read(`?member=${sender.code}`)).toEqual({ services: [] })
})

test('R38 R48 each side has a case of its own, and what is corrected for the case is corrected there', async () => {
  const { sender, receiver } = pair
  const here = sender.as('focal-point')
  const there = receiver.as('focal-point')
  // Somebody whom no other test tells of, so that nobody else could be her.
  const { sections: example } = await pair.offer()
  const herself = { prs_FirstName: 'Ilinca', prs_SecondName: 'Brodescu', prs_Birthdate: '1989-07-02' }
  const person = Object.assign({}, example.person, herself)
  const sections = { ...example, person }
  const first = await here.post('/v1/referrals', await pair.offer({ sections }), wait)
  const path = `/v1/referrals/${first.text('/referral')}`
  const [ours, theirs] = [(await here.get(path)).text('/case'), (await there.get(path)).text('/case')]
  expect(ours).not.toBe(theirs)
  const service = await pair.offer({ sections, transfersResponsibility: false })
  const second = await here.post(`/v1/referrals?case=${ours}`, service, wait)
  // Two referrals of one person to one receiver are two cases there: that they are one is for people there to find.
  const other = `/v1/referrals/${second.text('/referral')}`
  expect((await there.get(other)).text('/case')).not.toBe(theirs)
  expect((await there.get(`/v1/cases/${theirs}`)).body).toMatchObject({
    responsible: { member: sender.code, organisation: party(sender.code).organisation },
    carriedBy: [first.text('/referral')],
    referrals: [{ direction: 'received', peer: sender.code, transfers: true, open: true }],
  })

  const { needs } = sections
  const corrected = { ...needs, urgentNeeds: ['interpreter'] }
  const said = await here.post(`/v1/cases/${ours}/corrections`, {
    ...{ correctionId: randomUUID(), dataScope: ['needs'], reason: 'Outdated' },
    sections: { needs: corrected },
  })
  expect(said.body).toMatchObject({ results: [{ outcome: 'said' }, { outcome: 'said' }] })
  for (const referral of [path, other]) {
    await expect
      .poll(async () => (await there.get(referral)).body)
      .toMatchObject({ sections: { needs: corrected } })
    const versions = (await there.get(`${referral}/sections/needs/versions`)).body
    expect(versions).toMatchObject({
      versions: [
        { standing: 'replaced', author: sender.code },
        { standing: 'current', reason: 'Outdated' },
      ],
    })
  }

  const candidates = (await there.get(`${path}/candidates`)).body
  expect(candidates).toMatchObject({ candidates: [{ referral: second.text('/referral') }] })
  await there.post(`${path}/match`, { sameAs: second.text('/referral'), decision: 'samePerson' })
  expect((await there.get(other)).text('/case')).toBe(theirs)
})

test('R38 a fact outside the rules is an incident for every party of the case, due until somebody acts, and counted', async () => {
  const { sender, receiver } = pair
  const [here, there] = [sender.as('focal-point'), receiver.as('focal-point')]
  const first = (await here.post('/v1/referrals', await pair.offer(), wait)).text('/referral')
  const localCase = (await here.get(`/v1/referrals/${first}`)).text('/case')
  const service = await pair.offer({ transfersResponsibility: false })
  const second = (await here.post(`/v1/referrals?case=${localCase}`, service, wait)).text('/referral')

  const rule = 'authority-only-with-a-ground'
  const incidentId = randomUUID()
  const at = new Date().toISOString()
  const by = {
    staffId: 'ro-fp-03',
    organisation: `${receiver.code.toLowerCase()}-focal-point`,
    role: 'FocalPoint',
  }
  const say = async (verb: string, data: object) =>
    await there.post(`/v1/referrals/${first}/commands`, { verb, data }, wait)
  await say('reportIncident', { incidentId, code: 'threat', happenedAt: at, life: false })
  const acted = await say('actOnIncident', { incidentId, action: 'informedPolice', by, at })
  expect([acted.status, acted.text('/receipt/st')]).toEqual([201, 'stored'])

  // The other side of the referral reads the fact with its rule, and owes an answer to it.
  const seen = (await here.get(`/v1/referrals/${first}`)).body
  expect(seen).toMatchObject({
    outside: [{ incident: acted.text('/event'), type: 'incident.actedOn', side: 'receiver', rules: [rule] }],
  })
  expect((await here.get(`/v1/deadlines?referral=${first}`)).body).toMatchObject({
    deadlines: expect.arrayContaining([
      expect.objectContaining({ id: `actOnIncident:${acted.text('/event')}`, owedBy: sender.code }),
    ]),
  })

  // The other recipient of the case hears of an incident, and not of which.
  const heard = async () => Object((await there.get(`/v1/referrals/${second}`)).body).facets.incidents.sender
  await expect.poll(async () => Object.keys(await heard()).length, { timeout: 10_000 }).toBe(1)
  const [[id, incident] = []] = Object.entries<Record<string, unknown>>(await heard())
  expect(id).not.toBe(incidentId)
  expect(incident?.said).toMatchObject([{ data: { code: 'outsideRules', outsideRules: [rule] } }])

  const countedBy = async (party: Pair['sender'], who: string) => {
    const { body } = await party.as('operator').get('/metrics')
    const line = new RegExp(`onward_outside_rules_total\\{rule="${rule}",by="${who}"[^}]*\\} 1\\b`)
    return line.test(String(body))
  }
  expect([await countedBy(receiver, 'us'), await countedBy(sender, 'peer')]).toEqual([true, true])
})

const party = (member: string) => ({
  member,
  organisation: `${member.toLowerCase()}-focal-point`,
  role: 'FocalPoint',
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
