/** Clocks of the offer, its answer, and the permission it rests on. */
import type { EventData, Permission } from '@onward/contract'
import { isTakenBack } from '../consent.ts'
import { hoursUntilReview, isSpokenInEmergency, permissionIn, reviewedUntil } from '../permission.ts'
import type { Statement } from '../statement.ts'
import { always, type Clock, days, endOf, hours, type Run, workingDays } from './clock.ts'

const byUrgency = { emergency: hours(4), urgent: hours(24), normal: workingDays(3) }

export const offerClocks = {
  receipt: {
    owedBy: 'other',
    what: "the other side's gateway gives its receipt",
    source: 'domain §9 A1: alarm after 15 min; protocol §3.4',
    outlives: true,
    // Started by what the gateway has sent, see `DeadlineTerms.unreceipted`; no word of the table starts it.
    runs: () => [],
  },
  acknowledge: {
    owedBy: 'receiver',
    what: 'a named person acknowledges the referral',
    source: 'domain §9 A2; IARF',
    runs: always(byUrgency),
  },
  decide: {
    owedBy: 'receiver',
    what: 'the receiver decides',
    source: 'R12; domain §9 A3',
    pauses: true,
    // Who has said by telephone that it has the case has not decided yet.
    stoppedBy: (said) => said.type !== 'answer.attested' || isDecision(said.data.answer),
    runs: always({ emergency: hours(24), urgent: hours(72), normal: days(14) }),
  },
  review: {
    owedBy: 'receiver',
    what: 'the referral is looked at again',
    source: 'BLU',
    runs: ({ said }) => (said.type === 'referral.acknowledged' ? [endOf(said.data.reviewDate)] : []),
  },
  answerRequest: {
    owedBy: 'sender',
    what: 'the sender gives the information asked for',
    source: 'domain §9',
    runs: ({ said }) =>
      said.type === 'information.requested' ? [{ key: said.data.requestId, span: byUrgency }] : [],
  },
  confirmCorrection: {
    owedBy: 'other',
    what: 'the correction is applied',
    source: 'R48; GDPR 19',
    outlives: true,
    runs: ({ said }) =>
      said.type === 'data.corrected' ? [{ key: said.data.correctionId, span: hours(24) }] : [],
  },
  consentExpiry: {
    owedBy: 'sender',
    what: 'the person is asked whether the permission goes on',
    source: 'practice §2: 30, 14 and 3 days ahead',
    runs: ({ said }) =>
      permissionOf(said).map(({ validUntil }) => ({
        from: validUntil,
        span: days(0),
        warn: [{ days: 30 }, { days: 14 }, { days: 3 }],
        set: true,
      })),
  },
  permissionReview: {
    owedBy: 'sender',
    what: 'sharing without consent is looked at again',
    source: 'practice §2',
    runs: ({ said }) =>
      permissionOf(said).flatMap((permission): readonly Run[] => {
        const { kind, reviewDate, givenAt } = permission
        if (kind === 'consent' || reviewDate === undefined) return []
        const inHours: Run = { from: givenAt, span: hours(hoursUntilReview), set: true }
        // Of the day that was set and the 72 hours of an override, what comes first.
        return [
          reviewedUntil(permission) === reviewedUntil({ ...permission, kind: 'publicTask' })
            ? endOf(reviewDate)
            : inHours,
        ]
      }),
  },
  fullConsent: {
    owedBy: 'sender',
    what: 'consent given by word of mouth in an emergency is recorded in full',
    source: 'practice §7',
    runs: ({ said }, referral) =>
      permissionOf(said).flatMap((permission) =>
        isSpokenInEmergency(permission, referral)
          ? [{ from: permission.givenAt, span: hours(hoursUntilReview), set: true }]
          : [],
      ),
  },
  stopSharing: {
    owedBy: 'other',
    what: 'the recipient stops and says so',
    source: 'R20; domain §9',
    outlives: true,
    firstCounts: true,
    runs: (entry, { entries }) => (isTakenBack(entry, entries) ? [{ span: hours(24) }] : []),
  },
  answerErasure: {
    owedBy: 'other',
    what: 'the recipient erases, or names its ground to keep',
    source: 'R20; GDPR 12(3)',
    outlives: true,
    firstCounts: true,
    runs: (entry, { entries }) => (isTakenBack(entry, entries) ? [{ span: { months: 1 } }] : []),
  },
  answerWish: {
    owedBy: 'responsible',
    what: 'the person is offered another provider, or told why there is none',
    source: 'practice §2, §14: 3 working days',
    runs: ({ said }) =>
      said.type === 'wishes.recorded' && said.data.kind === 'anotherProvider'
        ? [{ span: workingDays(3) }]
        : [],
  },
  reviewKept: {
    owedBy: 'starter',
    what: 'the ground for keeping is looked at again',
    source: 'practice §2',
    outlives: true,
    runs: ({ said }) => (said.type === 'data.kept' ? [endOf(said.data.reviewDate)] : []),
  },
} as const satisfies Readonly<Record<string, Clock>>

function isDecision(answer: EventData['answer.attested']['answer']): boolean {
  return answer !== 'acknowledged'
}

function permissionOf(said: Statement): readonly Permission[] {
  const permission = permissionIn(said)
  return permission ? [permission] : []
}
