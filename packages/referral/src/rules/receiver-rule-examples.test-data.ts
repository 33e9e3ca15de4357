/** For each rule on receivers without a gateway, what keeps it and what breaks it. */
import { after, words } from '../example.test-data.ts'
import type { Example } from './rule-examples.test-data.ts'

const sent = after('submit')
const attesting = (change: Partial<typeof words.attestAnswer>) => ({
  data: { ...words.attestAnswer, ...change },
})

export const receiverExamples: readonly Example[] = [
  {
    rule: 'two-workers-attest',
    verb: 'attestAnswer',
    passes: [sent, { actor: 'NL-COMENSHA/caseworker/desk-1' }],
    refused: [sent, { actor: `NL-COMENSHA/caseworker/${words.attestAnswer.secondWorker}` }],
  },
  {
    rule: 'attested-answer-was-given',
    verb: 'attestAnswer',
    passes: [sent],
    refused: [sent, attesting({ at: '2026-11-23T05:00:00.000Z' })],
  },
  {
    rule: 'attests-who-was-asked',
    verb: 'attestAnswer',
    passes: [after('submit', 'withdrawConsent'), attesting({ answer: 'arrived' })],
    refused: [sent, attesting({ organisation: 'RO-OTHER' })],
  },
  {
    rule: 'signed-word-stands',
    verb: 'attestAnswer',
    passes: [after('submit', 'acknowledge', 'decline', 'reopen')],
    refused: [after('submit', 'acknowledge', 'decline')],
  },
  {
    rule: 'link-within-consent',
    verb: 'requestInformation',
    passes: [after('submit', 'acknowledge'), { actor: 'RO-ANITP/link/night-desk' }],
    refused: [after('submit', 'acknowledge'), { actor: 'RO-OTHER/link/night-desk' }],
  },
]
