// The agreement of two local members. Every name and address is invented.
import type { Agreement } from '@onward/contract'

export interface Terms {
  readonly from: Date
  readonly until: Date
  /** True if only invented cases travel under it; a gateway must then be an exercise gateway. */
  readonly exercise: boolean
}

/** An agreement under which everything may be tried out; a real one is narrower. */
export function makeAgreement(parties: readonly [string, string], terms: Terms): Agreement {
  const [first, second] = parties.toSorted()
  if (first === undefined || second === undefined) throw new Error('an agreement has two parties')
  const bodies = (what: string, mailbox: string) =>
    [first, second].map((member) => ({
      member,
      name: `${what} of ${member} (invented)`,
      contact: `${mailbox}@${member.toLowerCase()}.example`,
    }))
  return {
    id: `${first}-${second}-1`,
    parties: [first, second],
    purposes: [
      ...(['SafeReturn', 'SupportInOrigin', 'FamilyTracing', 'SecondMovement', 'Inquiry'] as const),
      ...(['SupportAtPlaceFound', 'LocateAndProtect', 'InformationOnly'] as const),
    ],
    sections: ['person', 'victimContext', 'needs', 'risk', 'legalStatus', 'child', 'return', 'case'],
    neverSend: [first, second].map((to) => ({
      to,
      subjects: ['orientation', 'genderIdentity', 'religion', 'asylum'],
    })),
    languages: ['en'],
    controllers: bodies('Controller', 'controller'),
    officers: bodies('Officer for data protection', 'officer'),
    complaintBody: bodies('Authority for data protection', 'authority'),
    onwardTransfer: 'forbidden',
    purposeClause: true,
    childNotification: [
      { from: first, to: second, provision: 'Point 6 of the agreement (invented)' },
      { from: second, to: first, provision: 'Point 6 of the agreement (invented)' },
    ],
    deadlines: {
      acknowledgeHours: { emergency: 4, urgent: 24, normal: 72 },
      decideHours: { emergency: 24, urgent: 72, normal: 336 },
    },
    retention: { daysAfterClosure: 365 },
    from: terms.from.toISOString(),
    until: terms.until.toISOString(),
    exercise: terms.exercise,
  }
}
