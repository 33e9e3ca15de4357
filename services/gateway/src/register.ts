/** What rules may ask of the directory. */
import type { Directory } from '@onward/directory'
import type { OperatorKind, Register } from '@onward/referral'

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
  }
}
