/** What rules may ask of the directory, and of the calendars of its members. */
import { CalendarError, calendarOf } from '@onward/calendar'
import type { Directory } from '@onward/directory'
import { type Body, isEeaCountry, type OperatorKind, type Register } from '@onward/referral'
import { isOnCall } from '../time/on-call.ts'
import { workingTime } from '../time/working-time.ts'

const kinds: readonly OperatorKind[] = ['state', 'police', 'ngo', 'igo']

export function registerOf(directory: Directory): Register {
  return {
    operatorOf: ({ member, organisation }) => {
      const listed = directory.member(member)
      const named = organisation ?? listed?.operator
      const operator = listed?.organisations.find(({ id }) => id === named)
      return kinds.find((kind) => kind === operator?.operatorKind)
    },
    gatewayOf: (member) => directory.member(member)?.operator,
    isOnCall: (body, at) => onCallThere(directory, body, at),
    // Only a plan of a journey is asked for it. What no calendar reaches is told of where deadlines are kept.
    add: (member, from, span) =>
      workingTime(
        () => directory,
        () => {},
      ).add(member, from, span),
    nameOf: ({ member, organisation }) =>
      directory.member(member)?.organisations.find(({ id }) => id === organisation)?.name,
    isLegalPartner: ({ member, organisation }) =>
      directory
        .member(member)
        ?.organisations.find(({ id }) => id === organisation)
        ?.roles.includes('LegalPartner'),
    isInEea: (code) => {
      const listed = directory.member(code)
      if (!listed) return undefined
      // GDPR 4(26): an international organisation is outside, wherever its seat is.
      if (listed.organisations.some(({ operatorKind }) => operatorKind === 'igo')) return false
      return isEeaCountry(listed.seat ?? code)
    },
  }
}

/** Of any body of a member if none is named. Undefined where no hours, or no clock, are known. */
function onCallThere(directory: Directory, { member, organisation }: Body, at: string): boolean | undefined {
  const listed = directory.member(member)
  const zone = listed && zoneOf(listed.seat ?? member)
  const asked = listed?.organisations.filter(({ id }) => organisation === undefined || id === organisation)
  const hours = (asked ?? []).flatMap(({ onCall }) => onCall ?? [])
  if (zone === undefined || hours.length === 0) return undefined
  return hours.some((each) => isOnCall(each, zone, at))
}

function zoneOf(seat: string): string | undefined {
  try {
    return calendarOf(seat).zone
  } catch (error) {
    if (error instanceof CalendarError) return undefined
    throw error
  }
}
