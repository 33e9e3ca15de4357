import type { EventData, Urgency } from '@onward/contract'
import { describe, expect, test } from 'vitest'
import { after, agreement, offer, type Step, words } from '../example.test-data.ts'
import { agreementOnChildren, childOffer } from './child-offer.test-data.ts'
import { dueAfter, dueIn, find } from './waiting.test-data.ts'

const offered = (urgency: Urgency): Step => ['submit', { data: { ...offer, urgency } }]
const child: Step = ['submit', { data: childOffer, agreement: agreementOnChildren }]

describe('R12 the time there is goes by urgency', () => {
  const ends = (urgency: Urgency, under = agreement) =>
    ['acknowledge', 'decide'].map((id) => find(dueAfter([offered(urgency)], { agreement: under }), id)?.due)

  // Sunday 05:00; three working days begin with Monday.
  test.each([
    ['emergency', ['2026-11-22T09:00:00.000Z', '2026-11-23T05:00:00.000Z']],
    ['urgent', ['2026-11-23T05:00:00.000Z', '2026-11-25T05:00:00.000Z']],
    ['normal', ['2026-11-26T00:00:00.000Z', '2026-12-06T05:00:00.000Z']],
  ] as const)('%s', (urgency, expected) => {
    expect(ends(urgency)).toEqual(expected)
  })

  test('as the agreement says, where it says anything', () => {
    const hours = { emergency: 1, urgent: 2, normal: 3 }
    const all = { ...agreement, deadlines: { acknowledgeHours: hours, decideHours: hours } }
    expect(ends('urgent', all)).toEqual(['2026-11-22T07:00:00.000Z', '2026-11-22T07:00:00.000Z'])
    const one = { ...agreement, deadlines: { spans: { decide: { urgent: { workingDays: 1 } } } } }
    expect(ends('urgent', one)).toEqual(['2026-11-23T05:00:00.000Z', '2026-11-24T00:00:00.000Z'])
    expect(ends('emergency', one)).toEqual(ends('emergency'))
  })

  test('and a span by name goes before the hours, a span for the urgency before the span for all', () => {
    const hours = { emergency: 1, urgent: 2, normal: 3 }
    const spans = { decide: { all: { days: 1 }, urgent: { days: 2 } } }
    const both = { ...agreement, deadlines: { decideHours: hours, spans } }
    expect(ends('urgent', both)[1]).toBe('2026-11-24T05:00:00.000Z')
    expect(ends('normal', both)[1]).toBe('2026-11-23T05:00:00.000Z')
  })
})

test('R11 silence reminds at half of the time, escalates at three quarters, and is then overdue', () => {
  expect(find(dueAfter([offered('urgent')]), 'acknowledge')).toEqual({
    id: 'acknowledge',
    name: 'acknowledge',
    what: 'a named person acknowledges the referral',
    owedBy: 'receiver',
    since: '2026-11-22T05:00:00.000Z',
    due: '2026-11-23T05:00:00.000Z',
    stages: [
      { stage: 'reminder', at: '2026-11-22T17:00:00.000Z' },
      { stage: 'escalation', at: '2026-11-22T23:00:00.000Z' },
      { stage: 'overdue', at: '2026-11-23T05:00:00.000Z' },
    ],
    state: 'running',
  })
})

test('deadlines come soonest first, and those that stand still last', () => {
  const due = dueAfter(['submit', 'acknowledge', 'requestInformation'])
  expect(due.map(({ id, due: end }) => [id, end])).toEqual([
    [`answerRequest:${words.requestInformation.requestId}`, '2026-11-23T05:00:00.000Z'],
    ['review', '2026-11-26T00:00:00.000Z'],
    ['consentExpiry', '2027-11-20T10:00:00.000Z'],
    ['decide', undefined],
  ])
})

test('deadlines that end together come by their ids', () => {
  const sent = (id: string) =>
    ({ id, type: 'consent.withdrawn', by: 'sender', at: '2026-11-22T05:00:00.000Z' }) as const
  const due = dueIn([...after('inquire')], { unreceipted: [sent('2'), sent('1'), sent('3')] })
  expect(due.map(({ id }) => id)).toEqual(['receipt:1', 'receipt:2', 'receipt:3', 'answerInquiry'])
})

test('R12 what was never offered is as urgent as usual', () => {
  const spans = { answerInquiry: { normal: { hours: 5 } } }
  const due = dueAfter(['inquire'], { agreement: { ...agreement, deadlines: { spans } } })
  expect(find(due, 'answerInquiry')?.due).toBe('2026-11-22T10:00:00.000Z')
})

test('R17 the end of a permission is announced 30, 14 and 3 days ahead, as far as these are still to come', () => {
  const warned = (validUntil: string) => {
    const data = { ...offer, permission: { ...offer.permission, validUntil } }
    return find(dueAfter([['submit', { data }]]), 'consentExpiry')?.stages
  }
  expect(warned('2027-11-20T10:00:00.000Z')).toEqual([
    { stage: 'reminder', at: '2027-10-21T10:00:00.000Z' },
    { stage: 'reminder', at: '2027-11-06T10:00:00.000Z' },
    { stage: 'reminder', at: '2027-11-17T10:00:00.000Z' },
  ])
  // At the very instant at which it is said it is still to come.
  expect(warned('2026-12-22T05:00:00.000Z')).toEqual([
    { stage: 'reminder', at: '2026-11-22T05:00:00.000Z' },
    { stage: 'reminder', at: '2026-12-08T05:00:00.000Z' },
    { stage: 'reminder', at: '2026-12-19T05:00:00.000Z' },
  ])
  expect(warned('2026-12-02T10:00:00.000Z')).toEqual([{ stage: 'reminder', at: '2026-11-29T10:00:00.000Z' }])
})

test('R43 the day on which a child turns 18 is announced four months ahead, to the side that answers for the case', () => {
  const born: EventData['referral.submitted'] = { ...childOffer }
  const due = dueAfter([['submit', { data: born, agreement: agreementOnChildren }]])
  expect(find(due, 'majority')).toMatchObject({
    owedBy: 'sender',
    since: '2010-03-14T00:00:00.000Z',
    due: '2028-03-14T00:00:00.000Z',
    stages: [{ stage: 'reminder', at: '2027-11-14T00:00:00.000Z' }],
  })
  const taken = dueAfter([child, 'proposeHandover', 'takeHandover'])
  expect(taken.filter(({ name }) => name === 'majority').map(({ owedBy }) => owedBy)).toEqual(['receiver'])
})

test('R42 a guardian that was asked for is still to be appointed; one who is there is owed no more', () => {
  const amended = (status: 'requested' | 'appointed') => {
    const { child: section } = childOffer.sections
    const data = {
      dataScope: ['child'],
      sections: { child: { ...section, guardian: { status } } },
      reason: 'NewInformation',
    }
    return dueAfter([child, ['amend', { data, agreement: agreementOnChildren }]]).map(({ name }) => name)
  }
  expect(amended('requested')).not.toContain('guardianRequested')
  expect(amended('requested')).toContain('guardianAppointed')
  expect(amended('appointed')).not.toContain('guardianAppointed')
})

test('R42 whoever is held to be a child only after the offer lacks a guardian, and comes of age with no day known', () => {
  const held: Step = [
    'reclassifyAge',
    { data: { ...words.reclassifyAge, subjectKind: 'child', basis: 'document', final: true } },
  ]
  const due = dueAfter(['submit', held]).map(({ name }) => name)
  expect(due).toEqual(expect.arrayContaining(['guardianRequested', 'guardianAppointed']))
  expect(due).not.toContain('majority')
})

test('R43 an adult turns 18 no more, whatever day of birth was told', () => {
  const person = { ...offer.sections.person, prs_Birthdate: '1990-03-14' }
  const due = dueAfter([['submit', { data: { ...offer, sections: { ...offer.sections, person } } }]])
  expect(due.map(({ name }) => name)).not.toContain('majority')
})

test('R43 a child of whom nothing is told but the day on which it turns 18 turns 18 on that day', () => {
  const { child: section } = childOffer.sections
  const data = {
    ...childOffer,
    dataScope: ['child'],
    sections: { child: { ...section, comesOfAgeOn: '2028-03-14' } },
  }
  const due = dueAfter([['submit', { data, agreement: agreementOnChildren }]])
  expect(find(due, 'majority')).toMatchObject({ due: '2028-03-14T00:00:00.000Z' })
})

test.each([
  ['a child who is missing', child, 'missing', true],
  ['a child who is threatened', child, 'threat', false],
  ['an adult who is missing', 'submit', 'missing', false],
] as const)('R45 within an hour somebody looks for %s: %#', (_title, step, code, isLookedFor) => {
  const due = dueAfter([step, ['reportIncident', { data: { ...words.reportIncident, code } }]])
  const names = due.map(({ name }) => name)
  expect(
    ['seeMissingChild', 'protectMissingChild'].map((name) => names.some((each) => each === name)),
  ).toEqual([isLookedFor, isLookedFor])
})

describe('R37 follow-ups', () => {
  const points = (...steps: readonly Step[]) =>
    dueAfter(['submit', 'confirmArrival', ...steps]).flatMap(({ name, id }) =>
      name === 'followUp' ? [id.replace('followUp:', '')] : [],
    )
  const chosen = (...wanted: readonly string[]): Step => [
    'scheduleFollowUps',
    { data: { ...words.scheduleFollowUps, points: wanted } },
  ]

  test('come at arrival and 30, 90, 180 and 365 days after it, unless the person chose otherwise', () => {
    expect(points()).toEqual(['arrival', 'day30', 'day90', 'day180', 'day365'])
    expect(points(chosen('day90'))).toEqual(['day90'])
    expect(points(chosen())).toEqual([])
    expect(points(chosen(), chosen('day30', 'day365'))).toEqual(['day30', 'day365'])
  })
  test('come so too after the arrival of somebody of whom nothing was offered', () => {
    const due = dueAfter(['inquire', 'confirmArrival']).filter(({ name }) => name === 'followUp')
    expect(due.map(({ id }) => id)).toEqual([
      ...['followUp:arrival', 'followUp:day30', 'followUp:day90', 'followUp:day180', 'followUp:day365'],
    ])
  })
  test('are the ones chosen before the arrival too', () => {
    const due = dueAfter(['submit', chosen('day180'), 'confirmArrival'])
    expect(due.filter(({ name }) => name === 'followUp').map(({ id }) => id)).toEqual(['followUp:day180'])
  })
  test('that were reported do not come back because the person chose anew', () => {
    expect(points('reportFollowUp', chosen('day30', 'day90'))).toEqual(['day90'])
  })
})

test('R5 a message without a receipt is alarming after 15 minutes, whatever became of the referral', () => {
  const sent = { id: '01', type: 'consent.withdrawn', by: 'sender', at: '2026-11-22T05:00:00.000Z' } as const
  const due = dueIn(after('submit', 'withdrawConsent'), { unreceipted: [sent] })
  expect(find(due, 'receipt:01')).toEqual({
    id: 'receipt:01',
    name: 'receipt',
    what: "the other side's gateway gives its receipt",
    owedBy: 'receiver',
    since: '2026-11-22T05:00:00.000Z',
    due: '2026-11-22T05:15:00.000Z',
    stages: [{ stage: 'overdue', at: '2026-11-22T05:15:00.000Z' }],
    state: 'running',
  })
  const others = { ...agreement, deadlines: { spans: { receipt: { all: { hours: 1 } } } } }
  const later = dueIn(after('submit'), { unreceipted: [sent], agreement: others })
  expect(find(later, 'receipt:01')?.due).toBe('2026-11-22T06:00:00.000Z')
})

test('what is recorded late is overdue at once, and says so', () => {
  const late: Step = ['confirmArrival', { at: '2026-12-20T00:00:00.000Z' }]
  const due = find(dueAfter(['submit', late], { now: '2026-12-20T00:00:00.000Z' }), 'handover')
  expect(due).toMatchObject({
    due: '2026-12-11T10:40:00.000Z',
    stages: [{ stage: 'overdue', at: '2026-12-11T10:40:00.000Z' }],
    state: 'overdue',
  })
})
