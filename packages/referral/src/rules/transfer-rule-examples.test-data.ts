/** For each rule on content that leaves the EEA, what keeps it and what breaks it. */
import type { Agreement, EventData } from '@onward/contract'
import { agreement, offer, permission, scope } from '../example.test-data.ts'
import type { Example } from './rule-examples.test-data.ts'

const offering = (change: Partial<EventData['referral.submitted']>) => ({ data: { ...offer, ...change } })
const outside = (
  thirdCountry: Agreement['thirdCountry'],
  change: Partial<EventData['referral.submitted']> = {},
) => ({
  ...offering({
    to: { ...offer.to, member: 'MD' },
    permission: { ...permission, scope: { ...scope, recipients: [{ member: 'MD' }] } },
    transferSafeguard: 'explicitConsent',
    ...change,
  }),
  agreement: {
    ...agreement,
    parties: ['MD', 'NL'] satisfies Agreement['parties'],
    ...(thirdCountry && { thirdCountry }),
  },
})
const unrecorded = ({ data, ...others }: ReturnType<typeof outside>) => {
  const { transferSafeguard: _, ...unsaid } = data
  return { ...others, data: unsaid }
}
const derogation = {
  member: 'MD',
  safeguard: 'explicitConsent',
  instrument: 'GDPR 49(1)(a)',
  reviewDate: '2026-11-22',
} as const

export const transferExamples: readonly Example[] = [
  {
    rule: 'third-country-is-safeguarded',
    verb: 'submit',
    passes: [[], outside(derogation)],
    refused: [[], outside(undefined)],
  },
  {
    rule: 'third-country-is-safeguarded',
    verb: 'submit',
    passes: [
      [],
      outside({ member: 'MD', safeguard: 'adequacyDecision' }, { transferSafeguard: 'adequacyDecision' }),
    ],
    refused: [[], outside({ ...derogation, reviewDate: '2026-11-21' })],
  },
  {
    rule: 'third-country-is-safeguarded',
    verb: 'submit',
    passes: [[]],
    refused: [[], outside({ member: 'MD', safeguard: 'explicitConsent', reviewDate: '2027-01-01' })],
  },
  {
    rule: 'third-country-is-safeguarded',
    verb: 'submit',
    passes: [[]],
    refused: [[], outside({ ...derogation, member: 'NL' })],
  },
  {
    rule: 'transfer-is-recorded',
    verb: 'submit',
    passes: [[], outside(derogation)],
    refused: [[], unrecorded(outside(derogation))],
  },
  {
    rule: 'transfer-is-recorded',
    verb: 'submit',
    passes: [[]],
    refused: [[], outside(derogation, { transferSafeguard: 'vitalInterests' })],
  },
  {
    rule: 'transfer-is-recorded',
    verb: 'submit',
    passes: [
      [],
      outside(
        { member: 'MD', safeguard: 'appropriateSafeguards' },
        { transferSafeguard: 'appropriateSafeguards' },
      ),
    ],
    refused: [[], outside(derogation, { transferSafeguard: 'appropriateSafeguards' })],
  },
]
