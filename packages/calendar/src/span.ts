import { CalendarError } from './error.ts'

/** A length of time as agreements state it: exactly one of these. */
export type Span =
  | { readonly hours: number }
  | { readonly days: number }
  | { readonly months: number }
  | { readonly workingDays: number }
  | { readonly workingHours: number }

/** Refuses what the type alone cannot: two lengths at once, a part of an hour, working time backwards. */
export function checkSpan(span: Span): void {
  const entries = Object.entries(span)
  const [unit, count] = entries[0] ?? []
  if (entries.length !== 1 || unit === undefined || !units.has(unit)) {
    throw invalid(`A span is one of ${[...units.keys()].join(', ')}.`)
  }
  if (count === undefined || !Number.isSafeInteger(count))
    throw invalid(`A span is a whole number of ${unit}.`)
  if (units.get(unit) === 'forwards' && count < 0) throw invalid(`A span of ${unit} is never negative.`)
}

const units: ReadonlyMap<string, 'both ways' | 'forwards'> = new Map([
  ['hours', 'both ways'],
  ['days', 'both ways'],
  ['months', 'both ways'],
  ['workingDays', 'forwards'],
  ['workingHours', 'forwards'],
])

const invalid = (message: string) => new CalendarError('CALENDAR_SPAN_INVALID', message)
