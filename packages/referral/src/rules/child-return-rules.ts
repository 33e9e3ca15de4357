/**
 * Rules on the return of a child (R44): planned only when it is best for this child, in this country, with somebody there
 * who answers for her. Nothing here refuses a fact: a child who left without all this has left, and is marked; and what is told
 * of a journey that has begun is news, which reaches whoever waits for her (R34).
 */
import { goesToFamily, guardiansIn, isFamilyClear, isMinor, latestFinding } from '../child.ts'
import type { Referral } from '../referral.ts'
import { lastSaid } from '../thread.ts'
import { ofJourney, planned, planning, travelling } from './movement-rules.ts'
import type { Rule, Situation } from './rule.ts'

/** What is found that lets a child travel to the country it was found for. */
const going: readonly string[] = ['return', 'familyElsewhere', 'relocate']

export const childReturnRules: readonly Rule[] = [
  {
    name: 'child-return-is-best',
    requirements: ['R42', 'R44'],
    source: 'DIR 13, 16(2); BLU; practice §5',
    guards: 'the child from a return that was never found to be best for her',
    code: 'BIZ_STATE',
    reason: 'No determination stands that it is best for the child to travel there.',
    remedy: 'Have the best interests determined for this country and record it; the latest one counts.',
    looksAt: 'state',
    marks: travelling,
    applies: planning,
    holds: planned((situation) => isNoChild(situation) || isBest(situation)),
  },
  {
    name: 'child-return-to-that-country',
    requirements: ['R42', 'R44'],
    source: 'DIR 16(2); practice §5',
    guards: 'the child from a finding about one country being used for another',
    code: 'BIZ_STATE',
    pointer: '/arrival/place/country',
    reason: 'The journey ends in another country than the one the best interests were determined for.',
    remedy: 'Plan the journey to that country, or have the best interests determined for this one.',
    looksAt: 'words',
    applies: planning,
    holds: ofJourney(
      ({ arrival: { place } }, { before, at }) =>
        !isMinor(before, at) || latestFinding(before)?.destination === place.country,
    ),
  },
  {
    name: 'child-has-guardian-there',
    requirements: ['R42', 'R44'],
    source: 'DIR 14(2), 16(3); practice §5',
    guards: 'the child from arriving where nobody answers for her',
    code: 'BIZ_STATE',
    reason:
      'No guardian is appointed in the country the child goes to, effective on arrival and checked for conflicts of interest.',
    remedy: 'Ask the receiver to have a guardian appointed there, with the country and the check recorded.',
    looksAt: 'state',
    marks: travelling,
    applies: planning,
    holds: planned((situation) => {
      const { before } = situation
      const country = placeOf(situation) ?? latestFinding(before)?.destination ?? before.receiver
      return isNoChild(situation) || guardiansIn(before, country).length > 0
    }),
  },
  {
    name: 'child-placement-consented',
    requirements: ['R44'],
    source: 'practice §5',
    guards: 'the child from arriving in care that has not agreed to take her',
    code: 'BIZ_STATE',
    reason: 'The child goes to care, and the authority there has not consented to the placement.',
    remedy: 'Wait for the consent to the placement, or for a reception with family that is known to be safe.',
    looksAt: 'state',
    marks: travelling,
    applies: planning,
    holds: planned(
      (situation) =>
        isNoChild(situation) ||
        goesToFamily(situation.before) ||
        situation.before.facets.placement.state === 'consented',
    ),
  },
  {
    name: 'child-placement-has-begun',
    requirements: ['R44'],
    source: 'practice §5',
    guards: 'the child from days without a place',
    code: 'BIZ_STATE',
    pointer: '/arrival/at',
    reason: 'The placement begins only after the child would arrive.',
    remedy: 'Plan the arrival for the day on which the placement begins, or later.',
    looksAt: 'words',
    applies: planning,
    holds: ofJourney(({ arrival }, { before, at }) => {
      if (!isMinor(before, at) || goesToFamily(before)) return true
      const from = lastSaid(before.facets.placement, 'placement.consented')?.data.from
      return from !== undefined && from <= arrival.at
    }),
  },
  {
    name: 'child-is-escorted',
    requirements: ['R33', 'R44'],
    source: 'practice §5',
    guards: 'the child from travelling alone, or with those who had a hand in it',
    code: 'BIZ_STATE',
    pointer: '/escort',
    reason: 'A child does not travel alone, and with family only if no part of it is feared.',
    remedy: 'Name a professional escort, or wait until it is known that the family had no hand in it.',
    looksAt: 'words',
    applies: planning,
    holds: ofJourney(
      ({ escort }, { before, at }) =>
        !isMinor(before, at) || (escort !== 'none' && (escort !== 'family' || isFamilyClear(before))),
    ),
  },
  {
    name: 'guardian-agrees-to-return',
    requirements: ['R44'],
    source: 'DIR 16(2); practice §5',
    guards: 'the child, by the word of somebody who is there for her alone',
    code: 'BIZ_STATE',
    reason: "Neither the guardian's agreement to the journey nor a decision in its place is recorded.",
    remedy:
      'Ask the guardian. The decision of a court or an authority, with its id and date, may stand for it, so too when the guardian has not been reached for 5 working days.',
    looksAt: 'state',
    marks: travelling,
    applies: planning,
    holds: planned((situation) => isNoChild(situation) || isAgreedTo(situation.before)),
  },
  {
    name: 'opposition-is-answered',
    requirements: ['R42'],
    source: 'DIR 13; practice §5',
    guards: 'the child from being sent against her word without reasons',
    code: 'BIZ_STATE',
    reason: 'The child opposes the journey and has not been given the reasons.',
    remedy: 'Tell the child the reasons, and record it with the best-interests determination.',
    looksAt: 'state',
    marks: travelling,
    applies: planning,
    holds: planned((situation) => {
      const { childViews, reasonedReply } = latestFinding(situation.before) ?? {}
      const views = childViews ?? situation.before.sections.child?.childViews
      return isNoChild(situation) || views !== 'opposes' || reasonedReply === true
    }),
  },
  {
    name: 'other-parent-or-court',
    requirements: ['R42'],
    source: 'practice §5',
    guards:
      'the child from being taken across a border past, or towards, a parent who is against it or feared',
    code: 'BIZ_STATE',
    reason: 'A parent of a child who travels objects to it or is suspected, and no court has decided.',
    remedy: 'Record the decision of the court with the companion: which court, its number and date.',
    looksAt: 'state',
    marks: travelling,
    applies: planning,
    holds: planned(
      ({ before: { sections } }) =>
        sections.person?.companions?.every(
          ({ otherParent, courtDecision }) =>
            (otherParent !== 'objects' && otherParent !== 'suspected') || courtDecision !== undefined,
        ) ?? true,
    ),
  },
]

const isNoChild = ({ before, at }: Situation) => !isMinor(before, at)

function isBest(situation: Situation): boolean {
  const finding = latestFinding(situation.before)
  if (finding?.type !== 'BID' || !going.includes(finding.result)) return false
  const place = placeOf(situation)
  const { destination, date, authority } = finding
  const isRecorded = destination !== undefined && date !== undefined && authority !== undefined
  return isRecorded && (place === undefined || place === destination)
}

/** Where the journey goes that is under way; a plan that is still to be made says so itself. */
function placeOf({ verb, before: { facets } }: Situation): string | undefined {
  if (planning.some((each) => each === verb) || facets.journey.state === 'cancelled') return undefined
  return lastSaid(facets.journey, 'journey.planned', 'journey.changed')?.data.arrival.place.country
}

function isAgreedTo({ sections: { child } }: Referral): boolean {
  const { state, authority, decisionId, date } = child?.guardianAgreement ?? {}
  if (state === 'agreed') return true
  return state === 'replacedByDecision' && Boolean(authority && decisionId && date)
}
