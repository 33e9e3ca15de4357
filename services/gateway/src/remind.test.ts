import { firstCase } from '@onward/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { example } from './http/served.test-data.ts'
import { Died, openDesk } from './remind.test-data.ts'

let desk: Awaited<ReturnType<typeof openDesk>>

/** A Monday; under the invented agreement the receiver has 72 hours to acknowledge and 336 to decide. */
const OFFERED = '2026-11-23T09:00:00.000Z'
const LATER = '2026-12-10T09:00:00.000Z'

const acknowledged = {
  responsible: { staffId: 'ro-fp-07', organisation: 'ro-focal-point', role: 'FocalPoint' },
  alternate: { staffId: 'ro-fp-11', organisation: 'ro-focal-point', role: 'FocalPoint' },
  reviewDate: '2026-12-31',
}
const accepted = { acceptedBy: acknowledged.responsible }

beforeAll(async () => {
  desk = await openDesk(OFFERED)
})

afterAll(async () => {
  await desk?.close()
})

test('R13 silence becomes a reminder at half of the time, an escalation at three quarters, and signed evidence at the end', async () => {
  desk.at(OFFERED)
  const referral = await desk.offer()
  const replica = desk.replica()

  desk.at('2026-11-24T20:59:59.999Z')
  await replica.run()
  expect(replica.fired).toEqual([])

  desk.at('2026-11-24T21:00:00.000Z')
  await replica.run()
  expect(replica.fired.map(({ deadline, stage, at }) => [deadline, stage, at])).toEqual([
    ['acknowledge', 'reminder', '2026-11-24T21:00:00.000Z'],
  ])

  desk.at('2026-11-25T15:00:00.000Z')
  await replica.run()
  expect(await desk.saidByGateway(referral)).toEqual([])

  desk.at('2026-11-26T09:00:00.500Z')
  await replica.run()
  expect((await desk.stagesOf(referral)).map(({ stage }) => stage)).toEqual([
    'reminder',
    'escalation',
    'overdue',
  ])
  expect(await desk.saidByGateway(referral)).toEqual([
    {
      type: 'deadline.overdue',
      data: {
        deadline: 'acknowledge',
        owedBy: 'receiver',
        since: OFFERED,
        due: '2026-11-26T09:00:00.000Z',
        at: '2026-11-26T09:00:00.500Z',
      },
    },
  ])
})

test('R11 silence never accepts: years later the offer is overdue, and a late answer still counts', async () => {
  desk.at(OFFERED)
  const referral = await desk.offer()
  const replica = desk.replica()
  desk.at('2029-01-01T09:00:00.000Z')
  await replica.run()
  expect(await desk.statusOf(referral)).toBe('overdue')

  await desk.hear(referral, 'referral.acknowledged', acknowledged)
  await desk.hear(referral, 'referral.accepted', accepted)
  await replica.run()
  expect(await desk.statusOf(referral)).toBe('accepted')
  const ours = await desk.list()
  expect(
    ours.filter((row) => row.referral === referral && ['acknowledge', 'decide'].includes(row.name)),
  ).toEqual([])
})

test('two replicas side by side fire each stage once, and say each thing once', async () => {
  desk.at(OFFERED)
  const referrals = await Promise.all(Array.from({ length: 8 }, () => desk.offer()))
  desk.at(LATER)
  const [one, other] = [desk.replica(), desk.replica()]
  await Promise.all([one.run(), other.run(), one.run(), other.run()])

  for (const referral of referrals) {
    expect((await desk.stagesOf(referral)).map(({ deadline, stage }) => `${deadline} ${stage}`)).toEqual([
      'acknowledge reminder',
      'acknowledge escalation',
      'acknowledge overdue',
      'decide reminder',
      'decide escalation',
      'decide overdue',
    ])
    const said = await desk.saidByGateway(referral)
    expect(said.map(({ type }) => type)).toEqual(['deadline.overdue', 'deadline.overdue'])
  }
  // Each stage is told of by the one that fired it, and by no other.
  expect(one.fired.length + other.fired.length).toBe(8 * 6)
  expect([...one.refused, ...other.refused]).toEqual([])
})

test.each(['remind.said', 'remind.fired'] as const)(
  'a gateway that dies at %s neither loses nor repeats anything',
  async (gap) => {
    desk.at(OFFERED)
    const referral = await desk.offer()
    desk.at(LATER)
    for (let deaths = 0; deaths < 10; deaths++) {
      const outcome = await desk
        .replica(gap)
        .run()
        .catch((error: unknown) => error)
      if (outcome === undefined) break
      expect(outcome).toBeInstanceOf(Died)
    }
    await desk.replica().run()
    expect(await desk.stagesOf(referral)).toHaveLength(6)
    expect(await desk.saidByGateway(referral)).toHaveLength(2)
    expect(await desk.due()).toEqual([])
  },
)

test('what is fired once stays fired: no commit afterwards fires it again', async () => {
  desk.at(OFFERED)
  const referral = await desk.offer()
  desk.at('2026-11-25T15:00:00.000Z')
  await desk.replica().run()
  await desk.hear(referral, 'referral.acknowledged', acknowledged)
  const again = desk.replica()
  await again.run()
  expect(again.fired).toEqual([])
  expect((await desk.stagesOf(referral)).map(({ stage }) => stage)).toEqual(['reminder', 'escalation'])
})

test('an escalation names the next recipient of the list, in its order, and nobody outside of it', async () => {
  desk.at(OFFERED)
  const recipients = [
    { member: 'RO', organisation: 'ro-focal-point' },
    { member: 'RO', organisation: 'ro-shelter' },
    { member: 'IT' },
  ]
  const { permission } = firstCase({ from: 'NL', to: 'RO' })
  const listed = await desk.offer({
    permission: { ...permission, scope: { ...permission.scope, recipients } },
  })
  const alone = await desk.offer()
  desk.at('2026-11-25T15:00:00.000Z')
  await desk.replica().run()
  const escalatedTo = async (referral: string) =>
    (await desk.stagesOf(referral))
      .filter(({ stage }) => stage === 'escalation')
      .map((row) => row.escalated_to)
  expect(await escalatedTo(listed)).toEqual(['RO/ro-shelter'])
  expect(await escalatedTo(alone)).toEqual([null])
})

test('R19 an escalation passes over whom the person has excluded since, and anybody behind a gateway that they run', async () => {
  desk.at(OFFERED)
  const recipients = ['ro-focal-point', 'ro-shelter', 'ro-counselling'].map((organisation) => ({
    member: 'RO',
    organisation,
  }))
  const { permission } = firstCase({ from: 'NL', to: 'RO' })
  const offer = () =>
    desk.offer({ permission: { ...permission, scope: { ...permission.scope, recipients } } })
  const [one, all, gateway] = [await offer(), await offer(), await offer()]
  await desk.exclude(one, { member: 'RO', organisation: 'ro-shelter' })
  await desk.exclude(all, { member: 'RO' })
  // In this directory the focal point runs the gateway.
  await desk.exclude(gateway, { member: 'RO', organisation: 'ro-focal-point' })
  desk.at('2026-11-25T15:00:00.000Z')
  await desk.replica().run()
  const escalatedTo = async (referral: string) =>
    (await desk.stagesOf(referral))
      .filter(({ stage }) => stage === 'escalation')
      .map((row) => row.escalated_to)
  expect(await escalatedTo(one)).toEqual(['RO/ro-counselling'])
  expect(await escalatedTo(all)).toEqual([null])
  expect(await escalatedTo(gateway)).toEqual([null])
})

test('where we owe the answer ourselves, it stays between us: no event says so', async () => {
  desk.at(OFFERED)
  const referral = await desk.offer()
  await desk.hear(referral, 'referral.acknowledged', acknowledged)
  const requestId = '0199a000-0000-4000-8000-0000000000b1'
  const request = example('valid/event/information-requested.json')
  await desk.hear(referral, 'information.requested', { ...request, requestId })
  expect(
    (await desk.list()).filter((row) => row.referral === referral && row.name !== 'consentExpiry'),
  ).toMatchObject([
    { name: 'answerRequest', owedBy: 'NL', state: 'running' },
    { name: 'review', owedBy: 'RO', state: 'running' },
    { name: 'decide', owedBy: 'RO', due: null, pausedSince: OFFERED, state: 'paused' },
  ])
  desk.at(LATER)
  await desk.replica().run()
  expect(
    (await desk.stagesOf(referral)).map(({ deadline, stage, escalated_to }) => [
      deadline,
      stage,
      escalated_to,
    ]),
  ).toEqual([
    [`answerRequest:${requestId}`, 'reminder', null],
    [`answerRequest:${requestId}`, 'escalation', 'NL/nl-focal-point'],
    [`answerRequest:${requestId}`, 'overdue', null],
  ])
  expect(await desk.saidByGateway(referral)).toEqual([])
})

test('R17 a consent that runs out is warned of three times, and said to have expired once', async () => {
  desk.at(OFFERED)
  const { permission } = firstCase({ from: 'NL', to: 'RO' })
  const validUntil = '2027-01-15T00:00:00.000Z'
  const referral = await desk.offer({ permission: { ...permission, validUntil } })
  await desk.hear(referral, 'referral.acknowledged', { ...acknowledged, reviewDate: '2030-01-01' })
  await desk.hear(referral, 'referral.accepted', accepted)
  desk.at('2027-01-14T09:00:00.000Z')
  await desk.replica().run()
  desk.at('2027-02-01T09:00:00.000Z')
  const [one, other] = [desk.replica(), desk.replica()]
  await Promise.all([one.run(), other.run()])
  const expired = (await desk.saidByGateway(referral)).filter(({ type }) => type === 'consent.expired')
  expect(expired).toEqual([
    { type: 'consent.expired', data: { permissionId: permission.permissionId, validUntil } },
  ])
  expect(await desk.statusOf(referral)).toBe('consentExpired')
  const stages = (await desk.stagesOf(referral)).filter(({ deadline }) => deadline === 'consentExpiry')
  expect(stages.map(({ stage, at }) => [stage, at.toISOString().slice(0, 10)])).toEqual([
    ['reminder', '2026-12-16'],
    ['reminder', '2027-01-01'],
    ['reminder', '2027-01-12'],
  ])
})

test('the list is in order: overdue first, then soonest, what stands still last; by person, organisation and member', async () => {
  desk.at(LATER)
  const all = await desk.list()
  expect(all.map(({ due }) => due ?? '~')).toEqual(all.map(({ due }) => due ?? '~').toSorted())
  expect([...new Set(all.map(({ state }) => state))]).toEqual(['overdue', 'running', 'paused'])

  const paged = []
  for (let after: Parameters<typeof desk.list>[0] = {}; ; ) {
    const page = await desk.list({ ...after, limit: 5 })
    const last = page.at(-1)
    if (!last) break
    paged.push(...page)
    after = { after: { due: last.due ?? 'infinity', referral: last.referral, id: last.id } }
  }
  expect(paged).toEqual(all)

  expect(await desk.list({ concern: 'NL/nl-focal-point' })).toEqual(all)
  expect(await desk.list({ concern: 'NL/nl-focal-point/caseworker-01' })).toEqual(all)
  expect(await desk.list({ concern: 'NL/nl-focal-point/somebody-else' })).toEqual([])
  expect(await desk.list({ party: 'RO' })).toEqual(all)
  expect(await desk.list({ party: 'IT' })).toEqual([])
  const [one] = all
  const ofOne = await desk.list({ referral: one?.referral })
  expect(ofOne).toEqual(all.filter(({ referral }) => referral === one?.referral))
  expect(await desk.list({ state: 'overdue' })).toEqual(all.filter(({ state }) => state === 'overdue'))
  expect(await desk.list({ state: 'paused' })).toEqual(all.filter(({ state }) => state === 'paused'))
})
