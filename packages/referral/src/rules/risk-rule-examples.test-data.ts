/** For each rule on what is known of the danger before a journey, what keeps it and what breaks it. */
import { after, type Step, words } from '../example.test-data.ts'
import { planned, received } from '../journey-steps.test-data.ts'
import {
  afterOffer,
  journey,
  offered,
  supported,
  transfer,
  withoutRisk,
} from './movement-basis-rule-examples.test-data.ts'
import type { Example } from './rule-examples.test-data.ts'

const silent = offered({ dataScope: ['person', 'needs'], sections: withoutRisk })
const feedback = (change: object): Step => ['giveFeedback', { data: { ...words.giveFeedback, ...change } }]

export const riskExamples: readonly Example[] = [
  {
    rule: 'risk-goes-along',
    verb: 'accept',
    passes: [after(silent, 'acknowledge', 'giveFeedback')],
    refused: [after(silent, 'acknowledge')],
  },
  {
    rule: 'risk-goes-along',
    verb: 'acceptWithConditions',
    passes: [after(silent, 'updateRisk', 'acknowledge')],
    refused: [after(silent, ['updateRisk', { by: 'RO' }], 'acknowledge')],
  },
  ...['PersonDoesNotShareRisk', 'ReceiverCannotAssess', 'ThreatToLife'].map(
    (reason): Example => ({
      rule: 'risk-seen-by-both',
      verb: 'planJourney',
      passes: [after(silent, ...afterOffer), waived(reason)],
      refused: [after(silent, ...afterOffer), waived('DecidedByAuthority')],
    }),
  ),
  {
    rule: 'risk-seen-by-both',
    verb: 'planJourney',
    passes: [after(...received, feedback({ adequate: false }), feedback({ adequate: true }))],
    refused: [after(...received, feedback({ adequate: false }))],
  },
  {
    rule: 'risk-seen-by-both',
    verb: 'planJourney',
    passes: [after(...received, feedback({ stage: 'afterArrival', adequate: false }))],
    refused: [after(...received, feedback({ adequate: false }), feedback({ stage: 'afterArrival' }))],
  },
  {
    rule: 'risk-seen-by-both',
    verb: 'planJourney',
    passes: [after(...received, feedback({ adequate: false })), waived('PersonInformedAndWishes')],
    refused: [
      after(supported, ...afterOffer, feedback({ adequate: false })),
      transfer({ assessmentWaiver: { reason: 'PersonInformedAndWishes' } }),
    ],
  },
  {
    rule: 'risk-seen-by-both',
    verb: 'planJourney',
    passes: [
      after(supported, ...afterOffer, feedback({ adequate: false })),
      transfer({ assessmentWaiver: { reason: 'DecidedByAuthority' } }),
    ],
    refused: [after(...received, feedback({ adequate: false })), waived('DecidedByAuthority')],
  },
  {
    rule: 'risk-seen-by-both',
    verb: 'changeJourney',
    passes: [after(...planned, 'depart', feedback({ adequate: false }))],
    refused: [after(...planned, feedback({ adequate: false }))],
  },
  {
    rule: 'risk-seen-by-both',
    verb: 'planJourney',
    passes: [after(...received, feedback({ adequate: false })), waived('Other')],
    refused: [after(...received, feedback({ adequate: false })), waived('Other', { note: undefined })],
  },
]

function waived(reason: string, change: object = {}) {
  return journey({ assessmentWaiver: { reason }, ...change })
}
