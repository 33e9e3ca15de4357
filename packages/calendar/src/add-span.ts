// How each kind of span is counted. Time zones and their clock changes are Temporal's; what a working day is, is told.
import { Temporal } from 'temporal-polyfill'
import { CalendarError } from './error.ts'
import type { Span } from './span.ts'

type Moment = Temporal.ZonedDateTime
type IsWorking = (day: Temporal.PlainDate) => boolean

const OPENS = Temporal.PlainTime.from('09:00')
const CLOSES = Temporal.PlainTime.from('17:00')
const MIDNIGHT = Temporal.PlainTime.from('00:00')
const HOUR_MS = 3_600_000

export function addSpan(from: Moment, span: Span, isWorking: IsWorking): Moment {
  if ('workingDays' in span) return addWorkingDays(from, span.workingDays, isWorking)
  if ('workingHours' in span) return addWorkingHours(from, span.workingHours, isWorking)
  try {
    return 'hours' in span ? from.add(span) : atLocal(from, from.toPlainDateTime().add(span))
  } catch (cause) {
    // A number of hours, days or months beyond the years that a Date can hold.
    if (!(cause instanceof RangeError)) throw cause
    throw new CalendarError('CALENDAR_OUT_OF_RANGE', 'The span leads beyond all calendars.', { cause })
  }
}

/** How many days it takes from this working day on until so many others have come. */
export function daysFor(day: Temporal.PlainDate, workingDays: number, isWorking: IsWorking): number {
  return day.until(afterWorkingDays(day, workingDays, isWorking)).days
}

function afterWorkingDays(day: Temporal.PlainDate, count: number, isWorking: IsWorking): Temporal.PlainDate {
  let last = day
  for (let left = count; left > 0; left -= 1) last = nextWorkingDay(last, isWorking)
  return last
}

function addWorkingDays(from: Moment, count: number, isWorking: IsWorking): Moment {
  let day = from.toPlainDate()
  let time = from.toPlainTime()
  if (!isWorking(day)) {
    day = nextWorkingDay(day, isWorking)
    time = MIDNIGHT
  }
  return atLocal(from, afterWorkingDays(day, count, isWorking).toPlainDateTime(time))
}

function addWorkingHours(from: Moment, count: number, isWorking: IsWorking): Moment {
  let { start, end } = workingTimeFrom(from, isWorking)
  let left = count * HOUR_MS
  for (;;) {
    const open = end.epochMilliseconds - start.epochMilliseconds
    if (left <= open) return start.add({ milliseconds: left })
    left -= open
    ;({ start, end } = workingTimeFrom(end, isWorking))
  }
}

/** What is left of the working time of this day; if nothing is, the whole of the next. */
function workingTimeFrom(
  from: Moment,
  isWorking: IsWorking,
): { readonly start: Moment; readonly end: Moment } {
  const today = from.toPlainDate()
  const time = from.toPlainTime()
  const isOver = Temporal.PlainTime.compare(time, CLOSES) >= 0
  const day = isWorking(today) && !isOver ? today : nextWorkingDay(today, isWorking)
  const isInside = day === today && Temporal.PlainTime.compare(time, OPENS) >= 0
  return {
    start: isInside ? from : atLocal(from, day.toPlainDateTime(OPENS)),
    end: atLocal(from, day.toPlainDateTime(CLOSES)),
  }
}

function nextWorkingDay(after: Temporal.PlainDate, isWorking: IsWorking): Temporal.PlainDate {
  let day = after.add({ days: 1 })
  while (!isWorking(day)) day = day.add({ days: 1 })
  return day
}

/** The moment when the clock on the wall there shows this. */
function atLocal(there: Moment, local: Temporal.PlainDateTime): Moment {
  // In the hour that a clock shows twice, nothing added must stay the moment it was.
  if (local.equals(there.toPlainDateTime())) return there
  const moment = local.toZonedDateTime(there.timeZoneId, { disambiguation: 'earlier' })
  if (moment.toPlainDateTime().equals(local)) return moment
  // A clock that goes forward leaves out an hour. Temporal would come out before or after all of it; a deadline inside
  // it falls on the change itself, or what begins later could end sooner.
  return moment.getTimeZoneTransition('next') ?? moment
}
