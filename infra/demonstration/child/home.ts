// Days 110 to 300: everything that has to be there before a child travels; and after.
import { dueWhen, hasStage } from '../year/due.ts'
import { refuses } from '../year/refusals.ts'
import { type Day, says, shows } from '../year/scene.ts'
import { at, bg, childOn, consentOf, flight, posts } from './his-case.ts'

export const home: readonly Day[] = [
  {
    day: 110,
    time: '10:00',
    title: 'Now it is best for the boy to return',
    scenes: [
      refuses({
        what: 'He wants to go; AT would plan a flight, but the last finding was: later',
        who: 'childWorker',
        on: 'child',
        verb: 'planJourney',
        data: flight,
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
        what: 'AT sends what was decided, and that his guardian too agrees now',
        who: 'childWorker',
        on: 'child',
        verb: 'amend',
        data: (stage) => ({
          dataScope: ['child', 'return'],
          sections: {
            child: childOn(stage, {
              bestInterests: {
                type: 'BID',
                result: 'return',
                destination: 'BG',
                date: stage.calendar.day(110),
                authority: 'at-child-protection',
              },
              childViews: 'agrees',
              guardianAgreement: { state: 'agreed', date: stage.calendar.day(109) },
              placementConsent: {
                state: 'given',
                authority: 'bg-child-protection',
                date: stage.calendar.day(60),
              },
            }),
            return: {
              movementBasis: 'voluntary',
              voluntaryDeclaration: { date: stage.calendar.day(109), form: 'written', language: 'bg' },
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
        what: 'AT would plan the flight without anybody who travels along',
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
        data: flight,
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
    title: 'The boy travels with an escort',
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
          from: at,
          to: bg,
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
    title: "The boy's plan is looked at again",
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
    title: 'The boy turns 18',
    scenes: [
      shows('child', async (stage) => {
        const due = await dueWhen(stage, stage.people.childProtection, {
          on: 'child',
          id: 'majority',
          isIt: (each) => hasStage(each, 'reminder'),
        })
        return {
          what: "On BG's list for four months: from today he is asked himself",
          who: 'BG gateway',
          lane: null,
          checks: { 'it was for who answers for him to prepare': due.owedBy === 'BG' },
          details: { ...due },
        }
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
