import { expect, test } from 'vitest'
import { known } from '../http/served.test-data.ts'
import { seatingOf } from './seats.ts'

// The example case is offered by nl-focal-point to ro-focal-point.
const at = (member: string, organisation: string, role: 'focal-point' | 'gateway' | 'link' = 'focal-point') =>
  ({ member, organisation, role, staffId: 'desk-1' }) as const
const hosting = (hosted: string) => (organisation: string) => organisation === hosted

test('R52 where no guest is concerned everybody of the member may speak', () => {
  expect(seatingOf(known(), at('RO', 'ro-shelter'), hosting('md-shelter'))).toBe('open')
  expect(seatingOf(known(), at('RO', 'ro-focal-point', 'link'), hosting('md-shelter'))).toBe('open')
})

test('R52 a guest speaks on its own referral and learns of no other', () => {
  expect(seatingOf(known(), at('RO', 'ro-focal-point'), hosting('ro-focal-point'))).toBe('open')
  expect(seatingOf(known(), at('RO', 'md-shelter'), hosting('md-shelter'))).toBe('unknown')
})

test('R52 nobody speaks for a guest but the gateway, which notes what is due', () => {
  const isHosted = hosting('ro-focal-point')
  expect(seatingOf(known(), at('RO', 'ro-desk'), isHosted)).toBe('guest')
  expect(seatingOf(known(), at('RO', 'RO', 'gateway'), isHosted)).toBe('open')
  // The guest of one member is none of the other's.
  expect(seatingOf(known(), at('NL', 'nl-focal-point'), isHosted)).toBe('open')
})
