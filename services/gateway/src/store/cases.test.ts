import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type RecordedMember, recordedMember } from '../recorded-member.test-data.ts'

let nl: RecordedMember

beforeAll(async () => {
  nl = await recordedMember()
})

afterAll(() => nl.stop())

async function begin(peer: string, transfersResponsibility: boolean, query = ''): Promise<string> {
  const reply = await nl.post(`/v1/referrals${query}`, nl.offer(peer, { transfersResponsibility }))
  expect([reply.status, reply.body]).toEqual([201, expect.anything()])
  return reply.body.referral
}

const caseOf = async (referral: string): Promise<string> =>
  (await nl.get(`/v1/referrals/${referral}`)).body.case

test('R38 a referral begins a case of its own, and another is put into it by name or by what came before', async () => {
  const first = await begin('RO', true)
  const id = await caseOf(first)
  const second = await begin('BG', false, `?case=${id}`)
  const reply = await nl.post(
    '/v1/referrals',
    nl.offer('BG', { transfersResponsibility: false, previousReferral: first }),
  )
  const alone = await begin('RO', true)
  expect(await caseOf(alone)).not.toBe(id)

  const { body } = await nl.get(`/v1/cases/${id}`)
  const listed = body.referrals.map(
    ({ id, direction, peer, status, open, transfers }: Record<string, unknown>) => ({
      ...{ id, direction, peer, status, open, transfers },
    }),
  )
  const sent = { direction: 'sent', status: 'submitted', open: true }
  expect(listed).toEqual([
    { ...sent, id: first, peer: 'RO', transfers: true },
    { ...sent, id: second, peer: 'BG', transfers: false },
    { ...sent, id: reply.body.referral, peer: 'BG', transfers: false },
  ])
  expect([body.responsible, body.carriedBy]).toEqual([
    { member: 'NL', organisation: 'nl-focal-point' },
    [first],
  ])
})

test('R14 the id of a case is in nothing that is sent', async () => {
  const id = await caseOf(await begin('RO', true))
  await begin('BG', false, `?case=${id}`)
  expect(JSON.stringify(await nl.sent())).not.toContain(id)
})

test('R36 one open referral of a case moves responsibility, and a second one that would is refused', async () => {
  const first = await begin('RO', true)
  const id = await caseOf(first)
  const offer = nl.offer('BG', { transfersResponsibility: true })
  const refused = await nl.post(`/v1/referrals?case=${id}`, offer)
  expect([refused.status, refused.body.code, refused.body.rule, refused.body.errors[0].pointer]).toEqual([
    409,
    'RULE',
    'one-responsible-per-case',
    '/transfersResponsibility',
  ])
  const cancel = { verb: 'cancel', data: { reason: 'NoLongerNeeded' } }
  const cancelled = await nl.post(`/v1/referrals/${first}/commands`, cancel)
  expect([cancelled.status, cancelled.body.type]).toEqual([201, 'referral.cancelled'])
  // Nothing of the refused one was kept: the same offer under the same reference is taken now.
  expect((await nl.post(`/v1/referrals?case=${id}`, offer)).status).toBe(201)
})

test('R36 of many offers at once that would move responsibility for one case, exactly one is taken', async () => {
  const id = await caseOf(await begin('BG', false))
  const offers = Array.from({ length: 8 }, (_, at) =>
    nl.post(
      `/v1/referrals?case=${id}`,
      nl.offer(at % 2 === 0 ? 'RO' : 'BG', { transfersResponsibility: true }),
    ),
  )
  const codes = (await Promise.all(offers)).map(({ status, body }) => body.rule ?? status)
  expect(codes.toSorted()).toEqual([201, ...Array.from({ length: 7 }, () => 'one-responsible-per-case')])
  expect((await nl.get(`/v1/cases/${id}`)).body.carriedBy).toHaveLength(1)
})

test('a case that is not here is not found, and nothing is begun in it', async () => {
  const before = (await nl.get('/v1/referrals?limit=100')).body.referrals.length
  const reply = await nl.post(`/v1/referrals?case=${randomUUID()}`, nl.offer('RO'))
  expect([reply.status, reply.body.code]).toEqual([404, 'CASE_NOT_FOUND'])
  expect((await nl.get('/v1/referrals?limit=100')).body.referrals).toHaveLength(before)
  expect((await nl.get(`/v1/cases/${randomUUID()}`)).body.code).toBe('CASE_NOT_FOUND')
})

test('the list is narrowed by purpose, and by what a referral was begun with', async () => {
  const { needs } = nl.offer('RO').sections
  const asked = {
    ...{
      caseRef: 'NL-I-7F3K9Q',
      purpose: 'Inquiry',
      subjectKind: 'adult',
      ageBand: '20-29',
      urgency: 'normal',
    },
    ...{ from: nl.offer('RO').from, to: nl.offer('RO').to, wanted: { country: 'RO' } },
    needs: needs?.needs.map(({ needCode }) => needCode),
  }
  const reply = await nl.post('/v1/inquiries', asked)
  expect(reply.body.type).toBe('inquiry.asked')
  const found = async (query: string) =>
    (await nl.get(`/v1/referrals?limit=100&${query}`)).body.referrals.map(({ id }: { id: string }) => id)
  expect(await found('kind=inquiry')).toEqual([reply.body.referral])
  expect(await found('purpose=Inquiry')).toEqual([reply.body.referral])
  expect(await found('kind=alert')).toEqual([])
  expect(await found('kind=referral')).not.toContain(reply.body.referral)
  expect((await found('kind=referral&purpose=SafeReturn')).length).toBeGreaterThan(0)
})
