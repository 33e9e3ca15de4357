/** Who is a child, and who is told of one, from the sides on which a rule could be taken for kept. */
import type { Agreement, PersonSection } from '@onward/contract'
import { expect, test } from 'vitest'
import { agreementOnChildren } from '../deadlines/child-offer.test-data.ts'
import {
  after,
  person as ageless,
  agreement,
  permission,
  responsible,
  type Step,
  verdictOn,
  words,
} from '../example.test-data.ts'
import { childOffered, offering } from './child-return.test-data.ts'

const protecting = { ...responsible, role: 'ChildProtectionFocalPoint' } as const

test.each([
  ['seventeen by assessment', 'child', { ageEstimate: 17, ageBasis: 'assessed' }, 'accepted'],
  ['eighteen by assessment', 'child', { ageEstimate: 18, ageBasis: 'assessed' }, 'age-fits-the-kind'],
  ['presumed to be seventeen', 'child', { ageEstimate: 17, ageBasis: 'presumed' }, 'age-fits-the-kind'],
  ['of no known age', 'child', {}, 'accepted'],
  ['eighteen by assessment', 'presumedChild', { ageEstimate: 18, ageBasis: 'assessed' }, 'accepted'],
  ['eighteen today', 'presumedChild', { prs_Birthdate: '2008-11-22' }, 'accepted'],
] as const)('R43: somebody %s offered as a %s', (_title, subjectKind, age, verdict) => {
  const offered = childOffered()
  const person: PersonSection = { ...ageless, ...age }
  const data = { ...offered, subjectKind, sections: { ...offered.sections, person } }
  expect(verdictOn([], 'submit', { data, agreement: agreementOnChildren })).toBe(verdict)
})

test.each([
  ['the sender', 'NL', 'age-fits-the-kind'],
  ['the receiver, which then is advice to the sender', 'RO', 'accepted'],
])('R43: of somebody offered as an adult an age of sixteen is told by %s', (_title, by, verdict) => {
  const person = { ...ageless, ageEstimate: 16, ageBasis: 'assessed' }
  const data = { ...words.correct, dataScope: ['person'], sections: { person } }
  expect(verdictOn(after('submit'), 'correct', { by, data })).toBe(verdict)
})

test.each([
  ['a child, by her word', { subjectKind: 'child', basis: 'declared', final: true }, 'accepted'],
  ['an adult for the time being, by her word', { basis: 'declared', final: false }, 'accepted'],
  ['an adult for good, by her word', { basis: 'declared', final: true }, 'adult-only-on-evidence'],
  ['an adult for good, by assessment', { basis: 'assessed', final: true }, 'accepted'],
])('R43: a child is held to be %s', (_title, change, verdict) => {
  const data = { ...words.reclassifyAge, ...change }
  expect(verdictOn(after(offering()), 'reclassifyAge', { data })).toBe(verdict)
})

test('R43: a child is taken in hand by child protection, whoever stands in too', () => {
  const data = { ...words.acknowledge, responsible: protecting }
  expect(verdictOn(after(offering()), 'acknowledge', { data })).toBe('child-decided-by-child-protection')
})

test.each([
  [['child'], 'accepted'],
  [['child', 'needs'], 'child-service-gets-what-was-approved'],
])(
  'R22: for a service of a child that shares person, risk and child, %j is approved',
  (sections, verdict) => {
    const data = { ...words.planService, approved: { by: protecting, sections } }
    expect(verdictOn(after(offering()), 'planService', { data })).toBe(verdict)
  },
)

test('R22: once nothing may be shared no section for a service of a child is approved', () => {
  const service = { ...words.planService, organisation: 'RO-ANITP' }
  const history = after(offering(), 'withdrawConsent')
  const approved = { by: protecting, sections: ['child'] }
  expect(verdictOn(history, 'planService', { data: service })).toBe('accepted')
  expect(verdictOn(history, 'planService', { data: { ...service, approved } })).toBe(
    'child-service-gets-what-was-approved',
  )
})

const until2030 = { ...agreementOnChildren, until: '2030-01-01T00:00:00.000Z' }
const lasting = { ...childOffered().permission, validUntil: '2029-11-20T10:00:00.000Z' }
const anew = { ...permission, permissionId: 'another', scope: lasting.scope, validUntil: lasting.validUntil }
const grown = '2028-03-14T08:00:00.000Z'
const held = (subjectKind: 'adult' | 'child'): Step => [
  'reclassifyAge',
  { data: { ...words.reclassifyAge, subjectKind, basis: 'document', final: true } },
]

test('R43: what a guardian agreed to while an adult was held to be a child does not outlast that', () => {
  const guarding: Step = ['appointGuardian', { by: 'NL' }]
  const byGuardian: Step = [
    'grantConsent',
    { data: { permission: { ...permission, permissionId: 'another', givenBy: 'guardian' } } },
  ]
  const history = after('submit', held('child'), guarding, byGuardian)
  expect(verdictOn(history, 'requestRecords')).toBe('accepted')
  expect(
    verdictOn([...after('submit', held('child'), guarding, byGuardian, held('adult'))], 'requestRecords'),
  ).toBe('asked-anew-at-eighteen')
})

test('R43: who was found to be an adult all along speaks for herself, whatever day of birth was told', () => {
  const history = after(offering(), held('adult'), [
    'grantConsent',
    { data: { permission: anew }, agreement: agreementOnChildren },
  ])
  expect(verdictOn(history, 'requestRecords')).toBe('accepted')
})

test('R43: a duty by law needs nobody to be asked anew, once it is recorded after her birthday', () => {
  const history = after(offering({ offer: { permission: lasting } }))
  const duty = {
    ...anew,
    kind: 'legalDuty',
    givenBy: 'none',
    author: 'desk-9',
    provision: 'Act 1',
    reviewDate: '2028-04-01',
    givenAt: grown,
  } as const
  const saying = { data: { permission: duty }, at: grown, agreement: until2030 }
  expect(verdictOn(history, 'grantConsent', saying)).toBe('accepted')
})

const duty = (from: string, to: string) => ({ from, to, provision: 'Point 6' })
const { childNotification: _duties, ...withoutDuties } = agreement
test.each<readonly [string, Agreement, string]>([
  [
    'this way among others',
    { ...agreement, childNotification: [duty('RO', 'NL'), duty('NL', 'RO')] },
    'accepted',
  ],
  ['to another', { ...agreement, childNotification: [duty('NL', 'BG')] }, 'notification-is-a-duty'],
  ['from another', { ...agreement, childNotification: [duty('BG', 'RO')] }, 'notification-is-a-duty'],
  ['nowhere', withoutDuties, 'notification-is-a-duty'],
])('R53: a child is notified where the agreement makes it a duty %s', (_title, agreed, verdict) => {
  expect(verdictOn([], 'notifyChild', { agreement: agreed })).toBe(verdict)
})

test('R43: when the guardian who was appointed is one no more, the authority approves a notification', () => {
  const guarded = offering({
    section: { guardian: { status: 'appointed' } },
    offer: { permission: { ...childOffered().permission, givenBy: 'self+guardian' } },
  })
  const history = after(guarded, ['appointGuardian', { by: 'NL' }], ['endGuardianship', { by: 'NL' }])
  const saying = { data: { ...words.notifyChild, approvedBy: 'authority' } }
  expect(verdictOn(history, 'notifyChild', saying)).toBe('accepted')
})

test('R16: a field of a notification that is empty tells nobody', () => {
  expect(verdictOn([], 'notifyChild', { data: { ...words.notifyChild, later: null } })).toBe('accepted')
})
