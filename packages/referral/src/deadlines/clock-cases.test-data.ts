/** For each clock: what sets it going, when it is then due and by whom, and what meets it. */
import { permission, type Step, scope, words } from '../example.test-data.ts'
import { planned } from '../journey-steps.test-data.ts'
import type { Verb } from '../moves.ts'
import { override, spoken as spokenConsent } from '../rules/permission-rule-examples.test-data.ts'
import type { Side } from '../side.ts'
import { agreementOnChildren, childOffer } from './child-offer.test-data.ts'

export interface ClockCase {
  readonly id: string
  readonly story: readonly Step[]
  readonly owedBy: Side
  readonly due: string
  readonly metBy: readonly Step[]
}

const said = (verb: Verb, data: object): Step => [verb, { data: { ...words[verb], ...data } }]
const by = (member: string, verb: Verb, data: object = {}): Step => [
  verb,
  { by: member, data: { ...words[verb], ...data } },
]
const child: Step = ['submit', { data: childOffer, agreement: agreementOnChildren }]
const telling = (guardianAgreement: object): Step => [
  'amend',
  {
    data: {
      dataScope: ['child'],
      sections: { child: { ...childOffer.sections.child, guardianAgreement } },
      reason: 'NewInformation',
    },
    agreement: agreementOnChildren,
  },
]
const unreachable = telling({ state: 'unreachable', date: '2026-11-20' })
const decided = telling({
  state: 'replacedByDecision',
  date: '2026-11-27',
  authority: 'nl-family-court',
  decisionId: 'C/09/2026-2',
})
const missing = said('reportIncident', { code: 'missing' })
const { recipients, purposes } = scope
const sharedByDuty = {
  ...permission,
  kind: 'legalDuty',
  author: 'desk-9',
  provision: 'Act 1',
  reviewDate: '2026-12-01',
}
const spoken = said('submit', { urgency: 'emergency', permission: spokenConsent })
const nextYear = { ...permission, permissionId: '2', validUntil: '2028-01-20T10:00:00.000Z' }

/** All begin on Sunday 22 November 2026 at 05:00 UTC, and the offer is urgent where nothing else is said. */
// biome-ignore format: a table is read as a table
export const clockCases: readonly ClockCase[] = [
  // Of the offer and its answer.
  { id: 'acknowledge', story: ['submit'], owedBy: 'receiver', due: '2026-11-23T05:00:00.000Z', metBy: ['acknowledge'] },
  { id: 'acknowledge', story: ['submit'], owedBy: 'receiver', due: '2026-11-23T05:00:00.000Z', metBy: [said('attestAnswer', { answer: 'acknowledged' })] },
  { id: 'decide', story: ['submit', 'acknowledge'], owedBy: 'receiver', due: '2026-11-25T05:00:00.000Z', metBy: ['decline'] },
  { id: 'decide', story: ['submit'], owedBy: 'receiver', due: '2026-11-25T05:00:00.000Z', metBy: ['attestAnswer'] },
  { id: 'decide', story: ['submit', 'acknowledge', 'accept', 'reopen'], owedBy: 'receiver', due: '2026-11-25T05:00:00.000Z', metBy: ['accept'] },
  { id: 'review', story: ['submit', 'acknowledge'], owedBy: 'receiver', due: '2026-11-26T00:00:00.000Z', metBy: ['accept'] },
  { id: `answerRequest:${words.requestInformation.requestId}`, story: ['submit', 'acknowledge', 'requestInformation'], owedBy: 'sender', due: '2026-11-23T05:00:00.000Z', metBy: ['provideInformation'] },
  { id: `confirmCorrection:${words.correct.correctionId}`, story: ['submit', 'correct'], owedBy: 'receiver', due: '2026-11-23T05:00:00.000Z', metBy: ['confirmCorrection'] },
  // Of the permission.
  { id: 'consentExpiry', story: ['submit'], owedBy: 'sender', due: permission.validUntil, metBy: ['expireConsent'] },
  { id: 'permissionReview', story: [said('submit', { permission: sharedByDuty })], owedBy: 'sender', due: '2026-12-02T00:00:00.000Z', metBy: ['grantConsent'] },
  { id: 'fullConsent', story: [spoken], owedBy: 'sender', due: '2026-11-23T10:00:00.000Z', metBy: [said('grantConsent', { permission: nextYear })] },
  { id: 'permissionReview', story: [said('submit', { permission: override })], owedBy: 'sender', due: '2026-11-23T10:00:00.000Z', metBy: ['grantConsent'] },
  { id: 'stopSharing:receiver', story: ['submit', 'withdrawConsent'], owedBy: 'receiver', due: '2026-11-23T05:00:00.000Z', metBy: ['confirmStopped'] },
  { id: 'stopSharing:receiver', story: ['submit', said('narrowConsent', { scope: { recipients, purposes, sections: ['needs'] } })], owedBy: 'receiver', due: '2026-11-23T05:00:00.000Z', metBy: [by('RO', 'keepWithGround')] },
  { id: 'stopSharing:sender', story: ['submit', by('RO', 'recordWish', { kind: 'withdrawal' })], owedBy: 'sender', due: '2026-11-23T05:00:00.000Z', metBy: [by('NL', 'confirmStopped')] },
  { id: 'stopSharing:receiver', story: ['submit', 'expireConsent'], owedBy: 'receiver', due: '2027-11-21T10:00:00.000Z', metBy: ['confirmStopped'] },
  { id: 'answerErasure:receiver', story: ['submit', 'expireConsent'], owedBy: 'receiver', due: '2027-12-20T10:00:00.000Z', metBy: [by('RO', 'confirmErased')] },
  { id: 'answerWish', story: ['submit', by('RO', 'recordWish', { kind: 'anotherProvider' })], owedBy: 'sender', due: '2026-11-26T00:00:00.000Z', metBy: ['recordTold'] },
  { id: 'answerWish', story: ['submit', by('NL', 'recordWish', { kind: 'anotherProvider' })], owedBy: 'sender', due: '2026-11-26T00:00:00.000Z', metBy: ['planService'] },
  { id: 'answerErasure:receiver', story: ['submit', 'withdrawConsent'], owedBy: 'receiver', due: '2026-12-22T05:00:00.000Z', metBy: [by('RO', 'confirmErased')] },
  { id: 'reviewKept:receiver', story: ['submit', 'withdrawConsent', by('RO', 'keepWithGround')], owedBy: 'receiver', due: '2027-06-02T00:00:00.000Z', metBy: [by('RO', 'confirmErased')] },
  // Of questions without a name, and between two registers.
  { id: 'answerInquiry', story: ['inquire'], owedBy: 'receiver', due: '2026-11-25T05:00:00.000Z', metBy: ['answerInquiry'] },
  { id: 'answerInquiry', story: ['inquire'], owedBy: 'receiver', due: '2026-11-25T05:00:00.000Z', metBy: ['withdrawInquiry'] },
  { id: 'answerAlert', story: ['raiseAlert'], owedBy: 'receiver', due: '2026-11-23T05:00:00.000Z', metBy: ['answerAlert'] },
  { id: `answerIfKnown:${words.askIfKnown.questionId}`, story: ['submit', 'askIfKnown'], owedBy: 'receiver', due: '2026-11-25T05:00:00.000Z', metBy: ['answerIfKnown'] },
  { id: `provideRecords:${words.requestRecords.requestId}`, story: ['submit', 'requestRecords'], owedBy: 'receiver', due: '2026-12-06T05:00:00.000Z', metBy: ['refuseRecords'] },
  // Of risk, family and children.
  { id: `acknowledgeRisk:${words.updateRisk.riskId}`, story: ['submit', 'updateRisk'], owedBy: 'receiver', due: '2026-11-23T05:00:00.000Z', metBy: ['acknowledgeRisk'] },
  { id: `acknowledgeRisk:${words.updateRisk.riskId}`, story: ['submit', said('updateRisk', { life: true })], owedBy: 'receiver', due: '2026-11-22T09:00:00.000Z', metBy: ['acknowledgeRisk'] },
  { id: `familyAssessment:${words.requestFamilyAssessment.assessmentId}`, story: ['submit', 'requestFamilyAssessment'], owedBy: 'receiver', due: '2026-12-06T05:00:00.000Z', metBy: ['reportFamilyAssessment'] },
  { id: 'acknowledgeChild', story: ['notifyChild'], owedBy: 'receiver', due: '2026-11-23T05:00:00.000Z', metBy: ['acknowledgeChild'] },
  { id: 'guardianRequested', story: [child], owedBy: 'sender', due: '2026-11-23T05:00:00.000Z', metBy: ['appointGuardian'] },
  { id: 'guardianAppointed:sender', story: [child], owedBy: 'sender', due: '2026-11-25T05:00:00.000Z', metBy: ['appointGuardian'] },
  { id: 'guardianAppointed:receiver', story: [child, by('RO', 'appointGuardian'), by('RO', 'endGuardianship')], owedBy: 'receiver', due: '2026-11-25T05:00:00.000Z', metBy: [by('RO', 'appointGuardian')] },
  { id: 'decideForGuardian', story: [child, unreachable], owedBy: 'sender', due: '2026-11-27T00:00:00.000Z', metBy: [decided] },
  { id: 'childAuthority:sender', story: [child], owedBy: 'sender', due: '2026-11-23T05:00:00.000Z', metBy: [by('NL', 'reportChildToAuthority')] },
  { id: 'childAuthority:sender', story: ['notifyChild'], owedBy: 'sender', due: '2026-11-21T09:30:00.000Z', metBy: [by('NL', 'reportChildToAuthority')] },
  { id: 'childPlan:30', story: [child, 'confirmArrival'], owedBy: 'receiver', due: '2027-01-07T10:40:00.000Z', metBy: ['reviewChildPlan'] },
  // Of the way there.
  { id: 'confirmReception', story: ['submit', 'acknowledge', 'accept', 'arrangeReception'], owedBy: 'sender', due: '2026-11-23T05:00:00.000Z', metBy: ['confirmReception'] },
  { id: 'acknowledgeJourney', story: [...planned], owedBy: 'receiver', due: '2026-11-23T05:00:00.000Z', metBy: ['acknowledgeJourney'] },
  { id: 'arrival', story: [...planned], owedBy: 'receiver', due: '2026-12-08T10:25:00.000Z', metBy: ['confirmArrival'] },
  { id: 'arrival', story: [...planned, 'changeJourney'], owedBy: 'receiver', due: '2026-12-09T10:25:00.000Z', metBy: [said('attestAnswer', { answer: 'arrived' })] },
  { id: 'welfareCheck', story: ['submit', 'reportMissedArrival'], owedBy: 'sender', due: '2026-11-22T09:00:00.000Z', metBy: ['actOnIncident'] },
  { id: 'welfareCheck', story: ['submit', 'reportMissedArrival'], owedBy: 'sender', due: '2026-11-22T09:00:00.000Z', metBy: ['confirmArrival'] },
  { id: `answerDeparture:${words.queryDeparture.queryId}`, story: ['submit', 'queryDeparture'], owedBy: 'sender', due: '2026-11-23T05:00:00.000Z', metBy: ['answerDeparture'] },
  { id: `answerDeparture:${words.queryDeparture.queryId}`, story: ['submit', 'queryDeparture'], owedBy: 'sender', due: '2026-11-23T05:00:00.000Z', metBy: ['depart'] },
  { id: `decideTransfer:${words.raiseTransferConcern.concernId}`, story: ['submit', 'raiseTransferConcern'], owedBy: 'receiver', due: '2026-11-25T05:00:00.000Z', metBy: ['decideTransfer'] },
  { id: 'assessAgain', story: ['submit', 'confirmArrival'], owedBy: 'receiver', due: '2026-12-15T10:40:00.000Z', metBy: [said('giveFeedback', { stage: 'afterArrival' })] },
  // Of who answers for the case.
  { id: 'handover', story: ['submit', 'confirmArrival'], owedBy: 'sender', due: '2026-12-11T10:40:00.000Z', metBy: ['proposeHandover'] },
  { id: `takeHandover:${words.proposeHandover.proposalId}`, story: ['submit', 'proposeHandover'], owedBy: 'receiver', due: '2026-11-26T00:00:00.000Z', metBy: ['refuseHandover'] },
  { id: `takeHandover:${words.proposeHandover.proposalId}`, story: ['submit', 'proposeHandover'], owedBy: 'receiver', due: '2026-11-26T00:00:00.000Z', metBy: ['withdrawHandover'] },
  { id: `settleDispute:${words.disputeResponsibility.disputeId}`, story: ['submit', 'disputeResponsibility'], owedBy: 'receiver', due: '2026-11-25T00:00:00.000Z', metBy: ['settleDispute'] },
  { id: `settleDispute:${words.disputeResponsibility.disputeId}`, story: ['submit', said('disputeResponsibility', { emergency: true })], owedBy: 'receiver', due: '2026-11-22T09:00:00.000Z', metBy: ['settleDispute'] },
  // Of what comes after, and what goes wrong.
  { id: 'followUp:arrival', story: ['submit', 'confirmArrival'], owedBy: 'receiver', due: '2026-12-11T10:40:00.000Z', metBy: [said('reportFollowUp', { point: 'arrival', outcome: 'unreachable' })] },
  { id: 'followUp:day365', story: ['submit', 'confirmArrival'], owedBy: 'receiver', due: '2027-12-08T10:40:00.000Z', metBy: [said('reportFollowUp', { point: 'day365', outcome: 'declinedContact' })] },
  { id: `actOnIncident:${words.reportIncident.incidentId}`, story: ['submit', 'reportIncident'], owedBy: 'receiver', due: '2026-11-22T09:00:00.000Z', metBy: [by('RO', 'actOnIncident')] },
  { id: `actOnIncident:${words.reportIncident.incidentId}`, story: ['submit', said('reportIncident', { code: 'threat' })], owedBy: 'receiver', due: '2026-11-23T05:00:00.000Z', metBy: ['closeIncident'] },
  { id: `seeMissingChild:${words.reportIncident.incidentId}`, story: [child, missing], owedBy: 'receiver', due: '2026-11-22T06:00:00.000Z', metBy: [by('RO', 'actOnIncident', { action: 'contactedShelter' })] },
  { id: `protectMissingChild:${words.reportIncident.incidentId}`, story: [child, missing], owedBy: 'sender', due: '2026-11-22T17:00:00.000Z', metBy: [by('NL', 'actOnIncident', { action: 'protectionDecided' })] },
]
