import { Temporal } from 'temporal-polyfill'
import { addSpan, daysFor } from './add-span.ts'
import { CalendarError } from './error.ts'
import { readHolidays } from './holidays.ts'
import { placeOf } from './place.ts'
import { checkSpan, type Span } from './span.ts'
import { steadyClock } from './steady.ts'
import { printTimestamp, readDay, readTimestamp } from './timestamp.ts'

/**
 * The working time of one member. Times are RFC 3339 UTC with milliseconds (`2026-11-22T05:00:00.000Z`), in and out.
 *
 * Faults: CALENDAR_TIME_INVALID for a time in another form; CALENDAR_SPAN_INVALID for a span that is not exactly one
 * whole number; CALENDAR_OUT_OF_RANGE where working time is asked for a year whose holidays are not known (hours, days
 * and months need no holidays, and are good to the year 9999).
 */
export interface Calendar {
  /**
   * - `hours`: elapsed hours.
   * - `days`, `months`: the same local time of day. If it does not exist that day, the next instant that does; if it
   *   exists twice, the first. A day of the month that does not exist becomes the last one.
   * - `workingDays`: the same local time of day. What begins on a non-working day begins at the start of the next
   *   working day.
   * - `workingHours`: counted from 09:00 to 17:00 local on working days; ends at 17:00, not at 09:00 of the day after.
   *
   * Hours, days and months may be negative ("4 months before").
   */
  add(from: string, span: Span): string
  /** Whether this day (`2026-04-27`) is a Monday to Friday and no public holiday. */
  isWorkingDay(day: string): boolean
  /** The time zone whose clock it keeps (IANA). */
  readonly zone: string
}

/**
 * The calendar of a member (ISO 3166-1 alpha-2, or an organisation such as IOM); throws CalendarError code
 * CALENDAR_UNKNOWN_MEMBER for one without data.
 *
 * @param member Its country's file is read here, so whoever computes many deadlines keeps the calendar.
 */
export function calendarOf(member: string): Calendar {
  const place = placeOf(member)
  if (place === undefined) {
    throw new CalendarError('CALENDAR_UNKNOWN_MEMBER', `There is no calendar for ${JSON.stringify(member)}.`)
  }
  const { years, dates } = readHolidays(place.country)
  const clock = steadyClock(place.zone)

  const isWorking = (day: Temporal.PlainDate) => {
    if (!years.has(day.year)) {
      const message = `The holidays of ${place.country} in ${day.year} are not known: packages/calendar/README.md says how to add them.`
      throw new CalendarError('CALENDAR_OUT_OF_RANGE', message)
    }
    return day.dayOfWeek <= FRIDAY && !dates.has(day.toString())
  }

  /** By day and count: every referral of a day asks the same, and counting days is a hundred times as dear as adding them. */
  const daysTaken = new Map<string, number>()
  const addSteadily = (time: number, span: Span) => {
    if (!('workingDays' in span)) return clock.add(time, span)
    const today = clock.dayAt(time)
    if (today === undefined) return undefined
    const asked = `${today} ${span.workingDays}`
    let days = daysTaken.get(asked)
    if (days === undefined) {
      const day = EPOCH.add({ days: today })
      // What begins on another day begins at midnight, and not at this time of day.
      if (!isWorking(day)) return undefined
      days = daysFor(day, span.workingDays, isWorking)
      if (daysTaken.size >= MOST) daysTaken.clear()
      daysTaken.set(asked, days)
    }
    return clock.add(time, { days })
  }

  return {
    zone: place.zone,
    add(from, span) {
      checkSpan(span)
      const time = readTimestamp(from)
      const steady = addSteadily(time, span)
      if (steady !== undefined) return printTimestamp(steady)
      const start = Temporal.Instant.fromEpochMilliseconds(time).toZonedDateTimeISO(place.zone)
      return printTimestamp(addSpan(start, span, isWorking).epochMilliseconds)
    },
    isWorkingDay: (day) => isWorking(readDay(day)),
  }
}

const EPOCH = Temporal.PlainDate.from('1970-01-01')
/** More answers than these are not kept: a month of referrals asks fewer. */
const MOST = 1_000

/** Days of the week count from Monday, 1 (ISO 8601). */
const FRIDAY = 5
