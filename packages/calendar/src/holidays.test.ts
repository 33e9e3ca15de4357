import { readdirSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { expect, test } from 'vitest'
import { generateHolidays, holidayPath } from '../generate.ts'
import { calendarOf } from './calendar.ts'
import { readHolidayFile } from './holidays.ts'
import { type Country, zones } from './place.ts'

const countries = Object.keys(zones) as Country[]
const years = ['2024', '2025', '2026', '2027', '2028', '2029', '2030', '2031', '2032']

test('every country has a file, and every file a country', () => {
  expect(readdirSync(dirname(holidayPath('NL.json'))).toSorted()).toEqual(
    countries.map((country) => `${country}.json`).toSorted(),
  )
})

test('the files are what the generator writes', () => {
  const stale = [...generateHolidays()].filter(
    ([name, text]) => readFileSync(holidayPath(name), 'utf8') !== text,
  )
  expect(stale.map(([name]) => name)).toEqual([])
})

test.each(countries)(
  'the file of %s has every year, with real days in order, each with a name',
  (country) => {
    const { country: own, holidays } = readHolidayFile(country)
    const days = Object.entries(holidays).flatMap(([year, list]) =>
      list.map(([date, name]) => ({ year, date, name })),
    )
    const dates = days.map(({ date }) => date)
    const wrong = days.filter(
      ({ year, date, name }) =>
        !date.startsWith(`${year}-`) ||
        new Date(`${date}T00:00:00.000Z`).toISOString().slice(0, 10) !== date ||
        name.trim() === '',
    )
    expect({ own, years: Object.keys(holidays), wrong, dates }).toEqual({
      own: country,
      years,
      wrong: [],
      dates: [...new Set(dates)].toSorted(),
    })
  },
)

test('every country rests on New Year’s Day, and on more than 5 and fewer than 25 days a year; Ukraine works through', () => {
  const odd = countries.filter((country) =>
    Object.entries(readHolidayFile(country).holidays).some(
      ([year, days]) => days[0]?.[0] !== `${year}-01-01` || days.length < 6 || days.length > 24,
    ),
  )
  expect(odd).toEqual(['UA'])
})

test('every member works on a plain Tuesday, by a clock that Node knows', () => {
  const members = [...countries, 'IOM']
  const ends = members.map((member) => {
    const calendar = calendarOf(member)
    return [calendar.isWorkingDay('2026-06-09'), calendar.add('2026-06-09T10:00:00.000Z', { days: 1 })]
  })
  expect(ends).toEqual(members.map(() => [true, '2026-06-10T10:00:00.000Z']))
})

test('what the law says and date-holidays does not is in the files', () => {
  const isFree = (member: string, day: string) => !calendarOf(member).isWorkingDay(day)
  expect([
    isFree('CY', '2026-02-23'),
    isFree('CY', '2026-02-24'),
    isFree('BG', '2026-09-07'),
    isFree('BG', '2028-12-27'),
    isFree('SK', '2026-09-15'),
    isFree('SK', '2027-09-15'),
    isFree('UA', '2026-12-25'),
    isFree('ME', '2026-09-21'),
    // The afternoon before the feast is free in Türkiye; the day is not.
    isFree('TR', '2026-03-19'),
    isFree('TR', '2026-03-20'),
    isFree('TR', '2026-03-23'),
    isFree('GB', '2026-08-31'),
  ]).toEqual([true, false, true, true, false, true, false, false, false, true, false, true])
})
