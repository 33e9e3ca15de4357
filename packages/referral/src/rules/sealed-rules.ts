/**
 * Rules on what is sealed to an organisation (practice §4). The other side's gateway sees which section is sealed, and to
 * whom; these rules are on that. The rules on words and fields are asked of it at its author, before it is sealed.
 */
import { isChild } from '../child.ts'
import { currentScope } from '../consent.ts'
import { sealedTo } from '../route.ts'
import { sealedIn } from '../statement.ts'
import { type Rule, sendingMoves } from './rule.ts'

export const sealedRules: readonly Rule[] = [
  {
    name: 'sealed-to-whom-the-person-named',
    requirements: ['R17', 'R19'],
    source: 'practice §4; GDPR 7',
    guards: "the person's choice of who knows",
    code: 'BIZ_CONSENT',
    pointer: '/sealed',
    reason: 'A section is sealed to an organisation that the permission does not name.',
    remedy:
      'Ask the person about this organisation and name it among the recipients; that its member is named is not enough.',
    looksAt: 'words',
    applies: sendingMoves,
    holds: ({ said, after }) =>
      sealedTo(said, after).every((body) =>
        currentScope(after)?.recipients.some(
          ({ member, organisation }) => member === body.member && organisation === body.organisation,
        ),
      ),
  },
  {
    name: 'legal-section-to-the-lawyer',
    requirements: ['R46', 'R61'],
    source: 'practice §12; COE 16(2); DIR 8; DIR 12(2); DIR 17',
    guards: 'the person from what she was compelled to do being known to anybody but her lawyer',
    code: 'BIZ_CONSENT',
    pointer: '/sealed',
    reason:
      'The legal section is sealed to an organisation that the directory does not list as a legal partner.',
    remedy: 'Seal it to the lawyer the person has chosen.',
    looksAt: 'words',
    applies: sendingMoves,
    holds: ({ said, after, register }) =>
      sealedIn(said).every(
        ({ section, organisation }) =>
          section !== 'legalStatus' ||
          register.isLegalPartner?.({ member: after.receiver, organisation }) === true,
      ),
  },
  {
    name: 'protection-stays-readable',
    requirements: ['R22', 'R42'],
    source: 'practice §5; DIR 13',
    guards: 'whoever both gateways must protect, from a protection that only one of them can see the need of',
    code: 'BIZ_STATE',
    pointer: '/sealed',
    reason: 'What the rules of both gateways have to read to protect somebody would be sealed.',
    remedy:
      'Of a child seal the legal section only. Of an adult, name who travels along in the open section on the person, and seal the rest.',
    looksAt: 'words',
    applies: sendingMoves,
    holds: ({ said, after, toSeal }) => {
      const names = sealedIn(said).map(({ section }) => section)
      if (toSeal?.person?.companions !== undefined || names.includes('child')) return false
      if (isChild(after)) return names.every((name) => name === 'legalStatus')
      return !names.includes('person') || after.sections.person !== undefined
    },
  },
]
