/** Rules on what the receiver says: first a named human has it (R6), then a decision with its reason (R9). */
import type { Contact } from '@onward/contract'
import { currentScope, namesRecipient } from '../consent.ts'
import { type Statement, takingInHand } from '../statement.ts'
import type { Rule } from './rule.ts'

export const responseRules: readonly Rule[] = [
  {
    name: 'acknowledged-first',
    requirements: ['R6', 'R7'],
    source: 'RIMS; BLU',
    guards: 'the person from a decision that no named human stands behind',
    code: 'BIZ_STATE',
    reason: 'No named person has acknowledged this referral yet.',
    remedy: 'Acknowledge it first, with the responsible person and an alternate.',
    looksAt: 'state',
    applies: ['requestInformation', 'accept', 'acceptWithConditions', 'decline', 'redirect', 'reopen'],
    holds: ({ before: { facets } }) => facets.acknowledgement.state === 'acknowledged',
  },
  {
    name: 'two-named-persons',
    requirements: ['R7'],
    source: 'BLU',
    guards: 'the person from a contact who is away',
    code: 'BIZ_STATE',
    pointer: '/alternate',
    reason: 'The alternate is the same person as the responsible one.',
    remedy: 'Name a second person who can be reached.',
    looksAt: 'words',
    applies: ['acknowledge'],
    holds: ({ said }) =>
      said.type === 'referral.acknowledged' &&
      (said.data.responsible.staffId !== said.data.alternate.staffId ||
        said.data.responsible.organisation !== said.data.alternate.organisation),
  },
  {
    name: 'review-is-ahead',
    requirements: ['R7', 'R11'],
    source: 'BLU; domain §9',
    guards: 'the person from being forgotten',
    code: 'BIZ_STATE',
    pointer: '/reviewDate',
    reason: 'The review date has already passed.',
    remedy: 'Choose today or a later day.',
    looksAt: 'words',
    applies: ['acknowledge'],
    holds: ({ said, at }) => said.type === 'referral.acknowledged' && said.data.reviewDate >= at.slice(0, 10),
  },
  {
    name: 'stays-with-the-chosen-organisation',
    requirements: ['R19'],
    source: 'practice §4; BG 1.4 step 1',
    guards: "the person's choice of who knows",
    code: 'BIZ_CONSENT',
    reason: 'One of the persons named works for an organisation that the person has not agreed to.',
    remedy: 'Name people of the organisation the person chose; another one needs new permission.',
    looksAt: 'words',
    applies: ['acknowledge', 'accept', 'acceptWithConditions', 'arrangeReception'],
    holds: ({ before, said }) => {
      const scope = currentScope(before)
      return named(said).every(({ organisation }) => namesRecipient(scope, before.receiver, organisation))
    },
  },
  {
    name: 'no-without-a-reason',
    requirements: ['R9', 'R10'],
    source: 'PRM; MOR; BG 1.4 step 5',
    guards: 'the sender from a no that helps nobody to go on',
    code: 'BIZ_STATE',
    pointer: '/note',
    reason: 'The reason "Other" says nothing by itself.',
    remedy: 'Choose the reason that fits, or say it in words.',
    looksAt: 'words',
    applies: ['decline'],
    holds: ({ said }) =>
      said.type === 'referral.declined' && (said.data.reason !== 'Other' || said.data.note !== undefined),
  },
  {
    name: 'conditions-are-named',
    requirements: ['R9'],
    source: 'PRM; MOR',
    guards: 'both sides from a yes that means something else to each',
    code: 'BIZ_STATE',
    pointer: '/conditions',
    reason: 'An acceptance with conditions names them; "Other" is said in words.',
    remedy: 'Name at least one condition, or accept without conditions.',
    looksAt: 'words',
    applies: ['acceptWithConditions'],
    holds: ({ said }) =>
      said.type === 'referral.acceptedWithConditions' &&
      said.data.conditions.length > 0 &&
      said.data.conditions.every(({ code, note }) => code !== 'Other' || note !== undefined),
  },
  {
    name: 'request-is-new',
    requirements: ['R9'],
    source: 'domain §9',
    guards: 'both sides from two questions under one name',
    code: 'BIZ_STATE',
    pointer: '/requestId',
    reason: 'This question has already been asked.',
    remedy: 'Give the new question an id of its own.',
    looksAt: 'words',
    applies: ['requestInformation'],
    holds: ({ before: { facets }, said }) =>
      said.type === 'information.requested' &&
      facets.response.requests.every(({ requestId }) => requestId !== said.data.requestId),
  },
]

/** The people whom a statement makes answerable at the receiver. */
function named(said: Statement): readonly Contact[] {
  return said.type === 'reception.arranged' ? [said.data.meetBy, said.data.alternate] : takingInHand(said)
}
