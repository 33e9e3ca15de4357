/** After a whole handover nothing of the person is found anywhere but in the sealed content. */
import { randomUUID } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { deflateSync, gzipSync } from 'node:zlib'
import { openProducer } from '@onward/bus'
import type { ReferralSubmitted } from '@onward/contract'
import { type Answer, type Api, makePair, type Pair } from '@onward/testing'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { brokerFiles, databaseRows, filesIn, stateOfBroker } from './places.ts'
import { type Canaries, formsOf, type Place, search } from './search.ts'

let pair: Pair
let state: string | undefined
let canaries: Canaries
let offer: ReferralSubmitted & { readonly local: object }
const answers: Place[] = []
const staffWords = { text: 'Her aunt Ilse keeps the blue suitcase.', language: 'en' }

beforeAll(async () => {
  pair = await makePair()
  state = await stateOfBroker(inject('servers').broker.brokers)
  const whole = await pair.offer()
  const excluded = { member: pair.receiver.code, organisation: 'canary-police-0815' }
  offer = { ...whole, local: { ...whole.local, exclusions: [excluded] } }
  const { person } = offer.sections
  canaries = {
    'first name': person?.prs_FirstName ?? '',
    'second name': person?.prs_SecondName ?? '',
    'birth date': person?.prs_Birthdate ?? '',
    telephone: person?.safeContact?.value ?? '',
    note: person?.note?.text ?? '',
    "the staff's note": staffWords.text,
    'whom she excluded': excluded.organisation,
  }
  const trace = { ONWARD_LOG_LEVEL: 'trace' }
  await Promise.all([pair.sender.start(trace), pair.receiver.start(trace)])
  await handOver()
  await refusedRequests()
  await readWhatIsNotContent()
}, 60_000)

afterAll(async () => {
  await pair?.stop()
})

test('each canary is a text of some length: the example has them all', () => {
  expect(Object.values(canaries).map((text) => text.length > 6)).toEqual(Array(7).fill(true))
})

test('the search finds a canary in every form, wherever it stands and however it is packed', () => {
  const [text = ''] = Object.values(canaries)
  const one = { canary: text }
  const surrounded = (bytes: Uint8Array) => Buffer.concat([Buffer.from('<'), bytes, Buffer.from('>')])
  for (const [form, bytes] of Object.entries(formsOf(text))) {
    expect(search([{ where: 'here', bytes: surrounded(bytes) }], one)).toContain(`here: canary (${form})`)
  }
  const json = Buffer.from(JSON.stringify({ name: text }))
  const packings: Readonly<Record<string, Uint8Array>> = {
    base64: Buffer.from(json.toString('base64')),
    base64url: Buffer.from(Buffer.concat([Buffer.of(1), json]).toString('base64url')),
    'base64 of two more': Buffer.from(Buffer.concat([Buffer.of(1, 2), json]).toString('base64')),
    hex: Buffer.from(json.toString('hex')),
    'UTF-16': Buffer.from(json.toString(), 'utf16le'),
    gzip: gzipSync(json),
    zlib: deflateSync(json),
    'base64 in gzip': gzipSync(json.toString('base64')),
    'gzip in zlib': deflateSync(gzipSync(json)),
  }
  for (const [packing, bytes] of Object.entries(packings)) {
    expect([packing, search([{ where: 'here', bytes: surrounded(bytes) }], one).length]).not.toEqual([
      packing,
      0,
    ])
  }
  expect(search([{ where: 'here', bytes: Buffer.from('nobody') }], one)).toEqual([])
})

test('R15, R23, R24, T14, T26, T32 nothing of the person is in databases, logs, metrics, lists, errors or anything the broker keeps', async () => {
  const places = await everything()
  expect(search(places, canaries)).toEqual([])
  // The same search in the same places finds what has to be there.
  const there = { 'the case': offer.caseRef, 'the lane': `lane.${pair.receiver.code}.${pair.sender.code}` }
  const found = search(places, there).join('\n')
  expect(found).toContain('table referral: the case')
  expect(found).toContain('table lane_token: the lane (base64url')
  expect(found).toContain('logs/')
  if (state !== undefined) expect(found).toMatch(/broker lane.*\.log: the lane \(base64url/)
})

test('R19 the receiver reads the offer, and nothing in it tells whom she excluded, or that she excluded anybody', async () => {
  const api = pair.receiver.as('focal-point')
  const { body } = await api.get('/v1/referrals')
  const { referrals } = body as { referrals: { id: string; case: string }[] } // Sound: the route's own test says so.
  const read = await Promise.all(
    referrals.flatMap(({ id, case: own }) =>
      [`/v1/referrals/${id}`, `/v1/referrals/${id}/timeline`, `/v1/cases/${own}/local`].map(
        async (path) => [path, JSON.stringify(await api.get(path))] as const,
      ),
    ),
  )
  expect(read.filter(([, said]) => said.includes('canary-police'))).toEqual([])
  const locals = read.filter(([path]) => path.endsWith('/local'))
  expect(
    locals.filter(([, said]) => !said.includes('"excluded":[],"reflectionPeriod":null,"records":[]')),
  ).toEqual([])
  expect(read.map(([, said]) => said).join()).toContain(offer.caseRef)
})

test('planted in each of these places it is found there', async () => {
  const { sender, receiver } = pair
  const [text = ''] = Object.values(canaries)
  const client = new pg.Client({ connectionString: sender.member.databaseUrls.migrator })
  await client.connect()
  await client.query('create table planted (words text, bytes bytea)')
  await client.query('insert into planted values ($1, $2)', [text, Buffer.from(text, 'utf16le')])
  await client.end()
  await writeFile(join(pair.folder, 'logs', 'planted.log'), `a line about ${text}\n`)
  const producer = openProducer(sender.member.bus)
  await producer.send(`lane.${receiver.code}.${sender.code}`, [
    Buffer.from(Buffer.from(text).toString('base64')),
  ])
  await producer.stop()

  const found = search(await everything(), { canary: text }).join('\n')
  expect(found).toContain('table planted: canary (as it is)')
  expect(found).toContain('table planted: canary (UTF-16LE)')
  expect(found).toContain('logs/planted.log: canary (as it is)')
  if (state !== undefined) expect(found).toMatch(/broker lane.*: canary \(base64 at 0\)/)
})

/** Offer, acknowledgement, question, answer, acceptance with conditions, wish, withdrawal; and a second case, declined. */
async function handOver(): Promise<void> {
  const [sender, receiver] = [pair.sender.as('caseworker'), pair.receiver.as('focal-point')]
  const id = await begin(sender, offer)
  await say(receiver, id, 'acknowledge', { ...contacts(), reviewDate: '2030-01-01' })
  const requestId = randomUUID()
  await say(receiver, id, 'requestInformation', { requestId, topics: ['TravelDates'], note: staffWords })
  const { person } = offer.sections
  await say(sender, id, 'provideInformation', {
    requestId,
    dataScope: ['person'],
    sections: { person },
    note: staffWords,
  })
  const conditions = [{ code: 'AccommodationReserved', note: staffWords }]
  await say(receiver, id, 'acceptWithConditions', { acceptedBy: contacts().responsible, conditions })
  const wish = { kind: 'complaint', concerns: ['return'], toldAt: new Date().toISOString(), language: 'ro' }
  await say(receiver, id, 'recordWish', wish)
  const { permissionId } = offer.permission
  const withdrawnAt = new Date().toISOString()
  await say(sender, id, 'withdrawConsent', { permissionId, concerns: ['sharing'], withdrawnAt })

  const second = await begin(sender, { ...(await pair.offer()), sections: offer.sections })
  await say(receiver, second, 'acknowledge', { ...contacts(), reviewDate: '2030-01-01' })
  await say(receiver, second, 'decline', { reason: 'Other', note: staffWords })
}

/** Requests that are refused, each with the person in its body. */
async function refusedRequests(): Promise<void> {
  const { sender, receiver } = pair
  const caseworker = sender.as('caseworker')
  const { person } = offer.sections
  const words = Object.values(canaries).join(' ')
  const bodies: readonly unknown[] = [
    { ...offer, urgency: words },
    { ...offer, caseRef: words },
    { ...offer, surprise: words },
    ...[words, person?.prs_Birthdate, person?.safeContact?.value, person?.note?.text].map((name) => ({
      ...offer,
      [String(name)]: true,
    })),
    { ...offer, sections: { ...offer.sections, [words]: {} } },
    { ...offer, sections: { person: { ...person, prs_Birthdate: `${person?.prs_Birthdate}T00:00:00Z` } } },
    { ...offer, sections: { ...offer.sections, person: { ...person, prs_Gender: words } } },
    {
      ...offer,
      sections: { ...offer.sections, person: { ...person, note: { text: words.repeat(9), language: 'en' } } },
    },
    { ...offer, dataScope: ['person'] },
    { ...offer, to: { ...offer.to, member: 'XX', organisation: person?.prs_FirstName } },
    { ...offer, permission: { ...offer.permission, validUntil: '2026-11-21T00:00:00.000Z' } },
    [offer],
    words,
    null,
  ]
  for (const body of bodies) expect(keep(await caseworker.post('/v1/referrals', body))).toBeGreaterThan(399)
  expect(keep(await sender.as('auditor').post('/v1/referrals', offer))).toBe(403)

  const other = await begin(caseworker, { ...(await pair.offer()), sections: offer.sections })
  const path = `/v1/referrals/${other}/commands`
  const refused = [
    { verb: 'decline', data: { reason: 'Other', note: staffWords } },
    { verb: words, data: {} },
    { verb: 'acknowledge', data: { ...contacts(), responsible: words } },
    { verb: 'requestInformation', data: { requestId: words, topics: ['TravelDates'], note: staffWords } },
  ]
  for (const body of refused)
    expect(keep(await receiver.as('focal-point').post(path, body))).toBeGreaterThan(399)

  const json = JSON.stringify(offer)
  const raw: readonly (readonly [string, string])[] = [
    [json.slice(0, -40), 'application/json'],
    [`${json}${words}`, 'application/json'],
    [`${words}${json}`, 'application/json'],
    [json.replace('{', `{"caseRef":"${words}",`), 'application/json'],
    [`${json}${' '.repeat(40_000)}`, 'application/json'],
    [json, 'text/plain'],
    [`<offer>${words}</offer>`, 'application/xml'],
  ]
  const bearer = await sender.member.issueToken({
    role: 'caseworker',
    organisation: `${sender.code.toLowerCase()}-focal-point`,
    staffId: 'caseworker-01',
  })
  for (const authorization of [`Bearer ${bearer}`, 'Bearer nobody']) {
    for (const [body, type] of raw) {
      const headers = { authorization, 'content-type': type, 'idempotency-key': randomUUID() }
      const answer = await fetch(`${sender.member.url}/v1/referrals`, { method: 'POST', headers, body })
      expect(answer.status).toBeGreaterThan(399)
      answers.push({ where: `answer ${answer.status}`, bytes: Buffer.from(await answer.text()) })
    }
  }
}

/** What lists, timelines, evidence and metrics say: they hold no content. */
async function readWhatIsNotContent(): Promise<void> {
  for (const party of [pair.sender, pair.receiver]) {
    const list = await party.as('caseworker').get('/v1/referrals')
    const { referrals } = list.body as { referrals: { id: string }[] } // Sound: the route's own test says so.
    expect(referrals).toHaveLength(3)
    const told = referrals.flatMap(({ id }) => [
      `/v1/referrals/${id}/timeline`,
      `/v1/referrals/${id}/evidence`,
    ])
    for (const path of ['/v1/referrals', '/v1/quarantine', '/v1/audit/checkpoint', ...told]) {
      expect(keep(await party.as('auditor').get(path))).toBe(200)
    }
    const metrics = await party.as('operator').get('/metrics')
    expect([metrics.status, String(metrics.body)]).toEqual([200, expect.stringContaining('# HELP')])
    keep(metrics)
  }
}

async function everything(): Promise<readonly Place[]> {
  const { sender, receiver, folder } = pair
  const lanes = [`lane.${receiver.code}.${sender.code}`, `lane.${sender.code}.${receiver.code}`]
  const urls = [sender, receiver].map(({ member }) => member.databaseUrls.migrator)
  const places = await Promise.all([
    ...urls.map(databaseRows),
    filesIn(join(folder, 'logs'), 'logs'),
    ...(state === undefined
      ? []
      : [brokerFiles(state, lanes), filesIn(join(state, 'logs'), 'logs of the servers')]),
  ])
  return [...places.flat(), ...answers]
}

/** Keeps what was answered to be searched, and gives the status. */
function keep({ status, headers, body }: Answer): number {
  const said = JSON.stringify([[...headers], body])
  answers.push({ where: `answer ${status}`, bytes: Buffer.from(said) })
  return status
}

async function begin(api: Api, data: ReferralSubmitted): Promise<string> {
  const answer = await api.post('/v1/referrals', data, { prefer: 'wait=10' })
  expect(answer).toMatchObject({ status: 201, body: { receipt: { st: 'stored' } } })
  keep(answer)
  return answer.text('/referral')
}

async function say(api: Api, id: string, verb: string, data: unknown): Promise<void> {
  const answer = await api.post(`/v1/referrals/${id}/commands`, { verb, data }, { prefer: 'wait=10' })
  expect(answer).toMatchObject({ status: 201, body: { receipt: { st: 'stored' } } })
  keep(answer)
}

function contacts() {
  const organisation = `${pair.receiver.code.toLowerCase()}-focal-point`
  const contact = (staffId: string) => ({ staffId, organisation, role: 'FocalPoint' })
  return { responsible: contact('fp-03'), alternate: contact('fp-07') }
}
