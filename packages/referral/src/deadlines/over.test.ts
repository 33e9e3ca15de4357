import { describe, expect, test } from 'vitest'
import { after, at, recorded, type Step, words } from '../example.test-data.ts'
import { fold } from '../fold.ts'
import { planned } from '../journey-steps.test-data.ts'
import { status } from '../status.ts'
import { agreementOnChildren, childOffer } from './child-offer.test-data.ts'
import { dueAfter, dueIn, find } from './waiting.test-data.ts'

const names = (...steps: readonly Step[]) => [...new Set(dueAfter(steps).map(({ name }) => name))].toSorted()
const missing: Step = ['reportIncident', { data: { ...words.reportIncident, code: 'missing' } }]
const child: Step = ['submit', { data: childOffer, agreement: agreementOnChildren }]

describe('when the referral is over, what is of the referral stops and what is owed to the person goes on', () => {
  test('R20 after a withdrawal the recipient must stop and answer about erasure', () => {
    expect(names(...planned, 'withdrawConsent')).toEqual(['answerErasure', 'arrival', 'stopSharing'])
  })
  test('R20 after a withdrawal of the referral too', () => {
    const taken: Step = ['withdrawConsent', { data: { ...words.withdrawConsent, concerns: ['referral'] } }]
    expect(names('submit', 'acknowledge', taken)).toEqual(['answerErasure', 'stopSharing'])
  })
  test('R45 a child who is missing is looked for, withdrawn or not', () => {
    expect(names(child, missing, 'withdrawConsent')).toEqual([
      'actOnIncident',
      'answerErasure',
      'childAuthority',
      'protectMissingChild',
      'seeMissingChild',
      'stopSharing',
    ])
  })
  test('R49 a cancellation stops the rest', () => {
    expect(names('submit', 'acknowledge', 'cancel')).toEqual([])
  })
  test('a closed case has no follow-up due, and has them again when it is reopened', () => {
    const arrived = [...planned, 'depart', 'confirmArrival'] as const
    expect(names(...arrived, 'close')).toEqual([])
    expect(names(...arrived, 'close', 'reopenCase')).toContain('followUp')
  })
  test('R38 what was done about a fact outside the rules is still asked for when the case is closed', () => {
    expect(names('submit', 'confirmArrival', 'close')).toEqual(['actOnIncident'])
  })
})

describe('R20 what was taken back', () => {
  const saidTo = (member: string, time: string, concern: string): Step => [
    'recordWish',
    { by: member, at: time, data: { ...words.recordWish, kind: 'withdrawal', concerns: [concern] } },
  ]

  test('is owed by each side for what the other side was told', () => {
    const due = dueAfter(['submit', 'withdrawConsent', saidTo('RO', at, 'return')])
    expect(due.filter(({ name }) => name === 'stopSharing').map(({ id, owedBy }) => [id, owedBy])).toEqual([
      ['stopSharing:receiver', 'receiver'],
      ['stopSharing:sender', 'sender'],
    ])
  })
  test('is not answered by whoever passed it on', () => {
    const due = dueAfter(['submit', saidTo('RO', at, 'sharing'), ['confirmErased', { by: 'RO' }]])
    expect(find(due, 'stopSharing:sender')).toMatchObject({ owedBy: 'sender', state: 'running' })
  })
  test('a second time gives no more time for the first', () => {
    const again = saidTo('NL', '2026-11-22T20:00:00.000Z', 'support')
    const due = dueAfter(['submit', saidTo('NL', at, 'return'), again])
    expect(find(due, 'stopSharing:receiver')?.due).toBe('2026-11-23T05:00:00.000Z')
  })
  test('after the first was answered has its own time', () => {
    const stopped: Step = ['confirmStopped', { at: '2026-11-22T06:00:00.000Z' }]
    const again = saidTo('NL', '2026-11-22T20:00:00.000Z', 'support')
    const due = dueAfter(['submit', saidTo('NL', at, 'return'), stopped, again])
    expect(find(due, 'stopSharing:receiver')?.due).toBe('2026-11-23T20:00:00.000Z')
  })
  test('is not answered by a confirmation that crossed it, whatever time that bears', () => {
    const common = after('submit', saidTo('NL', at, 'return'))
    const second = recorded(common, 'withdrawConsent')
    const crossing = recorded(common, 'confirmStopped', { at: '2026-11-22T23:00:00.000Z' })
    expect(find(dueIn([...common, second, crossing]), 'stopSharing:receiver')).toBeDefined()
  })
})

test.each([
  ['before it was asked does not', '2026-12-07T08:59:59.999Z', false],
  ['when it was asked does', '2026-12-07T09:00:00.000Z', true],
  ['after that does', '2026-12-07T11:00:00.000Z', true],
])('R35 an arrival that crosses its question on the way ends the waiting: one %s', (_title, when, ends) => {
  const common = after(...planned)
  const arrived = recorded(common, 'confirmArrival', { at: when })
  const changed = recorded(common, 'changeJourney', { at: '2026-12-07T09:00:00.000Z' })
  expect(find(dueIn([...common, changed, arrived]), 'arrival') === undefined).toBe(ends)
})

test('R35 who says that she is missed has seen her no more, whatever time an earlier word of its own bears', () => {
  const seen: Step = ['confirmArrival', { at: '2026-11-22T09:00:00.000Z' }]
  const missed: Step = ['reportMissedArrival', { at: '2026-11-22T08:00:00.000Z' }]
  expect(find(dueAfter(['submit', seen, missed]), 'welfareCheck')).toBeDefined()
})

describe('R12 an answer ends the waiting for what was asked, and for nothing else', () => {
  test('of two questions whether she is known', () => {
    const asks = (questionId: string): Step => ['askIfKnown', { data: { ...words.askIfKnown, questionId } }]
    const answer: Step = ['answerIfKnown', { data: { ...words.answerIfKnown, questionId: '1' } }]
    const due = dueAfter(['submit', asks('1'), asks('2'), answer])
    expect(due.filter(({ name }) => name === 'answerIfKnown').map(({ id }) => id)).toEqual([
      'answerIfKnown:2',
    ])
  })
  test('of two requests for information', () => {
    const asks = (requestId: string): Step => [
      'requestInformation',
      { data: { ...words.requestInformation, requestId } },
    ]
    const answer: Step = ['provideInformation', { data: { ...words.provideInformation, requestId: '1' } }]
    const due = dueAfter(['submit', 'acknowledge', asks('1'), asks('2'), answer])
    expect(due.filter(({ name }) => name === 'answerRequest').map(({ id }) => id)).toEqual([
      'answerRequest:2',
    ])
  })
  test('of a decision, by no word that the case is in hand', () => {
    const said = (answer: string): Step => ['attestAnswer', { data: { ...words.attestAnswer, answer } }]
    const isDue = (answer: string) => dueAfter(['submit', said(answer)]).some(({ name }) => name === 'decide')
    expect(['acknowledged', 'accepted', 'declined'].map(isDue)).toEqual([true, false, false])
  })
  test('of a missed arrival, by a word that she has come and no other', () => {
    const said = (answer: string): Step => ['attestAnswer', { data: { ...words.attestAnswer, answer } }]
    const isDue = (answer: string) =>
      dueAfter(['submit', 'reportMissedArrival', said(answer)]).some(({ name }) => name === 'welfareCheck')
    expect(['accepted', 'arrived'].map(isDue)).toEqual([true, false])
  })
  test('of a guardian whose guardianship has ended, by a guardian there and not here', () => {
    const story: readonly Step[] = [
      child,
      ['appointGuardian', { by: 'RO' }],
      ['endGuardianship', { by: 'RO' }],
      ['appointGuardian', { by: 'NL' }],
    ]
    expect(find(dueAfter(story), 'guardianAppointed:receiver')).toBeDefined()
  })
})

test('R35 the welfare check is met when somebody has seen the person, not by a telephone call to the police', () => {
  const acted = (action: string): Step => [
    'actOnIncident',
    { by: 'NL', data: { ...words.actOnIncident, action } },
  ]
  const open = (action: string) =>
    find(dueAfter(['submit', 'reportMissedArrival', acted(action)]), 'welfareCheck')
  expect(['informedPolice', 'noActionNeeded'].map((action) => open(action)?.state)).toEqual([
    'running',
    'running',
  ])
  expect(['welfareCheck', 'contactedPerson'].map(open)).toEqual([undefined, undefined])
})

test('R45 what one side does about an incident is no answer to itself', () => {
  const own: Step = ['actOnIncident', { by: 'NL' }]
  const due = dueAfter(['submit', 'reportIncident', own])
  expect(due.some(({ name }) => name === 'actOnIncident')).toBe(true)
})

test('R36 who took the case before the person came owes no proposal', () => {
  expect(names('submit', 'proposeHandover', 'takeHandover', 'confirmArrival')).not.toContain('handover')
})

test('R11 silence is never acceptance: a year without a word leaves the offer as it was, and overdue', () => {
  const history = after('submit')
  const year = '2027-11-19T05:00:00.000Z'
  const overdue = dueIn(history, { now: year }).filter(({ state }) => state === 'overdue')
  expect(overdue.map(({ id }) => id)).toEqual(['acknowledge', 'decide'])
  const noted = [
    ...history,
    recorded(history, 'noteOverdue', { data: { ...words.noteOverdue, deadline: 'decide' } }),
  ]
  const told = [history, noted].map((one) => {
    const referral = fold(one)
    return referral && status(referral)
  })
  expect(told).toEqual(['submitted', 'overdue'])
})
