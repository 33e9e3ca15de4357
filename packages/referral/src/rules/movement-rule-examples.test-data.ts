/** For each rule on the way there, what keeps it and what breaks it. */
import { after, agreement, type Step, words } from '../example.test-data.ts'
import { accepted, planned, received } from '../journey-steps.test-data.ts'
import type { Example } from './rule-examples.test-data.ts'

const acknowledged = ['submit', 'acknowledge', 'giveFeedback'] as const
const ready = after(...received)
const { planJourney, changeJourney } = words
const journey = (change: object) => ({ data: { ...planJourney, ...change } })
const changed = (change: object) => ({ data: { ...changeJourney, ...change } })
const attested = (answer: string): Step => ['attestAnswer', { data: { ...words.attestAnswer, answer } }]
const reception = (change: object): Step => [
  'arrangeReception',
  { data: { ...words.arrangeReception, ...change } },
]
const decided = (result: string): Step => ['decideTransfer', { data: { ...words.decideTransfer, result } }]
const goesOn = { ...words.decideTransfer, result: 'goesOn' }
const conditional = [
  ...acknowledged,
  [
    'acceptWithConditions',
    {
      data: {
        ...words.acceptWithConditions,
        conditions: [{ code: 'TravelDocumentReady' }, { code: 'FundingConfirmed' }],
      },
    },
  ],
  'arrangeReception',
  'confirmReception',
] as const
const byTelephone = [
  'submit',
  attested('acceptedWithConditions'),
  attested('receptionArranged'),
  ['amend', {}],
] as const
const unassessed = { assessmentWaiver: { reason: 'ReceiverCannotAssess' } }
const arrivingOn = (day: string, time = '10:25') =>
  journey({
    departure: { ...planJourney.departure, at: `${day}T05:00:00.000Z` },
    arrival: { ...planJourney.arrival, at: `${day}T${time}:00.000Z` },
  }).data
const monday = '2026-11-23T10:25:00.000Z'

export const movementExamples: readonly Example[] = [
  {
    rule: 'accepted-first',
    verb: 'arrangeReception',
    passes: [after(...accepted)],
    refused: [after(...acknowledged)],
  },
  {
    rule: 'accepted-first',
    verb: 'planJourney',
    passes: [after(...conditional), journey({ conditionsMet: ['TravelDocumentReady', 'FundingConfirmed'] })],
    refused: [after(...received, 'reopen')],
  },
  {
    rule: 'accepted-first',
    verb: 'planJourney',
    passes: [after('submit', attested('accepted'), attested('receptionArranged')), journey(unassessed)],
    refused: [after('submit', attested('declined'), attested('receptionArranged')), journey(unassessed)],
  },
  {
    rule: 'accepted-first',
    verb: 'planJourney',
    passes: [ready],
    // What the receiver signs replaces what was said by telephone.
    refused: [
      after('submit', attested('accepted'), attested('receptionArranged'), 'acknowledge', 'decline'),
      journey(unassessed),
    ],
  },
  {
    rule: 'accepted-first',
    verb: 'changeJourney',
    // Whoever is on the way is told of, whatever has become of the answer.
    passes: [after(...planned, 'depart', 'reopen')],
    refused: [after(...planned, 'reopen')],
  },
  {
    rule: 'reception-before-travel',
    verb: 'planJourney',
    passes: [ready],
    refused: [after(...accepted, 'arrangeReception')],
  },
  {
    rule: 'reception-before-travel',
    verb: 'planJourney',
    passes: [after(...received, 'cancelReception', 'arrangeReception', 'confirmReception')],
    refused: [after(...received, 'cancelReception', 'arrangeReception')],
  },
  {
    rule: 'reception-before-travel',
    verb: 'changeJourney',
    passes: [after(...planned, 'depart', 'cancelReception')],
    refused: [after(...planned, 'cancelReception')],
  },
  {
    rule: 'reception-before-travel',
    verb: 'changeJourney',
    passes: [after(...planned, 'reportMissedArrival', 'arrangeReception', 'confirmReception')],
    // Nobody waits a second time for whom they have waited in vain.
    refused: [after(...planned, 'reportMissedArrival')],
  },
  {
    rule: 'bed-before-travel',
    verb: 'planJourney',
    passes: [ready],
    refused: [
      after(
        ...accepted,
        reception({ firstNight: { ...words.arrangeReception.firstNight, confirmed: false } }),
        'confirmReception',
      ),
    ],
  },
  {
    rule: 'transfer-concern-decided',
    verb: 'planJourney',
    passes: [after(...received, 'raiseTransferConcern', decided('goesOn'))],
    refused: [after(...received, 'raiseTransferConcern')],
  },
  {
    rule: 'transfer-concern-decided',
    verb: 'planJourney',
    passes: [after(...received, 'raiseTransferConcern', decided('stopped'), decided('postponed'))],
    refused: [after(...received, 'raiseTransferConcern', decided('postponed'), decided('stopped'))],
  },
  {
    rule: 'transfer-concern-decided',
    verb: 'changeJourney',
    passes: [
      after(...planned, [
        'raiseTransferConcern',
        { data: { ...words.raiseTransferConcern, stopRequested: false } },
      ]),
    ],
    refused: [after(...planned, 'raiseTransferConcern', decided('otherDestination'))],
  },
  {
    rule: 'transfer-concern-decided',
    verb: 'planJourney',
    // Of the other side: whoever raised it does not decide it.
    passes: [after(...received, raisedBy('RO'), ['decideTransfer', { by: 'NL', data: goesOn }])],
    refused: [after(...received, raisedBy('RO'), 'raiseTransferConcern', decided('goesOn'))],
  },
  {
    rule: 'journey-planned-first',
    verb: 'changeJourney',
    passes: [after(...planned, 'reportNotDeparted')],
    refused: [after(...received, 'reportNotDeparted')],
  },
  {
    rule: 'conditions-met',
    verb: 'planJourney',
    passes: [after(...conditional), journey({ conditionsMet: ['FundingConfirmed', 'TravelDocumentReady'] })],
    refused: [after(...conditional), journey({ conditionsMet: ['FundingConfirmed'] })],
  },
  {
    rule: 'conditions-met',
    verb: 'planJourney',
    passes: [after(...conditional, 'accept')],
    refused: [after(...conditional)],
  },
  {
    rule: 'conditions-met',
    verb: 'planJourney',
    passes: [after(...byTelephone), journey({ ...unassessed, conditionsMet: ['FundingConfirmed'] })],
    refused: [after(...byTelephone), journey(unassessed)],
  },
  {
    rule: 'journey-lies-ahead',
    verb: 'planJourney',
    passes: [ready],
    refused: [ready, { ...journey({}), at: '2026-12-07T07:40:00.001Z' }],
  },
  {
    rule: 'journey-lies-ahead',
    verb: 'planJourney',
    passes: [
      ready,
      { ...journey({ noticeWaiver: { reason: 'MedicalNeed' } }), at: '2026-12-07T07:40:00.000Z' },
    ],
    refused: [ready, journey({ arrival: { ...planJourney.arrival, at: planJourney.departure.at } })],
  },
  {
    rule: 'notice-before-arrival',
    verb: 'planJourney',
    // From Monday at 10:25, three working days are over on Thursday at 10:25.
    passes: [ready, { data: arrivingOn('2026-11-26'), at: monday }],
    refused: [ready, { data: arrivingOn('2026-11-26', '10:24'), at: monday }],
  },
  {
    rule: 'notice-before-arrival',
    verb: 'planJourney',
    passes: [ready, { data: { ...arrivingOn('2026-11-24'), noticeWaiver: { reason: 'Other' } }, at: monday }],
    refused: [
      ready,
      {
        data: { ...arrivingOn('2026-11-24'), note: undefined, noticeWaiver: { reason: 'Other' } },
        at: monday,
      },
    ],
  },
  {
    rule: 'notice-before-arrival',
    verb: 'planJourney',
    passes: [ready, { data: arrivingOn('2026-11-24'), at: monday, agreement: withNotice(1) }],
    refused: [ready, { data: arrivingOn('2026-11-26'), at: monday, agreement: withNotice(5) }],
  },
  {
    rule: 'notice-before-arrival',
    verb: 'changeJourney',
    passes: [
      after(...planned, 'depart'),
      { ...changed({ noticeWaiver: undefined }), at: '2026-12-08T09:00:00.000Z' },
    ],
    refused: [after(...planned), { ...changed({ noticeWaiver: undefined }), at: '2026-12-07T09:00:00.000Z' }],
  },
  {
    rule: 'plan-fits-reception',
    verb: 'planJourney',
    passes: [ready],
    refused: [
      ready,
      journey({
        arrival: {
          ...planJourney.arrival,
          place: { country: 'RO', kind: 'airport', name: 'Cluj-Napoca' },
        },
      }),
    ],
  },
  {
    rule: 'plan-fits-reception',
    verb: 'planJourney',
    passes: [after('submit', attested('accepted'), attested('receptionArranged')), journey(unassessed)],
    refused: [
      after('submit', attested('accepted'), attested('receptionArranged')),
      journey({
        ...unassessed,
        arrival: {
          ...planJourney.arrival,
          place: { country: 'HU', kind: 'station', name: 'Budapest Keleti' },
        },
      }),
    ],
  },
  {
    rule: 'knows-who-waits',
    verb: 'planJourney',
    passes: [ready, journey({ escort: 'police', recognitionAgreed: false })],
    refused: [ready, journey({ escort: 'family', recognitionAgreed: false })],
  },
  {
    rule: 'fit-to-travel',
    verb: 'planJourney',
    passes: [ready, journey({ escort: 'professional', medical: { fit: true, needs: ['medicalEscort'] } })],
    refused: [ready, journey({ escort: 'family', medical: { fit: true, needs: ['medicalEscort'] } })],
  },
  {
    rule: 'fit-to-travel',
    verb: 'planJourney',
    passes: [ready, journey({ medical: { fit: true, needs: ['noFlying'] }, legs: [{ kind: 'bus' }] })],
    refused: [ready, journey({ medical: { fit: true, needs: ['noFlying'] } })],
  },
  {
    rule: 'fit-to-travel',
    verb: 'changeJourney',
    passes: [after(...planned, 'depart'), changed({ medical: { fit: false } })],
    refused: [after(...planned), changed({ medical: { fit: false } })],
  },
]

function raisedBy(by: string): Step {
  return ['raiseTransferConcern', { by }]
}

function withNotice(workingDays: number) {
  return { ...agreement, deadlines: { spans: { arrivalNotice: { all: { workingDays } } } } }
}
