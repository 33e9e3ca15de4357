// An offer goes to a body that is known to have room (practice §7): whoever it was that said so.
import { randomUUID } from 'node:crypto'
import { known } from '@onward/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type RecordedMember, recordedMember } from '../../recorded-member.test-data.ts'
import { example } from '../served.test-data.ts'

let nl: RecordedMember
const { protectionCheck } = known
const told = { capacity: known.capacity }

beforeAll(async () => {
  nl = await recordedMember()
})

afterAll(() => nl.stop())

/** An offer of which nothing is known here but this. */
const offer = (local: object, changes: object = {}) => ({
  ...nl.offer('RO'),
  local: { protectionCheck, ...local },
  ...changes,
})

test('R3 an offer to a body of which nobody has confirmed that it has room is refused, with the law and the way out', async () => {
  const { status, body } = await nl.post('/v1/referrals', offer({}))
  expect([status, body]).toEqual([
    409,
    expect.objectContaining({
      code: 'RULE',
      rule: 'capacity-before-offer',
      requirements: ['R3', 'R16'],
      law: [expect.stringContaining('§7'), expect.stringContaining('Blueprint')],
      remedy: expect.stringContaining('inquiry'),
    }),
  ])
})

test('R3 what the recipient has said by telephone is kept with the case, and counts for it again', async () => {
  const first = await nl.post('/v1/referrals', offer(told))
  expect(first.status).toBe(201)
  const { body } = await nl.get(`/v1/referrals/${first.body.referral}`)
  const again = offer({}, { transfersResponsibility: false })
  expect((await nl.post(`/v1/referrals?case=${body.case}`, again)).status).toBe(201)
  const kept = (await nl.get(`/v1/cases/${body.case}/local`)).body.records
  expect(kept).toContainEqual(
    expect.objectContaining({
      kind: 'capacity',
      member: 'RO',
      organisation: 'ro-focal-point',
      channel: 'telephone',
    }),
  )
  expect(JSON.stringify(await nl.sent())).not.toContain('telephone')
})

test('R3 what was confirmed eight days ago, or by another body, confirms nothing', async () => {
  const confirmedAt = new Date(Date.now() - 8 * 86_400_000).toISOString()
  const old = await nl.post('/v1/referrals', offer({ capacity: { channel: 'email', confirmedAt } }))
  expect(old.body.rule).toBe('capacity-before-offer')
  const first = await nl.post('/v1/referrals', offer(told))
  const { body } = await nl.get(`/v1/referrals/${first.body.referral}`)
  const other = { ...nl.offer('BG', { transfersResponsibility: false }), local: { protectionCheck } }
  expect((await nl.post(`/v1/referrals?case=${body.case}`, other)).body.rule).toBe('capacity-before-offer')
})

test('R12 an emergency goes at once', async () => {
  const urgent = { urgency: 'emergency', urgencyReason: 'NoSafePlaceTonight' }
  expect((await nl.post('/v1/referrals', offer({}, urgent))).status).toBe(201)
})

test('R36 a permission of a referral that was closed does not revive with a new one', async () => {
  const first = offer(told)
  const { referral } = (await nl.post('/v1/referrals', first)).body
  const about = ['decision', 'reason', 'recipients', 'contactsAtArrival', 'howToComplain', 'howToStop']
  const said = [
    { verb: 'recordTold', data: { ...example('valid/event/person-informed.json'), about } },
    {
      verb: 'close',
      data: { outcome: 'PersonWithdrew', closedOn: new Date().toISOString().slice(0, 10) },
    },
  ]
  for (const command of said)
    expect((await nl.post(`/v1/referrals/${referral}/commands`, command)).status).toBe(201)
  const anew = { ...nl.offer('RO'), previousReferral: referral }
  const revived = await nl.post('/v1/referrals', { ...anew, permission: first.permission })
  expect([revived.status, revived.body.rule]).toEqual([409, 'former-permission-stays-ended'])
  expect((await nl.post('/v1/referrals', anew)).status).toBe(201)
})

test('R36 two cases that both move responsibility are not made one until one of them is ended', async () => {
  const [one, other] = [
    await nl.post('/v1/referrals', offer(told)),
    await nl.post('/v1/referrals', offer(told)),
  ]
  const join = { sameAs: one.body.referral, decision: 'samePerson' }
  const path = `/v1/referrals/${other.body.referral}`
  const refused = await nl.post(`${path}/match`, join, randomUUID())
  expect([refused.status, refused.body.rule, refused.body.law]).toEqual([
    409,
    'one-responsible-per-case',
    [expect.stringContaining('§6')],
  ])
  await nl.post(`${path}/commands`, { verb: 'cancel', data: { reason: 'NoLongerNeeded' } })
  expect((await nl.post(`${path}/match`, join, randomUUID())).status).toBe(201)
})
