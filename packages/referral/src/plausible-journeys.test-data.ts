/** Words of a journey that fit the moment, and now and then one that breaks one of the rules on journeys. */
import { isMinor } from './child.ts'
import { at, words } from './example.test-data.ts'
import { conditions } from './journey.ts'
import type { Referral } from './referral.ts'

/** Two of three plans are kept to every rule, as far as words can. */
export function journeyFor(
  verb: 'planJourney' | 'changeJourney',
  referral: Referral | undefined,
  pick: number,
) {
  const set = referral ? conditions(referral) : []
  const met = set === 'unnamed' ? (['FundingConfirmed'] as const) : set
  const plan = {
    ...words[verb],
    voluntaryDeclaration: { date: at.slice(0, 10), form: 'written', language: 'ro' },
    ...(met.length > 0 && { conditionsMet: met }),
    ...(referral && isMinor(referral, at) && pick % 5 > 0 && { escort: 'professional' }),
    ...(pick % 2 === 0 && { assessmentWaiver: { reason: 'ReceiverCannotAssess' } }),
  }
  return pick % 3 === 0 ? { ...plan, ...spoilt[(pick >> 2) % spoilt.length] } : plan
}

const { arrival, departure } = words.planJourney
const removal = { movementBasis: 'removal', objection: true, lawyerInformed: false, suspensiveAppeal: 'none' }

const spoilt: readonly object[] = [
  { conditionsMet: undefined },
  { departure: { ...departure, at: '2026-11-21T07:40:00.000Z' } },
  {
    noticeWaiver: undefined,
    arrival: { ...arrival, at: '2026-11-23T07:40:00.000Z' },
    departure: { ...departure, at },
  },
  { arrival: { ...arrival, place: { country: 'RO', kind: 'airport', name: 'Cluj-Napoca' } } },
  { recognitionAgreed: false },
  { medical: { fit: false } },
  { voluntaryDeclaration: undefined },
  { voluntaryDeclaration: { date: '2026-11-19', form: 'written', language: 'ro' } },
  { ...removal, objection: undefined },
  { ...removal, suspensiveAppeal: 'pending' },
  removal,
  { assessmentWaiver: undefined },
]
