/** For each rule on answers and on who answers for the case, what keeps it and what breaks it. */
import { after, offer, words } from '../example.test-data.ts'
import type { Example } from './rule-examples.test-data.ts'

const another = '3b0f8c52-6d1e-4a97-9c3d-5e7f1a2b4c6e'
const services = ['submit', { data: { ...offer, transfersResponsibility: false } }] as const
const handBack = {
  ...words.proposeHandover,
  proposalId: another,
  to: offer.from,
  from: words.proposeHandover.to,
}
const taken = after('submit', 'proposeHandover', 'takeHandover')

export const answerExamples: readonly Example[] = [
  {
    rule: 'something-to-answer',
    verb: 'answerAlert',
    passes: [after('raiseAlert')],
    refused: [after('submit')],
  },
  {
    rule: 'something-to-answer',
    verb: 'reportFamilyAssessment',
    passes: [after('submit', 'requestFamilyAssessment')],
    refused: [after('submit', 'requestFamilyAssessment', 'withdrawFamilyRequest')],
  },
  {
    rule: 'answers-that-one',
    verb: 'acknowledgeRisk',
    passes: [after('submit', 'updateRisk')],
    refused: [after('submit', 'updateRisk'), { data: { ...words.acknowledgeRisk, riskId: another } }],
  },
  {
    rule: 'carries-responsibility',
    verb: 'proposeHandover',
    passes: [after('submit')],
    refused: [after(services)],
  },
  {
    rule: 'the-responsible-proposes',
    verb: 'proposeHandover',
    passes: [taken, { by: 'RO', data: handBack }],
    refused: [after('submit'), { by: 'RO', data: handBack }],
  },
  {
    rule: 'one-takes-what-the-other-has',
    verb: 'takeHandover',
    passes: [after('submit', 'proposeHandover')],
    refused: [
      after(
        'submit',
        'proposeHandover',
        ['proposeHandover', { data: { ...words.proposeHandover, proposalId: another } }],
        'takeHandover',
      ),
      { data: { ...words.takeHandover, proposalId: another } },
    ],
  },
  {
    rule: 'handed-to-a-party',
    verb: 'proposeHandover',
    passes: [after('submit')],
    refused: [after('submit'), { data: { ...words.proposeHandover, to: { ...offer.to, member: 'BG' } } }],
  },
  {
    rule: 'closed-before-reopened',
    verb: 'reopenCase',
    passes: [after('submit', 'close')],
    refused: [after('submit')],
  },
]
