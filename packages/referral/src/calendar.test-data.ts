/** A calendar that is simple enough to check by hand: UTC, Monday to Friday, no holidays. */
import type { Span } from './deadlines/clock.ts'
import type { AddTime } from './deadlines/deadlines.ts'

const dayMs = 86_400_000

export const add: AddTime = (_member, from, span) => new Date(added(new Date(from), span)).toISOString()

function added(from: Date, span: Span): number {
  if ('hours' in span) return from.getTime() + span.hours * 3_600_000
  if ('days' in span) return from.getTime() + span.days * dayMs
  if ('months' in span) return monthsLater(from, span.months)
  if ('workingDays' in span) return workingDaysLater(from.getTime(), span.workingDays)
  throw new Error('working hours are a matter of the real calendar')
}

/** A day of the month that does not exist becomes the last one. */
function monthsLater(from: Date, months: number): number {
  const first = Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + months, 1)
  const last = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + months + 1, 0)).getUTCDate()
  return first + (Math.min(from.getUTCDate(), last) - 1) * dayMs + (from.getTime() % dayMs)
}

/** What begins on a day off begins when the next working day does. */
function workingDaysLater(from: number, count: number): number {
  const isOff = (time: number) => [0, 6].includes(new Date(time).getUTCDay())
  const onWorkday = (time: number): number => (isOff(time) ? onWorkday(time + dayMs) : time)
  const start = isOff(from) ? onWorkday(from - (from % dayMs)) : from
  return Array.from({ length: count }).reduce<number>((time) => onWorkday(time + dayMs), start)
}
