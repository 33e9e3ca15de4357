/**
 * Writes `holidays/generated/`: the public holidays of each country, from date-holidays and `corrections.ts`. `--check`
 * writes nothing and fails if the files are not current.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import DateHolidays, { type HolidaysTypes } from 'date-holidays'
import { Temporal } from 'temporal-polyfill'
import { corrections } from './corrections.ts'
import { type Country, zones } from './src/place.ts'

const FIRST_YEAR = 2024
const LAST_YEAR = 2032
const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000

/** The files by name, with what they should hold now. */
export function generateHolidays(): ReadonlyMap<string, string> {
  return new Map(countries().map((country) => [`${country}.json`, fileOf(country)]))
}

/** Where a generated file lies. */
export function holidayPath(name: string): string {
  return join(dirname(fileURLToPath(import.meta.url)), 'holidays/generated', name)
}

function countries(): readonly Country[] {
  // Sound: the keys of a constant, which has no others.
  return Object.keys(zones) as Country[]
}

/** One year a line: a change shows as one changed line. */
function fileOf(country: Country): string {
  const days = holidaysOf(country)
  const years = Array.from({ length: LAST_YEAR - FIRST_YEAR + 1 }, (_, index) => `${FIRST_YEAR + index}`)
  const lines = years.map((year) => {
    const ofYear = [...days]
      .filter(([date]) => date.startsWith(year))
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
    return `    "${year}": ${JSON.stringify(ofYear)}`
  })
  return `{\n  "country": "${country}",\n  "holidays": {\n${lines.join(',\n')}\n  }\n}\n`
}

function holidaysOf(country: Country): ReadonlyMap<string, string> {
  const { remove = [], add = {} } = corrections[country] ?? {}
  const published = publicHolidays(rulesOf(country)).filter(
    ({ name }) => remove !== 'all' && !remove.includes(name),
  )
  const own = new DateHolidays()
  for (const [rule, name] of Object.entries(add)) own.setHoliday(rule, { name: { en: name }, type: 'public' })
  return new Map(
    [...published, ...publicHolidays(own)].flatMap((each) =>
      datesOf(each).map((date) => [date, each.name] as const),
    ),
  )
}

/** Great Britain's holidays differ by nation; those of England and Wales are the capital's. */
function rulesOf(country: Country): DateHolidays {
  const options = { languages: 'en' }
  return country === 'GB' ? new DateHolidays(country, 'ENG', options) : new DateHolidays(country, options)
}

function publicHolidays(rules: DateHolidays): readonly HolidaysTypes.Holiday[] {
  // A year before and one after: a holiday that is made up for may come out in the other year.
  const years = Array.from({ length: LAST_YEAR - FIRST_YEAR + 3 }, (_, index) => FIRST_YEAR - 1 + index)
  return years.flatMap((year) => rules.getHolidays(year, 'en')).filter(({ type }) => type === 'public')
}

/**
 * The days that are free as a whole, as the country counts them. Islamic and Jewish days begin at sunset of the evening
 * before, so their instants say another day; and a day that a clock makes an hour shorter is a day.
 */
function datesOf({ date, start, end }: HolidaysTypes.Holiday): readonly string[] {
  const first = Temporal.PlainDate.from(date.slice(0, 10))
  const length = Math.floor((end.getTime() - start.getTime() + HOUR_MS) / DAY_MS)
  return Array.from({ length }, (_, index) => first.add({ days: index }).toString())
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const stale: string[] = []
  for (const [name, text] of generateHolidays()) {
    if (process.argv.includes('--check')) {
      if (readFileSync(holidayPath(name), 'utf8') !== text) stale.push(name)
    } else {
      mkdirSync(dirname(holidayPath(name)), { recursive: true })
      writeFileSync(holidayPath(name), text)
    }
  }
  if (stale.length > 0) {
    console.error(`Not current: ${stale.join(', ')}. Run \`npm run generate\`.`)
    process.exitCode = 1
  }
}
