import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { expect, test } from 'vitest'
import { addSpan } from './add-span.ts'
import { zones } from './place.ts'
import type { Span } from './span.ts'
import { steadyClock } from './steady.ts'

const HOUR_MS = 3_600_000
const everyZone = [...new Set(Object.values(zones)), 'Pacific/Apia', 'Australia/Lord_Howe']
const clocks = new Map(everyZone.map((zone) => [zone, steadyClock(zone)]))

/** As Temporal counts it. */
function counted(zone: string, from: number, span: Span): number {
  const start = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(zone)
  return addSpan(start, span, () => true).epochMilliseconds
}

const zone = fc.constantFrom(...everyZone)
const anyTime = fc.integer({ min: Date.UTC(1970, 0), max: Date.UTC(2060, 0) })
/** Around the changes of the clock of a year, by the quarter of an hour. */
const nearChange = fc
  .record({
    zone,
    year: fc.integer({ min: 2005, max: 2045 }),
    nth: fc.integer({ min: 0, max: 1 }),
    quarters: fc.integer({ min: -240, max: 240 }),
  })
  .map(({ zone: of, year, nth, quarters }) => {
    let change = Temporal.PlainDateTime.from({ year, month: 1, day: 1 }).toZonedDateTime(of)
    for (let count = 0; count <= nth; count++) change = change.getTimeZoneTransition('next') ?? change
    return { zone: of, to: change.epochMilliseconds + (quarters * HOUR_MS) / 4 }
  })
const length: fc.Arbitrary<Span> = fc.oneof(
  fc.integer({ min: -400, max: 800 }).map((days) => ({ days })),
  fc.integer({ min: -10_000, max: 10_000 }).map((hours) => ({ hours })),
)

test('where arithmetic is enough, it says what Temporal says', () => {
  let answered = 0
  fc.assert(
    fc.property(zone, anyTime, length, (of, from, span) => {
      const quick = clocks.get(of)?.add(from, span)
      if (quick === undefined) return
      answered += 1
      expect(quick).toBe(counted(of, from, span))
    }),
    { numRuns: 1_000 },
  )
  expect(answered).toBeGreaterThan(250)
})

test('around a change of the clock it says what Temporal says, or nothing', () => {
  let answered = 0
  fc.assert(
    fc.property(nearChange, fc.integer({ min: -40, max: 40 }), ({ zone: of, to }, days) => {
      for (const from of [to, to - days * 24 * HOUR_MS]) {
        const quick = clocks.get(of)?.add(from, { days })
        if (quick === undefined) continue
        answered += 1
        expect(quick).toBe(counted(of, from, { days }))
      }
    }),
    { numRuns: 1_000 },
  )
  expect(answered).toBeGreaterThan(250)
})

test('the day of a change of the clock, months and working time are left to Temporal', () => {
  const { add, dayAt } = steadyClock('Europe/Amsterdam')
  const [february, april] = [Date.UTC(2026, 1, 20), Date.UTC(2026, 3, 20)]
  expect([
    // The clock goes forward at 01:00 on 29 March.
    add(Date.UTC(2026, 2, 28, 1), { days: 1 }),
    add(Date.UTC(2026, 2, 28, 23), { days: 1 }),
    add(april, { months: 1 }),
    add(april, { workingDays: 1 }),
    add(april, { workingHours: 1 }),
    add(Date.UTC(9999, 11, 31), { days: 2 }),
    add(april, { hours: 1e12 }),
  ]).toEqual(Array.from({ length: 7 }, () => undefined))
  expect(add(february, { days: 60 })).toBe(Date.UTC(2026, 3, 20, 23))
  expect(add(april, { days: 30 })).toBe(Date.UTC(2026, 4, 20))
  const DAY_MS = 24 * HOUR_MS
  expect(dayAt(Date.UTC(2026, 3, 20, 21, 59))).toBe(april / DAY_MS)
  expect(dayAt(Date.UTC(2026, 3, 20, 22))).toBe(april / DAY_MS + 1)
  expect(dayAt(Date.UTC(10_000, 0, 1))).toBeUndefined()
})
