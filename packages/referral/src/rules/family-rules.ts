/** Rules on family and companions: nobody is looked for, visited or kept together by chance (practice §5). */

import type { NeedCode } from '@onward/contract'
import { familyBranches, involvementOf, isFamilyClear, isMinor } from '../child.ts'
import { contains, currentScope } from '../consent.ts'
import { keptTogether } from '../links.ts'
import type { Statement } from '../statement.ts'
import type { Status } from '../status.ts'
import { lastSaid } from '../thread.ts'
import { type OwnProposal, type Rule, sendingMoves, sent } from './rule.ts'

/** How far contact goes, from nothing to everything. */
const contact = ['none', 'desk', 'withoutReason', 'full']

export const familyRules: readonly Rule[] = [
  {
    name: 'family-not-involved',
    requirements: ['R42'],
    source: 'practice §5; TACT',
    guards: 'the person from a visit that tells those who sold her where she is',
    code: 'BIZ_STATE',
    pointer: '/familyInvolvement',
    reason:
      'This part of the family is suspected, confirmed or not known to have had no hand in it: nobody visits it.',
    remedy: 'Ask for a desk assessment: registers and services only, nothing revealed.',
    looksAt: 'words',
    applies: ['requestFamilyAssessment'],
    holds: ({ before, said }) => {
      if (said.type !== 'family.assessmentRequested' || said.data.kind === 'desk') return true
      const { branch, familyInvolvement } = said.data
      return familyInvolvement === 'none' && (involvementOf(before, branch) ?? 'none') === 'none'
    },
  },
  {
    name: 'contact-as-allowed',
    requirements: ['R42'],
    source: 'practice §5',
    guards: 'the person from contact that nobody allowed',
    code: 'BIZ_STATE',
    pointer: '/contactAllowed',
    reason: 'More is asked for than the contact that is allowed.',
    remedy:
      'A visit needs contact without reason or full contact; a desk assessment needs at least the desk.',
    looksAt: 'words',
    applies: ['requestFamilyAssessment'],
    holds: ({ said }) =>
      said.type === 'family.assessmentRequested' &&
      contact.indexOf(said.data.contactAllowed) >= (said.data.kind === 'desk' ? 1 : 2),
  },
  {
    name: 'family-told-what-was-allowed',
    requirements: ['R17', 'R22'],
    source: 'practice §5; GDPR 25',
    guards: "the person's say over what the family learns",
    code: 'BIZ_CONSENT',
    pointer: '/mayReveal',
    reason: 'More may be told to the family than the contact or the permission allows.',
    remedy: 'Leave it empty unless contact is full, and name only sections that may be shared.',
    looksAt: 'words',
    applies: ['requestFamilyAssessment'],
    holds: ({ before, said }) => {
      if (said.type !== 'family.assessmentRequested') return false
      const { mayReveal, contactAllowed } = said.data
      return (
        mayReveal.length === 0 ||
        (contactAllowed === 'full' && contains(currentScope(before)?.sections, mayReveal))
      )
    },
  },
  {
    name: 'family-request-agreed',
    requirements: ['R42'],
    source: 'practice §5; TACT',
    guards: 'the person, by asking before the family is looked at',
    code: 'BIZ_STATE',
    pointer: '/agreedBy',
    reason:
      'Those who must agree to look at the family have not: for a child the guardian or the authority, else the person.',
    remedy: 'Ask them, and name who agreed.',
    looksAt: 'words',
    applies: ['requestFamilyAssessment'],
    holds: ({ before, said, at }) => {
      if (said.type !== 'family.assessmentRequested') return false
      const must = isMinor(before, at) ? (['guardian', 'authority'] as const) : (['person'] as const)
      return must.some((who) => said.data.agreedBy.includes(who))
    },
  },
  {
    name: 'assessment-as-asked',
    requirements: ['R42'],
    source: 'practice §5',
    guards: 'the person from a visit where only registers were to be asked',
    code: 'BIZ_STATE',
    pointer: '/kind',
    reason: 'Registers and services only were to be asked, and this reports on the family itself.',
    remedy:
      'Report what the registers say. If the family was contacted all the same, report that as an incident.',
    looksAt: 'words',
    applies: ['reportFamilyAssessment'],
    holds: ({ before: { facets }, said }) => {
      if (said.type !== 'family.assessmentReported') return false
      const thread = facets.familyRequest[said.data.assessmentId]
      const kind = thread && lastSaid(thread, 'family.assessmentRequested')?.data.kind
      return said.data.kind === 'desk' || kind !== 'desk'
    },
  },
  {
    name: 'no-tracing-of-a-feared-family',
    requirements: ['R42'],
    source: 'practice §5; BLU',
    guards: 'the child from being led back to those who sold her',
    code: 'BIZ_STATE',
    reason: "The child's family is to be traced or met, and it is not known that it had no hand in it.",
    remedy:
      'Leave out tracing and mediation, and ask for a desk assessment; once the family is cleared, say so first.',
    looksAt: 'words',
    applies: [...sendingMoves, 'planService'],
    holds: ({ after, said, at }) => !isMinor(after, at) || !tracesFamily(said) || isFamilyClear(after),
  },
  {
    name: 'no-reception-by-a-feared-family',
    requirements: ['R42', 'R44'],
    source: 'practice §5; TACT',
    guards: 'the child from sleeping with those who sold her',
    code: 'BIZ_STATE',
    reason: 'The child would be received by family that is not known to have had no hand in it.',
    remedy:
      'Choose another place, or name the part of the family, once the sender has said that it had no hand in it.',
    looksAt: 'words',
    applies: ['arrangeReception', 'consentPlacement'],
    holds: ({ before, said, at }) => {
      if (!isMinor(before, at)) return true
      if (said.type === 'placement.consented') return said.data.kind !== 'family' || hasClearPart(before)
      if (said.type !== 'reception.arranged') return false
      const { kind, branch } = said.data.firstNight
      return kind !== 'family' || isFamilyClear(before, branch)
    },
  },
  {
    name: 'together-or-not-at-all',
    requirements: ['R38', 'R42'],
    source: 'practice §5',
    guards: 'those who must not be parted',
    code: 'BIZ_STATE',
    reason:
      'A referral that belongs to this one was refused, ended or has not arrived: the two are accepted together or not at all.',
    remedy:
      'Decide them alike; if only one can be taken, decline both as CannotKeepTogether, or ask the sender to unlink them.',
    looksAt: 'local',
    applies: ['accept', 'acceptWithConditions'],
    holds: (proposal) =>
      kept(proposal).every((status) => isStatus(status, [...open, ...goingAhead, ...away])),
  },
  {
    name: 'not-declined-alone',
    requirements: ['R38', 'R42'],
    source: 'practice §5',
    guards: 'those who must not be parted',
    code: 'BIZ_STATE',
    reason: 'A referral that belongs to this one is accepted: the two are accepted together or not at all.',
    remedy: 'Reopen the other one first, then decline both as CannotKeepTogether; or accept this one too.',
    looksAt: 'local',
    applies: ['decline', 'redirect'],
    holds: (proposal) => !kept(proposal).some((status) => isStatus(status, goingAhead)),
  },
  {
    name: 'travel-together',
    requirements: ['R38', 'R42'],
    source: 'practice §5',
    guards: 'those who must not be parted',
    code: 'BIZ_STATE',
    reason: 'A referral that belongs to this one is not accepted yet: neither travels before both are.',
    remedy: 'Wait for the other answer, or unlink the two if they can travel apart.',
    looksAt: 'local',
    applies: ['planJourney'],
    holds: (proposal) => kept(proposal).every((status) => isStatus(status, [...goingAhead, ...away])),
  },
]

const open: readonly Status[] = ['submitted', 'acknowledged', 'overdue', 'informationRequested', 'reopened']
const goingAhead: readonly Status[] = [
  'accepted',
  'acceptedWithConditions',
  'receptionArranged',
  'journeyPlanned',
]
const away: readonly Status[] = ['departed', 'notDeparted', 'missed', 'arrived', 'handedOver', 'inSupport']

const isStatus = (status: Status | undefined, among: readonly Status[]) =>
  among.some((each) => each === status)

/** How those stand that are to be kept together with this one; undefined for one that is not known here. */
function kept({ before, local }: OwnProposal): readonly (Status | undefined)[] {
  return keptTogether(before).map((id) => local.linked?.find(({ referral }) => referral === id)?.status)
}

const isFamilyNeed = (need: NeedCode) => need === 'FamilyTracing' || need === 'FamilyMediation'

/** True for a request to look for family, or to bring the person together with it. */
function tracesFamily(said: Statement): boolean {
  if (said.type === 'referral.submitted' && said.data.purpose === 'FamilyTracing') return true
  if (said.type === 'service.planned') return isFamilyNeed(said.data.need)
  return sent(said)?.sections.needs?.needs.some(({ needCode }) => isFamilyNeed(needCode)) === true
}

/** True when some part of the family is known to have had no hand in it. */
function hasClearPart(before: OwnProposal['before']): boolean {
  return familyBranches.some((branch) => isFamilyClear(before, branch))
}
