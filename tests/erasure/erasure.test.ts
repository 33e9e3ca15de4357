/** A referral is erased at one member and then at the other: what is gone, what is told, and what still proves everything. */
import { type Directory, readDirectory } from '@onward/directory'
import { type Report, verifyBundle } from '@onward/evidence'
import { type Api, makePair, type Pair, type Party } from '@onward/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { until } from '../hostile/stage.ts'
import { databaseRows } from '../privacy/places.ts'
import { type Canaries, search } from '../privacy/search.ts'
import { eraseAt } from './erasing.ts'
import { openable } from './openable.ts'

const slow = { timeout: 30_000, interval: 200 }
let pair: Pair
let id: string
let other: string
let canaries: Canaries
let directory: Directory
let before: { readonly sender: Report; readonly receiver: Report }

beforeAll(async () => {
  pair = await makePair()
  const { sender, receiver } = pair
  await Promise.all([sender.start(), receiver.start(), sender.startEraser(), receiver.startEraser()])
  const offer = await pair.offer()
  const { person } = offer.sections
  canaries = {
    name: person?.prs_FirstName ?? '',
    telephone: person?.safeContact?.value ?? '',
    note: person?.note?.text ?? '',
  }
  id = await begin(sender.as('caseworker'), offer)
  if (!person?.safeContact) throw new Error('the example names nobody')
  const { note: _, ...unknown } = person
  const somebodyElse = {
    ...unknown,
    prs_FirstName: 'Zdenka',
    safeContact: { ...person.safeContact, value: '+31 20 555 0199' },
  }
  const second = await pair.offer({ sections: { ...offer.sections, person: somebodyElse } })
  other = await begin(sender.as('caseworker'), second)
  await say(receiver.as('focal-point'), id, 'acknowledge', {
    responsible: contact('fp-03'),
    alternate: contact('fp-07'),
    reviewDate: '2030-01-01',
  })
  directory = await readDirectory(sender.member.directory)
  before = { sender: await evidence(sender), receiver: await evidence(receiver) }
}, 90_000)

afterAll(async () => {
  await pair?.stop()
})

test('with all keys and the whole database the person is found, before anything is erased', async () => {
  for (const { member } of [pair.sender, pair.receiver]) {
    const found = search(await openable(member), canaries).join('\n')
    for (const name of Object.keys(canaries)) expect(found).toContain(`event: ${name}`)
  }
})

test('R20, R55, T23 the receiver erases: nothing of the person can be opened there any more, and the sender is told on which ground', async () => {
  const { sender, receiver } = pair
  await eraseAt(receiver, id, 'withdrawal')
  expect(search(await openable(receiver.member, [sender.member]), canaries)).toEqual([])
  // What is not erased is there as before.
  expect((await receiver.as('focal-point').get(`/v1/referrals/${other}`)).status).toBe(200)
  const facet = async () => {
    const { body } = await sender.as('focal-point').get(`/v1/referrals/${id}`)
    // Sound: the route's own test says so.
    return (body as { facets: { erasure: object } }).facets.erasure
  }
  await expect.poll(facet, slow).toMatchObject({
    receiver: { state: 'erased', said: [{ type: 'data.erased', data: { ground: 'withdrawal' } }] },
  })
})

test('R55 what every route says of an erased referral: gone, with one code, or that it was', async () => {
  const { receiver } = pair
  const { body } = await receiver.as('focal-point').get('/v1/referrals')
  // Sound: the route's own test says so.
  const row = (body as { referrals: { id: string; case: string; erased: boolean }[] }).referrals.find(
    (each) => each.id === id,
  )
  expect(row).toMatchObject({ erased: true })
  const told: Record<string, unknown> = {}
  for (const path of ['', '/sections/person/versions', '/htcds', '/candidates', '/links', '/attestations']) {
    const answer = await receiver.as('focal-point').get(`/v1/referrals/${id}${path}`)
    told[path] = [answer.status, Reflect.get(Object(answer.body), 'code')]
  }
  expect(told).toEqual(Object.fromEntries(Object.keys(told).map((path) => [path, [410, 'ERASED']])))
  const posts: Readonly<Record<string, object>> = {
    commands: {
      verb: 'acknowledge',
      data: { responsible: contact('fp-03'), alternate: contact('fp-07'), reviewDate: '2030-01-01' },
    },
    links: { organisation: 'nl-shelter', post: 'night-desk', role: 'Shelter' },
    match: { sameAs: null, decision: 'notSamePerson' },
    erasure: { ground: 'request' },
  }
  for (const [path, body] of Object.entries(posts)) {
    const answer = await receiver.as('focal-point').post(`/v1/referrals/${id}/${path}`, body)
    expect([path, answer.status, Reflect.get(Object(answer.body), 'code')]).toEqual([path, 410, 'ERASED'])
  }
  expect((await receiver.as('auditor').get(`/v1/referrals/${id}/timeline`)).body).toMatchObject({
    erased: { ground: 'withdrawal' },
    events: [
      { type: 'referral.submitted', actor: null, receipt: { st: 'stored' } },
      { type: 'referral.acknowledged', actor: null, receipt: { st: 'stored' } },
      { type: 'data.erased', actor: null },
    ],
  })
  const { body: local } = await receiver.as('focal-point').get(`/v1/cases/${row?.case}/local`)
  expect(local).toMatchObject({ records: [] })
  expect((await receiver.as('focal-point').get(`/v1/cases/${row?.case}`)).body).toMatchObject({
    responsible: null,
    referrals: [{ id, erased: true }],
  })
})

test('R55, T23 the sender erases too: nothing is left of the person on either side, and the auditor reads of both why', async () => {
  const { sender, receiver } = pair
  await eraseAt(sender, id)
  expect(search(await openable(sender.member, [receiver.member]), canaries)).toEqual([])
  const raw = [
    ...(await databaseRows(sender.member.databaseUrls.migrator)),
    ...(await databaseRows(receiver.member.databaseUrls.migrator)),
  ]
  expect(search(raw, canaries)).toEqual([])
})

test('R25, R55 every proof that there was before an erasure still proves the same, and the erasure has a leaf of its own', async () => {
  for (const [side, ground] of [
    ['sender', 'request'],
    ['receiver', 'withdrawal'],
  ] as const) {
    const after = await evidence(pair[side])
    const stillProven = after.messages.slice(0, before[side].messages.length)
    expect(stillProven).toEqual(before[side].messages)
    expect([before[side].erased, after.erased]).toEqual([
      [],
      [expect.objectContaining({ record: expect.objectContaining({ ground }) })],
    ])
  }
})

/** What this side's file proves once nothing is missing in it but what only the other side has. */
async function evidence(party: Party): Promise<Report> {
  const whole = async () => {
    const { bytes } = await party.as('auditor').file(`/v1/referrals/${id}/evidence`)
    const report = verifyBundle(bytes, directory)
    expect(report.faults).toEqual([])
    return report.missing.every(({ code }) => code === 'CONSISTENCY') ? report : undefined
  }
  return await until(whole, 'every proof is there')
}

async function begin(api: Api, data: object): Promise<string> {
  const answer = await api.post('/v1/referrals', data, { prefer: 'wait=20' })
  expect(answer).toMatchObject({ status: 201, body: { receipt: { st: 'stored' } } })
  return answer.text('/referral')
}

async function say(api: Api, referral: string, verb: string, data: unknown): Promise<void> {
  const answer = await api.post(`/v1/referrals/${referral}/commands`, { verb, data }, { prefer: 'wait=20' })
  expect(answer).toMatchObject({ status: 201, body: { receipt: { st: 'stored' } } })
}

function contact(staffId: string) {
  return { staffId, organisation: `${pair.receiver.code.toLowerCase()}-focal-point`, role: 'FocalPoint' }
}
