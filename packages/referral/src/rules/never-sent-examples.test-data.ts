/** What never travels, and what the person has lifted. */
import type { EventData } from '@onward/contract'
import { after, agreement, offer, permission, person, scope } from '../example.test-data.ts'
import type { Example } from './rule-examples.test-data.ts'

const sent = after('submit')
const amending = (sections: EventData['referral.amended']['sections']) => ({
  data: { dataScope: Object.keys(sections), sections, reason: 'Correction' },
})
const married = after([
  'submit',
  {
    data: { ...offer, sections: { ...offer.sections, person: { ...person, prs_MaritalStatus: 'Married' } } },
  },
])
const lifting = (change: Partial<typeof permission> & { readonly lifts: readonly string[] }) =>
  after(['submit', { data: { ...offer, permission: { ...permission, ...change } } }])
const other = { ...person, prs_Gender: 'TransgenderFeminine' } as const
const pregnant = {
  needs: { needs: [{ needCode: 'MedicalCare', priority: 'soon' }], specialNeeds: ['pregnancy'] },
} as const
const infant = { needs: { needs: [{ needCode: 'MaternityAndInfant', priority: 'soon' }] } } as const
const asylum = { needs: { needs: [{ needCode: 'AsylumInformation', priority: 'soon' }] } } as const
const duty = {
  kind: 'publicTask',
  author: 'desk-9',
  provision: 'GDPR 6(1)(e)',
  reviewDate: '2026-12-22',
} as const
const exploited = {
  victimContext: {
    vic_TraffickingStatus: 'ActualVictimOfTrafficking',
    vic_TraffickingStatusDecisionMakingOrg: 'Police',
    vic_TypeOfExploitation: ['SexualExploitation'],
    vic_TypeOfSexExploitation: ['Prostitution'],
  },
} as const
const withContext = after([
  'submit',
  {
    data: {
      ...offer,
      permission: { ...permission, scope: { ...scope, sections: [...scope.sections, 'victimContext'] } },
    },
  },
])

export const neverSentExamples: readonly Example[] = [
  {
    rule: 'never-sent',
    verb: 'amend',
    passes: [lifting({ lifts: ['genderIdentity'] }), amending({ person: other })],
    refused: [sent, amending({ person: other })],
  },
  {
    rule: 'never-sent',
    verb: 'amend',
    passes: [sent, amending({ person })],
    // Another subject is lifted, or nobody but an authority has lifted this one.
    refused: [lifting({ lifts: ['asylum', 'hiv'] }), amending({ person: other })],
  },
  {
    rule: 'never-sent',
    verb: 'amend',
    passes: [sent, amending({ person })],
    refused: [lifting({ lifts: ['genderIdentity'], ...duty }), amending({ person: other })],
  },
  {
    rule: 'never-sent',
    verb: 'amend',
    passes: [married, amending(pregnant)],
    refused: [sent, amending(pregnant)],
  },
  {
    rule: 'never-sent',
    verb: 'amend',
    passes: [married, amending(infant)],
    refused: [sent, amending(infant)],
  },
  {
    rule: 'never-sent',
    verb: 'amend',
    passes: [
      withContext,
      amending({
        victimContext: { ...exploited.victimContext, vic_TypeOfSexExploitation: ['PrivateSexualServices'] },
      }),
    ],
    refused: [withContext, amending(exploited)],
  },
  {
    rule: 'never-sent',
    verb: 'amend',
    passes: [
      sent,
      { ...amending(asylum), agreement: { ...agreement, neverSend: [{ to: 'RO', subjects: [] }] } },
    ],
    refused: [sent, amending(asylum)],
  },
  {
    rule: 'never-sent',
    verb: 'amend',
    passes: [sent, amending({ person })],
    refused: [sent, { ...amending(asylum), agreement: { ...agreement, neverSend: [] } }],
  },
  {
    // What the receiver says goes to the sender, so it is the sender's list that counts.
    rule: 'never-sent',
    verb: 'correct',
    passes: [
      sent,
      {
        by: 'RO',
        data: {
          correctionId: permission.permissionId,
          ...amending({ person: other }).data,
          reason: 'Error',
        },
        agreement: { ...agreement, neverSend: [{ to: 'NL', subjects: [] }] },
      },
    ],
    refused: [
      sent,
      {
        by: 'RO',
        data: { correctionId: permission.permissionId, ...amending({ person: other }).data, reason: 'Error' },
        agreement: { ...agreement, neverSend: [{ to: 'RO', subjects: [] }] },
      },
    ],
  },
]
