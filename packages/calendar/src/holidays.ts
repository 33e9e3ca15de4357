// The public holidays of a country, as `generate.ts` wrote them.
import { createRequire } from 'node:module'
import type { Country } from './place.ts'

/** By year, each with all its holidays: date, and its name in English or, where there is none, in the country's language. */
export interface HolidayFile {
  readonly country: string
  readonly holidays: Readonly<Record<string, readonly (readonly [date: string, name: string])[]>>
}

export interface Holidays {
  readonly years: ReadonlySet<number>
  readonly dates: ReadonlySet<string>
}

/** Reads one country's file and no other. Node keeps what it has read, so the second time costs nothing. */
export function readHolidays(country: Country): Holidays {
  const { holidays } = readHolidayFile(country)
  return {
    years: new Set(Object.keys(holidays).map(Number)),
    dates: new Set(Object.values(holidays).flatMap((year) => year.map(([date]) => date))),
  }
}

export function readHolidayFile(country: Country): HolidayFile {
  // Sound: the generator writes these files, and a test compares each with what it would write.
  return load(`../holidays/generated/${country}.json`) as HolidayFile
}

const load = createRequire(import.meta.url)
