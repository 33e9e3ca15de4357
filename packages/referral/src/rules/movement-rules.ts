/**
 * Rules on the way there: first a yes, then somebody who waits, then a plan that fits both (R32, R33).
 *
 * They refuse plans only. What is told of a journey that has begun is news, not a plan: a delay on the way reaches whoever
 * waits, whatever has become of the answer or the reception (R34; practice §2).
 */
import type { EventData } from '@onward/contract'
import { agreed, type Span, workingDays } from '../deadlines/clock.ts'
import {
  conditions,
  isAccepted,
  isPlanned,
  isReceptionConfirmed,
  isStopped,
  isUnderWay,
  reception,
  wasPlanned,
} from '../journey.ts'
import type { Verb } from '../moves.ts'
import { urgencyOf } from '../referral.ts'
import { lastSaid } from '../thread.ts'
import type { Proposal, Rule, Situation } from './rule.ts'

export type Journey = EventData['journey.planned' | 'journey.changed']

/** The moves that plan a journey. */
export const planning = ['planJourney', 'changeJourney'] as const satisfies readonly Verb[]

/** What a journey that breaks a rule of planning becomes when it happens all the same. */
export const travelling = ['depart', 'confirmArrival'] as const satisfies readonly Verb[]

export const movementRules: readonly Rule[] = [
  {
    name: 'accepted-first',
    requirements: ['R9', 'R11', 'R32'],
    source: 'S2 §2; BG 1.4 step 2; domain §9',
    guards: 'the person from leaving for a place that has not said yes',
    code: 'BIZ_STATE',
    reason: 'The receiver has not accepted, or has taken its yes back.',
    remedy: 'Wait for the decision; if it is late, ask who is named in the escalation.',
    looksAt: 'state',
    applies: ['arrangeReception', 'confirmReception', ...planning],
    marks: travelling,
    holds: planned(({ before }) => isAccepted(before)),
  },
  {
    name: 'reception-before-travel',
    requirements: ['R32'],
    source: 'S2 §2; BG 1.4 step 2; domain §9',
    guards: 'the person from arriving where nobody waits',
    code: 'BIZ_STATE',
    reason: 'No reception stands that the receiver has arranged and the sender has confirmed.',
    remedy: 'Ask the receiver to arrange who meets the person and where, tell the person, and confirm it.',
    looksAt: 'state',
    applies: planning,
    marks: travelling,
    holds: planned(({ verb, before }) =>
      isReceptionConfirmed(before, verb === 'confirmArrival' ? 'told' : 'planning'),
    ),
  },
  {
    name: 'bed-before-travel',
    requirements: ['R32', 'R40'],
    source: 'BG 1.4 step 2; DIR 11(5)',
    guards: 'the person from a first night without a bed',
    code: 'BIZ_STATE',
    reason: 'The place for the first night is not promised yet.',
    remedy: 'Ask the receiver to arrange the reception anew when the bed is promised.',
    looksAt: 'state',
    applies: planning,
    marks: travelling,
    holds: planned(({ before }) => reception(before)?.data.firstNight.confirmed ?? true),
  },
  {
    name: 'transfer-concern-decided',
    requirements: ['R30', 'R31'],
    source: 'practice §8',
    guards: 'the person whose transfer somebody asked to stop',
    code: 'BIZ_STATE',
    reason: 'A concern asked that this transfer stops, and it was not decided that it may go on.',
    remedy: 'Wait until the concern is decided; plan only if it goes on, or for the later date.',
    looksAt: 'state',
    applies: planning,
    marks: travelling,
    holds: planned(({ before }) => !isStopped(before)),
  },
  {
    name: 'journey-planned-first',
    requirements: ['R33', 'R34'],
    source: 'DBN 8(2); practice §1',
    guards: 'whoever waits, from a journey that was never announced or has another ground than announced',
    code: 'BIZ_STATE',
    reason: 'There is no plan that this would change.',
    remedy: 'Plan the journey as a new one.',
    looksAt: 'state',
    applies: ['changeJourney'],
    marks: travelling,
    holds: planned(({ verb, before, said }) =>
      verb === 'changeJourney' ? wasPlanned(before) : isPlanned(before) && isOnItsGround(before, said),
    ),
  },
  {
    name: 'conditions-met',
    requirements: ['R9', 'R32'],
    source: 'PRM; domain §9',
    guards: 'the person from a yes that counts only if something is so, and it is not',
    code: 'BIZ_STATE',
    pointer: '/conditionsMet',
    reason: 'The receiver has accepted on conditions, and one of them is not named as met.',
    remedy: 'Meet each condition and name it here, or ask the receiver to accept without it.',
    looksAt: 'words',
    applies: planning,
    holds: ofJourney(({ conditionsMet = [] }, { before }) => {
      const set = conditions(before)
      return set === 'unnamed' ? conditionsMet.length > 0 : set.every((code) => conditionsMet.includes(code))
    }),
  },
  {
    name: 'journey-lies-ahead',
    requirements: ['R33'],
    source: 'DBN 8(2)',
    guards: 'whoever waits, from a plan that cannot be kept',
    code: 'BIZ_STATE',
    pointer: '/departure/at',
    reason: 'The journey begins before it is planned, or ends before it begins.',
    remedy: 'Check the times; a departure that has already happened is told as such.',
    looksAt: 'words',
    applies: planning,
    holds: ofJourney(({ departure, arrival }, { at }) => at <= departure.at && departure.at < arrival.at),
  },
  {
    name: 'notice-before-arrival',
    requirements: ['R33'],
    source: 'DBN 8(2)',
    guards: 'the receiver from having no time to be there',
    code: 'BIZ_STATE',
    pointer: '/noticeWaiver',
    reason:
      'The receiver would be told later than agreed: three of its working days unless the agreement differs.',
    remedy: 'Choose a later arrival, or say why it cannot wait; the reason "Other" needs a note.',
    looksAt: 'words',
    applies: planning,
    holds: ofJourney(({ arrival, noticeWaiver, note }, { before, at, agreement, register }) => {
      if (noticeWaiver) return noticeWaiver.reason !== 'Other' || note !== undefined
      const notice = agreed(agreement, 'arrivalNotice', urgencyOf(before)) ?? threeDays
      return register.add(before.receiver, at, notice) <= arrival.at
    }),
  },
  {
    name: 'plan-fits-reception',
    requirements: ['R32', 'R33'],
    source: 'BG 1.4 step 2; DBN 8(2)',
    guards: 'the person from waiting at one place while somebody waits at another',
    code: 'BIZ_STATE',
    pointer: '/arrival/place',
    reason: 'The journey ends elsewhere than where the person is met.',
    remedy: 'Let it end where the reception is arranged, or ask the receiver to arrange it anew.',
    looksAt: 'words',
    applies: planning,
    holds: ofJourney(({ arrival: { place } }, { before }) => {
      const met = reception(before)?.data.place
      const isThere =
        !met || (met.country === place.country && met.kind === place.kind && met.name === place.name)
      return isThere && isIn(before.receiver, place.country)
    }),
  },
  {
    name: 'knows-who-waits',
    requirements: ['R33'],
    source: 'BG 1.4 step 2',
    guards: 'a person who travels alone from going along with the wrong one',
    code: 'BIZ_STATE',
    pointer: '/recognitionAgreed',
    reason: 'Nobody of the services travels along, and the person does not know how to recognise who waits.',
    remedy: 'Agree the sign with the person, or let somebody travel along.',
    looksAt: 'words',
    applies: planning,
    holds: ofJourney(
      ({ escort, recognitionAgreed }) =>
        recognitionAgreed || escort === 'professional' || escort === 'police',
    ),
  },
  {
    name: 'fit-to-travel',
    requirements: ['R33'],
    source: 'domain §8; practice §8',
    guards: 'the health of the person on the way',
    code: 'BIZ_STATE',
    pointer: '/medical',
    reason: 'The person is not fit to travel, or travels without what health requires on the way.',
    remedy: 'Wait until the person is fit; with a medical escort, and not by plane, where that is required.',
    looksAt: 'words',
    applies: planning,
    holds: ofJourney(
      ({ medical: { fit, needs = [] }, escort, legs = [] }) =>
        fit &&
        (!needs.includes('medicalEscort') || escort === 'professional') &&
        (!needs.includes('noFlying') || legs.every(({ kind }) => kind !== 'plane')),
    ),
  },
]

/** The rule as it is asked of plans: what is told of a journey that has begun keeps it. */
export function planned<S extends Situation>(holds: (situation: S) => boolean): (situation: S) => boolean {
  return (situation) => isNews(situation) || holds(situation)
}

/** The same of a rule that looks at what a plan says. */
export function ofJourney(
  holds: (journey: Journey, proposal: Proposal) => boolean,
): (proposal: Proposal) => boolean {
  return planned((proposal) => {
    const { said } = proposal
    return (said.type === 'journey.planned' || said.type === 'journey.changed') && holds(said.data, proposal)
  })
}

const threeDays: Span = workingDays(3)

function isNews({ verb, before }: Situation): boolean {
  return verb === 'changeJourney' && isUnderWay(before)
}

/** A removal is not what was planned as a voluntary return. */
function isOnItsGround(before: Situation['before'], said: Situation['said']): boolean {
  const plan = lastSaid(before.facets.journey, 'journey.planned', 'journey.changed')
  return said?.type !== 'journey.departed' || plan?.data.movementBasis === said.data.movementBasis
}

/** A member of two letters is a country; an organisation may receive in any. */
function isIn(receiver: string, country: string): boolean {
  return receiver.length !== 2 || receiver === country
}
