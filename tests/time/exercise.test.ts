// Months of a referral in seconds: two members of an exercise, with the clock that moves both.
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { makePair, type Pair, type Party } from '@onward/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { writeWhole } from '../../infra/atomic.ts'
import { freePort } from '../../infra/ports.ts'

const DAY_MS = 86_400_000
const slow = { timeout: 20_000 }

let pair: Pair
let offset = 0
let second: { readonly port: string; process: Awaited<ReturnType<Party['start']>> }

beforeAll(async () => {
  pair = await makePair({ kind: 'exercise' })
  await moveTo(0)
  const port = String(await freePort())
  const [, process] = await Promise.all([
    pair.sender.start(settings()),
    pair.sender.start({ ...settings(), ONWARD_HTTP_PORT: port }, { replica: 2 }),
    pair.receiver.start(settings()),
  ])
  second = { port, process }
})

afterAll(async () => {
  await pair?.stop()
})

const clockFile = () => join(pair.folder, 'clock')
const settings = () => ({ ONWARD_CLOCK_FILE: clockFile() })

/** Moves the clock of the exercise, and waits until it has moved everywhere. */
async function moveTo(ms: number): Promise<void> {
  offset = ms
  await writeWhole(clockFile(), `${ms}\n`)
  await new Promise((resolve) => setTimeout(resolve, 600))
}

async function submitted(): Promise<string> {
  const caseworker = pair.sender.as('caseworker')
  const offer = await caseworker.post('/v1/referrals', await pair.offer(), { prefer: 'wait=10' })
  expect(offer).toMatchObject({ status: 201, body: { receipt: { st: 'stored' } } })
  return offer.text('/referral')
}

interface Due {
  readonly referral: string
  readonly name: string
  readonly state: string
  readonly stages: readonly { readonly stage: string }[]
}

async function dueOf(party: Party, referral: string): Promise<readonly Due[]> {
  const { body } = await party.as('caseworker').get('/v1/deadlines?limit=100')
  // Sound: the route's schema says so.
  return (body as { readonly deadlines: readonly Due[] }).deadlines.filter((row) => row.referral === referral)
}

const stagesOf = async (party: Party, referral: string, name: string) =>
  (await dueOf(party, referral)).find((row) => row.name === name)?.stages.map(({ stage }) => stage)

async function typesOf(party: Party, referral: string): Promise<readonly string[]> {
  const { body } = await party.as('auditor').get(`/v1/referrals/${referral}/timeline`)
  const { events } = body as { readonly events: readonly { readonly type: string }[] } // sound: as above
  return events.map(({ type }) => type)
}

const statusOf = async (party: Party, referral: string) =>
  (await party.as('focal-point').get(`/v1/referrals/${referral}`)).text('/status')

test('an exercise says so, with its time, in every answer and to every probe', async () => {
  const answer = await pair.sender.as('caseworker').get('/v1/deadlines')
  const ready = await pair.receiver.as('operator').get('/readyz')
  for (const told of [answer.headers.get('onward-exercise-clock') ?? '', ready.text('/exercise/clock')])
    expect(Math.abs(Date.parse(told) - Date.now() - offset)).toBeLessThan(5_000)
})

test('R11, R13 weeks of silence: two replicas fire each stage once, both sides see the evidence, and a late yes counts', async () => {
  const referral = await submitted()
  await moveTo(offset + 20 * DAY_MS)
  await expect
    .poll(() => stagesOf(pair.sender, referral, 'decide'), slow)
    .toEqual(['reminder', 'escalation', 'overdue'])
  await expect
    .poll(
      async () =>
        (await typesOf(pair.receiver, referral)).filter((type) => type === 'deadline.overdue').length,
      slow,
    )
    .toBe(2)
  // What it owes itself the receiver notes for itself, and says nothing.
  await expect
    .poll(() => stagesOf(pair.receiver, referral, 'decide'), slow)
    .toEqual(['reminder', 'escalation', 'overdue'])

  await second.process.stop()
  second.process = await pair.sender.start({ ...settings(), ONWARD_HTTP_PORT: second.port }, { replica: 2 })
  await new Promise((resolve) => setTimeout(resolve, 2_000))
  const said = (await typesOf(pair.sender, referral)).filter((type) => type === 'deadline.overdue')
  expect(said).toEqual(['deadline.overdue', 'deadline.overdue'])
  expect([await statusOf(pair.sender, referral), await statusOf(pair.receiver, referral)]).toEqual([
    'overdue',
    'overdue',
  ])

  const focalPoint = pair.receiver.as('focal-point')
  const organisation = `${pair.receiver.code.toLowerCase()}-focal-point`
  const named = (staffId: string) => ({ staffId, organisation, role: 'FocalPoint' })
  const say = (verb: string, data: unknown) =>
    focalPoint.post(`/v1/referrals/${referral}/commands`, { verb, data }, { prefer: 'wait=10' })
  const reviewDate = new Date(Date.now() + offset + 30 * DAY_MS).toISOString().slice(0, 10)
  const data = { responsible: named('focal-point-01'), alternate: named('focal-point-02'), reviewDate }
  expect(await say('acknowledge', data)).toMatchObject({ status: 201, body: { receipt: { st: 'stored' } } })
  expect(await say('accept', { acceptedBy: named('focal-point-01') })).toMatchObject({
    status: 201,
    body: { receipt: { st: 'stored' } },
  })
  expect(await statusOf(pair.sender, referral)).toBe('accepted')
  expect((await dueOf(pair.sender, referral)).map(({ name }) => name)).not.toContain('decide')
})

test('a jump of a year breaks nothing: both are ready, consent has expired once, and the next offer goes through', async () => {
  const offer = await pair.offer()
  const validUntil = new Date(Date.now() + offset + 60 * DAY_MS).toISOString()
  const permission = { ...offer.permission, permissionId: randomUUID(), validUntil }
  const caseworker = pair.sender.as('caseworker')
  const answer = await caseworker.post('/v1/referrals', { ...offer, permission }, { prefer: 'wait=10' })
  const referral = answer.text('/referral')
  await moveTo(offset + 365 * DAY_MS)

  await expect.poll(() => statusOf(pair.receiver, referral), slow).toBe('consentExpired')
  for (const party of [pair.sender, pair.receiver])
    expect(await party.as('operator').get('/readyz')).toMatchObject({ status: 200, body: { ready: true } })
  await submitted()
  await new Promise((resolve) => setTimeout(resolve, 2_000))
  const expired = (await typesOf(pair.sender, referral)).filter((type) => type === 'consent.expired')
  expect(expired).toEqual(['consent.expired'])
  // A clock that was moved is no outage.
  const { body } = await pair.receiver.as('caseworker').get('/v1/referrals?status=notice')
  expect(body).toMatchObject({ referrals: [] })
})

test('time never goes back: a smaller offset is refused', async () => {
  const before = offset
  await moveTo(before - DAY_MS)
  const told = (await pair.sender.as('operator').get('/readyz')).text('/exercise/clock')
  expect(Date.parse(told)).toBeGreaterThan(Date.now() + before - 1_000)
})
