/** What becomes due when an agreement's retention is over, and what a legal hold keeps, on the real record. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type RecordedMember, recordedMember } from '../recorded-member.test-data.ts'
import { askErasure, isAllReceipted, noteTold, untoldErasures } from '../store/rights/erasure.ts'
import { closedReferrals, holdsOf } from '../store/rights/holds.ts'
import { closedAt, overStatuses, retention } from './retention.ts'
import { tellErased } from './tell-erased.ts'

const day = 86_400_000
/** Of the agreements that tests have. */
const kept = 365
let nl: RecordedMember

beforeAll(async () => {
  nl = await recordedMember(['RO', 'BG'])
})

afterAll(async () => {
  await nl?.stop()
})

test('R55 retention begins when nothing is left to do, and ends when something is again', async () => {
  const id = await offered('RO')
  const open = (await nl.load(id))?.history ?? []
  expect(closedAt(open)).toBeUndefined()
  await cancelled(id)
  const closed = (await nl.load(id))?.history ?? []
  const last = closed.find(({ event }) => event.type === 'referral.cancelled')
  expect(closedAt(closed)).toBe(last?.event.time)
  expect(closedAt(closed.toReversed())).toBe(last?.event.time)
  expect(closedAt([])).toBeUndefined()
})

test('R55 the record and the step call the same referrals over', async () => {
  const rows = await nl.store.read<{ status: string; open: boolean }>({
    name: 'test: is open',
    text: 'select s as status, is_open(s) as open from unnest($1::text[]) s',
    values: [[...overStatuses, 'submitted', 'accepted', 'handedOver', 'consentExpired']],
  })
  expect(rows.filter(({ open }) => !open).map(({ status }) => status)).toEqual([...overStatuses])
})

test('R55 what was closed as long ago as the agreement says is proposed, once, and the officer has the last word', async () => {
  const [open, closed] = [await offered('RO'), await offered('RO')]
  await cancelled(closed)
  expect(await after(kept - 1)).not.toContainEqual([closed, 'proposed'])
  const told = await after(kept + 1)
  expect(told).toContainEqual([closed, 'proposed'])
  expect(told.map(([id]) => id)).not.toContain(open)
  expect(await after(kept + 2)).not.toContainEqual([closed, 'proposed'])
  const { body } = await nl.get('/v1/erasures', 'dpo')
  expect(body.erasures.find(({ referral }: { referral: string }) => referral === closed)).toMatchObject({
    ground: 'retention',
    state: 'asked',
    askedBy: expect.stringMatching(/^agreement\/retention\/./),
  })
  const approval = await nl.post(`/v1/referrals/${closed}/erasure/approval`, {}, undefined, 'dpo')
  expect(approval).toMatchObject({ status: 202, body: { state: 'approved' } })
})

test('R20, R55 what is under a legal hold is kept: the other side is told the ground once, and it is proposed when the hold ends', async () => {
  const id = await offered('BG')
  await cancelled(id)
  const path = `/v1/referrals/${id}/holds`
  const hold = { ground: 'legalClaims', until: '2099-12-31' }
  expect((await nl.post(path, { ...hold, until: '2020-01-01' })).status).toBe(422)
  expect((await nl.post(path, hold, undefined, 'caseworker')).status).toBe(403)
  const placed = await nl.post(path, hold, undefined, 'dpo')
  expect(placed).toMatchObject({
    status: 201,
    body: { holds: [{ ...hold, by: 'nl-focal-point/dpo/staff-dpo', endedAt: null }] },
  })
  expect(await after(kept + 1)).toContainEqual([id, 'kept'])
  expect((await after(kept + 1)).filter(([one]) => one === id)).toEqual([])
  const said = (await nl.sent()).filter(({ subject, type }) => subject === id && type === 'data.kept')
  expect(said.map(({ data }) => data)).toEqual([
    expect.objectContaining({ ground: 'legalClaims', reviewDate: '2099-12-31', officer: expect.anything() }),
  ])

  const [{ id: first }] = placed.body.holds
  const ended = await nl.post(`${path}/${first}/end`, {})
  expect(ended).toMatchObject({ status: 200, body: { holds: [{ id: first, endedAt: expect.any(String) }] } })
  expect((await nl.post(`${path}/${randomUUID()}/end`, {})).status).toBe(404)
  expect(await after(kept + 2)).toContainEqual([id, 'proposed'])
  const leaves = await nl.store.read<{ kind: string }>({
    name: 'test: hold leaves',
    text: "select record::jsonb ->> 'kind' as kind from opening where record::jsonb ->> 'hold' = $1 order by 1",
    values: [first],
  })
  expect(leaves).toEqual([{ kind: 'hold.ended' }, { kind: 'hold.placed' }])
})

test('R55 an erasure that two people have decided waits while a hold stands', async () => {
  const id = await offered('RO')
  await nl.post(`/v1/referrals/${id}/erasure`, { ground: 'request' })
  await nl.post(`/v1/referrals/${id}/erasure/approval`, {}, undefined, 'dpo')
  const { body } = await nl.post(`/v1/referrals/${id}/holds`, {
    ground: 'legalObligation',
    until: '2099-12-31',
  })
  await tell()
  expect((await nl.get(`/v1/referrals/${id}/erasure`)).body).toMatchObject({ state: 'approved' })
  await nl.post(`/v1/referrals/${id}/holds/${body.holds[0].id}/end`, {})
  await tell()
  expect((await nl.get(`/v1/referrals/${id}/erasure`)).body).toMatchObject({ state: 'told' })
  const late = await nl.post(`/v1/referrals/${id}/holds`, { ground: 'legalClaims', until: '2099-12-31' })
  expect(late).toMatchObject({ status: 409, body: { code: 'NOT_IN_THIS_STATE' } })
})

test('R55 before anything is told, what was said has arrived, or a day is over', async () => {
  const id = await offered('RO')
  await nl.post(`/v1/referrals/${id}/erasure`, { ground: 'request' })
  await nl.post(`/v1/referrals/${id}/erasure/approval`, {}, undefined, 'dpo')
  const state = async () => (await nl.get(`/v1/referrals/${id}/erasure`)).body.state
  // Without a broker the offer stays in the outbox.
  const isReceipted = (referral: string) => isAllReceipted(nl.store, referral)
  await tell({ isReceipted })
  expect(await state()).toBe('approved')
  await tell({ isReceipted, inDays: 1.01 })
  expect(await state()).toBe('told')
})

/** One round as if so many days had gone by; what was told of it. */
async function after(days: number): Promise<readonly (readonly [string, string])[]> {
  const told: (readonly [string, string])[] = []
  const now = () => new Date(Date.now() + days * day)
  await retention({
    member: 'NL',
    now,
    directory: () => nl.directory,
    closed: (last) => closedReferrals(nl.store, { after: last, createdBefore: now(), limit: 2 }),
    load: nl.load,
    holdsOf: (referral) => holdsOf(nl.store, referral),
    propose: (asked) => askErasure(nl.store, { id: randomUUID(), ...asked }),
    submit: nl.submit,
    told: (referral, outcome) => told.push([referral, outcome]),
  })
  return told
}

function tell({
  isReceipted = async () => true,
  inDays = 0,
}: {
  isReceipted?: (referral: string) => Promise<boolean>
  inDays?: number
} = {}) {
  const now = () => new Date(Date.now() + inDays * day)
  return tellErased({
    member: 'NL',
    now,
    untold: () => untoldErasures(nl.store, { at: now().toISOString(), limit: 10 }),
    isAllReceipted: isReceipted,
    load: nl.load,
    submit: nl.submit,
    noteTold: (told) => noteTold(nl.store, told),
    alarm: () => {},
    reached: () => {},
  })
}

async function offered(peer: string): Promise<string> {
  const answer = await nl.post('/v1/referrals', nl.offer(peer))
  expect(answer.status).toBe(201)
  return answer.body.referral
}

async function cancelled(id: string): Promise<void> {
  const said = { verb: 'cancel', data: { reason: 'PersonWithdrew' } }
  expect((await nl.post(`/v1/referrals/${id}/commands`, said)).status).toBe(201)
}
