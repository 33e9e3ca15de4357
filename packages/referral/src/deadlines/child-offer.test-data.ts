/** The offer of a child without a guardian, and an agreement that lets it be made. */
import type { EventData, Sections } from '@onward/contract'
import { agreement, offer, permission, person, scope } from '../example.test-data.ts'

const child: NonNullable<Sections['child']> = {
  guardian: { status: 'none' },
  bestInterests: { type: 'BIA', result: 'pending' },
  familyInvolvement: 'unknown',
}

export const agreementOnChildren = { ...agreement, sections: [...agreement.sections, 'child' as const] }

export const childOffer: EventData['referral.submitted'] = {
  ...offer,
  subjectKind: 'child',
  to: { ...offer.to, role: 'ChildProtectionFocalPoint' },
  permission: { ...permission, givenBy: 'assent', scope: { ...scope, sections: ['person', 'child'] } },
  dataScope: ['person', 'child'],
  sections: { person: { ...person, prs_Birthdate: '2010-03-14' }, child },
}
