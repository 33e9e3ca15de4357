/** Rules on content that leaves the European Economic Area (R54). */
import type { Agreement, TransferSafeguard } from '@onward/contract'
import { isEeaCountry } from '../eea.ts'
import { contentMoves } from '../moves.ts'
import type { Proposal, Rule } from './rule.ts'

/** What allows a transfer that nothing protects there: an exception, so it rests on a provision and is looked at again. */
const derogations: readonly TransferSafeguard[] = [
  'explicitConsent',
  'vitalInterests',
  'importantPublicInterest',
]

export const transferRules: readonly Rule[] = [
  {
    name: 'third-country-is-safeguarded',
    requirements: ['R54'],
    source: 'GDPR 44-46; GDPR 49',
    guards: 'the person from data that no law protects where it goes',
    code: 'BIZ_CONSENT',
    reason:
      'One of the members is outside the EEA, or an international organisation, and the agreement does not say what protects the data there.',
    remedy:
      'Ask your data-protection officer; the agreement must name the safeguard, and an exception its provision and a day of review.',
    looksAt: 'words',
    applies: contentMoves,
    holds: (proposal) =>
      outsideEea(proposal).every((member) => isSafeguarded(proposal.agreement, member, proposal.at)),
  },
  {
    name: 'transfer-is-recorded',
    requirements: ['R54'],
    source: 'GDPR 30(1)(e); GDPR 49',
    guards: 'the person, who can ask on what ground her data left',
    code: 'BIZ_CONSENT',
    pointer: '/transferSafeguard',
    reason: 'An offer to a member outside the EEA says on which safeguard of the agreement it rests.',
    remedy: 'Name the safeguard; explicit consent and vital interests need a permission of that kind.',
    looksAt: 'words',
    applies: ['submit'],
    holds: (proposal) => {
      const { said, before, agreement } = proposal
      if (said.type !== 'referral.submitted') return false
      if (!outsideEea(proposal).includes(before.receiver)) return true
      const { transferSafeguard, permission } = said.data
      if (transferSafeguard === 'explicitConsent') return permission.kind === 'consent'
      if (transferSafeguard === 'vitalInterests') return permission.kind === 'vitalInterests'
      return transferSafeguard !== undefined && transferSafeguard === agreement?.thirdCountry?.safeguard
    },
  },
]

/** The parties that are outside; one whose standing nobody knows is taken for outside. */
function outsideEea({ before: { sender, receiver }, register }: Proposal): readonly string[] {
  return [sender, receiver].filter((member) => (register.isInEea?.(member) ?? isEeaCountry(member)) !== true)
}

function isSafeguarded(agreement: Agreement | undefined, member: string, at: string): boolean {
  const third = agreement?.thirdCountry
  if (third?.member !== member) return false
  const { safeguard, instrument, reviewDate } = third
  if (reviewDate !== undefined && reviewDate < at.slice(0, 10)) return false
  return !derogations.includes(safeguard) || (instrument !== undefined && reviewDate !== undefined)
}
