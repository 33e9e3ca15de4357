// Days 110 to 300: step by step, everything that has to be there before a child travels; and after.
import { refuses } from '../year/refusals.ts'
import { type Day, type Stage, says } from '../year/scene.ts'
import { childOn, consentOf, posts } from './his-case.ts'

export const home: readonly Day[] = [
  {
    day: 110,
    time: '10:00',
    title: 'Now it is best for him to return',
    scenes: [
      says({
        what: 'The home: bg-ch-01 meets him at the airport, his bed is ready',
        who: 'childrenHome',
        on: 'child',
        verb: 'arrangeReception',
        data: () => ({
          meetBy: posts.home,
          alternate: posts.homeStandIn,
          place: { country: 'BG', kind: 'airport', name: 'Sofia' },
          recognition: 'card',
          firstNight: { kind: 'shelter', organisation: 'bg-children-home', confirmed: true },
          onward: 'arranged',
          interpreter: false,
        }),
        standing: { status: 'receptionArranged' },
      }),
      says({
        what: 'AT confirms: he knows who meets him, and agrees',
        who: 'childWorker',
        on: 'child',
        verb: 'confirmReception',
        data: () => ({ toldPerson: true, agreedByPerson: true }),
      }),
      refuses({
        what: 'AT would plan the flight; the last finding was: later',
        who: 'childWorker',
        on: 'child',
        verb: 'planJourney',
        data: (stage) => flight(stage),
        rule: 'child-return-is-best',
      }),
      says({
        what: 'AT: it is best for him to return to BG; he wants to',
        who: 'childWorker',
        on: 'child',
        verb: 'determineBestInterests',
        data: ({ calendar }) => ({
          type: 'BID',
          result: 'return',
          destination: 'BG',
          date: calendar.day(110),
          authority: 'at-child-protection',
          childViews: 'agrees',
          decisionId: 'AT-CP-131',
        }),
      }),
      says({
        what: 'AT sends what was decided, and that his guardian agrees to the journey',
        who: 'childWorker',
        on: 'child',
        verb: 'amend',
        data: ({ calendar, ...stage }) => ({
          dataScope: ['child', 'return'],
          sections: {
            child: childOn(
              { calendar, ...stage },
              {
                guardian: { status: 'appointed', appointedOn: calendar.day(2), conflictChecked: true },
                bestInterests: {
                  type: 'BID',
                  result: 'return',
                  destination: 'BG',
                  date: calendar.day(110),
                  authority: 'at-child-protection',
                },
                familyInvolvement: 'suspected',
                familyBranches: [{ branch: 'maternalRelatives', familyInvolvement: 'suspected' }],
                childViews: 'agrees',
                guardianAgreement: { state: 'agreed', date: calendar.day(109) },
                placementConsent: {
                  state: 'given',
                  authority: 'bg-child-protection',
                  date: calendar.day(60),
                },
              },
            ),
            return: {
              movementBasis: 'voluntary',
              voluntaryDeclaration: { date: calendar.day(109), form: 'written', language: 'bg' },
              travelDocument: 'valid',
              escortNeeded: true,
              escort: 'professional',
              receptionNeeded: true,
            },
          },
          reason: 'NewInformation',
        }),
      }),
      refuses({
        what: 'AT plans the flight without anybody who travels along',
        who: 'childWorker',
        on: 'child',
        verb: 'planJourney',
        data: (stage) => ({ ...flight(stage), escort: 'none' }),
        rule: 'child-is-escorted',
      }),
      says({
        what: 'AT plans the flight on day 120, with an escort',
        who: 'childWorker',
        on: 'child',
        verb: 'planJourney',
        data: (stage) => flight(stage),
        standing: { status: 'journeyPlanned', responsible: 'AT' },
      }),
      says({
        what: 'The home has read it, and will be there',
        who: 'childrenHome',
        on: 'child',
        verb: 'acknowledgeJourney',
        data: () => ({ acknowledgedBy: posts.home }),
      }),
    ],
  },
  {
    day: 120,
    time: '12:00',
    title: 'He travels with an escort',
    scenes: [
      says({
        what: 'AT: they have been on their way since 08:30',
        who: 'childWorker',
        on: 'child',
        verb: 'depart',
        data: ({ calendar }) => ({
          departedAt: calendar.at(120, '08:30'),
          movementBasis: 'voluntary',
          escort: 'professional',
        }),
        standing: { status: 'departed', responsible: 'AT' },
      }),
      says({
        what: 'The home: he has arrived, was met, and is well',
        who: 'childrenHome',
        on: 'child',
        verb: 'confirmArrival',
        data: ({ calendar }) => ({
          arrivedAt: calendar.at(120, '11:40'),
          met: true,
          condition: 'safe',
          placeKind: 'airport',
          planned: true,
        }),
        standing: { status: 'arrived', responsible: 'AT' },
      }),
      says({
        what: 'AT proposes to hand his case over',
        who: 'childWorker',
        on: 'child',
        verb: 'proposeHandover',
        data: ({ id }) => ({
          proposalId: id('child handover'),
          from: { member: 'AT', organisation: 'at-child-protection', role: 'ChildProtectionFocalPoint' },
          to: { member: 'BG', organisation: 'bg-child-protection', role: 'ChildProtectionFocalPoint' },
          reason: 'arrived',
          effective: 'onTaking',
        }),
      }),
      says({
        what: 'Child protection in BG takes it; from now on BG answers for him',
        who: 'childProtection',
        on: 'child',
        verb: 'takeHandover',
        data: ({ id, calendar }) => ({
          proposalId: id('child handover'),
          responsible: posts.childProtection,
          alternate: posts.standIn,
          takenAt: calendar.at(120, '12:00'),
        }),
        standing: { responsible: 'BG' },
      }),
    ],
  },
  {
    day: 160,
    time: '10:00',
    title: 'His plan is looked at again',
    scenes: [
      says({
        what: 'BG: school has begun; the plan is changed with him',
        who: 'childProtection',
        on: 'child',
        verb: 'reviewChildPlan',
        data: ({ calendar }) => ({
          day: '30',
          reviewedOn: calendar.day(160),
          outcome: 'changed',
          reviewedBy: posts.childProtection,
        }),
      }),
    ],
  },
  {
    day: 300,
    time: '09:00',
    title: 'He turns 18',
    scenes: [
      says({
        what: 'AT: he is an adult now, by his papers, and that is final',
        who: 'childWorker',
        on: 'child',
        verb: 'reclassifyAge',
        data: ({ calendar }) => ({
          subjectKind: 'adult',
          basis: 'document',
          final: true,
          date: calendar.day(300),
          authority: 'at-child-protection',
        }),
      }),
      refuses({
        what: 'AT would correct what it sent, on the consent of his childhood',
        who: 'childWorker',
        on: 'child',
        verb: 'amend',
        data: () => ({
          dataScope: ['needs'],
          sections: { needs: { needs: [{ needCode: 'Education', priority: 'soon' }] } },
          reason: 'NewInformation',
        }),
        rule: 'asked-anew-at-eighteen',
      }),
      says({
        what: 'He is asked himself, and agrees',
        who: 'childWorker',
        on: 'child',
        verb: 'grantConsent',
        data: (stage) => ({ permission: consentOf(stage, 300, 'self') }),
      }),
    ],
  },
]

function flight({ calendar }: Stage) {
  const airport = (country: string, name: string) => ({ country, kind: 'airport' as const, name })
  return {
    movementBasis: 'voluntary',
    departure: { at: calendar.at(120, '08:15'), place: airport('AT', 'Vienna Schwechat') },
    arrival: { at: calendar.at(120, '11:30'), place: airport('BG', 'Sofia') },
    legs: [{ kind: 'plane' }],
    escort: 'professional',
    medical: { fit: true },
    recognitionAgreed: true,
    voluntaryDeclaration: { date: calendar.day(109), form: 'written', language: 'bg' },
  } as const
}
