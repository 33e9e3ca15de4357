/** For each rule on who is a child and who is told of one, what keeps it and what breaks it. */
import { agreementOnChildren } from '../deadlines/child-offer.test-data.ts'
import { after, agreement, offer, person, responsible, words } from '../example.test-data.ts'
import { childOffered, offering } from './child-return.test-data.ts'
import type { Example } from './rule-examples.test-data.ts'

const protecting = { ...responsible, role: 'ChildProtectionFocalPoint' } as const
const inHand = {
  ...words.acknowledge,
  responsible: protecting,
  alternate: { ...protecting, staffId: 'desk-2' },
}
const acknowledged = ['acknowledge', { data: inHand }] as const
const submitting = (data: object) => ({ data, agreement: agreementOnChildren })
const aged = (age: object) =>
  submitting({ ...offer, sections: { ...offer.sections, person: { ...person, ...age } } })
const told = (age: object) => ({
  data: { dataScope: ['person'], sections: { person: { ...person, ...age } }, reason: 'NewInformation' },
})
const notifying = (change: object) => ({ data: { ...words.notifyChild, ...change } })
const reclassifying = (change: object) => ({ data: { ...words.reclassifyAge, ...change } })

/** Who is offered as a child and turns 18 on 14 March 2028, while the permission goes on. */
const grown = '2028-03-14T08:00:00.000Z'
const { permission } = childOffered()
const lasting = { ...permission, validUntil: '2029-11-20T10:00:00.000Z' } as const
const growing = offering({ offer: { permission: lasting } })
const withLawyer = offering({
  offer: {
    permission: {
      ...permission,
      scope: { ...permission.scope, sections: ['person', 'risk', 'child', 'legalStatus'] },
    },
  },
})
const approving = (...sections: readonly string[]) => ({
  data: { ...words.planService, approved: { by: protecting, sections } },
})
const guarded = ['appointGuardian', { by: 'NL' }] as const
const until2030 = { ...agreementOnChildren, until: '2030-01-01T00:00:00.000Z' }
const permitting = (change: object, at = grown) =>
  ({
    data: { permission: { ...lasting, permissionId: '2', givenBy: 'self', ...change } },
    at,
    agreement: until2030,
  }) as const

export const childExamples: readonly Example[] = [
  {
    rule: 'child-to-child-protection',
    verb: 'submit',
    passes: [[], submitting(childOffered())],
    refused: [[], submitting({ ...childOffered(), subjectKind: 'presumedChild', to: offer.to })],
  },
  {
    rule: 'child-to-child-protection',
    verb: 'notifyChild',
    passes: [[]],
    refused: [[], notifying({ to: offer.to })],
  },
  {
    rule: 'child-profile-goes-along',
    verb: 'submit',
    passes: [[], submitting(childOffered())],
    refused: [
      [],
      submitting({
        ...childOffered(),
        dataScope: ['person'],
        sections: { person: childOffered().sections.person },
      }),
    ],
  },
  // Seventeen for one day more, and an adult from the day itself.
  {
    rule: 'age-fits-the-kind',
    verb: 'submit',
    passes: [[], aged({ prs_Birthdate: '2008-11-22' })],
    refused: [[], aged({ prs_Birthdate: '2008-11-23' })],
  },
  {
    rule: 'age-fits-the-kind',
    verb: 'submit',
    passes: [[], aged({ ageEstimate: 18, ageBasis: 'assessed' })],
    refused: [[], aged({ ageEstimate: 17, ageBasis: 'assessed' })],
  },
  {
    rule: 'age-fits-the-kind',
    verb: 'submit',
    passes: [[], aged({ ageEstimate: 20, ageBasis: 'presumed' })],
    refused: [[], aged({ ageEstimate: 19, ageBasis: 'presumed' })],
  },
  {
    rule: 'age-fits-the-kind',
    verb: 'submit',
    passes: [[], submitting(childOffered({ person: { prs_Birthdate: '2008-11-23' } }))],
    refused: [
      [],
      submitting(
        childOffered({
          person: { prs_Birthdate: '2008-11-22' },
          offer: { permission: { ...permission, givenBy: 'self' } },
        }),
      ),
    ],
  },
  {
    rule: 'age-fits-the-kind',
    verb: 'amend',
    passes: [
      after('submit', ['reclassifyAge', reclassifying({ subjectKind: 'child' })]),
      told({ prs_Birthdate: '2010-03-14' }),
    ],
    refused: [after('submit'), told({ prs_Birthdate: '2010-03-14' })],
  },
  {
    rule: 'adult-only-on-evidence',
    verb: 'reclassifyAge',
    passes: [after(offering()), reclassifying({ basis: 'document', final: true })],
    refused: [after(offering()), reclassifying({ basis: 'declared', final: true })],
  },
  {
    rule: 'child-decided-by-child-protection',
    verb: 'acknowledge',
    passes: [after(offering()), { data: inHand }],
    refused: [after(offering())],
  },
  {
    rule: 'child-decided-by-child-protection',
    verb: 'accept',
    passes: [after(offering(), acknowledged), { data: { acceptedBy: protecting } }],
    refused: [after(offering(), acknowledged)],
  },
  {
    rule: 'child-service-gets-what-was-approved',
    verb: 'planService',
    passes: [
      after(offering()),
      { data: { ...words.planService, approved: { by: protecting, sections: ['child'] } } },
    ],
    refused: [
      after(offering()),
      { data: { ...words.planService, approved: { by: responsible, sections: ['child'] } } },
    ],
  },
  {
    rule: 'child-service-gets-what-was-approved',
    verb: 'planService',
    passes: [after(offering())],
    refused: [
      after(offering()),
      { data: { ...words.planService, approved: { by: protecting, sections: ['needs'] } } },
    ],
  },
  {
    rule: 'child-service-gets-what-was-approved',
    verb: 'planService',
    passes: [after(withLawyer), approving('risk')],
    refused: [after(withLawyer), approving('legalStatus')],
  },
  {
    rule: 'asked-anew-at-eighteen',
    verb: 'requestRecords',
    passes: [after(growing), { at: '2028-03-13T23:59:59.999Z', agreement: until2030 }],
    refused: [after(growing), { at: grown, agreement: until2030 }],
  },
  {
    rule: 'asked-anew-at-eighteen',
    verb: 'requestRecords',
    passes: [
      after(growing, ['grantConsent', permitting({ givenAt: grown })]),
      { at: grown, agreement: until2030 },
    ],
    refused: [
      after(growing, guarded, [
        'grantConsent',
        permitting({ givenBy: 'guardian' }, '2028-03-13T08:00:00.000Z'),
      ]),
      { at: grown, agreement: until2030 },
    ],
  },
  {
    rule: 'asked-anew-at-eighteen',
    verb: 'requestRecords',
    passes: [after(growing, ['reclassifyAge', reclassifying({ basis: 'document', final: false })])],
    refused: [after(growing, ['reclassifyAge', reclassifying({ basis: 'document', final: true })])],
  },
  {
    rule: 'adult-speaks-for-herself',
    verb: 'grantConsent',
    passes: [after(growing), permitting({ givenAt: grown })],
    refused: [after(growing), permitting({})],
  },
  {
    rule: 'adult-speaks-for-herself',
    verb: 'grantConsent',
    passes: [after(growing), permitting({ givenAt: grown, givenBy: 'supportedDecision' })],
    refused: [after(growing), permitting({ givenBy: 'supportedDecision' })],
  },
  {
    rule: 'notification-is-a-duty',
    verb: 'notifyChild',
    passes: [[]],
    refused: [
      [],
      { agreement: { ...agreement, childNotification: [{ from: 'RO', to: 'NL', provision: 'Point 6' }] } },
    ],
  },
  {
    rule: 'notification-tells-of-the-family',
    verb: 'notifyChild',
    passes: [[], notifying({ familyInvolvement: 'unknown' })],
    refused: [[], notifying({ familyInvolvement: undefined })],
  },
  {
    rule: 'notification-approved-by-guardian',
    verb: 'notifyChild',
    passes: [after(offering(), guarded), notifying({ approvedBy: 'guardian' })],
    refused: [after(offering(), guarded), notifying({ approvedBy: 'authority' })],
  },
  {
    rule: 'notification-approved-by-guardian',
    verb: 'notifyChild',
    passes: [after(offering()), notifying({ approvedBy: 'authority' })],
    refused: [
      after(
        offering({
          section: { guardian: { status: 'appointed' } },
          offer: { permission: { ...permission, givenBy: 'self+guardian' } },
        }),
      ),
      notifying({ approvedBy: 'authority' }),
    ],
  },
  {
    rule: 'notification-names-nobody',
    verb: 'notifyChild',
    passes: [[], notifying({ urgency: 'urgent' })],
    refused: [[], notifying({ from: { ...words.notifyChild.from, child: { prs_FirstName: 'Lubena' } } })],
  },
]
