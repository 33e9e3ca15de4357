/** For each rule, what keeps it and what breaks it. */
import type { EventData } from '@onward/contract'
import {
  after,
  agreement,
  alternate,
  at,
  offer,
  permission,
  requestId,
  responsible,
  type Saying,
  scope,
  words,
} from '../example.test-data.ts'
import type { History } from '../history.ts'
import type { Verb } from '../moves.ts'
import type { Finding } from './rule.ts'

/** A proposal that the rule lets pass, and the same with the one thing that breaks it. */
export interface Example {
  readonly rule: string
  readonly verb: Verb
  readonly passes: readonly [History, Saying?]
  readonly refused: readonly [History, Saying?]
  /** Of a rule that reads many fields: the one at fault, and what is found there. */
  readonly finds?: Finding
}

const sent = after('submit')
const known = after('submit', 'acknowledge')
const asked = after('submit', 'acknowledge', 'requestInformation')
const withdrawalOf = (concern: 'sharing' | 'referral' | 'return') =>
  ['withdrawConsent', { data: { ...words.withdrawConsent, concerns: [concern] } }] as const
const offering = (change: Partial<EventData['referral.submitted']>) => ({ data: { ...offer, ...change } })
const permitting = (change: Partial<typeof permission>) =>
  offering({ permission: { ...permission, ...change } })
export const examples: readonly Example[] = [
  {
    rule: 'sharing-not-withdrawn',
    verb: 'accept',
    passes: [after('submit', 'acknowledge', withdrawalOf('return'))],
    refused: [after('submit', 'acknowledge', withdrawalOf('sharing'))],
  },
  {
    rule: 'referral-not-withdrawn',
    verb: 'accept',
    passes: [after('submit', 'acknowledge', withdrawalOf('return'))],
    refused: [after('submit', 'acknowledge', withdrawalOf('referral'))],
  },
  {
    rule: 'offer-stands',
    verb: 'accept',
    passes: [known],
    refused: [after('submit', 'acknowledge', 'cancel')],
  },
  {
    rule: 'something-was-asked',
    verb: 'provideInformation',
    passes: [asked],
    refused: [after('submit', 'acknowledge', 'requestInformation', 'provideInformation')],
  },
  {
    rule: 'answers-a-request',
    verb: 'provideInformation',
    passes: [asked],
    refused: [asked, { data: { requestId: permission.permissionId } }],
  },
  {
    rule: 'parties-are-the-lane',
    verb: 'submit',
    passes: [[]],
    refused: [[], offering({ from: { ...offer.from, member: 'BG' } })],
  },
  {
    rule: 'urgency-has-a-reason',
    verb: 'submit',
    passes: [[]],
    refused: [[], { data: { ...offer, urgencyReason: undefined } }],
  },
  {
    rule: 'only-what-is-named',
    verb: 'submit',
    passes: [[]],
    refused: [[], offering({ dataScope: ['needs'] })],
  },
  { rule: 'agreement-in-force', verb: 'submit', passes: [[]], refused: [[], { under: 'no agreement' }] },
  {
    rule: 'agreement-in-force',
    verb: 'accept',
    passes: [known, { at: agreement.from }],
    refused: [known, { at: agreement.until }],
  },
  {
    rule: 'agreement-in-force',
    verb: 'submit',
    passes: [[]],
    refused: [[], { agreement: { ...agreement, parties: ['NL', 'BG'] } }],
  },
  {
    rule: 'purpose-agreed',
    verb: 'submit',
    passes: [[]],
    refused: [[], { agreement: { ...agreement, purposes: ['Inquiry'] } }],
  },
  {
    rule: 'sections-agreed',
    verb: 'amend',
    passes: [sent],
    refused: [sent, { agreement: { ...agreement, sections: ['person', 'needs'] } }],
  },
  {
    rule: 'consent-not-expired',
    verb: 'accept',
    passes: [known],
    refused: [after('submit', 'acknowledge', 'expireConsent')],
  },
  {
    rule: 'permission-not-lapsed',
    verb: 'amend',
    passes: [sent],
    refused: [sent, { at: permission.validUntil }],
  },
  {
    rule: 'permission-current',
    verb: 'submit',
    passes: [[], { at: permission.givenAt }],
    refused: [[], { at: '2026-11-20T09:59:59.999Z' }],
  },
  {
    rule: 'permission-current',
    verb: 'submit',
    passes: [[], { at: '2027-11-20T09:59:59.999Z' }],
    refused: [[], { at: permission.validUntil }],
  },
  {
    rule: 'permission-names-recipient',
    verb: 'submit',
    passes: [[], permitting({ scope: { ...scope, recipients: [{ member: 'RO' }] } })],
    refused: [
      [],
      permitting({ scope: { ...scope, recipients: [{ member: 'RO', organisation: 'RO-OTHER' }] } }),
    ],
  },
  {
    rule: 'permission-covers-purpose',
    verb: 'submit',
    passes: [[]],
    refused: [[], permitting({ scope: { ...scope, purposes: ['SupportInOrigin'] } })],
  },
  {
    rule: 'permission-covers-sections',
    verb: 'amend',
    passes: [sent],
    refused: [after('submit', 'narrowConsent')],
  },
  {
    rule: 'consent-is-informed',
    verb: 'submit',
    passes: [[]],
    refused: [[], permitting({ informed: { ...permission.informed, withdrawal: false } })],
  },
  {
    rule: 'names-the-permission',
    verb: 'narrowConsent',
    passes: [sent],
    refused: [after('submit', 'grantConsent')],
  },
  {
    rule: 'narrowing-only-narrows',
    verb: 'narrowConsent',
    passes: [sent],
    refused: [sent, { data: { ...words.narrowConsent, scope: { ...scope, sections: ['legalStatus'] } } }],
  },
  { rule: 'expiry-is-due', verb: 'expireConsent', passes: [sent], refused: [sent, { at }] },
  { rule: 'acknowledged-first', verb: 'decline', passes: [known], refused: [sent] },
  {
    rule: 'two-named-persons',
    verb: 'acknowledge',
    passes: [sent],
    refused: [sent, { data: { ...words.acknowledge, alternate: responsible } }],
  },
  {
    rule: 'review-is-ahead',
    verb: 'acknowledge',
    passes: [sent, { data: { ...words.acknowledge, reviewDate: '2026-11-22' } }],
    refused: [sent, { data: { ...words.acknowledge, reviewDate: '2026-11-21' } }],
  },
  {
    rule: 'stays-with-the-chosen-organisation',
    verb: 'acknowledge',
    passes: [sent],
    refused: [
      sent,
      { data: { ...words.acknowledge, alternate: { ...alternate, organisation: 'RO-OTHER' } } },
    ],
  },
  {
    rule: 'stays-with-the-chosen-organisation',
    verb: 'accept',
    passes: [known],
    refused: [known, { data: { acceptedBy: { ...responsible, organisation: 'RO-OTHER' } } }],
  },
  {
    rule: 'no-without-a-reason',
    verb: 'decline',
    passes: [known, { data: { reason: 'Other', note: { text: 'The house burnt down.', language: 'en' } } }],
    refused: [known, { data: { reason: 'Other' } }],
  },
  {
    rule: 'conditions-are-named',
    verb: 'acceptWithConditions',
    passes: [known],
    refused: [known, { data: { acceptedBy: responsible, conditions: [] } }],
  },
  {
    rule: 'request-is-new',
    verb: 'requestInformation',
    passes: [known],
    refused: [asked, { data: { requestId, topics: ['Risk'] } }],
  },
]
