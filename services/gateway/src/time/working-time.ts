/**
 * What is due, counted in each member's own working time: by the calendar of the country it is, or has its seat in, and
 * by the agreement that is in force on the lane.
 */
import { type Calendar, CalendarError, calendarOf } from '@onward/calendar'
import type { Directory } from '@onward/directory'
import { type AddTime, type Deadline, deadlines, type Referral } from '@onward/referral'

/** Every deadline of a referral that runs at this time. Never throws: a batch must not fail for what a peer wrote. */
export type DeadlinesOf = (referral: Referral, at: string) => readonly Deadline[]

export interface WorkingTime {
  readonly deadlinesOf: DeadlinesOf
  /** In the working time of a member; where no calendar reaches, later than anything that is ever due. */
  readonly add: AddTime
}

/** Later than anything that is ever due, and early enough for arithmetic: where no calendar reaches. */
const NEVER = '9000-01-01T00:00:00.000Z'

/**
 * Keeps a calendar for each member.
 *
 * @param onFault told what could not be computed; the deadline then never comes due, and is never guessed
 */
export function workingTime(directory: () => Directory, onFault: (error: unknown) => void): WorkingTime {
  const calendars = new Map<string, Calendar>()
  const calendar = (member: string) => {
    const seat = seatOf(directory(), member)
    const kept = calendars.get(seat) ?? calendarOf(seat)
    calendars.set(seat, kept)
    return kept
  }
  const add: AddTime = (member, from, span) => {
    try {
      return calendar(member).add(from, span)
    } catch (error) {
      if (!(error instanceof CalendarError)) throw error
      onFault(error)
      return NEVER
    }
  }
  return {
    add,
    deadlinesOf(referral, now) {
      const { sender, receiver } = referral
      const lane = directory().lane(`lane.${receiver}.${sender}`)
      const agreement = lane && directory().agreement(lane.agreement)
      try {
        return deadlines(referral, { now, agreement, add })
      } catch (error) {
        // A date that is none, such as 30 February, may stand in what a peer has signed.
        onFault(error)
        return []
      }
    },
  }
}

/** Those of these members whose working days nobody knows: a gateway does not start with one on its lanes. */
export function withoutCalendar(directory: Directory, members: readonly string[]): readonly string[] {
  return members.filter((member) => {
    try {
      calendarOf(seatOf(directory, member))
      return false
    } catch (error) {
      if (error instanceof CalendarError) return true
      throw error
    }
  })
}

function seatOf(directory: Directory, member: string): string {
  return directory.member(member)?.seat ?? member
}
