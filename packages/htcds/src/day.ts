/** Calendar dates as RFC 3339 full-date, from the forms that spreadsheets and surveys write. */
import type { FoundAs } from './report.ts'

export type ReadDay =
  | { readonly day: string; readonly from?: FoundAs }
  | { readonly fault: 'DATE_INVALID' | 'DATE_AMBIGUOUS' }

const ISO = /^(\d{4})-(\d{2})-(\d{2})$/
const ISO_MIDNIGHT = /^(\d{4})-(\d{2})-(\d{2})[T ]00:00(?::00(?:\.0+)?)?(?:Z|[+-]\d{2}:?\d{2})?$/
const YEAR_FIRST = /^(\d{4})[/.](\d{1,2})[/.](\d{1,2})$/
const YEAR_LAST = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/

/**
 * Reads a date. `03/04/1997` is refused: it is March in one country and April in the next, and a date of birth that
 * is wrong finds another person. A time of day other than midnight is refused too, for the day depends on the zone.
 */
export function readDay(text: string): ReadDay {
  const trimmed = text.trim()
  const iso = parts(ISO, trimmed)
  if (iso !== undefined) return checked(iso, trimmed === text ? undefined : 'spelling')
  const midnight = parts(ISO_MIDNIGHT, trimmed)
  if (midnight !== undefined) return checked(midnight, 'with a time')
  const yearFirst = parts(YEAR_FIRST, trimmed)
  if (yearFirst !== undefined) return checked(yearFirst, 'year first')
  const yearLast = parts(YEAR_LAST, trimmed)
  if (yearLast === undefined) return { fault: 'DATE_INVALID' }
  const [first, second, year] = yearLast
  if (first === second || (first > 12 && second <= 12)) return checked([year, second, first], 'day first')
  if (second > 12 && first <= 12) return checked([year, first, second], 'month first')
  return { fault: first <= 12 && second <= 12 ? 'DATE_AMBIGUOUS' : 'DATE_INVALID' }
}

type Three = readonly [number, number, number]

function parts(form: RegExp, text: string): Three | undefined {
  const [, one, two, three] = form.exec(text) ?? []
  return one === undefined ? undefined : [Number(one), Number(two), Number(three)]
}

function checked([year, month, day]: Three, from: FoundAs | undefined): ReadDay {
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return { fault: 'DATE_INVALID' }
  const written = [String(year).padStart(4, '0'), pad(month), pad(day)].join('-')
  return from === undefined ? { day: written } : { day: written, from }
}

function daysIn(year: number, month: number): number {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  if (month === 2) return leap ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}

function pad(number: number): string {
  return String(number).padStart(2, '0')
}
