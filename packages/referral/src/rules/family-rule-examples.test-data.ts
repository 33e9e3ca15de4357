/** For each rule on family and companions, what keeps it and what breaks it. */
import type { ChildSection, EventData } from '@onward/contract'
import { agreementOnChildren } from '../deadlines/child-offer.test-data.ts'
import { after, local, type needs, offer, responsible, words } from '../example.test-data.ts'
import type { Linked } from '../local.ts'
import { childOffered, offering, taken } from './child-return.test-data.ts'
import type { Example } from './rule-examples.test-data.ts'

const visit = { kind: 'family', branch: 'mother', familyInvolvement: 'none', contactAllowed: 'full' } as const
const asking = (change: Partial<EventData['family.assessmentRequested']>) => ({
  data: { ...words.requestFamilyAssessment, ...change },
})
const ofChild = (section: Partial<ChildSection>) => after(offering({ section }))
const takenChild = (section: Partial<ChildSection>) => after(offering({ section }), ...taken)
const asChild = { ...visit, agreedBy: ['guardian'] } as const
const uncle: Partial<ChildSection> = {
  familyInvolvement: 'none',
  familyBranches: [
    { branch: 'mother', familyInvolvement: 'none' },
    { branch: 'paternalRelatives', familyInvolvement: 'suspected' },
  ],
}
const tracing = { needs: [{ needCode: 'FamilyTracing', priority: 'soon' }] } as const
const wanting = (section: Partial<ChildSection>, wanted: typeof tracing | typeof needs) => {
  const { sections, permission, ...rest } = childOffered({ section })
  const scope = { ...permission.scope, sections: ['person', 'risk', 'needs', 'child'] as const }
  return {
    data: {
      ...rest,
      permission: { ...permission, scope },
      dataScope: ['person', 'risk', 'needs', 'child'],
      sections: { ...sections, needs: wanted },
    },
    agreement: agreementOnChildren,
  }
}
const sleeping = (firstNight: EventData['reception.arranged']['firstNight']) => ({
  data: { ...words.arrangeReception, firstNight },
})

const sister = words.linkReferral.referral
const together = after('submit', 'linkReferral', 'acknowledge', 'giveFeedback')
const apart = after(
  'submit',
  ['linkReferral', { data: { ...words.linkReferral, keepTogether: false } }],
  'acknowledge',
  'giveFeedback',
)
const companion = (keepTogether: boolean) =>
  after(
    [
      'submit',
      {
        data: {
          ...offer,
          sections: {
            ...offer.sections,
            person: {
              ...offer.sections.person,
              companions: [
                {
                  pseudonym: 'P-2',
                  relation: 'sibling',
                  ageBand: '20-29',
                  keepTogether,
                  ownReferral: sister,
                },
              ],
            },
          },
        },
      },
    ],
    'acknowledge',
    'giveFeedback',
  )
const knowing = (...linked: readonly Linked[]) => ({ local: { ...local, linked } })
const hers = (status: Linked['status']) => knowing({ referral: sister, status })
const ready = after(
  ...(['submit', 'linkReferral', 'acknowledge', 'giveFeedback'] as const),
  ['accept', hers('accepted')],
  ...(['arrangeReception', 'confirmReception'] as const),
)

export const familyExamples: readonly Example[] = [
  {
    rule: 'family-not-involved',
    verb: 'requestFamilyAssessment',
    passes: [after('submit'), asking(visit)],
    refused: [after('submit'), asking({ ...visit, familyInvolvement: 'unknown' })],
  },
  {
    rule: 'family-not-involved',
    verb: 'requestFamilyAssessment',
    passes: [ofChild(uncle), asking(asChild)],
    refused: [ofChild(uncle), asking({ ...asChild, branch: 'paternalRelatives' })],
  },
  {
    rule: 'family-not-involved',
    verb: 'requestFamilyAssessment',
    passes: [
      after('submit', 'requestFamilyAssessment', 'withdrawFamilyRequest'),
      asking({ ...visit, branch: 'paternalRelatives', assessmentId: sister }),
    ],
    refused: [
      after('submit', 'requestFamilyAssessment'),
      asking({ ...visit, branch: 'paternalRelatives', assessmentId: sister }),
    ],
  },
  {
    rule: 'contact-as-allowed',
    verb: 'requestFamilyAssessment',
    passes: [after('submit'), asking({ ...visit, contactAllowed: 'withoutReason' })],
    refused: [after('submit'), asking({ ...visit, contactAllowed: 'desk' })],
  },
  {
    rule: 'contact-as-allowed',
    verb: 'requestFamilyAssessment',
    passes: [after('submit'), asking({ kind: 'desk', contactAllowed: 'desk' })],
    refused: [after('submit'), asking({ kind: 'desk', contactAllowed: 'none' })],
  },
  {
    rule: 'family-told-what-was-allowed',
    verb: 'requestFamilyAssessment',
    passes: [after('submit'), asking({ ...visit, mayReveal: ['needs'] })],
    refused: [after('submit'), asking({ ...visit, contactAllowed: 'withoutReason', mayReveal: ['needs'] })],
  },
  {
    rule: 'family-told-what-was-allowed',
    verb: 'requestFamilyAssessment',
    passes: [after('submit'), asking({ ...visit, mayReveal: ['person'] })],
    refused: [after('submit', 'narrowConsent'), asking({ ...visit, mayReveal: ['person'] })],
  },
  {
    rule: 'family-request-agreed',
    verb: 'requestFamilyAssessment',
    passes: [after('submit')],
    refused: [after('submit'), asking({ agreedBy: ['guardian'] })],
  },
  {
    rule: 'family-request-agreed',
    verb: 'requestFamilyAssessment',
    passes: [ofChild({}), asking({ agreedBy: ['authority'] })],
    refused: [ofChild({}), asking({ agreedBy: ['child', 'person'] })],
  },
  {
    rule: 'assessment-as-asked',
    verb: 'reportFamilyAssessment',
    passes: [
      after('submit', ['requestFamilyAssessment', asking(visit)]),
      { data: { ...words.reportFamilyAssessment, kind: 'family' } },
    ],
    refused: [
      after('submit', 'requestFamilyAssessment'),
      { data: { ...words.reportFamilyAssessment, kind: 'family' } },
    ],
  },
  {
    rule: 'no-tracing-of-a-feared-family',
    verb: 'submit',
    passes: [[], wanting({ familyInvolvement: 'none' }, tracing)],
    refused: [[], wanting({ familyInvolvement: 'unknown' }, tracing)],
  },
  {
    rule: 'no-tracing-of-a-feared-family',
    verb: 'planService',
    passes: [
      ofChild({ familyInvolvement: 'none' }),
      { data: { ...words.planService, need: 'FamilyMediation' } },
    ],
    refused: [ofChild(uncle), { data: { ...words.planService, need: 'FamilyMediation' } }],
  },
  {
    rule: 'no-reception-by-a-feared-family',
    verb: 'arrangeReception',
    passes: [takenChild(uncle), sleeping({ kind: 'family', confirmed: true, branch: 'mother' })],
    refused: [takenChild(uncle), sleeping({ kind: 'family', confirmed: true, branch: 'paternalRelatives' })],
  },
  {
    rule: 'no-reception-by-a-feared-family',
    verb: 'arrangeReception',
    passes: [takenChild({ familyInvolvement: 'none' }), sleeping({ kind: 'family', confirmed: true })],
    refused: [takenChild(uncle), sleeping({ kind: 'family', confirmed: true })],
  },
  {
    rule: 'no-reception-by-a-feared-family',
    verb: 'consentPlacement',
    passes: [takenChild(uncle), { data: { ...words.consentPlacement, kind: 'family' } }],
    refused: [takenChild({}), { data: { ...words.consentPlacement, kind: 'family' } }],
  },
  {
    rule: 'together-or-not-at-all',
    verb: 'accept',
    passes: [together, hers('acknowledged')],
    refused: [together, hers('declined')],
  },
  {
    rule: 'together-or-not-at-all',
    verb: 'acceptWithConditions',
    passes: [apart, hers('declined')],
    refused: [together],
  },
  {
    rule: 'together-or-not-at-all',
    verb: 'accept',
    passes: [companion(false), hers('cancelled')],
    refused: [companion(true), hers('cancelled')],
  },
  {
    rule: 'together-or-not-at-all',
    verb: 'accept',
    passes: [after('submit', 'linkReferral', 'unlinkReferral', 'acknowledge', 'giveFeedback')],
    refused: [together, knowing({ referral: responsible.staffId, status: 'accepted' })],
  },
  {
    rule: 'not-declined-alone',
    verb: 'decline',
    passes: [together, { ...hers('declined'), data: { reason: 'CannotKeepTogether' } }],
    refused: [together, { ...hers('accepted'), data: { reason: 'CannotKeepTogether' } }],
  },
  {
    rule: 'travel-together',
    verb: 'planJourney',
    passes: [ready, hers('accepted')],
    refused: [ready, hers('acknowledged')],
  },
]
