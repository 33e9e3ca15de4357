// Days 45 to 75: not yet. A guardian and a place in BG, what a court decides, and a night on which he runs away.
import { type Day, says } from '../year/scene.ts'
import { posts } from './his-case.ts'

export const waiting: readonly Day[] = [
  {
    day: 45,
    time: '10:00',
    title: 'Best interests: later',
    scenes: [
      says({
        what: 'AT: it is best for him to return later; he is undecided',
        who: 'childWorker',
        on: 'child',
        verb: 'determineBestInterests',
        data: ({ calendar }) => ({
          type: 'BID',
          result: 'returnLater',
          destination: 'BG',
          date: calendar.day(45),
          authority: 'at-child-protection',
          childViews: 'undecided',
          decisionId: 'AT-CP-118',
        }),
      }),
    ],
  },
  {
    day: 60,
    time: '10:00',
    title: 'A guardian and a place in BG',
    scenes: [
      says({
        what: 'BG appoints a guardian, who answers for him when he arrives',
        who: 'childProtection',
        on: 'child',
        verb: 'appointGuardian',
        data: ({ calendar }) => ({
          guardian: posts.guardianInBg,
          appointedOn: calendar.day(60),
          effective: 'onArrival',
          conflictChecked: true,
          authority: 'bg-child-protection',
          country: 'BG',
        }),
      }),
      says({
        what: 'BG consents to his placement in the home for children',
        who: 'childProtection',
        on: 'child',
        verb: 'consentPlacement',
        data: ({ calendar }) => ({
          authority: 'bg-child-protection',
          kind: 'residential',
          from: calendar.day(110),
          decisionId: 'BG-42',
        }),
      }),
    ],
  },
  {
    day: 70,
    time: '10:00',
    title: 'A court decides on what his mother asked',
    scenes: [
      says({
        what: 'BG: a court has decided; he is not to be handed to anybody of the family',
        who: 'childProtection',
        on: 'child',
        verb: 'giveFeedback',
        data: ({ calendar }) => ({
          stage: 'beforeReturn',
          verdict: 'differs',
          matrix: [
            {
              factor: 'family',
              receiverLevel: 'high',
              mitigation: ['NoContactWithFamily', 'LocationKeptSecret'],
            },
          ],
          adequate: true,
          assessedBy: 'bg-child-protection',
          assessedAt: calendar.day(70),
        }),
      }),
    ],
  },
  {
    day: 75,
    time: '10:00',
    title: 'He runs away',
    scenes: [
      says({
        what: 'AT: he is missing; police and SIRENE may be told, for he is a child',
        who: 'childWorker',
        on: 'child',
        verb: 'reportIncident',
        data: ({ id, calendar }) => ({
          incidentId: id('gone'),
          code: 'missing',
          happenedAt: calendar.at(75, '06:30'),
          life: false,
          country: 'AT',
          alertRef: { system: 'SIRENE', reference: 'AT-INVENTED-75' },
        }),
      }),
      says({
        what: 'AT: he was stopped in HU on the way, and is safe',
        who: 'childWorker',
        on: 'child',
        verb: 'updateIncident',
        data: ({ id, calendar }) => ({
          incidentId: id('gone'),
          code: 'interceptedInTransit',
          at: calendar.at(75, '09:30'),
        }),
      }),
      says({
        what: 'AT brings him back; where he is, is not said',
        who: 'childWorker',
        on: 'child',
        verb: 'closeIncident',
        data: ({ id, calendar }) => ({
          incidentId: id('gone'),
          result: 'foundSafe',
          closedAt: calendar.at(75, '10:00'),
        }),
      }),
    ],
  },
]
