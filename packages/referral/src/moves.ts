/**
 * The table of moves: everything a party can say about a referral.
 *
 * Each facet has one pen, so two gateways never write the same thing: both read the same two signed
 * sequences and come to the same state (architecture §4). A verb that is not in this table does not exist;
 * no unknown word ever leads to a positive state (R10).
 */
import type { EventType } from '@onward/contract'
import type { DeadlineName } from './deadlines/name.ts'
import type { Role } from './statement.ts'

/** Who holds the pen of a facet; `each` where both parties keep their own. */
export type Pen = 'sender' | 'receiver' | 'each'

/** One row of the table. */
export interface Move {
  readonly type: EventType
  readonly facet: string
  readonly pen: Pen
  readonly by: readonly Role[]
  /**
   * `content`: asks for, gives or rests on the person's information, so it ends when sharing ends. `record`: a step
   * that needs no content. `fact`: what has already happened; no state and no rule ever refuses it (practice §1).
   */
  readonly about: 'content' | 'record' | 'fact'
  /** The field of the data that tells one thing of the facet from another, each with a life of its own. */
  readonly item?: string
  /** The states in which it is legal. */
  readonly from: readonly string[] | 'any'
  readonly to: string
  /** May be the first thing said between two members; `first`: only that. */
  readonly opens?: 'first' | 'also'
  /** What the other side must have said, and not taken back, for this to be an answer to it. */
  readonly answers?: readonly string[]
  readonly starts?: readonly DeadlineName[]
  readonly stops?: readonly DeadlineName[]
}

const staff = ['caseworker', 'focal-point'] as const
const focalPoint = ['focal-point'] as const
// The data-protection officer approves what is erased, and answers for what is kept.
const staffOrDpo = ['caseworker', 'focal-point', 'dpo'] as const
const focalPointOrDpo = ['focal-point', 'dpo'] as const
const gateway = ['gateway'] as const
// What somebody without a system can answer by a link for this one referral (practice §9).
const focalPointOrLink = ['focal-point', 'link'] as const
const staffOrLink = ['caseworker', 'focal-point', 'link'] as const
const undecided = ['none', 'informationRequested', 'reopened'] as const
const over = ['acknowledge', 'decide', 'answerRequest'] as const
const travelling = ['acknowledgeJourney', 'arrival'] as const

/**
 * Verb → event type, facet, pen, from, to, what it answers, and the clocks it starts and stops.
 *
 * `withdrawConsent` leads to `withdrawn` only if it concerns sharing: the referral, the return and the support
 * are withdrawn separately (practice §2). Withdrawals and wishes are facts: they are legal in every state.
 */
// biome-ignore format: a table is read as a table
export const moves = {
  // The offer, and what allows it.
  submit: { type: 'referral.submitted', facet: 'offer', pen: 'sender', by: staff, about: 'content', from: ['none'], to: 'submitted', opens: 'first', starts: ['acknowledge', 'decide', 'consentExpiry', 'permissionReview', 'fullConsent', 'guardianRequested', 'guardianAppointed', 'decideForGuardian', 'childAuthority', 'majority'] },
  amend: { type: 'referral.amended', facet: 'offer', pen: 'sender', by: staff, about: 'content', from: ['submitted', 'amended'], to: 'amended', starts: ['majority', 'decideForGuardian'], stops: ['decideForGuardian'] },
  cancel: { type: 'referral.cancelled', facet: 'offer', pen: 'sender', by: staff, about: 'record', from: ['submitted', 'amended'], to: 'cancelled', stops: over },
  correct: { type: 'data.corrected', facet: 'correction', pen: 'each', by: staff, about: 'content', from: ['none', 'corrected'], to: 'corrected', starts: ['confirmCorrection', 'majority'] },
  confirmCorrection: { type: 'data.correctionApplied', facet: 'correctionApplied', pen: 'each', by: staff, about: 'record', item: 'correctionId', from: ['none', 'applied'], to: 'applied', answers: ['correct'], stops: ['confirmCorrection'] },
  linkReferral: { type: 'referral.linked', facet: 'links', pen: 'sender', by: staff, about: 'record', item: 'referral', from: ['none', 'unlinked'], to: 'linked' },
  unlinkReferral: { type: 'referral.unlinked', facet: 'links', pen: 'sender', by: staff, about: 'record', item: 'referral', from: ['linked'], to: 'unlinked' },
  grantConsent: { type: 'consent.granted', facet: 'consent', pen: 'sender', by: staff, about: 'content', from: ['granted', 'narrowed', 'expired'], to: 'granted', starts: ['consentExpiry', 'permissionReview', 'fullConsent'], stops: ['consentExpiry', 'permissionReview', 'fullConsent'] },
  narrowConsent: { type: 'consent.narrowed', facet: 'consent', pen: 'sender', by: staff, about: 'record', from: ['granted', 'narrowed'], to: 'narrowed', starts: ['stopSharing', 'answerErasure'] },
  withdrawConsent: { type: 'consent.withdrawn', facet: 'consent', pen: 'sender', by: staff, about: 'fact', from: 'any', to: 'withdrawn', starts: ['stopSharing', 'answerErasure'] },
  expireConsent: { type: 'consent.expired', facet: 'consent', pen: 'sender', by: gateway, about: 'record', from: ['granted', 'narrowed'], to: 'expired', starts: ['stopSharing', 'answerErasure'], stops: ['consentExpiry'] },
  recordWish: { type: 'wishes.recorded', facet: 'wishes', pen: 'each', by: staff, about: 'fact', from: 'any', to: 'recorded', starts: ['stopSharing', 'answerErasure', 'answerWish'] },
  confirmStopped: { type: 'consent.applied', facet: 'erasure', pen: 'each', by: staff, about: 'record', from: 'any', to: 'stopped', answers: ['withdrawConsent', 'narrowConsent', 'expireConsent', 'recordWish'], stops: ['stopSharing'] },
  confirmErased: { type: 'data.erased', facet: 'erasure', pen: 'each', by: staffOrDpo, about: 'record', from: 'any', to: 'erased', stops: ['stopSharing', 'answerErasure', 'reviewKept'] },
  keepWithGround: { type: 'data.kept', facet: 'erasure', pen: 'each', by: focalPointOrDpo, about: 'record', from: 'any', to: 'kept', starts: ['reviewKept'], stops: ['stopSharing', 'answerErasure'] },
  recordTold: { type: 'person.informed', facet: 'told', pen: 'each', by: staff, about: 'record', from: 'any', to: 'told', stops: ['answerWish'] },

  // A named human has it, asks, and decides.
  acknowledge: { type: 'referral.acknowledged', facet: 'acknowledgement', pen: 'receiver', by: focalPointOrLink, about: 'content', from: ['none', 'acknowledged'], to: 'acknowledged', answers: ['submit', 'amend'], starts: ['review'], stops: ['acknowledge'] },
  requestInformation: { type: 'information.requested', facet: 'response', pen: 'receiver', by: staffOrLink, about: 'content', from: undecided, to: 'informationRequested', answers: ['submit', 'amend'], starts: ['answerRequest'] },
  provideInformation: { type: 'information.provided', facet: 'information', pen: 'sender', by: staff, about: 'content', from: ['none', 'provided'], to: 'provided', answers: ['requestInformation'], starts: ['majority', 'decideForGuardian'], stops: ['answerRequest', 'decideForGuardian'] },
  accept: { type: 'referral.accepted', facet: 'response', pen: 'receiver', by: focalPointOrLink, about: 'content', from: [...undecided, 'acceptedWithConditions'], to: 'accepted', answers: ['submit', 'amend'], stops: ['acknowledge', 'decide', 'review'] },
  acceptWithConditions: { type: 'referral.acceptedWithConditions', facet: 'response', pen: 'receiver', by: focalPoint, about: 'content', from: undecided, to: 'acceptedWithConditions', answers: ['submit', 'amend'], stops: ['acknowledge', 'decide', 'review'] },
  decline: { type: 'referral.declined', facet: 'response', pen: 'receiver', by: focalPointOrLink, about: 'content', from: undecided, to: 'declined', answers: ['submit', 'amend'], stops: ['acknowledge', 'decide', 'review'] },
  redirect: { type: 'referral.redirected', facet: 'response', pen: 'receiver', by: focalPoint, about: 'content', from: undecided, to: 'redirected', answers: ['submit', 'amend'], stops: ['acknowledge', 'decide', 'review'] },
  reopen: { type: 'referral.reopened', facet: 'response', pen: 'receiver', by: focalPoint, about: 'content', from: ['accepted', 'acceptedWithConditions', 'declined', 'redirected'], to: 'reopened', answers: ['submit', 'amend'], starts: ['decide'] },
  attestAnswer: { type: 'answer.attested', facet: 'attested', pen: 'sender', by: staff, about: 'record', item: 'answer', from: ['none', 'attested'], to: 'attested', stops: ['acknowledge', 'decide', 'arrival', 'welfareCheck'] },

  // Risk and family are looked at by both sides.
  giveFeedback: { type: 'assessment.feedback', facet: 'assessment', pen: 'receiver', by: staff, about: 'content', from: ['none', 'given'], to: 'given', answers: ['submit', 'amend'], stops: ['assessAgain'] },
  updateRisk: { type: 'risk.updated', facet: 'risk', pen: 'each', by: staff, about: 'fact', item: 'riskId', from: 'any', to: 'updated', starts: ['acknowledgeRisk'] },
  acknowledgeRisk: { type: 'risk.acknowledged', facet: 'riskSeen', pen: 'each', by: staff, about: 'record', item: 'riskId', from: ['none', 'acknowledged'], to: 'acknowledged', answers: ['updateRisk'], stops: ['acknowledgeRisk'] },
  requestFamilyAssessment: { type: 'family.assessmentRequested', facet: 'familyRequest', pen: 'sender', by: staff, about: 'content', item: 'assessmentId', from: ['none'], to: 'requested', starts: ['familyAssessment'] },
  withdrawFamilyRequest: { type: 'family.requestWithdrawn', facet: 'familyRequest', pen: 'sender', by: staff, about: 'record', item: 'assessmentId', from: ['requested'], to: 'withdrawn', stops: ['familyAssessment'] },
  reportFamilyAssessment: { type: 'family.assessmentReported', facet: 'familyAssessment', pen: 'receiver', by: staff, about: 'content', item: 'assessmentId', from: ['none', 'reported'], to: 'reported', answers: ['requestFamilyAssessment'], stops: ['familyAssessment'] },

  // Before any name is said.
  inquire: { type: 'inquiry.asked', facet: 'inquiry', pen: 'sender', by: staff, about: 'record', from: ['none'], to: 'asked', opens: 'first', starts: ['answerInquiry'] },
  withdrawInquiry: { type: 'inquiry.withdrawn', facet: 'inquiry', pen: 'sender', by: staff, about: 'record', from: ['asked'], to: 'withdrawn', stops: ['answerInquiry'] },
  answerInquiry: { type: 'inquiry.answered', facet: 'inquiryAnswer', pen: 'receiver', by: focalPoint, about: 'record', from: ['none', 'answered'], to: 'answered', answers: ['inquire'], stops: ['answerInquiry'] },
  raiseAlert: { type: 'alert.presumedVictim', facet: 'alert', pen: 'sender', by: staff, about: 'record', from: ['none', 'raised'], to: 'raised', opens: 'also', starts: ['answerAlert', 'childAuthority'] },
  answerAlert: { type: 'alert.answered', facet: 'alertAnswer', pen: 'receiver', by: staff, about: 'record', from: ['none', 'answered'], to: 'answered', answers: ['raiseAlert'], stops: ['answerAlert'] },
  reportIdentification: { type: 'identification.afterReturn', facet: 'identificationAfterReturn', pen: 'sender', by: staff, about: 'record', from: ['none', 'reported'], to: 'reported', opens: 'also' },
  askIfKnown: { type: 'person.asked', facet: 'knownQuestion', pen: 'each', by: focalPoint, about: 'content', item: 'questionId', from: ['none'], to: 'asked', starts: ['answerIfKnown'] },
  answerIfKnown: { type: 'person.answered', facet: 'knownAnswer', pen: 'each', by: focalPoint, about: 'record', item: 'questionId', from: ['none'], to: 'answered', answers: ['askIfKnown'], stops: ['answerIfKnown'] },

  // Children.
  notifyChild: { type: 'child.notified', facet: 'childNotification', pen: 'sender', by: staff, about: 'record', from: ['none', 'notified'], to: 'notified', opens: 'also', starts: ['acknowledgeChild', 'childAuthority'] },
  acknowledgeChild: { type: 'child.acknowledged', facet: 'childAcknowledgement', pen: 'receiver', by: focalPoint, about: 'record', from: ['none', 'acknowledged'], to: 'acknowledged', answers: ['notifyChild'], stops: ['acknowledgeChild'] },
  reportChildToAuthority: { type: 'child.reportedToAuthority', facet: 'childAuthority', pen: 'each', by: staff, about: 'record', from: ['none', 'reported'], to: 'reported', stops: ['childAuthority'] },
  appointGuardian: { type: 'guardian.appointed', facet: 'guardian', pen: 'each', by: staff, about: 'record', from: ['none', 'appointed', 'ended'], to: 'appointed', stops: ['guardianRequested', 'guardianAppointed'] },
  endGuardianship: { type: 'guardian.ended', facet: 'guardian', pen: 'each', by: staff, about: 'record', from: ['appointed'], to: 'ended', starts: ['guardianAppointed'] },
  determineBestInterests: { type: 'child.bestInterestsDetermined', facet: 'bestInterests', pen: 'sender', by: staff, about: 'record', from: ['none', 'determined'], to: 'determined' },
  consentPlacement: { type: 'placement.consented', facet: 'placement', pen: 'receiver', by: focalPoint, about: 'content', from: ['none', 'refused', 'consented'], to: 'consented' },
  refusePlacement: { type: 'placement.refused', facet: 'placement', pen: 'receiver', by: focalPoint, about: 'record', from: ['none', 'consented'], to: 'refused' },
  reviewChildPlan: { type: 'child.planReviewed', facet: 'childPlan', pen: 'receiver', by: staff, about: 'record', item: 'day', from: ['none', 'reviewed'], to: 'reviewed', stops: ['childPlan'] },
  updateStatus: { type: 'status.updated', facet: 'identification', pen: 'each', by: staff, about: 'record', from: ['none', 'updated'], to: 'updated' },
  reclassifyAge: { type: 'age.reclassified', facet: 'age', pen: 'each', by: staff, about: 'record', from: ['none', 'reclassified'], to: 'reclassified', starts: ['childAuthority'] },

  // The way there.
  arrangeReception: { type: 'reception.arranged', facet: 'reception', pen: 'receiver', by: staff, about: 'content', from: ['none', 'arranged', 'cancelled', 'missed'], to: 'arranged', starts: ['confirmReception'] },
  cancelReception: { type: 'reception.cancelled', facet: 'reception', pen: 'receiver', by: staff, about: 'record', from: ['arranged'], to: 'cancelled', stops: ['confirmReception'] },
  confirmReception: { type: 'reception.confirmed', facet: 'receptionConfirmation', pen: 'sender', by: staff, about: 'content', from: ['none', 'confirmed'], to: 'confirmed', answers: ['arrangeReception'], stops: ['confirmReception'] },
  planJourney: { type: 'journey.planned', facet: 'journey', pen: 'sender', by: staff, about: 'content', from: ['none', 'cancelled', 'notDeparted'], to: 'planned', starts: travelling },
  changeJourney: { type: 'journey.changed', facet: 'journey', pen: 'sender', by: staff, about: 'content', from: ['planned', 'changed', 'departed', 'notDeparted'], to: 'changed', starts: travelling },
  acknowledgeJourney: { type: 'journey.acknowledged', facet: 'journeyAcknowledgement', pen: 'receiver', by: staff, about: 'record', from: ['none', 'acknowledged'], to: 'acknowledged', answers: ['planJourney', 'changeJourney'], stops: ['acknowledgeJourney'] },
  depart: { type: 'journey.departed', facet: 'journey', pen: 'sender', by: staff, about: 'fact', from: 'any', to: 'departed', stops: ['acknowledgeJourney', 'answerDeparture'] },
  cancelJourney: { type: 'journey.cancelled', facet: 'journey', pen: 'sender', by: staff, about: 'record', from: ['planned', 'changed'], to: 'cancelled', stops: travelling },
  reportNotDeparted: { type: 'journey.notDeparted', facet: 'journey', pen: 'sender', by: staff, about: 'fact', from: 'any', to: 'notDeparted', stops: [...travelling, 'welfareCheck', 'answerDeparture'] },
  confirmArrival: { type: 'arrival.confirmed', facet: 'reception', pen: 'receiver', by: staffOrLink, about: 'fact', from: 'any', to: 'arrived', starts: ['handover', 'followUp', 'childPlan', 'assessAgain'], stops: [...travelling, 'welfareCheck'] },
  reportMissedArrival: { type: 'arrival.missed', facet: 'reception', pen: 'receiver', by: staff, about: 'fact', from: 'any', to: 'missed', starts: ['welfareCheck'], stops: ['arrival'] },
  queryDeparture: { type: 'departure.queried', facet: 'departureQuery', pen: 'receiver', by: staff, about: 'record', item: 'queryId', from: ['none'], to: 'asked', starts: ['answerDeparture'] },
  answerDeparture: { type: 'departure.answered', facet: 'departureAnswer', pen: 'sender', by: staff, about: 'record', item: 'queryId', from: ['none'], to: 'answered', answers: ['queryDeparture'], stops: ['answerDeparture'] },
  raiseTransferConcern: { type: 'transfer.concernRaised', facet: 'transferConcern', pen: 'each', by: staff, about: 'record', item: 'concernId', from: ['none'], to: 'raised', starts: ['decideTransfer'] },
  decideTransfer: { type: 'transfer.decided', facet: 'transferDecision', pen: 'each', by: staff, about: 'record', item: 'concernId', from: ['none', 'decided'], to: 'decided', answers: ['raiseTransferConcern'], stops: ['decideTransfer'] },

  // Who answers for the case.
  proposeHandover: { type: 'handover.proposed', facet: 'handover', pen: 'each', by: staff, about: 'record', item: 'proposalId', from: ['none'], to: 'proposed', starts: ['takeHandover'], stops: ['handover'] },
  withdrawHandover: { type: 'handover.withdrawn', facet: 'handover', pen: 'each', by: staff, about: 'record', item: 'proposalId', from: ['proposed'], to: 'withdrawn', stops: ['takeHandover'] },
  takeHandover: { type: 'handover.taken', facet: 'takeover', pen: 'each', by: focalPoint, about: 'record', item: 'proposalId', from: ['none'], to: 'taken', answers: ['proposeHandover'], stops: ['handover', 'takeHandover'] },
  refuseHandover: { type: 'handover.refused', facet: 'takeover', pen: 'each', by: focalPoint, about: 'record', item: 'proposalId', from: ['none'], to: 'refused', answers: ['proposeHandover'], stops: ['takeHandover'] },
  disputeResponsibility: { type: 'responsibility.disputed', facet: 'dispute', pen: 'each', by: focalPoint, about: 'record', item: 'disputeId', from: ['none'], to: 'disputed', starts: ['settleDispute'] },
  settleDispute: { type: 'responsibility.settled', facet: 'settlement', pen: 'each', by: focalPoint, about: 'record', item: 'disputeId', from: ['none', 'settled'], to: 'settled', answers: ['disputeResponsibility'], stops: ['settleDispute'] },

  // Support, and news of it.
  sharePlan: { type: 'support.planShared', facet: 'supportPlan', pen: 'receiver', by: staff, about: 'content', from: ['none', 'shared'], to: 'shared' },
  planService: { type: 'service.planned', facet: 'services', pen: 'receiver', by: staff, about: 'record', item: 'serviceId', from: ['none', 'planned'], to: 'planned', stops: ['answerWish'] },
  startService: { type: 'service.started', facet: 'services', pen: 'receiver', by: staff, about: 'fact', item: 'serviceId', from: 'any', to: 'started' },
  completeService: { type: 'service.completed', facet: 'services', pen: 'receiver', by: staff, about: 'fact', item: 'serviceId', from: 'any', to: 'completed' },
  reportUnattended: { type: 'service.unattended', facet: 'services', pen: 'receiver', by: staff, about: 'fact', item: 'serviceId', from: 'any', to: 'unattended' },
  reportServiceRefused: { type: 'service.refused', facet: 'services', pen: 'receiver', by: staff, about: 'fact', item: 'serviceId', from: 'any', to: 'refused' },
  cancelService: { type: 'service.cancelled', facet: 'services', pen: 'receiver', by: staff, about: 'record', item: 'serviceId', from: ['planned', 'started'], to: 'cancelled' },
  scheduleFollowUps: { type: 'followup.scheduled', facet: 'followUpPlan', pen: 'receiver', by: staff, about: 'record', from: ['none', 'scheduled'], to: 'scheduled' },
  reportFollowUp: { type: 'followup.reported', facet: 'followUps', pen: 'receiver', by: staff, about: 'record', item: 'point', from: ['none', 'reported'], to: 'reported', stops: ['followUp'] },
  reportProceedings: { type: 'proceedings.reported', facet: 'proceedings', pen: 'sender', by: staff, about: 'record', item: 'proceedingId', from: ['none', 'reported'], to: 'reported' },
  requestRecords: { type: 'records.requested', facet: 'recordsRequest', pen: 'each', by: staff, about: 'content', item: 'requestId', from: ['none'], to: 'requested', starts: ['provideRecords'] },
  provideRecords: { type: 'records.provided', facet: 'records', pen: 'each', by: staff, about: 'content', item: 'requestId', from: ['none', 'provided'], to: 'provided', answers: ['requestRecords'], stops: ['provideRecords'] },
  refuseRecords: { type: 'records.refused', facet: 'records', pen: 'each', by: staff, about: 'record', item: 'requestId', from: ['none'], to: 'refused', answers: ['requestRecords'], stops: ['provideRecords'] },
  close: { type: 'case.closed', facet: 'closure', pen: 'each', by: staff, about: 'record', from: ['none', 'closed', 'reopened'], to: 'closed' },
  reopenCase: { type: 'case.reopened', facet: 'closure', pen: 'each', by: staff, about: 'record', from: ['none', 'closed', 'reopened'], to: 'reopened' },

  // What goes wrong.
  reportIncident: { type: 'incident.reported', facet: 'incidents', pen: 'each', by: [...staff, 'gateway'], about: 'fact', item: 'incidentId', from: 'any', to: 'reported', starts: ['actOnIncident', 'seeMissingChild', 'protectMissingChild'] },
  updateIncident: { type: 'incident.updated', facet: 'incidents', pen: 'each', by: staff, about: 'fact', item: 'incidentId', from: 'any', to: 'updated' },
  closeIncident: { type: 'incident.closed', facet: 'incidents', pen: 'each', by: staff, about: 'record', item: 'incidentId', from: ['reported', 'updated'], to: 'closed', stops: ['actOnIncident', 'seeMissingChild', 'protectMissingChild', 'welfareCheck'] },
  actOnIncident: { type: 'incident.actedOn', facet: 'incidentActions', pen: 'each', by: staff, about: 'fact', item: 'incidentId', from: 'any', to: 'actedOn', stops: ['actOnIncident', 'seeMissingChild', 'protectMissingChild', 'welfareCheck'] },
  noteOverdue: { type: 'deadline.overdue', facet: 'overdue', pen: 'each', by: gateway, about: 'record', item: 'deadline', from: ['none', 'overdue'], to: 'overdue' },

  // Between two gateways, about no person.
  announceOutage: { type: 'outage.began', facet: 'outage', pen: 'sender', by: [...staff, 'gateway'], about: 'record', from: ['none', 'ended'], to: 'began', opens: 'also' },
  endOutage: { type: 'outage.ended', facet: 'outage', pen: 'sender', by: [...staff, 'gateway'], about: 'record', from: ['began'], to: 'ended' },
  publishServices: { type: 'services.published', facet: 'serviceList', pen: 'sender', by: [...staff, 'gateway'], about: 'record', from: ['none', 'published'], to: 'published', opens: 'also' },
} as const satisfies Record<string, Move>

export type Verb = keyof typeof moves

/** True when `word` is a verb of the table. */
export function isVerb(word: string): word is Verb {
  return Object.hasOwn(moves, word)
}

/** All verbs, in the order of the table. */
export const verbs: readonly Verb[] = Object.keys(moves).filter(isVerb)

/** The row of a verb, with every column that a row may leave out. */
export function moveOf(verb: Verb): Move {
  return moves[verb]
}

/** Moves that ask for, give or rest on the person's information. */
export const contentMoves: readonly Verb[] = verbs.filter((verb) => moves[verb].about === 'content')

/** Moves with which two members may begin. */
export const openingMoves: readonly Verb[] = verbs.filter((verb) => moveOf(verb).opens !== undefined)

const verbByType = new Map<string, Verb>(verbs.map((verb) => [moves[verb].type, verb]))

/** The verb of an event type; undefined for a type this version does not know (it then has no effect, R10). */
export function verbOf(type: string): Verb | undefined {
  return verbByType.get(type)
}

const moveByType = new Map<string, Move>(Object.values<Move>(moves).map((move) => [move.type, move]))

/** The row of an event type; undefined for one that this version does not know. */
export function moveOfType(type: string): Move | undefined {
  return moveByType.get(type)
}
