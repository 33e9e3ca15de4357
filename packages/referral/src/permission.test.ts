import type { ChildSection, Permission } from '@onward/contract'
import { describe, expect, test } from 'vitest'
import { offer, permission, type Step, words } from './example.test-data.ts'
import {
  emergencySections,
  hasGuardian,
  isDisputedForChild,
  isSpokenInEmergency,
  overrideIn,
  permissionIn,
  reviewedUntil,
} from './permission.ts'
import { told } from './read.test-data.ts'
import { offering } from './rules/child-return.test-data.ts'
import { override, spoken } from './rules/permission-rule-examples.test-data.ts'
import { statement } from './statement.ts'

test('R17 a permission comes with an offer, or is given anew; nothing else brings one', () => {
  const { permission: anew } = words.grantConsent
  const hostile = { ...words.decline, permission }
  expect(permissionIn(statement('referral.submitted', offer))).toBe(permission)
  expect(permissionIn(statement('consent.granted', words.grantConsent))).toBe(anew)
  expect(permissionIn(statement('referral.declined', hostile))).toBe(undefined)
})

test('R21 an override is told to the officer, and consent is not', () => {
  const brought = (given: Permission) => overrideIn(statement('consent.granted', { permission: given }))
  expect(brought(override)).toBe(override)
  expect(brought(permission)).toBe(undefined)
  expect(overrideIn(statement('referral.declined', words.decline))).toBe(undefined)
})

test('R21 in an emergency of an adult three sections may leave, of a child, or of whom it is not known, four', () => {
  const three = ['person', 'needs', 'risk']
  expect(emergencySections('adult')).toEqual(three)
  expect(emergencySections('child')).toEqual([...three, 'child'])
  expect(emergencySections(undefined)).toEqual([...three, 'child'])
})

const { reviewDate: _reviewDate, ...undated } = override
test.each<readonly [string, Permission, string | undefined]>([
  ['consent is not reviewed', permission, undefined],
  [
    'a duty until the end of the day that was set',
    { ...override, kind: 'legalDuty' },
    '2026-11-24T00:00:00.000Z',
  ],
  ['a duty of no day at once', { ...undated, kind: 'legalDuty' }, '2026-11-20T10:00:00.000Z'],
  ['an override for 72 hours', override, '2026-11-23T10:00:00.000Z'],
  [
    'an override until the end of the day that was set, if that comes first',
    { ...override, reviewDate: '2026-11-21' },
    '2026-11-22T00:00:00.000Z',
  ],
])('R21 %s', (_title, given, until) => {
  expect(reviewedUntil(given)).toBe(until)
})

const { emergency: _emergency, ...verbal } = spoken
const emergency: Step = ['submit', { data: { ...offer, urgency: 'emergency' } }]
test.each<readonly [string, Permission, Step, boolean]>([
  ['by word of mouth in an emergency', spoken, emergency, true],
  ['by word of mouth, for one that is over', spoken, 'submit', true],
  ['by word of mouth in one, though it does not say so', verbal, emergency, true],
  ['by word of mouth in none', verbal, 'submit', false],
  ['in writing in an emergency', { ...spoken, form: 'written' }, emergency, false],
  ['by law in an emergency', { ...spoken, kind: 'legalDuty' }, emergency, false],
])('R17 what is to be recorded in full later is given %s', (_title, given, step, isSpoken) => {
  expect(isSpokenInEmergency(given, told(step))).toBe(isSpoken)
})

describe('R42 of a child', () => {
  const alone = offering({ section: { guardian: { status: 'none' } } })
  /** As it reads when the section on the child says this of the guardian. */
  const filed = (guardian: ChildSection['guardian']) => {
    const referral = told(alone)
    const { child } = referral.sections
    if (!child) throw new Error('the child has a section')
    return { ...referral, sections: { ...referral.sections, child: { ...child, guardian } } }
  }
  test('a guardian with interests of its own does not speak', () => {
    expect(isDisputedForChild(filed({ status: 'appointed', conflictOfInterest: true }))).toBe(true)
    expect(isDisputedForChild(filed({ status: 'appointed', conflictOfInterest: false }))).toBe(false)
  })
  test('a guardian is known by the section on the child', () => {
    const statuses = ['none', 'requested', 'appointed'] as const
    expect(statuses.map((status) => hasGuardian(filed({ status })))).toEqual([false, false, true])
  })
  test.each<readonly [string, readonly Step[], boolean]>([
    ['this side has said so', [alone, ['appointGuardian', { by: 'NL' }]], true],
    ['the other side has said so', [alone, ['appointGuardian', { by: 'RO' }]], true],
    [
      'none is any more',
      [alone, ['appointGuardian', { by: 'RO' }], ['endGuardianship', { by: 'RO' }]],
      false,
    ],
  ])('there is a guardian where %s', (_title, steps, isThere) => {
    expect(hasGuardian(told(...steps))).toBe(isThere)
  })
})
