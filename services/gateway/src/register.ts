/** What rules may ask of the directory. */
import type { Directory } from '@onward/directory'
import type { OperatorKind, Register } from '@onward/referral'

const kinds: readonly OperatorKind[] = ['state', 'police', 'ngo', 'igo']

export function registerOf(directory: Directory): Register {
  return {
    operatorOf: ({ member, organisation }) => {
      const listed = directory.member(member)?.organisations.find(({ id }) => id === organisation)
      return kinds.find((kind) => kind === listed?.operatorKind)
    },
    isOnCall: () => undefined,
  }
}
