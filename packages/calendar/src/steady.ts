// Hours and days by plain arithmetic, away from the changes of a clock: a tenth of what Temporal costs.
import { Temporal } from 'temporal-polyfill'
import type { Span } from './span.ts'

/** How far a clock is ahead of UTC, from one change of it to the next; all in ms, instants since 1970. */
interface Stretch {
  readonly from: number
  readonly to: number
  readonly offset: number
}

const HOUR_MS = 3_600_000
const DAY_MS = 86_400_000
/** From the first day of the year 0 to the last of the year 9999, less what a zone may be off; RFC 3339 ends there. */
const FIRST = -62_167_132_800_000
const LAST = 253_402_214_400_000
/** A summer and a winter; more is a clock that is not changed any more, or changes that nobody knows yet. */
const LONGEST = 400 * DAY_MS
/** Each is a season of one zone: what a gateway counts lies in a few years. */
const MOST = 64

/** Instants are ms since 1970. Undefined where more than arithmetic is needed. */
export interface SteadyClock {
  /** Adds hours and days as `addSpan` would; not other spans, on the day of a change of the clock, at the ends of time. */
  add(from: number, span: Span): number | undefined
  /** The day that it is there, in days since 1970. */
  dayAt(at: number): number | undefined
}

/** The clock of a time zone. */
export function steadyClock(zone: string): SteadyClock {
  let known: readonly Stretch[] = []

  const stretchAt = (at: number): Stretch | undefined => {
    const found = known.find(({ from, to }) => at >= from && at < to)
    if (found) return found
    const stretch = readStretch(zone, at)
    if (stretch) known = [...known.slice(1 - MOST), stretch]
    return stretch
  }

  return {
    add(from, span) {
      if ('hours' in span) return within(from + span.hours * HOUR_MS)
      if (!('days' in span)) return undefined
      const about = within(from + span.days * DAY_MS)
      if (about === undefined) return undefined
      const [begin, end] = [stretchAt(from), stretchAt(about)]
      if (!begin || !end) return undefined
      const to = about + begin.offset - end.offset
      // In the first day after a change the same time of day may have been before it too: the first one counts.
      return to >= end.from + DAY_MS && to < end.to ? to : undefined
    },
    dayAt(at) {
      const stretch = within(at) === undefined ? undefined : stretchAt(at)
      return stretch && Math.floor((at + stretch.offset) / DAY_MS)
    },
  }
}

function within(at: number): number | undefined {
  return at >= FIRST && at <= LAST ? at : undefined
}

function readStretch(zone: string, at: number): Stretch | undefined {
  const clock = (ms: number) => Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone)
  // A change that comes at this very moment has come.
  const from = clock(at + 1).getTimeZoneTransition('previous')?.epochMilliseconds
  const to = clock(at).getTimeZoneTransition('next')?.epochMilliseconds
  if (from === undefined || to === undefined || to - from > LONGEST) return undefined
  return { from, to, offset: clock(at).offsetNanoseconds / 1e6 }
}
