// Receivers without a gateway, each from the offer to its answer, shown and counted as what it is (R52).
import { readFileSync } from 'node:fs'
import type { ReferralSubmitted } from '@onward/contract'
import { makePair, type Pair } from '@onward/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { issue, Visitor } from './visitor.ts'

let pair: Pair
const wait = { prefer: 'wait=10' }

beforeAll(async () => {
  pair = await makePair()
  await Promise.all([pair.sender.start(), pair.receiver.start()])
})

afterAll(async () => {
  await pair?.stop()
})

const organisation = (name: string) => `${pair.receiver.code.toLowerCase()}-${name}`
const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

/** Offers the case to an organisation of the receiver, which the person has agreed to, with these besides. */
async function offered(to: string, others: readonly string[] = []): Promise<string> {
  const offer = await pair.offer()
  const recipients = [to, ...others].map((name) => ({
    member: pair.receiver.code,
    organisation: organisation(name),
  }))
  const { permission } = offer
  const body: ReferralSubmitted = {
    ...offer,
    to: { ...offer.to, organisation: organisation(to), role: 'Shelter' },
    permission: { ...permission, scope: { ...permission.scope, recipients } },
  }
  const said = await pair.sender.as('caseworker').post('/v1/referrals', body, wait)
  expect(said).toMatchObject({ status: 201, body: { receipt: { st: 'stored' } } })
  return said.text('/referral')
}

async function answersAt(side: 'sender' | 'receiver', referral: string): Promise<unknown> {
  const { body } = await pair[side].as('focal-point').get(`/v1/referrals/${referral}`)
  return Object(body).answers
}

async function counted(side: 'sender' | 'receiver'): Promise<readonly string[]> {
  const { body } = await pair[side].as('operator').get('/metrics')
  return String(body)
    .split('\n')
    .flatMap(
      (line) =>
        /^onward_answers_total\{kind="(\w+)",answer="(\w+)".*\} (\d+)$/.exec(line)?.slice(1).join(' ') ?? [],
    )
    .toSorted()
}

test('R52 attested: two workers stand for a yes by telephone, until the receiver signs', async () => {
  const { sender, receiver } = pair
  const referral = await offered('focal-point')
  const path = `/v1/referrals/${referral}/attestations`
  const file = new URL('../../schemas/examples/valid/event/answer-attested.json', import.meta.url)
  const { secondWorker, ...example } = JSON.parse(readFileSync(file, 'utf8'))
  const said = {
    ...example,
    answer: 'acknowledged',
    organisation: organisation('focal-point'),
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
  expect(await answersAt('sender', referral)).toEqual([])
  expect((await sender.as('focal-point').get(path)).body).toMatchObject({
    waiting: [{ id: noted.text('/id') }],
  })
  expect((await sender.as('focal-point').post(confirmation, {})).status).toBe(201)
  expect((await sender.as('focal-point').post(confirmation, {})).status).toBe(404)
  expect((await sender.as('focal-point').get(path)).body).toMatchObject({ waiting: [] })

  const shown = {
    ...{ answer: 'acknowledged', kind: 'attested', organisation: organisation('focal-point') },
    ...{
      by: said.receivedFrom,
      at: said.at,
      channel: 'telephone',
      attestedBy: ['caseworker-01', 'focal-point-01'],
    },
  }
  for (const side of ['sender', 'receiver'] as const)
    await expect.poll(() => answersAt(side, referral)).toEqual([shown])
  expect(await counted('sender')).toEqual(['attested acknowledged 1'])

  const contact = (staffId: string) => ({
    staffId,
    organisation: organisation('focal-point'),
    role: 'FocalPoint',
  })
  const data = { responsible: contact('desk-1'), alternate: contact('desk-2'), reviewDate: day(2) }
  const signed = await receiver
    .as('focal-point')
    .post(`/v1/referrals/${referral}/commands`, { verb: 'acknowledge', data }, wait)
  expect(signed.status).toBe(201)
  expect(await answersAt('sender', referral)).toMatchObject([{ answer: 'acknowledged', kind: 'gateway' }])
  expect(await counted('sender')).toEqual(['attested acknowledged 1', 'gateway acknowledged 1'])
})

test('R52 hosted: a guest on another gateway signs with its own key, sees what is its own, and its host does not', async () => {
  const { receiver } = pair
  const guest = receiver.by({ staffId: 'guest-01', organisation: organisation('guest'), role: 'focal-point' })
  const referral = await offered('guest')
  const other = await offered('focal-point')
  const path = `/v1/referrals/${referral}`

  expect((await guest.get(path)).body).toMatchObject({ reading: 'content' })
  expect((await guest.get('/v1/referrals')).body).toMatchObject({ referrals: [{ id: referral }] })
  expect(await guest.get(`/v1/referrals/${other}`)).toMatchObject({
    status: 404,
    body: { code: 'NOT_FOUND' },
  })
  for (const closed of ['/v1/deadlines', '/v1/quarantine', `${path}/candidates`])
    expect(await guest.get(closed)).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } })

  const host = receiver.as('focal-point')
  expect((await host.get(path)).body).toMatchObject({ reading: 'metadata', sections: {} })
  const contact = (staffId: string) => ({ staffId, organisation: organisation('guest'), role: 'Shelter' })
  const data = { responsible: contact('guest-01'), alternate: contact('guest-02'), reviewDate: day(2) }
  const command = { verb: 'acknowledge', data }
  expect(await host.post(`${path}/commands`, command)).toMatchObject({
    status: 403,
    body: { code: 'FORBIDDEN' },
  })
  expect(await guest.post(`/v1/referrals/${other}/commands`, command)).toMatchObject({ status: 404 })
  expect(await guest.post(`${path}/commands`, command, wait)).toMatchObject({
    body: { receipt: { st: 'stored' } },
  })

  const shown = [
    { answer: 'acknowledged', kind: 'hosted', organisation: organisation('guest'), by: 'guest-01' },
  ]
  expect(await answersAt('sender', referral)).toMatchObject(shown)
  expect(await counted('sender')).toContain('hosted acknowledged 1')
  expect(await counted('receiver')).toContain('hosted acknowledged 1')
  // What it says is refused at the sender under any key but its own: packages/seal/src/open.test.ts.
})

test('R52 link: a shelter without a system reads what the person agreed to, and answers', async () => {
  const { receiver } = pair
  const referral = await offered('focal-point', ['shelter'])
  const issued = await issue(receiver, referral)
  expect(issued.status).toBe(201)
  const path = issued.text('/path')
  const visitor = new Visitor(receiver.member.url)

  expect((await visitor.get(path)).text).not.toContain('NL-P-')
  const open = await visitor.post(path, [['code', issued.text('/code').toLowerCase().replace('-', ' ')]])
  expect(open).toMatchObject({ status: 200 })
  expect(open.text).toContain('North-West')
  const known = await visitor.answer(path, open, 'acknowledge', [
    ['alternate', 'day-desk'],
    ['reviewDate', day(2)],
  ])
  expect(known.text).toContain('Your answer has been recorded')
  const taken = await visitor.answer(path, known, 'accept', [])
  expect(taken.text).toContain('Accepted')

  const by = { kind: 'link', organisation: organisation('shelter'), by: 'night-desk' }
  const shown = [
    { answer: 'acknowledged', ...by },
    { answer: 'accepted', ...by },
  ]
  for (const side of ['sender', 'receiver'] as const)
    await expect.poll(() => answersAt(side, referral)).toMatchObject(shown)
  expect(await counted('sender')).toEqual(expect.arrayContaining(['link accepted 1', 'link acknowledged 1']))
  const links = (await receiver.as('focal-point').get(`/v1/referrals/${referral}/links`)).body
  expect(links).toMatchObject({
    links: [{ id: issued.text('/id'), post: 'night-desk', state: 'unlocked', tries: 1 }],
  })
})
