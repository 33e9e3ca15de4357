/** Rules on who answers for the case: responsibility belongs to it, and moves only by the hands that have it (practice §6). */

import { knows } from '../closure.ts'
import { currentScope, namesRecipient } from '../consent.ts'
import { contentMoves } from '../moves.ts'
import type { Entry, Referral } from '../referral.ts'
import { responsible } from '../responsibility.ts'
import { otherSide, type Side, sideOf } from '../side.ts'
import { lastSaid, threadsOf } from '../thread.ts'
import type { Rule } from './rule.ts'

const oneAnswers = 'the person from having two organisations, or none, that answer for the case'

export const responsibilityRules: readonly Rule[] = [
  {
    name: 'one-responsible-per-case',
    requirements: ['R36'],
    source: 'practice §6',
    guards: oneAnswers,
    code: 'BIZ_STATE',
    pointer: '/transfersResponsibility',
    reason: 'Another open referral of this case already moves responsibility.',
    remedy: 'Offer this one as a service, without responsibility, or end the other first.',
    looksAt: 'local',
    applies: ['submit'],
    holds: ({ said, local }) =>
      said.type === 'referral.submitted' && !(said.data.transfersResponsibility && local.isCarried === true),
  },
  {
    name: 'former-permission-stays-ended',
    requirements: ['R17', 'R36'],
    source: 'practice §6; GDPR 7(3)',
    guards: "the person's word that ended with the earlier referral",
    code: 'BIZ_CONSENT',
    pointer: '/permission/permissionId',
    reason:
      'This permission belongs to a referral of the case that has ended; it does not revive with a new one.',
    remedy: 'Ask the person anew, and record what they say as a permission of its own.',
    looksAt: 'local',
    applies: ['submit', 'grantConsent'],
    holds: ({ before, said, local: { endedPermissions = [] } }) => {
      if (said.type !== 'referral.submitted' && said.type !== 'consent.granted') return true
      const { permissionId } = said.data.permission
      return ![...endedPermissions, ...endedHere(before)].includes(permissionId)
    },
  },
  {
    name: 'handed-over-by-who-has-it',
    requirements: ['R36'],
    source: 'practice §6',
    guards: oneAnswers,
    code: 'BIZ_STATE',
    pointer: '/from',
    reason: 'The proposal names another organisation than the one that answers for the case.',
    remedy: 'Name in `from` the organisation that the referral shows as responsible.',
    looksAt: 'words',
    applies: ['proposeHandover'],
    holds: ({ before, said }) => {
      const has = responsible(before)?.organisation
      return (
        said.type === 'handover.proposed' &&
        said.data.from.member === has?.member &&
        said.data.from.organisation === has.organisation
      )
    },
  },
  {
    name: 'handed-to-whom-the-person-agreed',
    requirements: ['R19', 'R36'],
    source: 'practice §6; BG 1.4 step 1',
    guards: "the person's choice of who answers for the case",
    code: 'BIZ_CONSENT',
    pointer: '/to/organisation',
    reason: 'The person has not agreed to this organisation.',
    remedy:
      'Hand it to an organisation that the permission names, or back to the one that offered the case; for another one ask the person first.',
    looksAt: 'words',
    applies: ['proposeHandover'],
    holds: ({ before, said }) => {
      if (said.type !== 'handover.proposed') return false
      const { member, organisation } = said.data.to
      if (member === before.sender) return organisation === before.facets.offer.terms?.from.organisation
      return namesRecipient(currentScope(before), member, organisation)
    },
  },
  {
    name: 'signed-by-the-organisation',
    requirements: ['R36'],
    source: 'practice §6',
    guards: 'each organisation from being bound by people who do not work for it',
    code: 'BIZ_STATE',
    reason:
      'You work neither for the organisation that this binds, nor for the one that the referral is between.',
    remedy: 'Ask a colleague there to sign it.',
    looksAt: 'words',
    applies: ['proposeHandover', 'takeHandover', 'refuseHandover', 'disputeResponsibility', 'settleDispute'],
    holds: ({ before, side, said, actor }) => {
      const bound = organisationBound(before, side, said)
      return actor !== undefined && [partyOf(before, side), bound].includes(actor.organisation)
    },
  },
  {
    name: 'taken-by-two-of-its-own',
    requirements: ['R7', 'R36'],
    source: 'practice §6; BLU',
    guards: 'the person from an organisation that nobody there answers for',
    code: 'BIZ_STATE',
    pointer: '/responsible',
    reason: 'Who takes the case, and who stands in, are two people of the organisation that was asked.',
    remedy: 'Name two different people who work there.',
    looksAt: 'words',
    applies: ['takeHandover'],
    holds: ({ before, side, said }) => {
      if (said.type !== 'handover.taken') return false
      const { proposalId, responsible: takes, alternate } = said.data
      const asked = proposedTo(before, side, proposalId)
      return (
        [takes, alternate].every(({ organisation }) => organisation === asked) &&
        takes.staffId !== alternate.staffId
      )
    },
  },
  {
    name: 'settled-between-the-parties',
    requirements: ['R36'],
    source: 'practice §6',
    guards: 'the person from a settlement on somebody who has not agreed to anything',
    code: 'BIZ_STATE',
    pointer: '/responsible/member',
    reason: 'A dispute is settled on one of the two parties of the referral.',
    remedy: 'Name one of them; for a third one, begin a new referral.',
    looksAt: 'words',
    applies: ['settleDispute'],
    holds: ({ before, said }) =>
      said.type === 'responsibility.settled' && sideOf(before, said.data.responsible.member) !== undefined,
  },
  {
    name: 'reopened-with-the-person',
    requirements: ['R17', 'R36'],
    source: 'practice §6',
    guards: 'the person from a case that goes on without being wanted',
    code: 'BIZ_STATE',
    pointer: '/personAgrees',
    reason: 'The person has not agreed that the case is taken up again.',
    remedy: 'Ask first. Without asking it is reopened only for a new danger, or to undo a mistake.',
    looksAt: 'words',
    applies: ['reopenCase'],
    holds: ({ said }) =>
      said.type === 'case.reopened' &&
      (said.data.personAgrees || said.data.reason === 'newRisk' || said.data.reason === 'error'),
  },
  {
    name: 'permission-anew-after-reopening',
    requirements: ['R17', 'R20'],
    source: 'practice §6; GDPR 7',
    guards: "the person's word that ended with the case",
    code: 'BIZ_CONSENT',
    reason: 'The case was closed since the permission was given; a former permission does not revive.',
    remedy:
      'Ask the person anew and record it with `grantConsent`. Help, facts and incidents need none of it.',
    looksAt: 'state',
    applies: contentMoves.filter((verb) => verb !== 'submit' && verb !== 'grantConsent'),
    holds: ({ before }) => reopenings(before).every((entry) => isGivenAfter(before, entry)),
  },
]

/** The organisation that offered, or that was asked. */
function partyOf({ facets: { offer } }: Referral, side: Side): string | undefined {
  return (side === 'sender' ? offer.terms?.from : offer.terms?.to)?.organisation
}

/** The organisation in whose name this is said: the one that hands over, or the one that was asked to take. */
function organisationBound(before: Referral, side: Side, said: Entry['said']): string | undefined {
  switch (said.type) {
    case 'handover.taken':
    case 'handover.refused':
      return proposedTo(before, side, said.data.proposalId)
    default: {
      const has = responsible(before)
      return has?.side === side ? has.organisation.organisation : undefined
    }
  }
}

/** To which organisation of this side the other side has proposed it. */
function proposedTo({ facets }: Referral, side: Side, proposalId: string): string | undefined {
  const proposals = threadsOf(facets, 'handover', otherSide(side))
  const thread = Object.hasOwn(proposals, proposalId) ? proposals[proposalId] : undefined
  return thread && lastSaid(thread, 'handover.proposed')?.data.to.organisation
}

/** Each time the case was taken up again after it had been closed. */
function reopenings({ entries }: Referral): readonly Entry[] {
  return entries.filter(
    (entry) =>
      entry.said.type === 'case.reopened' &&
      entries.some((closed) => closed.said.type === 'case.closed' && knows(entry, closed)),
  )
}

/** What was permitted on this referral before it was closed, if it was taken up again since. */
function endedHere(referral: Referral): readonly string[] {
  const [since] = reopenings(referral).slice(-1)
  if (!since) return []
  return referral.entries.flatMap(({ said, side, sequence }) => {
    const gives = said.type === 'referral.submitted' || said.type === 'consent.granted'
    const isBefore = since.side === side ? sequence < since.sequence : sequence <= since.seen
    return gives && isBefore ? [said.data.permission.permissionId] : []
  })
}

/** True when the sender gave the permission in force in knowledge of that entry. */
function isGivenAfter({ facets: { consent } }: Referral, { side, sequence }: Entry): boolean {
  if (consent.given === undefined) return false
  return side === 'sender' ? consent.given.sequence > sequence : consent.given.seen >= sequence
}
