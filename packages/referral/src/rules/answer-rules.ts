/** Rules that the table itself says: an answer answers something, and only who has a case can hand it over. */
import { closing } from '../closure.ts'
import { type Move, moveOf, type Verb, verbs } from '../moves.ts'
import type { Referral } from '../referral.ts'
import { openProposals, responsibleSide } from '../responsibility.ts'
import { otherSide, type Side, sideOf } from '../side.ts'
import { isThreadFacet, itemOf, threadsOf } from '../thread.ts'
import type { Rule } from './rule.ts'

const answers = verbs.filter((verb) => moveOf(verb).answers !== undefined && moveOf(verb).about !== 'fact')
const answersOne = answers.filter((verb) => moveOf(verb).item !== undefined)

export const answerRules: readonly Rule[] = [
  {
    name: 'something-to-answer',
    requirements: ['R6'],
    source: 'domain §9',
    guards: 'both sides from answers to what nobody said',
    code: 'BIZ_STATE',
    reason: 'The other side has not asked for this, or has taken its question back.',
    remedy: 'Read the referral again and choose one of its next actions.',
    looksAt: 'state',
    applies: answers,
    holds: ({ verb, before, side }) => answered(moveOf(verb)).some((asked) => isOpen(before, asked, side)),
  },
  {
    name: 'answers-that-one',
    requirements: ['R6'],
    source: 'domain §9',
    guards: 'both sides from an answer that is put to another question',
    code: 'BIZ_STATE',
    reason: 'What this answers is not there, or was taken back.',
    remedy: 'Use the id of the question, proposal or report that you are answering.',
    looksAt: 'words',
    applies: answersOne,
    holds: ({ verb, before, side, said }) =>
      answered(moveOf(verb)).some((asked) => isOpen(before, asked, side, itemOf(said))),
  },
  {
    name: 'carries-responsibility',
    requirements: ['R36'],
    source: 'practice §6',
    guards: 'the person from having two organisations, or none, that answer for the case',
    code: 'BIZ_STATE',
    reason: 'This referral asks for services only; responsibility for the case stays where it is.',
    remedy: 'Hand the case over on the referral that carries responsibility.',
    looksAt: 'state',
    applies: ['proposeHandover', 'takeHandover', 'refuseHandover'],
    holds: ({ before: { facets } }) => facets.offer.terms?.transfersResponsibility === true,
  },
  {
    name: 'the-responsible-proposes',
    requirements: ['R36'],
    source: 'practice §6',
    guards: 'the person from having two organisations, or none, that answer for the case',
    code: 'BIZ_STATE',
    reason: 'Only the side that answers for the case now can propose to hand it over.',
    remedy: 'Ask the other side to propose it, or record a dispute about who is responsible.',
    looksAt: 'state',
    applies: ['proposeHandover'],
    holds: ({ before, side }) => responsibleSide(before) === side,
  },
  {
    name: 'one-takes-what-the-other-has',
    requirements: ['R36'],
    source: 'practice §6',
    guards: 'the person from having two organisations, or none, that answer for the case',
    code: 'BIZ_STATE',
    reason: 'There is no open proposal of the side that answers for the case.',
    remedy: 'Read the referral again: you may have taken it already, or the proposal was withdrawn.',
    looksAt: 'state',
    applies: ['takeHandover', 'refuseHandover'],
    holds: ({ before, side }) =>
      responsibleSide(before) !== side && openProposals(before, otherSide(side)).length > 0,
  },
  {
    name: 'handed-to-a-party',
    requirements: ['R19', 'R36'],
    source: 'practice §6',
    guards: 'the person from being handed to somebody who is not part of the referral',
    code: 'BIZ_STATE',
    pointer: '/to/member',
    reason: 'A handover goes from one party of the referral to the other.',
    remedy: 'Name the organisation at the other member; for a third one, begin a new referral.',
    looksAt: 'words',
    applies: ['proposeHandover'],
    holds: ({ before, side, said }) =>
      said.type === 'handover.proposed' && sideOf(before, said.data.to.member) === otherSide(side),
  },
  {
    name: 'closed-before-reopened',
    requirements: ['R36'],
    source: 'practice §6',
    guards: 'the record from a case that was opened twice',
    code: 'BIZ_STATE',
    reason: 'The case is not closed.',
    remedy: 'Nothing to do: the case is open, and everything else can be said.',
    looksAt: 'state',
    applies: ['reopenCase'],
    holds: ({ before }) => closing(before) !== undefined,
  },
]

function answered({ answers: named = [] }: Move): readonly Verb[] {
  return verbs.filter((verb) => named.includes(verb))
}

/** True when the other side has said `asked`, about this thing if one is named, and it still stands. */
function isOpen({ facets, entries }: Referral, asked: Verb, side: Side, item?: string): boolean {
  const { facet, type, to } = moveOf(asked)
  if (!isThreadFacet(facet)) {
    return entries.some(({ said }) => said.type === type)
  }
  const threads = threadsOf(facets, facet, otherSide(side))
  // A facet of one thing is answered as a whole, whatever the answer is about.
  return Object.entries(threads).some(
    ([id, { state }]) => state === to && (item === undefined || id === '' || id === item),
  )
}
