// Every statement there is, in stories in which each is legal. The words are the contract's own examples.
import { acknowledged, here, second, there, third, toldAll, travel } from './lines.ts'
import { openings, unheardOf } from './short-stories.ts'
import type { Story } from './tell.ts'
import { type Changes, day, moment, readExample } from './words.ts'

const adult: Story = {
  name: 'an adult is offered, asked about, accepted, and met at the airport',
  lines: [
    here('submit'),
    acknowledged,
    there('requestInformation'),
    here('provideInformation'),
    here('amend'),
    here('linkReferral'),
    here('unlinkReferral'),
    here('grantConsent'),
    here('recordTold'),
    here('updateStatus'),
    here('updateRisk'),
    here('correct'),
    here('askIfKnown'),
    here('recordWish', { kind: 'complaint', concerns: ['support'] }),
    there('answerIfKnown'),
    there('confirmCorrection'),
    there('acknowledgeRisk'),
    there('giveFeedback'),
    there('acceptWithConditions'),
    there('accept'),
    there('arrangeReception'),
    there('cancelReception'),
    there('arrangeReception'),
    here('confirmReception'),
    here('planJourney', travel(14)),
    there('acknowledgeJourney'),
    here('changeJourney', travel(15)),
    there('acknowledgeJourney'),
    here('depart', { departedAt: moment(-0.2) }),
    there('queryDeparture', { expectedAt: moment(-0.1) }),
    here('answerDeparture', { at: moment(-0.2) }),
    there('confirmArrival', { arrivedAt: moment(-0.01) }),
  ],
}

const support: Story = {
  name: 'an adult is taken over, supported and followed up, and takes her permission back',
  lines: [
    here('submit', { caseRef: 'NL-R-8K2M4P', permission: toldBackToo() }),
    acknowledged,
    there('accept'),
    there('confirmArrival', { arrivedAt: moment(-0.01) }),
    there('scheduleFollowUps'),
    here('proposeHandover'),
    there('takeHandover', { takenAt: moment(0) }),
    there('sharePlan'),
    there('planService'),
    there('startService', { startedOn: day(0) }),
    there('reportUnattended', { on: day(0) }),
    there('completeService', { completedOn: day(0) }),
    there('planService', { serviceId: second }),
    there('cancelService', { serviceId: second }),
    there('planService', { serviceId: third }),
    there('reportServiceRefused', { serviceId: third }),
    there('reportFollowUp'),
    there('reportIncident'),
    there('requestRecords'),
    here('actOnIncident'),
    here('reportProceedings', { kind: 'offenderRelease', safetyRelevant: true }),
    here('provideRecords'),
    here('requestRecords', { requestId: second }),
    there('updateIncident'),
    there('closeIncident'),
    there('refuseRecords', { requestId: second }),
    there('disputeResponsibility'),
    here('settleDispute'),
    there('proposeHandover', {
      ...readExample('event/handover-proposed.hand-back'),
      proposalId: second,
    }),
    here('refuseHandover', { proposalId: second }),
    there('proposeHandover', { ...readExample('event/handover-proposed.hand-back'), proposalId: third }),
    there('withdrawHandover', { proposalId: third }),
    toldAll,
    there('close', { closedOn: day(0) }),
    here('reopenCase'),
    here('narrowConsent'),
    here('withdrawConsent', { withdrawnAt: moment(0) }),
    there('confirmStopped', { stoppedAt: moment(0) }, 'withdrawConsent'),
    there('confirmErased', { erasedAt: moment(0) }, 'withdrawConsent'),
    there('keepWithGround', { reviewDate: day(180) }, 'withdrawConsent'),
  ],
}

const delays: Story = {
  name: 'a journey is cancelled, planned again, and doubted; nobody arrives',
  lines: [
    here('submit', { caseRef: 'NL-R-2D4F6H' }),
    acknowledged,
    there('giveFeedback'),
    there('accept'),
    there('arrangeReception'),
    here('confirmReception'),
    here('planJourney', travel(14)),
    here('cancelJourney'),
    here('planJourney', travel(15)),
    there('raiseTransferConcern'),
    here('decideTransfer', { date: day(0) }),
    here('reportNotDeparted', { at: moment(-0.1) }),
    there('reportMissedArrival', { expectedAt: moment(-0.1), waitedUntil: moment(-0.01) }),
  ],
}

const answers: Story = {
  name: 'an offer is declined, taken up again, redirected, answered by telephone, and cancelled',
  lines: [
    here('submit', { caseRef: 'NL-R-3E5G7J' }),
    acknowledged,
    there('decline'),
    there('reopen'),
    there('redirect'),
    here('attestAnswer', { at: moment(-0.1), organisation: 'ro-focal-point' }),
    here('cancel'),
  ],
}

/** She agrees that her plan is told back after the handover; otherwise only codes would be. */
function toldBackToo(): object {
  const { permission } = readExample('event/referral-submitted')
  return Object.assign({}, permission, { wayBack: { content: 'sections', sections: ['case'] } })
}

function childOffer(): Changes {
  const { to, permission, sections } = readExample('event/referral-submitted')
  const child = readExample('section/child.placement')
  const { person, ...others } = Object.assign({ person: {} }, sections)
  const content = { ...others, person: { ...person, prs_Birthdate: '2012-03-14' }, child }
  const scope = Object.keys(content)
  return {
    caseRef: 'NL-R-4F6H8K',
    subjectKind: 'child',
    to: Object.assign({}, to, { role: 'ChildProtectionFocalPoint' }),
    permission: Object.assign({}, permission, {
      givenBy: 'guardian',
      scope: {
        recipients: [{ member: 'RO', organisation: 'ro-focal-point' }],
        sections: scope,
        purposes: ['SafeReturn'],
      },
    }),
    dataScope: scope,
    sections: content,
  }
}

/** Somebody at child protection, which is the organisation that the guardian agreed to. */
function protecting(staffId: string): object {
  return { staffId, organisation: 'ro-focal-point', role: 'ChildProtectionFocalPoint' }
}

const child: Story = {
  name: 'a child goes home under a guardian and a plan',
  lines: [
    here('submit', childOffer()),
    there('acknowledge', {
      responsible: protecting('ro-cp-01'),
      alternate: protecting('ro-cp-02'),
      reviewDate: day(2),
    }),
    here('reportChildToAuthority', { reportedAt: moment(-0.5) }),
    here('appointGuardian', { country: 'NL', effective: 'now', appointedOn: day(-9) }),
    here('endGuardianship', { endedOn: day(-1) }),
    here('appointGuardian', { country: 'NL', effective: 'now', appointedOn: day(0) }),
    here('requestFamilyAssessment'),
    here('requestFamilyAssessment', { assessmentId: second }),
    there('reportFamilyAssessment', { date: day(0) }),
    here('withdrawFamilyRequest', { assessmentId: second }),
    here('determineBestInterests', { destination: 'RO', date: day(-1) }),
    here('reclassifyAge', { subjectKind: 'child', date: day(0) }),
    there('appointGuardian', { country: 'RO', appointedOn: day(0) }),
    there('refusePlacement'),
    there('consentPlacement', { from: day(14) }),
    there('giveFeedback'),
    there('accept', { acceptedBy: protecting('ro-cp-01') }),
    there('arrangeReception'),
    here('confirmReception'),
    here('planJourney', { ...travel(14), escort: 'professional' }),
    there('acknowledgeJourney'),
    here('depart', { departedAt: moment(-0.2), escort: 'professional' }),
    there('confirmArrival', { arrivedAt: moment(-0.01) }),
    there('reviewChildPlan', { reviewedOn: day(0) }),
  ],
}

/** Every story; they are told side by side. */
export const stories: readonly Story[] = [adult, support, unheardOf, child, delays, answers, ...openings]
