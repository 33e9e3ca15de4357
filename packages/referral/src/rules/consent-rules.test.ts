/** How a permission comes about, how far it reaches and when it ends, from the sides beside the examples. */
import type { Permission } from '@onward/contract'
import { describe, expect, test } from 'vitest'
import { agreementOnChildren, childOffer } from '../deadlines/child-offer.test-data.ts'
import {
  after,
  agreement,
  offer,
  permission,
  type Step,
  scope,
  verdictOn,
  words,
} from '../example.test-data.ts'
import { override, spoken } from './permission-rule-examples.test-data.ts'

const { informed } = permission
const offered = (change: Partial<Permission>, more: Partial<typeof offer> = {}) => ({
  data: { ...offer, ...more, permission: { ...permission, ...more.permission, ...change } },
  agreement: agreementOnChildren,
})
const without = (missing: 'author' | 'provision' | 'reviewDate') => {
  const { [missing]: _missing, ...rest } = override
  return { data: { ...offer, permission: rest } }
}
const nobody: Partial<Permission> = { ...override, kind: 'courtOrder', reviewDate: '2026-12-01' }
const { incapacity: _incapacity, ...ordered } = nobody
const ofChild = {
  subjectKind: 'child',
  to: childOffer.to,
  dataScope: childOffer.dataScope,
  sections: childOffer.sections,
  permission: childOffer.permission,
} as const
const ofGuarded = {
  ...ofChild,
  sections: {
    ...childOffer.sections,
    child: {
      guardian: { status: 'appointed' },
      bestInterests: { type: 'BIA', result: 'pending' },
      familyInvolvement: 'unknown',
    },
  },
} as const

test.each([
  ['told what for, how it is used and how to stop it', {}, 'accepted'],
  ['not told what for', { informed: { ...informed, purpose: false } }, 'consent-is-informed'],
  ['not told how it is used', { informed: { ...informed, use: false } }, 'consent-is-informed'],
  ['not asked', { givenBy: 'none' }, 'consent-is-informed'],
] as const)('R18: consent of somebody %s', (_title, change, verdict) => {
  expect(verdictOn([], 'submit', offered(change))).toBe(verdict)
})

test.each(['author', 'provision', 'reviewDate'] as const)(
  'R21: nobody is overruled without %s',
  (missing) => {
    expect(verdictOn([], 'submit', without(missing))).toBe('override-has-a-ground')
  },
)

describe('R18, R42: a permission', () => {
  test.each([
    ['of an adult, by who represents her', offered({ givenBy: 'legalRepresentativeAdult' }), 'accepted'],
    ['of an adult, by herself', offered({ givenBy: 'self' }), 'accepted'],
    ['of an adult, by assent', offered({ givenBy: 'assent' }), 'given-by-who-may-give-it'],
    ['of a child, by her guardian', offered({ givenBy: 'guardian' }, ofChild), 'accepted'],
    ['of a child, by her and her guardian', offered({ givenBy: 'self+guardian' }, ofChild), 'accepted'],
    ['of an adult, by her and a guardian', offered({ givenBy: 'self+guardian' }), 'given-by-who-may-give-it'],
    ['that a court has ordered, by nobody', offered(ordered), 'accepted'],
    [
      'that a court has ordered, by the assent of a child who has a guardian',
      offered({ ...ordered, givenBy: 'assent', scope: childOffer.permission.scope }, ofGuarded),
      'accepted',
    ],
    [
      'by word of mouth in an emergency, by nobody',
      offered({ ...override, ...spoken, givenBy: 'none' }, { urgency: 'emergency' }),
      'given-by-who-may-give-it',
    ],
    [
      'that protects life, by nobody of whom it is known that she cannot be asked',
      { data: { ...offer, permission: { ...override, incapacity: undefined } } },
      'nobody-only-for-who-cannot-decide',
    ],
  ])('%s', (_title, saying, verdict) => {
    expect(verdictOn([], 'submit', saying)).toBe(verdict)
  })
})

test.each([
  ['the last instant of the day of review', '2026-11-22', '2026-11-22T23:59:59.999Z', 'accepted'],
  ['the first after it', '2026-11-22', '2026-11-23T00:00:00.000Z', 'sharing-without-consent-is-reviewed'],
])('R21: what the law orders is sent until %s', (_title, reviewDate, at, verdict) => {
  const saying = offered({ ...ordered, kind: 'legalDuty', reviewDate })
  expect(verdictOn([], 'submit', { ...saying, at })).toBe(verdict)
})

test('R21: an override that is recorded anew sends nothing, and shares no more than before', () => {
  const data = { permission: { ...override, permissionId: 'another' } }
  expect(verdictOn(after('submit'), 'grantConsent', { data })).toBe('accepted')
})

test('R21: an override that was decided at midnight is reviewed on the third day, which then has just begun', () => {
  const givenAt = '2026-11-20T00:00:00.000Z'
  const decided = (reviewDate: string) => ({
    data: { ...offer, permission: { ...override, givenAt, reviewDate } },
  })
  expect(verdictOn([], 'submit', decided('2026-11-23'))).toBe('accepted')
  expect(verdictOn([], 'submit', decided('2026-11-24'))).toBe('sharing-without-consent-is-reviewed')
})

describe('R17: 72 hours after consent by word of mouth', () => {
  const emergency: Step = ['submit', offered(spoken, { urgency: 'emergency' })]
  const at = '2026-11-23T10:00:00.000Z'
  const { person, needs, risk } = offer.sections
  const amending = (sections: object) => ({
    at,
    data: { dataScope: Object.keys(sections), sections, reason: 'NewInformation' },
  })
  test.each([
    ['needs', { needs }, 'accepted'],
    ['needs and risk', { needs, risk }, 'accepted'],
    ['risk, and who she is', { risk, person }, 'recorded-in-full-after-72-hours'],
  ])('it still lets go %s', (_title, sections, verdict) => {
    expect(verdictOn(after(emergency), 'amend', amending(sections))).toBe(verdict)
  })
  test('nobody asks her family, for what is asked carries no section', () => {
    expect(verdictOn(after(emergency), 'requestFamilyAssessment', { at })).toBe(
      'recorded-in-full-after-72-hours',
    )
  })
  test('the other side still answers for the records that it has', () => {
    expect(verdictOn(after(emergency, 'requestRecords'), 'provideRecords', { at })).toBe('accepted')
  })
})

test('R17: a permission given in knowledge of what she took back with the receiver counts instead of it', () => {
  const only = { ...scope, recipients: [{ member: 'RO', organisation: 'ro-shelter-1' }] }
  const narrowed: Step = [
    'recordWish',
    { by: 'RO', data: { ...words.recordWish, kind: 'narrowing', scope: only } },
  ]
  expect(verdictOn(after('submit', narrowed), 'amend')).toBe('permission-names-recipient')
  expect(verdictOn(after('submit', narrowed), 'grantConsent')).toBe('accepted')
})

test('R22: one section that she agreed to does not carry another along', () => {
  const sections = { needs: offer.sections.needs, victimContext: { vic_TypeOfExploitation: ['Labour'] } }
  const data = { dataScope: ['needs', 'victimContext'], sections, reason: 'NewInformation' }
  expect(verdictOn(after('submit'), 'amend', { data })).toBe('permission-covers-sections')
})

test('R53: one section that was agreed between the members does not carry another along', () => {
  const agreed = { ...agreement, sections: ['needs', 'risk'] as const }
  expect(verdictOn([], 'submit', { agreement: { ...agreed, sections: [...agreed.sections] } })).toBe(
    'sections-agreed',
  )
})

test('R17: the end that is noted is the one of the permission', () => {
  const data = { ...words.expireConsent, validUntil: '2027-11-19T10:00:00.000Z' }
  expect(verdictOn(after('submit'), 'expireConsent', { data })).toBe('expiry-is-due')
})

test('R20: a permission that is narrowed to what it holds already is as wide as before', () => {
  const data = { permissionId: permission.permissionId, scope }
  expect(verdictOn(after('submit'), 'narrowConsent', { data })).toBe('accepted')
})
