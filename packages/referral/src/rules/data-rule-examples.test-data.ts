/** For each rule on data, what keeps it and what breaks it. */
import type { Agreement, EventData, Permission } from '@onward/contract'
import { after, agreement, offer, permission, scope, words } from '../example.test-data.ts'
import { inquiryExamples } from './inquiry-rule-examples.test-data.ts'
import { neverSentExamples } from './never-sent-examples.test-data.ts'
import type { Example } from './rule-examples.test-data.ts'
import { transferExamples } from './transfer-rule-examples.test-data.ts'

type Offer = EventData['referral.submitted']

const sent = after('submit')
const offering = (change: Partial<Offer>) => ({ data: { ...offer, ...change } })

/** An offer for a purpose, allowed by the agreement and by a permission for it. */
const forPurpose = (purpose: Offer['purpose'], change: Partial<Permission>) => ({
  ...offering({
    purpose,
    permission: { ...permission, scope: { ...scope, purposes: [purpose] }, ...change },
  }),
  agreement: { ...agreement, purposes: [purpose] },
})

/** An offer with one section besides, or another in its place. */
const withSection = (sections: Offer['sections'], change: Partial<Offer> = {}) => {
  const all = { ...offer.sections, ...sections }
  // Sound: the names of sections.
  const names = Object.keys(all) as (typeof offer.dataScope)[number][]
  return {
    ...offering({
      dataScope: names,
      sections: all,
      permission: { ...permission, scope: { ...scope, sections: names } },
      ...change,
    }),
    agreement: { ...agreement, sections: names },
  }
}

const legalPartner = { to: { ...offer.to, role: 'LegalPartner' } } as const
const hearing = { legalStatus: { proceedings: [{ role: 'witness', country: 'NL' }] } } as const
const residence = { legalStatus: { residence: { type: 'euCitizen' } } } as const
const { voluntaryDeclaration } = words.planJourney
const wayHome = {
  return: { movementBasis: 'voluntary', ...(voluntaryDeclaration && { voluntaryDeclaration }) },
} as const
const context = {
  vic_TraffickingStatus: 'ActualVictimOfTrafficking',
  vic_TraffickingStatusDecisionMakingOrg: 'Police',
  vic_TypeOfExploitation: ['ForcedLabour'],
} as const
const file = {
  cas_ReferringOrganisation: 'NL-COMENSHA',
  cas_ReferringPrimaryCaseWorker: 'desk-1',
  alternateCaseWorker: 'desk-2',
  cas_ReasonForOutgoingReferral: 'MigrationOrChangeOfLocation',
  cas_OutgoingReferralDate: '2026-11-20',
} as const
const knownFrom = (date: string) =>
  ({ ...file, knowledgeSource: [{ section: 'victimContext', source: 'person', date }] }) as const

const closing = { outcome: 'ReachedIndependence', closedOn: '2026-11-22' } as const
const told = (about: EventData['person.informed']['about']) =>
  ['recordTold', { data: { ...words.recordTold, about } }] as const
const answered = ['submit', 'acknowledge', 'accept'] as const

export const dataExamples: readonly Example[] = [
  ...neverSentExamples,
  ...inquiryExamples,
  ...transferExamples,
  {
    rule: 'agreement-has-the-purpose-clause',
    verb: 'submit',
    passes: [[]],
    // Sound: an agreement that the directory would not load is what the rule is there for.
    refused: [[], { agreement: { ...agreement, purposeClause: false } as unknown as Agreement }],
  },
  {
    rule: 'beyond-help-by-itself',
    verb: 'submit',
    passes: [[], forPurpose('ProceedingsSupport', {})],
    refused: [
      [],
      forPurpose('ProceedingsSupport', {
        scope: { ...scope, purposes: ['ProceedingsSupport', 'SupportInOrigin'] },
      }),
    ],
  },
  {
    rule: 'beyond-help-by-itself',
    verb: 'submit',
    passes: [
      [],
      forPurpose('RecordsAndEvidence', {
        kind: 'courtOrder',
        author: 'desk-9',
        provision: 'Order 17 of the court (invented)',
        reviewDate: '2026-12-22',
      }),
    ],
    refused: [
      [],
      forPurpose('RecordsAndEvidence', {
        kind: 'publicTask',
        author: 'desk-9',
        provision: 'GDPR 6(1)(e)',
        reviewDate: '2026-12-22',
      }),
    ],
  },
  {
    rule: 'beyond-help-by-itself',
    verb: 'grantConsent',
    passes: [sent],
    refused: [
      sent,
      {
        data: {
          permission: { ...permission, scope: { ...scope, purposes: ['SafeReturn', 'RecordsAndEvidence'] } },
        },
      },
    ],
  },
  {
    rule: 'records-for-proceedings-apart',
    verb: 'requestRecords',
    passes: [
      after('submit', 'acknowledge'),
      { data: { ...words.requestRecords, purposeOfUse: 'assistance' } },
    ],
    refused: [
      after('submit', 'acknowledge'),
      { data: { ...words.requestRecords, purposeOfUse: 'proceedings' } },
    ],
  },
  {
    rule: 'legal-facts-to-the-lawyer',
    verb: 'submit',
    passes: [[], withSection(hearing, legalPartner)],
    refused: [[], withSection(hearing)],
  },
  {
    rule: 'legal-facts-to-the-lawyer',
    verb: 'submit',
    passes: [[], withSection(residence)],
    refused: [[], withSection({ legalStatus: { compensationClaim: false } })],
  },
  {
    rule: 'section-serves-the-purpose',
    verb: 'submit',
    passes: [[], withSection(wayHome)],
    refused: [
      [],
      {
        ...withSection(wayHome, {
          purpose: 'SupportInOrigin',
          permission: {
            ...permission,
            scope: {
              ...scope,
              sections: ['person', 'needs', 'risk', 'return'],
              purposes: ['SupportInOrigin'],
            },
          },
        }),
      },
    ],
  },
  {
    rule: 'section-serves-the-purpose',
    verb: 'submit',
    passes: [[]],
    refused: [[], forPurpose('InformationOnly', {})],
  },
  {
    rule: 'special-needs-with-consent',
    verb: 'submit',
    passes: [
      [],
      withSection({ needs: { needs: offer.sections.needs?.needs ?? [], specialNeeds: ['health'] } }),
    ],
    refused: [
      [],
      withSection(
        { needs: { needs: offer.sections.needs?.needs ?? [], specialNeeds: ['health'] } },
        {
          permission: {
            ...permission,
            kind: 'publicTask',
            author: 'desk-9',
            provision: 'GDPR 6(1)(e)',
            reviewDate: '2026-12-22',
          },
        },
      ),
    ],
  },
  {
    rule: 'urgent-need-stands-apart',
    verb: 'submit',
    passes: [
      [],
      withSection(
        {
          needs: { needs: [{ needCode: 'MedicalCare', priority: 'soon' }], urgentNeeds: ['shelterTonight'] },
        },
        { urgency: 'emergency' },
      ),
    ],
    refused: [
      [],
      withSection(
        { needs: { needs: [{ needCode: 'MedicalCare', priority: 'soon' }] } },
        { urgency: 'emergency' },
      ),
    ],
  },
  {
    rule: 'known-with-its-source',
    verb: 'submit',
    passes: [[], withSection({ victimContext: context, case: knownFrom('2026-11-22') })],
    refused: [[], withSection({ victimContext: context, case: file })],
  },
  {
    rule: 'known-with-its-source',
    verb: 'submit',
    passes: [[], withSection({ victimContext: context })],
    refused: [[], withSection({ victimContext: context, case: knownFrom('2026-11-23') })],
  },
  {
    rule: 'plan-is-a-new-revision',
    verb: 'sharePlan',
    passes: [after('submit', 'sharePlan'), { data: { ...words.sharePlan, revision: 2 } }],
    refused: [after('submit', 'sharePlan'), { data: { ...words.sharePlan, revision: 1 } }],
  },
  {
    rule: 'told-before-closing',
    verb: 'close',
    passes: [after('submit', told(['recipients', 'howToComplain', 'howToStop'])), { data: closing }],
    refused: [after('submit', told(['recipients', 'howToStop'])), { data: closing }],
  },
  {
    rule: 'told-before-closing',
    verb: 'close',
    passes: [
      after(...answered, told(['recipients', 'howToComplain', 'howToStop']), told(['decision', 'reason'])),
      { data: closing },
    ],
    refused: [after(...answered, told(['recipients', 'howToComplain', 'howToStop'])), { data: closing }],
  },
  {
    rule: 'told-before-closing',
    verb: 'close',
    passes: [after(...answered), { data: { ...closing, notTold: 'unreachable' } }],
    refused: [
      after(
        ...answered,
        'confirmArrival',
        told(['recipients', 'howToComplain', 'howToStop', 'decision', 'reason']),
      ),
      { data: closing },
    ],
  },
  {
    rule: 'told-before-closing',
    verb: 'close',
    passes: [
      after(
        ...answered,
        'arrangeReception',
        'confirmReception',
        told(['recipients', 'howToComplain', 'howToStop', 'decision', 'reason']),
      ),
      { data: closing },
    ],
    refused: [
      after(
        ...answered,
        'arrangeReception',
        ['confirmReception', { data: { ...words.confirmReception, toldPerson: false } }],
        told(['recipients', 'howToComplain', 'howToStop', 'decision', 'reason']),
      ),
      { data: closing },
    ],
  },
]
