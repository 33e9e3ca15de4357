/** For each rule on what the person takes back and on what is answered, what keeps it and what breaks it. */
import type { Concern, EventData, Scope } from '@onward/contract'
import { agreementOnChildren, childOffer } from '../deadlines/child-offer.test-data.ts'
import { after, offer, permission, type Saying, type Step, scope, words } from '../example.test-data.ts'
import { accepted, planned, received } from '../journey-steps.test-data.ts'
import type { Example } from './rule-examples.test-data.ts'

const withdrawing = (...concerns: readonly Concern[]): Step => [
  'withdrawConsent',
  { data: { ...words.withdrawConsent, concerns } },
]
const told = (member: string, kind: EventData['wishes.recorded']['kind'], concern: Concern): Step => [
  'recordWish',
  { by: member, data: { ...words.recordWish, kind, concerns: [concern] } },
]
const keeping = (change: Partial<EventData['data.kept']>, more: Saying = {}): Saying => ({
  ...more,
  data: { ...words.keepWithGround, ...change },
})
const planning = (change: Partial<EventData['service.planned']>): Saying => ({
  data: { ...words.planService, agreedByPerson: false, ...change },
})
const ofChild: Step = [
  'submit',
  {
    data: { ...childOffer, permission: { ...childOffer.permission, givenBy: 'guardian' } },
    agreement: agreementOnChildren,
  },
]
const met = after(...accepted, 'arrangeReception')
const withBoth: Scope = {
  ...scope,
  recipients: [...scope.recipients, { member: 'RO', organisation: 'RO-CLINIC' }],
}

/** The verb is refused once the person has withdrawn what it is for, and not for what else was withdrawn. */
const untilWithdrawn = (steps: readonly Step[], concern: Concern, other: Concern) => ({
  passes: [after(...steps, withdrawing(other))] as const,
  refused: [after(...steps, withdrawing(concern))] as const,
})

export const withdrawalExamples: readonly Example[] = [
  {
    rule: 'return-not-withdrawn',
    verb: 'planJourney',
    ...untilWithdrawn(received, 'return', 'support'),
  },
  {
    rule: 'return-not-withdrawn',
    verb: 'arrangeReception',
    ...untilWithdrawn(accepted, 'return', 'support'),
  },
  {
    rule: 'return-not-withdrawn',
    verb: 'changeJourney',
    ...untilWithdrawn(planned, 'return', 'support'),
  },
  {
    rule: 'return-not-withdrawn',
    verb: 'confirmReception',
    passes: [met],
    refused: [after(...accepted, 'arrangeReception', told('RO', 'withdrawal', 'return'))],
  },
  {
    rule: 'support-not-withdrawn',
    verb: 'planService',
    ...untilWithdrawn(accepted, 'support', 'return'),
  },
  {
    rule: 'support-not-withdrawn',
    verb: 'sharePlan',
    ...untilWithdrawn(accepted, 'support', 'return'),
  },
  {
    rule: 'something-was-taken-back',
    verb: 'confirmStopped',
    passes: [after('submit', told('NL', 'withdrawal', 'support'))],
    refused: [after('submit', told('NL', 'complaint', 'support'))],
  },
  {
    rule: 'something-was-taken-back',
    verb: 'confirmStopped',
    passes: [after('submit', 'expireConsent')],
    refused: [after('submit', 'expireConsent', 'grantConsent')],
  },
  {
    rule: 'something-was-taken-back',
    verb: 'confirmStopped',
    passes: [after('submit', told('RO', 'withdrawal', 'return')), { by: 'NL' }],
    refused: [after('submit', told('RO', 'objection', 'return')), { by: 'NL' }],
  },
  {
    rule: 'kept-on-a-ground-that-fits',
    verb: 'keepWithGround',
    passes: [after('submit', 'withdrawConsent'), keeping({ reviewDate: '2026-11-23' }, { by: 'RO' })],
    refused: [after('submit', 'withdrawConsent'), keeping({ reviewDate: '2026-11-22' }, { by: 'RO' })],
  },
  {
    rule: 'kept-on-a-ground-that-fits',
    verb: 'keepWithGround',
    passes: [after(ofChild, 'withdrawConsent'), keeping({ ground: 'childProtectionDuty' }, { by: 'RO' })],
    refused: [after('submit', 'withdrawConsent'), keeping({ ground: 'childProtectionDuty' }, { by: 'RO' })],
  },
  {
    rule: 'kept-on-a-ground-that-fits',
    verb: 'keepWithGround',
    passes: [
      after('submit', 'startService', 'withdrawConsent'),
      keeping({ ground: 'ownServiceRelationship' }, { by: 'RO' }),
    ],
    refused: [
      after('submit', 'withdrawConsent'),
      keeping({ ground: 'ownServiceRelationship' }, { by: 'RO' }),
    ],
  },
  {
    rule: 'service-where-the-person-agrees',
    verb: 'planService',
    passes: [after('submit'), planning({ organisation: 'RO-ANITP' })],
    refused: [after('submit'), planning({ organisation: 'RO-CLINIC' })],
  },
  {
    rule: 'service-where-the-person-agrees',
    verb: 'planService',
    passes: [
      after(['submit', { data: { ...offer, permission: { ...permission, scope: withBoth } } }]),
      planning({ organisation: 'RO-CLINIC' }),
    ],
    refused: [
      after(
        ['submit', { data: { ...offer, permission: { ...permission, scope: withBoth } } }],
        ['narrowConsent', { data: { permissionId: permission.permissionId, scope } }],
      ),
      planning({ organisation: 'RO-CLINIC' }),
    ],
  },
  {
    rule: 'service-where-the-person-agrees',
    verb: 'planService',
    passes: [after('submit'), planning({ organisation: 'RO-CLINIC', agreedByPerson: true })],
    refused: [
      after('submit', 'withdrawConsent'),
      planning({ organisation: 'RO-CLINIC', agreedByPerson: true }),
    ],
  },
]
