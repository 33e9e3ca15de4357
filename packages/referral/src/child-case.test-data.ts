/** Case (b) of practice §14 as it is told: an unaccompanied child, forced to steal, found in AT, from BG. Nobody in it lives. */
import type { ChildSection } from '@onward/contract'
import {
  agreement,
  caseRef,
  consent,
  dayOf,
  from,
  offer,
  on,
  staff,
  to,
  uncleFeared,
} from './child-case-words.test-data.ts'
import { decide } from './decide.ts'
import type { History, Recorded } from './history.ts'
import type { Verb } from './moves.ts'
import { local, register } from './offer.test-data.ts'
import { words } from './words.test-data.ts'

export interface Line {
  readonly day: number
  readonly by: 'AT' | 'BG'
  readonly verb: Verb
  readonly data: object
  /** `said`, or the rule that refuses it. */
  readonly comes: string
}

const line = (day: number, by: Line['by'], verb: Verb, data: object = {}, comes = 'said'): Line => ({
  ...{ day, by, verb, comes },
  data: { ...words[verb], ...data },
})
const only = (day: number, by: Line['by'], verb: Verb, data: object, comes = 'said'): Line => ({
  ...{ day, by, verb, data, comes },
})
const telling = (day: number, child: ChildSection): Line =>
  only(day, 'AT', 'amend', { dataScope: ['child'], sections: { child }, reason: 'NewInformation' })
const finding = (day: number, result: string, more: object = {}): Line =>
  only(day, 'AT', 'determineBestInterests', {
    ...{ type: 'BID', result, destination: 'BG', date: dayOf(day), authority: from.organisation },
    ...more,
  })
const incident = '3b0f8c52-6d1e-4a97-9c3d-5e7f1a2b4c6d'
const interception = '4c1a9d63-7e2f-4ba8-8d4e-6f8a2b3c5d7e'
const visit = '5d2bae74-8f3a-4cb9-9e5f-7a9b3c4d6e8f'
const desk = '6e3cbf85-9a4b-4dca-8f6a-8bac4d5e7f9a'
const journey = (day: number, escort: string) => {
  const { note: _note, ...plan } = words.planJourney
  return {
    ...plan,
    escort,
    departure: { at: on(day, '07:40'), place: { country: 'AT', kind: 'airport', name: 'Vienna' } },
    arrival: { at: on(day, '10:25'), place: { country: 'BG', kind: 'airport', name: 'Sofia' } },
    legs: [{ kind: 'plane', reference: 'OS791' }],
  }
}
const decided: ChildSection = {
  ...uncleFeared,
  bestInterests: {
    ...{ type: 'BID', result: 'return', destination: 'BG' },
    ...{ date: dayOf(69), authority: from.organisation, reasonedReply: true },
  },
  childViews: 'opposes',
  guardianAgreement: {
    ...{ state: 'replacedByDecision', date: dayOf(70) },
    ...{ authority: 'at-family-court', decisionId: 'AT-2027/70' },
  },
}

/** Told in parts, so that a reader sees what is due after each. */
export const firstDays: readonly Line[] = [
  // Day 0: in police custody, nobody is her guardian.
  only(0, 'AT', 'submit', { ...offer, to: { ...to, role: 'FocalPoint' } }, 'child-to-child-protection'),
  only(
    0,
    'AT',
    'submit',
    { ...offer, subjectKind: 'adult', permission: { ...offer.permission, givenBy: 'self' } },
    'age-fits-the-kind',
  ),
  only(0, 'AT', 'submit', offer),
  line(0, 'AT', 'reportChildToAuthority', { authority: from.organisation, reportedAt: on(0, '09:00') }),
  line(
    0,
    'AT',
    'notifyChild',
    { from, to, familyInvolvement: undefined },
    'notification-tells-of-the-family',
  ),
  line(0, 'AT', 'notifyChild', { ...{ from, to, detectedAt: on(0, '02:00') }, approvedBy: 'authority' }),
  line(1, 'BG', 'acknowledgeChild', { responsible: staff('bg-cp-03'), alternate: staff('bg-cp-05') }),
]

export const untilTheReturn: readonly Line[] = [
  line(4, 'AT', 'appointGuardian', { country: 'AT', effective: 'now', appointedOn: dayOf(4) }),
  only(4, 'AT', 'grantConsent', { permission: consent('2', 'self+guardian', 4) }),
  only(
    4,
    'BG',
    'acknowledge',
    {
      ...{ responsible: { ...staff('bg-fp-01'), role: 'FocalPoint' }, alternate: staff('bg-cp-05') },
      reviewDate: dayOf(10),
    },
    'child-decided-by-child-protection',
  ),
  only(4, 'BG', 'acknowledge', {
    ...{ responsible: staff('bg-cp-03'), alternate: staff('bg-cp-05') },
    reviewDate: dayOf(10),
  }),
  // Day 5: a charge for theft. No offence travels; that there are proceedings does.
  line(5, 'AT', 'reportProceedings', { kind: 'hearing', stage: 'announced', date: dayOf(40), country: 'AT' }),
  only(6, 'BG', 'accept', { acceptedBy: staff('bg-cp-03') }),
  // Day 12: her age is disputed. The rules for children stay until that is final.
  line(
    12,
    'AT',
    'reclassifyAge',
    { basis: 'declared', final: true, date: dayOf(12) },
    'adult-only-on-evidence',
  ),
  line(12, 'AT', 'reclassifyAge', { basis: 'assessed', final: false, date: dayOf(12) }),
  // Day 20: the uncle is suspected.
  telling(20, uncleFeared),
  line(
    20,
    'AT',
    'requestFamilyAssessment',
    {
      ...{ assessmentId: visit, kind: 'family', branch: 'paternalRelatives' },
      ...{ familyInvolvement: 'none', contactAllowed: 'withoutReason' },
    },
    'family-not-involved',
  ),
  line(20, 'AT', 'requestFamilyAssessment', {
    ...{ assessmentId: desk, branch: 'paternalRelatives', familyInvolvement: 'suspected' },
    agreedBy: ['guardian'],
  }),
  line(30, 'BG', 'reportFamilyAssessment', { assessmentId: desk, kind: 'family' }, 'assessment-as-asked'),
  line(30, 'BG', 'reportFamilyAssessment', { assessmentId: desk, result: 'notSafe', date: dayOf(30) }),
  line(
    31,
    'BG',
    'planService',
    { need: 'FamilyMediation', organisation: to.organisation },
    'no-tracing-of-a-feared-family',
  ),
  // Day 40: where she would sleep, if it came to it.
  line(
    40,
    'BG',
    'arrangeReception',
    {
      ...{ meetBy: staff('bg-cp-03'), alternate: staff('bg-cp-05'), note: undefined },
      firstNight: { kind: 'family', confirmed: true, branch: 'paternalRelatives' },
    },
    'no-reception-by-a-feared-family',
  ),
  line(40, 'BG', 'arrangeReception', {
    ...{ meetBy: staff('bg-cp-03'), alternate: staff('bg-cp-05'), note: undefined },
    place: { country: 'BG', kind: 'airport', name: 'Sofia' },
    firstNight: { kind: 'fosterCare', organisation: 'bg-child-protection', confirmed: true },
  }),
  line(41, 'AT', 'confirmReception'),
  line(41, 'BG', 'giveFeedback', { assessedBy: to.organisation, assessedAt: dayOf(41), note: undefined }),
  // Day 45: not yet.
  finding(45, 'returnLater'),
  only(46, 'AT', 'planJourney', journey(60, 'professional'), 'child-return-is-best'),
  // Day 60: a place in care, and a guardian there.
  line(60, 'BG', 'appointGuardian', { country: 'BG', effective: 'onArrival', appointedOn: dayOf(60) }),
  line(60, 'BG', 'consentPlacement', { kind: 'fosterCare', from: dayOf(118) }),
  // Day 69: return is best; she is against it, and her guardian with her. Day 70: her mother's court order.
  finding(69, 'return', { childViews: 'opposes' }),
  only(69, 'AT', 'planJourney', journey(120, 'professional'), 'guardian-agrees-to-return'),
  telling(70, { ...decided, bestInterests: { ...decided.bestInterests, reasonedReply: false } }),
  only(70, 'AT', 'planJourney', journey(120, 'professional'), 'opposition-is-answered'),
  telling(71, decided),
  // Day 75: she runs, and is stopped in HU. What happened is never refused.
  line(75, 'AT', 'reportIncident', {
    incidentId: incident,
    code: 'missing',
    happenedAt: on(75),
    country: 'AT',
  }),
  line(76, 'AT', 'reportIncident', {
    ...{ incidentId: interception, code: 'interceptedInTransit' },
    ...{ happenedAt: on(76), country: 'HU' },
  }),
  line(76, 'AT', 'actOnIncident', {
    ...{ incidentId: incident, action: 'protectionDecided', at: on(76) },
    by: { ...staff('at-cp-02'), organisation: from.organisation },
  }),
  // Day 90: her age is settled.
  line(90, 'AT', 'reclassifyAge', { subjectKind: 'child', basis: 'document', final: true, date: dayOf(90) }),
  // Day 109: the journey, eleven days ahead.
  only(109, 'AT', 'planJourney', journey(120, 'none'), 'child-is-escorted'),
  only(109, 'AT', 'planJourney', journey(120, 'family'), 'child-is-escorted'),
  only(109, 'AT', 'planJourney', journey(117, 'professional'), 'child-placement-has-begun'),
  only(109, 'AT', 'planJourney', journey(120, 'professional')),
  line(110, 'BG', 'acknowledgeJourney', { acknowledgedBy: staff('bg-cp-03') }),
  line(120, 'AT', 'depart', { departedAt: on(120, '07:50'), escort: 'professional' }),
  line(120, 'BG', 'confirmArrival', { arrivedAt: on(120, '09:59') }),
]

export const afterwards: readonly Line[] = [
  line(127, 'BG', 'reviewChildPlan', { day: '7', reviewedOn: dayOf(127), note: undefined }),
  line(160, 'BG', 'reviewChildPlan', { day: '30', reviewedOn: dayOf(160), note: undefined }),
  line(299, 'BG', 'requestRecords'),
  // Day 300: she is eighteen, and is asked herself.
  line(300, 'BG', 'requestRecords', { requestId: visit }, 'asked-anew-at-eighteen'),
  only(300, 'AT', 'grantConsent', { permission: consent('3', 'self', 4) }, 'adult-speaks-for-herself'),
  only(300, 'AT', 'grantConsent', { permission: consent('3', 'self', 300) }),
  line(301, 'BG', 'requestRecords', { requestId: visit }),
]

/** Tells the lines after what was said before; a refusal leaves no trace but its name. */
export function tell(
  before: History,
  lines: readonly Line[],
): { readonly history: History; readonly came: readonly string[] } {
  const history: Recorded[] = [...before]
  const came = lines.map(({ day, by, verb, data }) => {
    const decision = decide({
      ...{ history, member: by, verb, data, at: on(day), agreement, register },
      local: { ...local, capacityConfirmedAt: on(day) },
      ...{ actor: `${by}-ORG/focal-point/desk-1`, subject: '01936c00-0000-7000-8000-0000000000b0' },
    })
    if (!decision.accepted) return decision.rule ?? decision.code
    const { type, sequence, cause } = decision
    const event = {
      ...{ specversion: '1.0', id: `${by}-${sequence}`, source: `urn:onward:member:${by}`, type, sequence },
      ...{ subject: '01936c00-0000-7000-8000-0000000000b0', time: on(day), data: decision.data },
      ...{ audience: by === 'AT' ? 'BG' : 'AT', correlation: caseRef, purpose: 'SafeReturn' },
      ...(cause === undefined ? {} : { cause }),
    }
    // Sound: what the fold reads of an event is here, as it was decided.
    history.push({ event: event as Recorded['event'], digest: `${by} ${sequence}`, standing: 'applied' })
    return 'said'
  })
  return { history, came }
}
