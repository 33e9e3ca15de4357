/** Whether somebody takes emergencies at an instant, by the hours that a body has listed, on its own clock (practice §7). */
import type { OnCall } from '@onward/directory'

const DAYS: readonly string[] = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su']
const SPAN = /^(\w{2})(?:-(\w{2}))? (\d{2}):(\d{2})-(\d{2}):(\d{2})$/
const DAY_MINUTES = 1_440
const WEEK_MINUTES = 7 * DAY_MINUTES

/**
 * @param zone IANA name of the time zone in which the hours are meant
 * @param at RFC 3339
 */
export function isOnCall({ always, hours }: OnCall, zone: string, at: string): boolean {
  if (always) return true
  const now = minuteOfWeek(zone, at)
  return (hours ?? '')
    .split('; ')
    .flatMap(spansOf)
    .some(({ from, length }) => {
      // From Sunday into Monday a span goes round the end of the week.
      return (now - from + WEEK_MINUTES) % WEEK_MINUTES < length
    })
}

interface WeekSpan {
  /** Minutes since Monday 00:00. */
  readonly from: number
  readonly length: number
}

/** The spans of one part, one for each of its days; none where it cannot be read. */
function spansOf(part: string): readonly WeekSpan[] {
  const [, first = '', last = first, fromHour, fromMinute, toHour, toMinute] = SPAN.exec(part) ?? []
  const [begin, end] = [DAYS.indexOf(first), DAYS.indexOf(last)]
  if (begin < 0 || end < 0) return []
  const from = Number(fromHour) * 60 + Number(fromMinute)
  const to = Number(toHour) * 60 + Number(toMinute)
  const length = to > from ? to - from : to - from + DAY_MINUTES
  const count = ((end - begin + 7) % 7) + 1
  return Array.from({ length: count }, (_, day) => ({
    from: ((begin + day) % 7) * DAY_MINUTES + from,
    length,
  }))
}

function minuteOfWeek(zone: string, at: string): number {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(new Date(at))
  const of = (type: Intl.DateTimeFormatPartTypes) => parts.find((part) => part.type === type)?.value ?? ''
  const day = DAYS.findIndex((each) => of('weekday').startsWith(each))
  return day * DAY_MINUTES + Number(of('hour')) * 60 + Number(of('minute'))
}
