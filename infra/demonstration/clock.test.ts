import { expect, test } from 'vitest'
import { calendarFrom, firstDay, mustBeKnown } from './clock.ts'

test('the story begins on a Friday late in November or early in December, and never today', () => {
  const begins = (now: string) => firstDay(new Date(now)).toISOString()
  expect(begins('2026-11-25T21:00:00.000Z')).toBe('2026-11-27T00:00:00.000Z')
  expect(begins('2026-11-27T00:00:00.000Z')).toBe('2027-12-03T00:00:00.000Z')
  expect(begins('2026-12-31T23:59:59.999Z')).toBe('2027-12-03T00:00:00.000Z')
  expect(begins('2029-04-18T08:00:00.000Z')).toBe('2029-11-30T00:00:00.000Z')
})

test('days are counted from the first one, over months and years', () => {
  const { day, at } = calendarFrom(new Date('2026-11-27T00:00:00.000Z'))
  expect([day(0), day(45), day(365)]).toEqual(['2026-11-27', '2027-01-11', '2027-11-27'])
  expect(at(45, '08:00')).toBe('2027-01-11T08:00:00.000Z')
})

test('a story that would go beyond the public holidays that are known is not begun', () => {
  const begun = (first: string) => () => mustBeKnown(calendarFrom(new Date(first)), 365)
  expect(begun('2031-11-28T00:00:00.000Z')).not.toThrow()
  expect(begun('2032-12-03T00:00:00.000Z')).toThrow(
    expect.objectContaining({ code: 'EXERCISE_OVER', message: expect.stringContaining('2033') }),
  )
})
