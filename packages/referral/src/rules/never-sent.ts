/** What never travels to a member unless the person lifts it (practice §12). */
import type { NeverSend, Sections } from '@onward/contract'
import { type Proposal, type Rule, sendingMoves, sent } from './rule.ts'

/** When an agreement is silent about a member. */
const byDefault: readonly NeverSend[] = [
  'orientation',
  'genderIdentity',
  'prostitution',
  'abortion',
  'pregnancyOutsideMarriage',
  'hiv',
  'religion',
  'illegalExit',
  'asylum',
]

export const neverSentRules: readonly Rule[] = [
  {
    name: 'never-sent',
    requirements: ['R41'],
    source: 'practice §12; GDPR 9',
    guards: 'the person from what can cost her safety in the country she goes to',
    code: 'BIZ_CONSENT',
    pointer: '/sections',
    reason: 'A field here tells something that the agreement never sends to this country.',
    remedy: 'Choose a wider code or leave the field out; only the person can lift this, for each subject.',
    looksAt: 'words',
    applies: sendingMoves,
    holds: (proposal) => {
      const content = sent(proposal.said)
      // Marriage may be told in one event and pregnancy in the next, so the whole of the content is read.
      return (
        !content ||
        !neverTo(proposal).some((subject) => tells(subject, content.sections, proposal.after.sections))
      )
    },
  },
]

/** What does not travel to the other side, less what the person has lifted. */
function neverTo({ side, before: { sender, receiver }, after, agreement }: Proposal): readonly NeverSend[] {
  const addressee = side === 'sender' ? receiver : sender
  const never = agreement?.neverSend.find(({ to }) => to === addressee)?.subjects ?? byDefault
  const { permission } = after.facets.consent
  // Only the person lifts, so only consent can: no authority decides for her what a third country may know of this.
  const lifted = permission?.kind === 'consent' ? permission.lifts : undefined
  return never.filter((subject) => !lifted?.includes(subject))
}

/**
 * Whether a coded field tells of the subject. Some subjects no code tells of; whether words tell of any is not attempted,
 * for a list of words would pass most of what it should hold and stop what it should not.
 *
 * The basis of a journey (a transfer of responsibility for asylum) is not among the fields: the state it goes to has
 * asked for the person or taken her by law, and knows.
 */
function tells(subject: NeverSend, { person, victimContext, needs }: Sections, all: Sections): boolean {
  switch (subject) {
    case 'genderIdentity':
      return ['TransgenderFeminine', 'TransgenderMasculine', 'NonConforming'].some(
        (code) => code === person?.prs_Gender,
      )
    case 'prostitution':
      return victimContext?.vic_TypeOfSexExploitation?.includes('Prostitution') === true
    case 'pregnancyOutsideMarriage': {
      const married = ['Married', 'RegisteredPartnership'].some(
        (code) => code === all.person?.prs_MaritalStatus,
      )
      const pregnant =
        needs?.specialNeeds?.includes('pregnancy') === true ||
        needs?.needs.some(({ needCode }) => needCode === 'MaternityAndInfant') === true
      return pregnant && !married
    }
    case 'asylum':
      return needs?.needs.some(({ needCode }) => needCode === 'AsylumInformation') === true
    case 'orientation':
    case 'abortion':
    case 'hiv':
    case 'religion':
    case 'illegalExit':
      return false
    default:
      return unknownSubject(subject)
  }
}

/** Compiles only while every subject is handled; a subject we do not know is one we cannot rule out. */
function unknownSubject(_subject: never): boolean {
  return true
}
