/** For each rule on the return of a child, what keeps it and what breaks it. */
import { after, offer, words } from '../example.test-data.ts'
import { escorted, returning } from './child-return.test-data.ts'
import type { Example } from './rule-examples.test-data.ts'

const plan = { data: escorted }
const withBaby = (standing: object) => {
  const baby = { pseudonym: 'P-2', relation: 'child', ageBand: '0-9', keepTogether: true, ...standing }
  const person = { ...offer.sections.person, companions: [baby] }
  return after(
    ['submit', { data: { ...offer, sections: { ...offer.sections, person } } }],
    ...(['acknowledge', 'giveFeedback', 'accept', 'arrangeReception', 'confirmReception'] as const),
  )
}
const decision = { court: 'nl-family-court', decisionId: 'C/09/2026-3', date: '2026-11-18' }

export const childReturnExamples: readonly Example[] = [
  ...(['planJourney', 'changeJourney'] as const).map((verb): Example => {
    const before = verb === 'planJourney' ? [] : [['planJourney', plan] as const]
    return {
      rule: 'child-return-is-best',
      verb,
      passes: [returning({}, ...before), { data: { ...words[verb], escort: 'professional' } }],
      refused: [
        returning({}, ...before, [
          'determineBestInterests',
          { data: { ...words.determineBestInterests, destination: 'RO', result: 'returnLater' } },
        ]),
        { data: { ...words[verb], escort: 'professional' } },
      ],
    }
  }),
  {
    rule: 'child-return-is-best',
    verb: 'planJourney',
    passes: [returning({ finding: { result: 'familyElsewhere' } }), plan],
    refused: [returning({ finding: 'none' }), plan],
  },
  {
    rule: 'child-return-is-best',
    verb: 'planJourney',
    passes: [returning({ finding: { result: 'relocate' } }), plan],
    refused: [returning({ finding: { type: 'BIA' } }), plan],
  },
  {
    rule: 'child-return-to-that-country',
    verb: 'planJourney',
    passes: [returning(), plan],
    refused: [returning({ finding: { destination: 'BG' }, guardian: { country: 'BG' } }), plan],
  },
  {
    rule: 'child-has-guardian-there',
    verb: 'planJourney',
    passes: [returning({ guardian: { effective: 'now' } }), plan],
    refused: [returning({ guardian: 'none' }), plan],
  },
  {
    rule: 'child-has-guardian-there',
    verb: 'planJourney',
    passes: [returning(), plan],
    refused: [returning({ guardian: { conflictChecked: false } }), plan],
  },
  {
    rule: 'child-has-guardian-there',
    verb: 'planJourney',
    passes: [returning(), plan],
    refused: [returning({ guardian: { country: 'NL' } }), plan],
  },
  {
    rule: 'child-has-guardian-there',
    verb: 'planJourney',
    passes: [returning(), plan],
    refused: [returning({}, ['endGuardianship', { by: 'RO' }]), plan],
  },
  {
    rule: 'child-placement-consented',
    verb: 'planJourney',
    passes: [
      returning({
        section: { familyInvolvement: 'none' },
        placement: 'none',
        firstNight: { kind: 'family', confirmed: true },
      }),
      plan,
    ],
    refused: [returning({ placement: 'none' }), plan],
  },
  {
    rule: 'child-placement-consented',
    verb: 'planJourney',
    passes: [returning(), plan],
    refused: [returning({}, 'refusePlacement'), plan],
  },
  {
    rule: 'child-placement-has-begun',
    verb: 'planJourney',
    passes: [returning({ placement: { from: '2026-12-07' } }), plan],
    refused: [returning({ placement: { from: '2026-12-08' } }), plan],
  },
  {
    rule: 'child-is-escorted',
    verb: 'planJourney',
    passes: [returning(), plan],
    refused: [returning(), { data: words.planJourney }],
  },
  {
    rule: 'child-is-escorted',
    verb: 'planJourney',
    passes: [
      returning({ section: { familyInvolvement: 'none' } }),
      { data: { ...escorted, escort: 'family' } },
    ],
    refused: [returning(), { data: { ...escorted, escort: 'family' } }],
  },
  {
    rule: 'guardian-agrees-to-return',
    verb: 'planJourney',
    passes: [
      returning({
        section: {
          guardianAgreement: {
            state: 'replacedByDecision',
            date: '2026-11-20',
            authority: 'nl-family-court',
            decisionId: 'C/09/2026-2',
          },
        },
      }),
      plan,
    ],
    refused: [
      returning({ section: { guardianAgreement: { state: 'replacedByDecision', date: '2026-11-20' } } }),
      plan,
    ],
  },
  {
    rule: 'guardian-agrees-to-return',
    verb: 'planJourney',
    passes: [returning(), plan],
    refused: [
      returning({ section: { guardianAgreement: { state: 'unreachable', date: '2026-11-10' } } }),
      plan,
    ],
  },
  {
    rule: 'opposition-is-answered',
    verb: 'planJourney',
    passes: [returning({ finding: { childViews: 'opposes', reasonedReply: true } }), plan],
    refused: [returning({ finding: { childViews: 'opposes' } }), plan],
  },
  {
    rule: 'other-parent-or-court',
    verb: 'planJourney',
    passes: [withBaby({ otherParent: 'objects', courtDecision: decision })],
    refused: [withBaby({ otherParent: 'objects' })],
  },
  {
    rule: 'other-parent-or-court',
    verb: 'planJourney',
    passes: [withBaby({ otherParent: 'consents' })],
    refused: [withBaby({ otherParent: 'suspected' })],
  },
]
