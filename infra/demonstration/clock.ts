// Time in the story: the clock that both gateways share, and the days that are counted from its beginning.
import { CalendarError, calendarOf } from '@onward/calendar'
import { InfraError } from '../error.ts'
import { pause } from '../pid-file.mjs'
import { moveClock, readOffset } from '../setup/clock.ts'
import { until } from './api.ts'

const DAY_MS = 86_400_000
const FRIDAY = 5

/** The clock of an exercise as everybody in it reads it. */
export interface ExerciseClock {
  readonly now: () => Date
  /** Moves it and waits until every gateway shows the new time. It never goes back. */
  readonly moveTo: (to: Date) => Promise<void>
}

/** @param urls of the gateways that follow the file; none while they are not started yet. */
export async function exerciseClock(file: string, urls: readonly string[]): Promise<ExerciseClock> {
  let offset = (await readOffset(file)) ?? 0
  return {
    now: () => new Date(Date.now() + offset),
    moveTo: async (to) => {
      if (to.getTime() <= Date.now() + offset) return
      offset = await moveClock(file, to)
      await Promise.all(urls.map((url) => shows(url, to)))
    },
  }
}

/** A date and a time of the story, by the number of the day; the first one is day 0. */
export interface Calendar {
  /** `2027-01-11` */
  readonly day: (day: number) => string
  /** `2027-01-11T08:00:00.000Z` */
  readonly at: (day: number, time: string) => string
}

export function calendarFrom(first: Date): Calendar {
  const day = (count: number) => new Date(first.getTime() + count * DAY_MS).toISOString().slice(0, 10)
  return { day, at: (count, time) => `${day(count)}T${time}:00.000Z` }
}

/**
 * Where the story can begin: the next Friday from 27 November to 3 December. So every day of it is the same day of the
 * week each time, and meets the same public holidays, but for those that move.
 */
export function firstDay(now: Date): Date {
  const years = [0, 1].map((ahead) => new Date(Date.UTC(now.getUTCFullYear() + ahead, 10, 27)))
  const fridays = years.map(
    (from) => new Date(from.getTime() + ((FRIDAY - from.getUTCDay() + 7) % 7) * DAY_MS),
  )
  const next = fridays.find((friday) => friday > now)
  if (!next) throw new Error('a year has no such Friday')
  return next
}

/**
 * Whether a story can be played to this day: deadlines in working days need the public holidays, and those are known for
 * some years only, which an exercise that is played again and again uses up.
 *
 * @throws InfraError EXERCISE_OVER
 */
export function mustBeKnown({ at }: Calendar, lastDay: number): void {
  try {
    calendarOf('NL').add(at(lastDay, '00:00'), { workingDays: 10 })
  } catch (error) {
    if (!(error instanceof CalendarError) || error.code !== 'CALENDAR_OUT_OF_RANGE') throw error
    const year = at(lastDay, '00:00').slice(0, 4)
    throw new InfraError(
      'EXERCISE_OVER',
      `The exercise has come to ${year}, and its public holidays are not known: run npm run reset, and it begins anew.`,
      { cause: error },
    )
  }
}

/** Every answer of an exercise gateway, and so a probe of it, tells the time that it is there. */
async function shows(url: string, time: Date): Promise<void> {
  // It is known how long the gateways take; asking all the while would only keep them from it.
  await pause(60)
  await until(
    'the clock of a gateway moves on',
    async () => {
      const answer = await fetch(`${url}/livez`)
      await answer.body?.cancel()
      const clock = answer.headers.get('onward-exercise-clock')
      return clock !== null && new Date(clock) >= time ? true : undefined
    },
    { every: 10 },
  )
}
