/** For each rule on responsibility, urgency and incidents, what keeps it and what breaks it. */
import type { EventData } from '@onward/contract'
import { after, local, offer, permission, type Step, words } from '../example.test-data.ts'
import type { Example } from './rule-examples.test-data.ts'

const another = '3b0f8c52-6d1e-4a97-9c3d-5e7f1a2b4c6e'
const sent = after('submit')
const proposed = after('submit', 'proposeHandover')
const taken = after('submit', 'proposeHandover', 'takeHandover')
const handBack = {
  ...words.proposeHandover,
  proposalId: another,
  to: offer.from,
  from: words.proposeHandover.to,
}
const stranger = { actor: 'RO-OTHER/focal-point/desk-9' }
const shelter = { actor: 'ro-shelter-1/focal-point/ro-sh-03' }
const reopened = after('submit', 'acknowledge', 'close', 'reopenCase')
const anew: Step = ['grantConsent', { data: { permission: { ...permission, permissionId: another } } }]
const emergency: Step = ['submit', { data: { ...offer, urgency: 'emergency' } }]
const incident = after('submit', 'reportIncident')
const toAuthority = { data: { ...words.closeIncident, result: 'handedToAuthority' } } as const

function settling(member: string): { readonly data: EventData['responsibility.settled'] } {
  const { settleDispute } = words
  return { data: { ...settleDispute, responsible: { ...settleDispute.responsible, member } } }
}

function confirmed(capacityConfirmedAt: string | undefined) {
  return { local: { ...local, capacityConfirmedAt } }
}

function taking(change: Partial<EventData['handover.taken']>) {
  return { data: { ...words.takeHandover, ...change } }
}

export const dutyExamples: readonly Example[] = [
  {
    rule: 'one-responsible-per-case',
    verb: 'submit',
    passes: [
      [],
      { data: { ...offer, transfersResponsibility: false }, local: { ...local, isCarried: true } },
    ],
    refused: [[], { local: { ...local, isCarried: true } }],
  },
  {
    rule: 'former-permission-stays-ended',
    verb: 'submit',
    passes: [[], { local: { ...local, endedPermissions: [another] } }],
    refused: [[], { local: { ...local, endedPermissions: [another, permission.permissionId] } }],
  },
  {
    rule: 'former-permission-stays-ended',
    verb: 'grantConsent',
    passes: [reopened, { data: { permission: { ...permission, permissionId: another } } }],
    refused: [reopened, { data: { permission } }],
  },
  {
    rule: 'handed-over-by-who-has-it',
    verb: 'proposeHandover',
    passes: [taken, { by: 'RO', data: handBack }],
    refused: [taken, { by: 'RO', data: { ...handBack, from: offer.to } }],
  },
  {
    rule: 'handed-to-whom-the-person-agreed',
    verb: 'proposeHandover',
    passes: [sent, { data: { ...words.proposeHandover, to: offer.to } }],
    refused: [sent, { data: { ...words.proposeHandover, to: { ...offer.to, organisation: 'RO-OTHER' } } }],
  },
  {
    rule: 'handed-to-whom-the-person-agreed',
    verb: 'proposeHandover',
    passes: [taken, { by: 'RO', data: handBack }],
    refused: [taken, { by: 'RO', data: { ...handBack, to: { ...offer.from, organisation: 'NL-OTHER' } } }],
  },
  {
    rule: 'signed-by-the-organisation',
    verb: 'takeHandover',
    passes: [proposed, shelter],
    refused: [proposed, stranger],
  },
  {
    rule: 'signed-by-the-organisation',
    verb: 'proposeHandover',
    passes: [taken, { by: 'RO', data: handBack, ...shelter }],
    refused: [sent, { actor: 'NL-OTHER/caseworker/desk-9' }],
  },
  {
    rule: 'signed-by-the-organisation',
    verb: 'settleDispute',
    passes: [after('submit', 'disputeResponsibility')],
    refused: [after('submit', 'disputeResponsibility'), stranger],
  },
  {
    rule: 'taken-by-two-of-its-own',
    verb: 'takeHandover',
    passes: [proposed],
    refused: [proposed, taking({ alternate: words.takeHandover.responsible })],
  },
  {
    rule: 'taken-by-two-of-its-own',
    verb: 'takeHandover',
    passes: [proposed],
    refused: [
      proposed,
      taking({ responsible: { ...words.takeHandover.responsible, organisation: 'RO-OTHER' } }),
    ],
  },
  {
    rule: 'settled-between-the-parties',
    verb: 'settleDispute',
    passes: [after('submit', 'disputeResponsibility'), settling('NL')],
    refused: [after('submit', 'disputeResponsibility'), settling('BG')],
  },
  {
    rule: 'reopened-with-the-person',
    verb: 'reopenCase',
    passes: [after('submit', 'close'), { data: { reason: 'newRisk', personAgrees: false } }],
    refused: [after('submit', 'close'), { data: { reason: 'contactRegained', personAgrees: false } }],
  },
  {
    rule: 'permission-anew-after-reopening',
    verb: 'accept',
    passes: [after('submit', 'acknowledge', 'close', 'reopenCase', anew)],
    refused: [reopened],
  },
  {
    rule: 'permission-anew-after-reopening',
    verb: 'amend',
    // What was given while the case was closed, not knowing that it is open again, is not enough.
    passes: [after('submit', 'close', ['reopenCase', { by: 'RO' }], anew)],
    refused: [after('submit', 'close', anew, ['reopenCase', { by: 'RO' }])],
  },
  {
    rule: 'capacity-before-offer',
    verb: 'submit',
    passes: [[], confirmed('2026-11-15T05:00:00.000Z')],
    refused: [[], confirmed('2026-11-15T04:59:59.999Z')],
  },
  {
    rule: 'capacity-before-offer',
    verb: 'submit',
    passes: [[], { data: { ...offer, urgency: 'emergency' }, ...confirmed(undefined) }],
    refused: [[], confirmed(undefined)],
  },
  {
    rule: 'capacity-before-offer',
    verb: 'submit',
    passes: [[], { local: { ...local, capacityConfirmedAt: undefined, hasSaidYes: true } }],
    refused: [[], confirmed('2026-11-22T05:00:00.001Z')],
  },
  {
    rule: 'emergency-to-somebody-on-call',
    verb: 'submit',
    passes: [
      [],
      {
        data: { ...offer, urgency: 'emergency', sentOutOfHours: true },
        onCall: () => undefined,
      },
    ],
    refused: [[], { data: { ...offer, urgency: 'emergency' }, onCall: () => undefined }],
  },
  {
    rule: 'no-lower-urgency-without-a-reason',
    verb: 'acknowledge',
    passes: [
      after(emergency),
      { data: { ...words.acknowledge, treatedAs: 'normal', treatedAsReason: 'SafeForNow' } },
    ],
    refused: [after(emergency), { data: { ...words.acknowledge, treatedAs: 'normal' } }],
  },
  {
    rule: 'authority-only-with-a-ground',
    verb: 'closeIncident',
    passes: [
      after('submit', ['reportIncident', { data: { ...words.reportIncident, statedRisk: true } }]),
      toAuthority,
    ],
    refused: [incident, toAuthority],
  },
]
