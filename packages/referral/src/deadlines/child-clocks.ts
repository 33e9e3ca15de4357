/** Clocks that protect a child, and those of questions asked before any name is said. */
import { childIn, comesOfAge, isChild } from '../child.ts'
import type { Referral } from '../referral.ts'
import type { Statement } from '../statement.ts'
import { always, type Clock, days, hours, type Run, workingDays } from './clock.ts'

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
  decideForGuardian: {
    owedBy: 'sender',
    what: 'a court or an authority decides in place of a guardian who cannot be reached',
    source: 'practice §5: 5 working days',
    stoppedBy: (said) => {
      const agreement = childIn(said)?.guardianAgreement
      return agreement !== undefined && agreement.state !== 'unreachable'
    },
    runs: ({ said, at }) => {
      const agreement = childIn(said)?.guardianAgreement
      return agreement?.state === 'unreachable'
        ? [{ from: agreement.date ? `${agreement.date}T00:00:00.000Z` : at, span: workingDays(5) }]
        : []
    },
  },
  childAuthority: {
    owedBy: 'starter',
    what: 'the child-protection authority of the own country is told of the child',
    source: 'practice §5: 24 h from detection; BG children 1.1',
    firstCounts: true,
    outlives: true,
    runs: ({ said, side, sequence, at }, { facets: { childAuthority } }) => {
      const found = foundChild(said, at)
      // Once it was told, what is said of the same child later asks for no second report.
      const isTold = childAuthority[side].said.some((report) => report.sequence < sequence)
      return found === undefined || isTold ? [] : [{ from: found, span: hours(24) }]
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

/** Whether the child has a guardian, by the latest that was told of it; undefined for an adult. */
function guardianOf(referral: Referral): 'appointed' | 'requested' | 'none' | undefined {
  return isChild(referral) ? (referral.sections.child?.guardian.status ?? 'none') : undefined
}

function majority(referral: Referral): readonly Run[] {
  if (!isChild(referral)) return []
  const warned = { key: '', warn: [{ months: 4 }], set: true } as const
  const birth = referral.sections.person?.prs_Birthdate
  if (birth !== undefined) return [{ ...warned, from: `${birth}T00:00:00.000Z`, span: { months: 18 * 12 } }]
  const day = comesOfAge(referral)
  return day === undefined ? [] : [{ ...warned, from: `${day}T00:00:00.000Z`, span: days(0) }]
}

/** When a child was found, if this says that one was: when it was detected, or at the latest when it was said. */
function foundChild(said: Statement, at: string): string | undefined {
  switch (said.type) {
    case 'child.notified':
      return said.data.detectedAt
    case 'referral.submitted':
    case 'alert.presumedVictim':
    case 'age.reclassified':
      return said.data.subjectKind === 'adult' ? undefined : at
    default:
      return undefined
  }
}
