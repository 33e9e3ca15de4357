// The one form of a time that crosses a border: RFC 3339, UTC, milliseconds.
import { Temporal } from 'temporal-polyfill'
import { CalendarError } from './error.ts'

/** Reads `2026-11-22T05:00:00.000Z` as ms since 1970, and refuses every other form of the same instant. */
export function readTimestamp(text: string): number {
  const time = Date.parse(text)
  // Printed again, because Date takes 30 February for 2 March.
  if (Number.isNaN(time) || new Date(time).toISOString() !== text) {
    throw new CalendarError(
      'CALENDAR_TIME_INVALID',
      `${JSON.stringify(text)} is no time in UTC with milliseconds.`,
    )
  }
  return time
}

/** Reads `2026-11-22`. */
export function readDay(text: string): Temporal.PlainDate {
  const midnight = Date.parse(`${text}T00:00:00.000Z`)
  if (Number.isNaN(midnight) || !new Date(midnight).toISOString().startsWith(`${text}T`)) {
    throw new CalendarError('CALENDAR_TIME_INVALID', `${JSON.stringify(text)} is no day.`)
  }
  return Temporal.PlainDate.from(text)
}

export function printTimestamp(epochMilliseconds: number): string {
  const text = new Date(epochMilliseconds).toISOString()
  // RFC 3339 has four digits for the year; outside them Date prints a sign and six.
  if (/^[+-]/.test(text)) throw new CalendarError('CALENDAR_OUT_OF_RANGE', `${text} is no year of RFC 3339.`)
  return text
}
