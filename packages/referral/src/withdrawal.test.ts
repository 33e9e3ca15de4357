import { describe, expect, test } from 'vitest'
import { withdrawn } from './consent.ts'
import { agreementOnChildren, childOffer } from './deadlines/child-offer.test-data.ts'
import { after, recorded, type Step, tryTo, words } from './example.test-data.ts'
import { planned, received } from './journey-steps.test-data.ts'
import type { Verb } from './moves.ts'
import { read } from './read.test-data.ts'
import { sent } from './rules/rule.ts'
import { statement } from './statement.ts'

const onTheWay = [...planned, 'depart'] as const
const withdrawing = (...concerns: readonly string[]): Step => [
  'withdrawConsent',
  { data: { ...words.withdrawConsent, concerns } },
]
const told = (by: string, ...concerns: readonly string[]): Step => [
  'recordWish',
  { by, data: { ...words.recordWish, kind: 'withdrawal', concerns } },
]

describe('R20, R31, R49 withdrawing one thing withdraws no other', () => {
  const tried = ['amend', 'giveFeedback', 'planJourney', 'planService'] as const
  const inHouse = { ...words.planService, organisation: words.submit.to.organisation }
  const open = (step: Step) => {
    const history = after(...received, step)
    return tried.filter(
      (verb) => tryTo(history, verb, verb === 'planService' ? { data: inHouse } : {}).accepted,
    )
  }
  test.each([
    // Nothing leaves, and nothing rests on it any more; the help that the receiver gives itself goes on.
    ['sharing', ['planService']],
    ['referral', ['planService']],
    ['return', ['amend', 'giveFeedback', 'planService']],
    ['support', ['amend', 'giveFeedback', 'planJourney']],
  ] as const)('%s, whichever side was told', (concern, goesOn) => {
    expect(open(withdrawing(concern))).toEqual(goesOn)
    expect(open(told('RO', concern))).toEqual(goesOn)
    expect(withdrawn(read(after('submit', told('NL', concern))))).toEqual([concern])
  })
})

describe('R20, R34 a withdrawal strands nobody: until the person has arrived the codes that keep them safe still flow', () => {
  const history = after(...onTheWay, withdrawing('sharing', 'referral', 'return', 'support'))
  const incident = (code: string) => ({ data: { ...words.reportIncident, code } })

  test.each<[string, Verb, string, object?]>([
    ['arrived', 'confirmArrival', 'RO'],
    ['missed', 'reportMissedArrival', 'RO'],
    ['delayed', 'reportIncident', 'NL', incident('delayed')],
    ['cancelled', 'reportNotDeparted', 'NL'],
    ['a medical emergency', 'reportIncident', 'RO', incident('medicalEmergency')],
    ['what was done about it', 'actOnIncident', 'NL'],
    ['whether the person left', 'queryDeparture', 'RO'],
  ])('%s', (_, verb, by, saying) => {
    const decision = tryTo(history, verb, { by, ...saying })
    expect(decision).toMatchObject({ accepted: true })
    // Codes only: no section leaves with any of them.
    expect(decision.accepted && sent(statement(decision.type, decision.data))).toBeUndefined()
  })
  test('and the arrival is still waited for', () => {
    const arrived = recorded(history, 'confirmArrival')
    expect(read([...history, arrived]).facets.reception.state).toBe('arrived')
  })
})

test('R31 who has left after saying no to the return has left, and it is marked', () => {
  const history = after(...planned, withdrawing('return'))
  expect(tryTo(history, 'depart')).toMatchObject({
    accepted: true,
    data: { outsideRules: ['return-not-withdrawn'] },
  })
})

test('R20 whoever had the content answers the end of a permission as it answers a withdrawal', () => {
  const ended = after('submit', 'expireConsent')
  const answers = ['confirmStopped', 'confirmErased', 'keepWithGround'] as const
  expect(answers.filter((verb) => !tryTo(ended, verb, { by: 'RO' }).accepted)).toEqual([])
  expect(tryTo(after('submit'), 'confirmStopped')).toMatchObject({ accepted: false })
})

test('R10, R20 what is kept is kept on a ground that is known, and an unknown one is none', () => {
  const taken = after('submit', 'withdrawConsent')
  const grounds = ['legalObligation', 'legalClaims', 'vitalInterests', 'surelyAllowed']
  const kept = (ground: string) =>
    tryTo(taken, 'keepWithGround', { by: 'RO', data: { ...words.keepWithGround, ground } }).accepted
  expect(grounds.filter(kept)).toEqual(['legalObligation', 'legalClaims', 'vitalInterests'])
})

test('R42 what child and guardian want stays in the record, side by side, while nothing leaves', () => {
  const views = { child: 'opposes', guardian: 'agrees' } as const
  const offer = { ...childOffer, permission: { ...childOffer.permission, givenBy: 'guardian' } }
  const history = after(
    ['submit', { data: offer, agreement: agreementOnChildren }],
    [
      'grantConsent',
      { data: { permission: { ...words.grantConsent.permission, givenBy: 'guardian', views } } },
    ],
  )
  expect(read(history).facets.consent.permission?.views).toEqual(views)
  expect(tryTo(history, 'amend')).toMatchObject({ rule: 'child-and-guardian-agree' })
  expect(tryTo(history, 'updateRisk').accepted).toBe(true)
})
