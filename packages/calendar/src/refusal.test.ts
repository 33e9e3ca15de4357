import { expect, test } from 'vitest'
import { calendarOf } from './calendar.ts'
import { CalendarError } from './error.ts'
import type { Span } from './span.ts'

const nl = calendarOf('NL')
const from = '2026-06-12T13:00:00.000Z'

/** The code of the refusal; undefined if nothing is refused. */
function codeOf(act: () => unknown): string | undefined {
  try {
    act()
    return undefined
  } catch (error) {
    if (error instanceof CalendarError) return error.code
    throw error
  }
}

test.each(['XX', '', 'nl', 'NLD', 'constructor', '__proto__', '../NL', 'NL\0', 'NL.json', '../../package'])(
  'there is no calendar for %j',
  (member) => {
    expect(codeOf(() => calendarOf(member))).toBe('CALENDAR_UNKNOWN_MEMBER')
  },
)

test('working time is refused in a year whose holidays are not known', () => {
  expect([
    codeOf(() => nl.isWorkingDay('2023-12-29')),
    codeOf(() => nl.isWorkingDay('2033-01-03')),
    // A weekend too: a year is known or it is not.
    codeOf(() => nl.isWorkingDay('2033-01-01')),
    codeOf(() => nl.add('2032-12-31T10:00:00.000Z', { workingDays: 1 })),
    codeOf(() => nl.add('2023-12-29T10:00:00.000Z', { workingHours: 1 })),
    codeOf(() => nl.add(from, { workingDays: Number.MAX_SAFE_INTEGER })),
    codeOf(() => nl.add(from, { workingHours: Number.MAX_SAFE_INTEGER })),
  ]).toEqual(Array.from({ length: 7 }, () => 'CALENDAR_OUT_OF_RANGE'))
})

test('hours, days and months need no holidays', () => {
  expect([
    nl.add('2032-12-31T10:00:00.000Z', { months: 60 }),
    nl.add('2019-06-01T10:00:00.000Z', { days: 1 }),
  ]).toEqual(['2037-12-31T10:00:00.000Z', '2019-06-02T10:00:00.000Z'])
})

test('no deadline leads beyond the years of RFC 3339', () => {
  const far = [100_000_000, Number.MAX_SAFE_INTEGER, -Number.MAX_SAFE_INTEGER]
  const refused = far.flatMap((count) => [{ hours: count }, { days: count }, { months: count }])
  expect(new Set(refused.map((span) => codeOf(() => nl.add(from, span))))).toEqual(
    new Set(['CALENDAR_OUT_OF_RANGE']),
  )
})

test.each([
  '2026-06-12T13:00:00Z',
  '2026-06-12T13:00:00.000+00:00',
  '2026-06-12 13:00:00.000Z',
  '2026-02-30T13:00:00.000Z',
  '2026-06-12T24:00:00.000Z',
  '2026-06-30T23:59:60.000Z',
  '2026-06-12',
  '',
  'now',
])('a time in another form is refused: %j', (text) => {
  expect(codeOf(() => nl.add(text, { hours: 1 }))).toBe('CALENDAR_TIME_INVALID')
})

test.each(['2026-02-30', '2026-6-1', '2026-06-12T00:00', '20260612', '', from])(
  'a day in another form is refused: %j',
  (text) => {
    expect(codeOf(() => nl.isWorkingDay(text))).toBe('CALENDAR_TIME_INVALID')
  },
)

test.each([
  {},
  { hours: 1, days: 1 },
  { weeks: 1 },
  { hours: 0.5 },
  { days: Number.NaN },
  { months: Number.POSITIVE_INFINITY },
  { days: '3' },
  { workingDays: -1 },
  { workingHours: -1 },
])('a span that is not one whole number is refused: %j', (span) => {
  // From outside, as JSON comes.
  expect(codeOf(() => nl.add(from, span as unknown as Span))).toBe('CALENDAR_SPAN_INVALID')
})
