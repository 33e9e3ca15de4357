import { expect, test } from 'vitest'
import { after, at, permission, type Step, words } from './example.test-data.ts'
import { fold } from './fold.ts'
import type { History } from './history.ts'
import { planned } from './journey-steps.test-data.ts'
import { isVerb, moveOf, type Verb, verbs } from './moves.ts'
import { nextActions } from './next-actions.ts'
import type { Role } from './statement.ts'

function offered(history: History, member: string, role: Role, now = at): readonly Verb[] {
  const referral = fold(history)
  return referral ? nextActions(referral, { member, role, now }).map(({ verb }) => verb) : []
}

/** The actions of a referral up to its decision; the other chapters of the table have a test each below. */
const untilDecided: readonly Verb[] = [
  ...['amend', 'cancel', 'grantConsent', 'narrowConsent', 'withdrawConsent', 'expireConsent', 'recordWish'],
  ...['acknowledge', 'requestInformation', 'provideInformation', 'accept', 'acceptWithConditions'],
  ...['decline', 'redirect', 'reopen'],
].filter(isVerb)

const record = ['withdrawConsent', 'recordWish']

test('an action carries the type whose schema its data follows', () => {
  const referral = fold(after('submit'))
  const actions = referral ? nextActions(referral, { member: 'RO', role: 'focal-point', now: at }) : []
  expect(actions.find(({ verb }) => verb === 'acknowledge')).toEqual({
    verb: 'acknowledge',
    type: 'referral.acknowledged',
  })
  expect(actions.filter(({ verb, type }) => moveOf(verb).type !== type)).toEqual([])
})

test.each([
  [
    'a new offer, at its sender',
    after('submit'),
    'NL',
    'caseworker',
    ['amend', 'cancel', 'grantConsent', 'narrowConsent', ...record],
  ],
  ['a new offer, at the caseworker it was sent to', after('submit'), 'RO', 'caseworker', ['recordWish']],
  [
    'an acknowledged offer, at the focal point',
    after('submit', 'acknowledge'),
    'RO',
    'focal-point',
    [
      'recordWish',
      'acknowledge',
      'requestInformation',
      'accept',
      'acceptWithConditions',
      'decline',
      'redirect',
    ],
  ],
  [
    'an acknowledged offer, at the caseworker',
    after('submit', 'acknowledge'),
    'RO',
    'caseworker',
    ['recordWish', 'requestInformation'],
  ],
  [
    'a question, at the sender',
    after('submit', 'acknowledge', 'requestInformation'),
    'NL',
    'caseworker',
    ['amend', 'cancel', 'grantConsent', 'narrowConsent', ...record, 'provideInformation'],
  ],
  [
    'a declined offer, at the focal point',
    after('submit', 'acknowledge', 'decline'),
    'RO',
    'focal-point',
    ['recordWish', 'acknowledge', 'reopen'],
  ],
  [
    'withdrawn sharing, at the sender',
    after('submit', 'withdrawConsent'),
    'NL',
    'focal-point',
    ['cancel', ...record],
  ],
  [
    'withdrawn sharing, at the focal point',
    after('submit', 'acknowledge', 'withdrawConsent'),
    'RO',
    'focal-point',
    ['recordWish'],
  ],
  [
    'a cancelled offer, at the focal point',
    after('submit', 'acknowledge', 'cancel'),
    'RO',
    'focal-point',
    ['recordWish'],
  ],
  [
    'expired consent, at the sender',
    after('submit', 'expireConsent'),
    'NL',
    'caseworker',
    ['cancel', 'grantConsent', ...record],
  ],
  ['a new offer, at the machine', after('submit'), 'NL', 'gateway', ['expireConsent']],
  ['somebody else’s referral', after('submit'), 'IT', 'focal-point', []],
] as const)('%s', (_where, history, member, role, verbs) => {
  expect(offered(history, member, role).filter((verb) => untilDecided.includes(verb))).toEqual(verbs)
})

test('a permission past its end offers nothing that needs it', () => {
  const open = offered(after('submit'), 'NL', 'caseworker', permission.validUntil)
  expect(open.filter((verb) => untilDecided.includes(verb))).toEqual([
    'cancel',
    'grantConsent',
    'narrowConsent',
    ...record,
  ])
})

test('an answer is offered only to the side that was asked, and until the question is taken back', () => {
  const places = [
    after('submit', 'requestFamilyAssessment'),
    after('submit', 'requestFamilyAssessment', 'withdrawFamilyRequest'),
    after('submit'),
  ]
  const answering = (member: string) =>
    places.map((history) => offered(history, member, 'focal-point').includes('reportFamilyAssessment'))
  expect({ RO: answering('RO'), NL: answering('NL') }).toEqual({
    RO: [true, false, false],
    NL: [false, false, false],
  })
})

test('nothing is open to a member that is no party', () => {
  expect(offered(after('submit', 'acknowledge'), 'BG', 'focal-point')).toEqual([])
})

test('a service is cancelled while one of several can be', () => {
  const planning = (serviceId: string) =>
    ['planService', { data: { ...words.planService, serviceId } }] as const
  const completed = ['completeService', { data: { ...words.completeService, serviceId: '1' } }] as const
  const canCancel = (...steps: readonly Step[]) =>
    offered(after('submit', 'acknowledge', 'giveFeedback', 'accept', ...steps), 'RO', 'focal-point').includes(
      'cancelService',
    )
  expect([canCancel(), canCancel(planning('1')), canCancel(planning('1'), completed)]).toEqual([
    false,
    true,
    false,
  ])
  expect(canCancel(planning('1'), planning('2'), completed)).toBe(true)
})

test('a journey that is planned is changed, and not planned a second time', () => {
  const open = offered(after(...planned), 'NL', 'focal-point')
  expect(['planJourney', 'changeJourney'].map((verb) => open.some((each) => each === verb))).toEqual([
    false,
    true,
  ])
})

test('what begins a referral is never the next action on one', () => {
  const first = verbs.filter((verb) => moveOf(verb).opens === 'first')
  const open = [after('submit'), after('inquire'), after('publishServices')].flatMap((history) =>
    offered(history, 'NL', 'focal-point'),
  )
  expect(open.filter((verb) => first.includes(verb))).toEqual([])
})

test('facts can be recorded by whoever has the pen, in every state', () => {
  const facts = verbs.filter((verb) => moveOf(verb).about === 'fact')
  for (const history of [
    after('submit'),
    after('submit', 'cancel'),
    after('submit', 'close'),
    after('inquire'),
  ]) {
    const open = ['NL', 'RO'].flatMap((member) => offered(history, member, 'caseworker'))
    expect(facts.filter((verb) => !open.includes(verb))).toEqual([])
  }
})

test('the machine notes what is overdue, tells what was outside the rules or of an outage, and says nothing else about a case', () => {
  expect(offered(after('submit', 'acknowledge', 'accept'), 'NL', 'gateway')).toEqual([
    'expireConsent',
    'reportIncident',
    'noteOverdue',
    'announceOutage',
    'publishServices',
  ])
})
