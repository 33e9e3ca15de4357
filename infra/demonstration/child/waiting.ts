// Days 45 to 75: not yet. A guardian and a place in BG, what a court decides, and a night on which he runs away.
import { refuses } from '../year/refusals.ts'
import { type Day, says } from '../year/scene.ts'
import { childOn, flight, posts } from './his-case.ts'

export const waiting: readonly Day[] = [
  {
    day: 45,
    time: '08:00',
    title: 'Best for the boy: to return later',
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
    time: '11:00',
    title: 'A guardian and a place in BG for the boy',
    scenes: [
      says({
        what: 'His birth certificate: he is 17, and that is final',
        who: 'childWorker',
        on: 'child',
        verb: 'reclassifyAge',
        data: ({ calendar }) => ({
          subjectKind: 'child',
          basis: 'document',
          final: true,
          date: calendar.day(60),
          authority: 'at-child-protection',
        }),
      }),
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
      says({
        what: 'BG on the risk: with a place that is kept secret he would be safe',
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
          assessedAt: calendar.day(60),
        }),
      }),
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
        what: 'AT confirms: he knows who would meet him, and agrees with that',
        who: 'childWorker',
        on: 'child',
        verb: 'confirmReception',
        data: () => ({ toldPerson: true, agreedByPerson: true }),
      }),
    ],
  },
  {
    day: 70,
    time: '10:00',
    title: "A court decides what the boy's mother asked for",
    scenes: [
      says({
        what: "AT: the court's order stands for his guardian's yes, not for his own",
        who: 'childWorker',
        on: 'child',
        verb: 'amend',
        data: (stage) => ({
          dataScope: ['child'],
          sections: {
            child: childOn(stage, {
              childViews: 'undecided',
              guardianAgreement: {
                state: 'replacedByDecision',
                date: stage.calendar.day(70),
                authority: 'at-family-court',
                decisionId: 'AT-FC-70',
              },
            }),
          },
          reason: 'NewInformation',
        }),
      }),
      refuses({
        what: 'AT would book a flight at once: he has not said that he wants to go',
        who: 'childWorker',
        on: 'child',
        verb: 'planJourney',
        data: ({ calendar }) => {
          const { voluntaryDeclaration: _none, ...plan } = flight({ calendar })
          return plan
        },
        rule: 'voluntary-is-declared',
      }),
    ],
  },
  {
    day: 75,
    time: '10:00',
    title: 'The boy runs away',
    scenes: [
      says({
        what: 'AT: he is missing; the police may be told, for he is a child',
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
        what: 'AT: he was stopped in HU, on his way',
        who: 'childWorker',
        on: 'child',
        verb: 'reportIncident',
        data: ({ id, calendar }) => ({
          incidentId: id('stopped'),
          code: 'interceptedInTransit',
          happenedAt: calendar.at(75, '09:30'),
          life: false,
          country: 'HU',
        }),
      }),
      says({
        what: 'Child protection in BG has seen it, and has spoken to AT',
        who: 'childProtection',
        on: 'child',
        verb: 'actOnIncident',
        data: ({ id, calendar }) => ({
          incidentId: id('stopped'),
          action: 'protectionDecided',
          by: posts.childProtection,
          at: calendar.at(75, '09:50'),
        }),
      }),
      says({
        what: 'AT brings him back: found safe. Where he is now is not said',
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
