/** Clocks that protect a child, and those of questions asked before any name is said. */
import type { Referral } from '../referral.ts'
import { always, type Clock, days, hours, type Run } from './clock.ts'

export const childClocks = {
  acknowledgeChild: {
    owedBy: 'receiver',
    what: 'child protection acknowledges the notification',
    source: 'BG children 1.1: 24 h',
    runs: always(hours(24)),
  },
  guardianRequested: {
    owedBy: 'sender',
    what: 'a guardian is asked for',
    source: 'practice §5: 24 h',
    runs: ({ said }, referral) =>
      said.type === 'referral.submitted' && guardianOf(referral) === 'none' ? [{ span: hours(24) }] : [],
  },
  guardianAppointed: {
    owedBy: 'starter',
    what: 'a guardian is appointed',
    source: 'practice §5: 72 h; DIR 14, 16',
    runs: ({ said }, referral) => {
      const lacks = said.type === 'referral.submitted' && guardianOf(referral) !== 'appointed'
      return isChild(referral) && (lacks || said.type === 'guardian.ended') ? [{ span: hours(72) }] : []
    },
  },
  childPlan: {
    owedBy: 'receiver',
    what: "the child's plan is reviewed",
    source: 'practice §5',
    runs: ({ said }, referral) =>
      isChild(referral) && said.type === 'arrival.confirmed'
        ? [7, 30, 90, 180, 365].map((day) => ({
            key: String(day),
            from: said.data.arrivedAt,
            span: days(day),
            set: true,
          }))
        : [],
  },
  majority: {
    owedBy: 'responsible',
    what: 'the child turns 18 and is asked anew',
    source: 'practice §10; SIS 32(7)',
    runs: ({ side }, referral) => (side === 'sender' ? majority(referral) : []),
  },
  answerInquiry: {
    owedBy: 'receiver',
    what: 'the inquiry is answered',
    source: 'domain §9: 72 h',
    runs: always(hours(72)),
  },
  answerAlert: {
    owedBy: 'receiver',
    what: 'somebody has seen the alert',
    source: 'practice §10',
    runs: ({ said }) =>
      said.type === 'alert.presumedVictim'
        ? [{ span: { emergency: hours(4), urgent: hours(24), normal: hours(72) }[said.data.urgency] }]
        : [],
  },
  answerIfKnown: {
    owedBy: 'other',
    what: 'the question whether the person is known is answered',
    source: 'R51',
    runs: always(hours(72)),
  },
} as const satisfies Readonly<Record<string, Clock>>

/** True for a child, and for a person who is presumed to be one until the age is settled (R43). */
export function isChild({ facets }: Referral): boolean {
  const kind = facets.offer.terms?.subjectKind
  return kind === 'child' || kind === 'presumedChild'
}

/** Whether the child has a guardian, by the latest that was told of it; undefined for an adult. */
function guardianOf(referral: Referral): 'appointed' | 'requested' | 'none' | undefined {
  return isChild(referral) ? (referral.sections.child?.guardian.status ?? 'none') : undefined
}

function majority(referral: Referral): readonly Run[] {
  const birth = referral.sections.person?.prs_Birthdate
  if (!isChild(referral) || birth === undefined) return []
  return [
    { key: '', from: `${birth}T00:00:00.000Z`, span: { months: 18 * 12 }, warn: [{ months: 4 }], set: true },
  ]
}
