import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { expect, test } from 'vitest'
import { addSpan } from './add-span.ts'
import { type Calendar, calendarOf } from './calendar.ts'
import type { Span } from './span.ts'

const nl = calendarOf('NL')
const ro = calendarOf('RO')
const iom = calendarOf('IOM')

/** A time on the wall there, as the UTC that goes in and comes out. */
const at = (zone: string) => (local: string) =>
  new Date(Temporal.PlainDateTime.from(local).toZonedDateTime(zone).epochMilliseconds).toISOString()
const inNL = at('Europe/Amsterdam')
const inRO = at('Europe/Bucharest')

test('24 hours are 24 hours, and a day is the same time of day, when the clock goes forward', () => {
  const noon = { nl: '2026-03-28T11:00:00.000Z', ro: '2026-03-28T10:00:00.000Z' }
  expect({
    nlHours: nl.add(noon.nl, { hours: 24 }),
    nlDay: nl.add(noon.nl, { days: 1 }),
    roHours: ro.add(noon.ro, { hours: 24 }),
    roDay: ro.add(noon.ro, { days: 1 }),
  }).toEqual({
    nlHours: '2026-03-29T11:00:00.000Z',
    nlDay: '2026-03-29T10:00:00.000Z',
    roHours: '2026-03-29T10:00:00.000Z',
    roDay: '2026-03-29T09:00:00.000Z',
  })
})

test('24 hours are 24 hours, and a day is the same time of day, when the clock goes back', () => {
  const noon = { nl: '2026-10-24T10:00:00.000Z', ro: '2026-10-24T09:00:00.000Z' }
  expect({
    nlHours: nl.add(noon.nl, { hours: 24 }),
    nlDay: nl.add(noon.nl, { days: 1 }),
    roHours: ro.add(noon.ro, { hours: 24 }),
    roDay: ro.add(noon.ro, { days: 1 }),
  }).toEqual({
    nlHours: '2026-10-25T10:00:00.000Z',
    nlDay: '2026-10-25T11:00:00.000Z',
    roHours: '2026-10-25T09:00:00.000Z',
    roDay: '2026-10-25T10:00:00.000Z',
  })
})

test('a time of day that a clock leaves out becomes the moment of the change', () => {
  const change = '2026-03-29T01:00:00.000Z'
  expect([
    nl.add(inNL('2026-03-28T02:00'), { days: 1 }),
    nl.add(inNL('2026-03-28T02:45'), { days: 1 }),
    nl.add(inNL('2026-04-29T02:45'), { months: -1 }),
    ro.add(inRO('2026-03-22T03:30'), { days: 7 }),
  ]).toEqual([change, change, change, change])
})

test('a time of day that a clock shows twice is the first; nothing added is the moment itself', () => {
  const [first, second] = ['2026-10-25T00:30:00.000Z', '2026-10-25T01:30:00.000Z'] as const
  expect([
    nl.add(inNL('2026-10-24T02:30'), { days: 1 }),
    nl.add(first, { days: 0 }),
    nl.add(second, { days: 0 }),
  ]).toEqual([first, first, second])
})

test('two members have two deadlines for the same span from the same moment', () => {
  // Friday; Monday is King's Day in the Netherlands only.
  const from = '2026-04-24T08:00:00.000Z'
  expect([nl, ro].map((calendar) => calendar.add(from, { workingDays: 3 }))).toEqual([
    '2026-04-30T08:00:00.000Z',
    '2026-04-29T08:00:00.000Z',
  ])
})

test('a public holiday is one in its own country', () => {
  const days = ['2026-04-27', '2027-05-03', '2026-12-01', '2026-08-01', '2026-05-14', '2026-05-16']
  const working = (calendar: Calendar) => days.filter((day) => calendar.isWorkingDay(day))
  expect({ nl: working(nl), ro: working(ro), iom: working(iom) }).toEqual({
    // King's Day and Ascension Day; 3 May 2027 is Easter Monday in the East, 1 December Romania's National Day.
    nl: ['2027-05-03', '2026-12-01'],
    ro: ['2026-04-27', '2026-05-14'],
    iom: ['2026-04-27', '2027-05-03', '2026-12-01'],
  })
})

test('3 working days that begin on a Saturday are the whole of Monday, Tuesday and Wednesday', () => {
  expect([
    nl.add(inNL('2026-06-13T15:00'), { workingDays: 3 }),
    nl.add(inNL('2026-06-14T23:59'), { workingDays: 3 }),
    nl.add(inNL('2026-06-15T00:00'), { workingDays: 3 }),
    nl.add(inNL('2026-06-15T15:00'), { workingDays: 3 }),
  ]).toEqual([
    inNL('2026-06-18T00:00'),
    inNL('2026-06-18T00:00'),
    inNL('2026-06-18T00:00'),
    inNL('2026-06-18T15:00'),
  ])
})

test('working days pass over weekend, holiday and clock change at the same time of day', () => {
  expect([
    nl.add(inNL('2026-03-27T16:20'), { workingDays: 1 }),
    nl.add(inNL('2026-12-24T16:20'), { workingDays: 2 }),
    ro.add(inRO('2027-04-29T10:00'), { workingDays: 1 }),
  ]).toEqual([inNL('2026-03-30T16:20'), inNL('2026-12-29T16:20'), inRO('2027-05-04T10:00')])
})

test('7 working hours from Friday 15:00 end on Monday 14:00', () => {
  expect(nl.add(inNL('2026-06-12T15:00'), { workingHours: 7 })).toBe(inNL('2026-06-15T14:00'))
})

test('working hours are those from 09:00 to 17:00, on the member’s own clock', () => {
  const night = '2026-06-15T02:00:00.000Z'
  expect([
    nl.add(night, { workingHours: 4 }),
    ro.add(night, { workingHours: 4 }),
    nl.add(inNL('2026-06-15T09:00'), { workingHours: 8 }),
    nl.add(inNL('2026-06-15T17:00'), { workingHours: 1 }),
    nl.add(inNL('2026-06-15T16:59:59.999'), { workingHours: 1 }),
    nl.add(inNL('2026-06-13T10:00'), { workingHours: 0 }),
    nl.add(inNL('2026-04-24T15:00'), { workingHours: 20 }),
  ]).toEqual([
    inNL('2026-06-15T13:00'),
    inRO('2026-06-15T13:00'),
    inNL('2026-06-15T17:00'),
    inNL('2026-06-16T10:00'),
    inNL('2026-06-16T09:59:59.999'),
    inNL('2026-06-15T09:00'),
    inNL('2026-04-30T11:00'),
  ])
})

test('a month ends where it ends', () => {
  expect([
    nl.add(inNL('2027-01-31T10:00'), { months: 1 }),
    nl.add(inNL('2028-01-31T10:00'), { months: 1 }),
    nl.add(inNL('2026-06-30T10:00'), { months: -4 }),
    nl.add(inNL('2026-01-31T10:00'), { days: -31 }),
    nl.add(inNL('2026-01-31T10:00'), { hours: -72 }),
  ]).toEqual([
    inNL('2027-02-28T10:00'),
    inNL('2028-02-29T10:00'),
    inNL('2026-02-28T10:00'),
    inNL('2025-12-31T10:00'),
    inNL('2026-01-28T10:00'),
  ])
})

const member = fc.constantFrom('NL', 'RO', 'GE', 'IOM', 'AL').map(calendarOf)
const minute = fc.integer({ min: Date.UTC(2025, 0) / 60_000, max: Date.UTC(2030, 11) / 60_000 })
const time = (minutes: number) => new Date(minutes * 60_000).toISOString()
const moment = minute.map(time)
const count = fc.nat(200)
// Sound: only the five names of a span are asked for.
const spanOf = (unit: string, number: number) => ({ [unit]: number }) as unknown as Span
const forwards = fc.constantFrom('hours', 'days', 'months', 'workingDays', 'workingHours')

/** The hour that a clock shows twice: there, "the same time of day" turns 02:10 after 02:40 round. */
const isRepeated = (from: string) => /-10-(2[5-9]|3[01])T0[01]/.test(from)

test('what begins later never ends sooner', () => {
  const unit = fc.constantFrom('hours', 'days', 'workingDays', 'workingHours')
  const later = fc.oneof(fc.integer({ min: 1, max: 4_000 }), fc.integer({ min: 1, max: 200_000 }))
  fc.assert(
    fc.property(member, unit, minute, later, count, (calendar, name, from, by, number) => {
      const [first, second] = [time(from), time(from + by)]
      fc.pre(!isRepeated(first) && !isRepeated(second))
      const span = spanOf(name, number)
      expect(calendar.add(first, span) <= calendar.add(second, span)).toBe(true)
    }),
  )
})

test('what begins on a later day never ends on an earlier one, in months', () => {
  // By day: 30 and 31 January both lead to 28 February, each at its own time of day.
  const day = (text: string) => text.slice(0, 10)
  const later = fc.integer({ min: 0, max: 100 })
  fc.assert(
    fc.property(member, minute, later, fc.integer({ min: -200, max: 200 }), (calendar, from, by, months) => {
      const [first, second] = [from, from + by * 1_440].map((each) => `${day(time(each))}T11:00:00.000Z`)
      if (first === undefined || second === undefined) throw new Error('Two were made.')
      expect(day(calendar.add(first, { months })) <= day(calendar.add(second, { months }))).toBe(true)
    }),
  )
})

test('more never ends sooner', () => {
  fc.assert(
    fc.property(member, forwards, moment, count, count, (calendar, unit, from, a, b) => {
      const [less, more] = [Math.min(a, b), Math.max(a, b)]
      expect(calendar.add(from, spanOf(unit, less)) <= calendar.add(from, spanOf(unit, more))).toBe(true)
    }),
  )
})

test('working days that are counted once a day end when those do that are counted anew', () => {
  const place = fc.constantFrom(['NL', 'Europe/Amsterdam'] as const, ['RO', 'Europe/Bucharest'] as const)
  fc.assert(
    fc.property(place, moment, fc.nat(12), ([code, zone], from, workingDays) => {
      const calendar = calendarOf(code)
      const start = Temporal.Instant.from(from).toZonedDateTimeISO(zone)
      const anew = addSpan(start, { workingDays }, (day) => calendar.isWorkingDay(day.toString()))
      const ends = [calendar.add(from, { workingDays }), calendar.add(from, { workingDays })]
      expect(ends.map((end) => Date.parse(end))).toEqual(Array(2).fill(anew.epochMilliseconds))
    }),
    { numRuns: 500 },
  )
})

test('a deadline in working days is on a working day, with so many working days between', () => {
  const place = fc.constantFrom(['NL', 'Europe/Amsterdam'] as const, ['RO', 'Europe/Bucharest'] as const)
  fc.assert(
    fc.property(place, moment, fc.nat(40), ([code, zone], from, number) => {
      const calendar = calendarOf(code)
      const dayOf = (time: string) => Temporal.Instant.from(time).toZonedDateTimeISO(zone).toPlainDate()
      const last = dayOf(calendar.add(from, { workingDays: number }))
      let counted = 0
      let first = dayOf(from)
      while (!calendar.isWorkingDay(first.toString())) first = first.add({ days: 1 })
      for (let day = first; !day.equals(last); day = day.add({ days: 1 })) {
        if (calendar.isWorkingDay(day.toString())) counted += 1
      }
      expect({ isWorking: calendar.isWorkingDay(last.toString()), counted }).toEqual({
        isWorking: true,
        counted: number,
      })
    }),
  )
})

test('a working hour ends between 09:00 and 17:00 of a working day', () => {
  fc.assert(
    fc.property(moment, fc.integer({ min: 1, max: 60 }), (from, number) => {
      const end = Temporal.Instant.from(nl.add(from, { workingHours: number })).toZonedDateTimeISO(
        'Europe/Amsterdam',
      )
      const time = end.toPlainTime().toString()
      expect(nl.isWorkingDay(end.toPlainDate().toString()) && time >= '09:00:00' && time <= '17:00:00').toBe(
        true,
      )
    }),
  )
})
