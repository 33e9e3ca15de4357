// Deadlines on the clocks and holidays of the two members: those of whoever must act.
import { calendarOf } from '@onward/calendar'
import { type AddTime, deadlines, fold } from '@onward/referral'
import { expect, test } from 'vitest'
import { after, agreement, offer, type Step, words } from '../../packages/referral/src/example.test-data.ts'

const calendars = new Map(['NL', 'RO'].map((member) => [member, calendarOf(member)]))
const add: AddTime = (member, from, span) => {
  const calendar = calendars.get(member)
  if (!calendar) throw new Error(`no calendar for ${member}`)
  return calendar.add(from, span)
}

const always = { ...agreement, from: '2025-01-01T00:00:00.000Z' }
const dueOf = (id: string, steps: readonly Step[], under = always) => {
  const referral = fold(after(...steps))
  const due = referral && deadlines(referral, { now: '2026-11-22T05:00:00.000Z', agreement: under, add })
  return due?.find((deadline) => deadline.id === id)?.due
}
const offeredAt = (at: string): Step => [
  'submit',
  {
    at,
    agreement: always,
    data: {
      ...offer,
      urgency: 'normal',
      permission: { ...offer.permission, givenAt: '2025-01-01T00:00:00.000Z' },
    },
  },
]
const day = (offset: string) => (date: string, time: string) =>
  new Date(`${date}T${time}:00${offset}`).toISOString()
const inRomania = day('+02:00')
const inRomanianSummer = day('+03:00')
const inTheNetherlands = day('+01:00')

test('R12 three working days from a Thursday afternoon end on Tuesday afternoon, on the clock of the receiver', () => {
  expect(dueOf('acknowledge', [offeredAt(inRomania('2026-11-19', '16:30'))])).toBe(
    inRomania('2026-11-24', '16:30'),
  )
})

test('R12 what comes on a Saturday begins on Monday where the receiver is, which is before it is Monday at the sender', () => {
  expect(dueOf('acknowledge', [offeredAt(inRomania('2026-11-21', '10:00'))])).toBe(
    inRomania('2026-11-26', '00:00'),
  )
})

test('R12 a holiday of the receiver does not count; one of the sender alone does', () => {
  // 1 December is the national day of Romania, and 30 November is Saint Andrew's.
  expect(dueOf('acknowledge', [offeredAt(inRomania('2026-11-26', '10:00'))])).toBe(
    inRomania('2026-12-03', '10:00'),
  )
  // 27 April is King's Day in the Netherlands, and a working day in Romania.
  expect(dueOf('acknowledge', [offeredAt(inRomanianSummer('2026-04-24', '10:00'))])).toBe(
    inRomanianSummer('2026-04-29', '10:00'),
  )
})

test('R12 what the sender owes goes by the calendar of the sender', () => {
  const arrived: Step = [
    'confirmArrival',
    { data: { ...words.confirmArrival, arrivedAt: inTheNetherlands('2026-11-26', '10:00') } },
  ]
  expect(dueOf('handover', ['submit', arrived])).toBe(inTheNetherlands('2026-12-01', '10:00'))
})

test('R36 each side takes a handover, and settles a dispute, within its own working days', () => {
  const proposal = { ...words.proposeHandover }
  const dispute: Step = ['disputeResponsibility', { by: 'RO', data: words.disputeResponsibility }]
  expect(dueOf(`settleDispute:${words.disputeResponsibility.disputeId}`, ['submit', dispute])).toBe(
    inTheNetherlands('2026-11-25', '00:00'),
  )
  expect(dueOf(`takeHandover:${proposal.proposalId}`, ['submit', 'proposeHandover'])).toBe(
    inRomania('2026-11-26', '00:00'),
  )
})

test('R12 fourteen days over the change of the clocks end at the same time of day, and 24 hours after 24 hours', () => {
  const before = inRomanianSummer('2026-10-20', '12:00')
  expect(dueOf('decide', [offeredAt(before)])).toBe(inRomania('2026-11-03', '12:00'))
  const urgent: Step = [
    'submit',
    {
      at: inRomanianSummer('2026-10-24', '12:00'),
      agreement: always,
      data: { ...offer, permission: { ...offer.permission, givenAt: '2025-01-01T00:00:00.000Z' } },
    },
  ]
  expect(dueOf('acknowledge', [urgent])).toBe(inRomania('2026-10-25', '11:00'))
})

test('R12 an agreement may count in working hours', () => {
  const hours = { ...always, deadlines: { spans: { acknowledge: { all: { workingHours: 7 } } } } }
  expect(dueOf('acknowledge', [offeredAt(inRomania('2026-11-20', '15:00'))], hours)).toBe(
    inRomania('2026-11-23', '14:00'),
  )
})

test('R20 a month to answer about erasure ends on the last day of a shorter month', () => {
  const withdrawn: Step = ['withdrawConsent', { at: inRomania('2027-01-31', '10:00') }]
  expect(dueOf('answerErasure:receiver', ['submit', withdrawn])).toBe(inRomania('2027-02-28', '10:00'))
})
