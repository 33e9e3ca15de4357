/** What rules may ask of the directory. */
import type { Directory } from '@onward/directory'
import { isEeaCountry, type OperatorKind, type Register } from '@onward/referral'

const kinds: readonly OperatorKind[] = ['state', 'police', 'ngo', 'igo']

export function registerOf(directory: Directory): Register {
  return {
    operatorOf: ({ member, organisation }) => {
      const listed = directory.member(member)?.organisations.find(({ id }) => id === organisation)
      return kinds.find((kind) => kind === listed?.operatorKind)
    },
    isOnCall: () => undefined,
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
