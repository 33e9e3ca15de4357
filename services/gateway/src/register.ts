/** What rules may ask of the directory, and of the calendars of its members. */
import type { Directory } from '@onward/directory'
import { isEeaCountry, type OperatorKind, type Register } from '@onward/referral'
import { workingTime } from './working-time.ts'

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
    isOnCall: () => undefined,
    // Only a plan of a journey is asked for it. What no calendar reaches is told of where deadlines are kept.
    add: (member, from, span) =>
      workingTime(
        () => directory,
        () => {},
      ).add(member, from, span),
    nameOf: ({ member, organisation }) =>
      directory.member(member)?.organisations.find(({ id }) => id === organisation)?.name,
    isInEea: (code) => {
      const listed = directory.member(code)
      if (!listed) return undefined
      // GDPR 4(26): an international organisation is outside, wherever its seat is.
      if (listed.organisations.some(({ operatorKind }) => operatorKind === 'igo')) return false
      return isEeaCountry(listed.seat ?? code)
    },
  }
}
