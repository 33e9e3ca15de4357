/** What is said in case (b) of practice §14, before anything is said of it day by day. */
import type { Agreement, ChildSection, EventData, Permission, SectionName } from '@onward/contract'
import { permission as given, needs, person, agreement as usual } from './offer.test-data.ts'

/** Day 0 is Friday 20 November 2026; everything is said at ten, unless an hour is named. */
export function on(day: number, time = '10:00'): string {
  const date = new Date(Date.UTC(2026, 10, 20 + day)).toISOString().slice(0, 10)
  return `${date}T${time}:00.000Z`
}

export const dayOf = (day: number) => on(day).slice(0, 10)
const sections: readonly SectionName[] = ['person', 'needs', 'risk', 'child']

export const agreement: Agreement = {
  ...usual,
  id: 'AT-BG-2026-1',
  parties: ['AT', 'BG'],
  sections,
  childNotification: [{ from: 'AT', to: 'BG', provision: 'Point 6' }],
}

export const from = {
  member: 'AT',
  organisation: 'at-child-protection',
  role: 'ChildProtectionFocalPoint',
} as const
export const to = {
  member: 'BG',
  organisation: 'bg-child-protection',
  role: 'ChildProtectionFocalPoint',
} as const
export const staff = (staffId: string) => ({ staffId, organisation: to.organisation, role: to.role })
export const caseRef = 'AT-C-3H9V6D'

const permission: Permission = {
  ...given,
  kind: 'legalDuty',
  givenBy: 'assent',
  author: 'at-cp-02',
  provision: 'Child protection act, section 22',
  reviewDate: dayOf(20),
  scope: {
    recipients: [{ member: 'BG', organisation: to.organisation }],
    sections,
    purposes: ['SafeReturn'],
  },
  givenAt: on(0, '08:00'),
  validUntil: on(700),
}
export const consent = (permissionId: string, givenBy: Permission['givenBy'], day: number): Permission => {
  const { author: _author, provision: _provision, reviewDate: _reviewDate, ...rest } = permission
  return { ...rest, permissionId, kind: 'consent', givenBy, givenAt: on(day, '09:00') }
}

/** Seventeen; eighteen on day 300. */
const girl = {
  ...person,
  prs_Citizenship: ['BG'],
  prs_PrimaryLanguage: 'bg',
  prs_Birthdate: '2009-09-16',
} as const
const risk = { assessedAt: dayOf(0), assessedBy: 'at-cp-02', levelOverall: 'high' } as const
const unknown: ChildSection = {
  guardian: { status: 'none' },
  bestInterests: { type: 'BIA', result: 'pending' },
  childViews: 'undecided',
  familyInvolvement: 'unknown',
  separatedOrUnaccompanied: 'unaccompanied',
}
export const uncleFeared: ChildSection = {
  ...unknown,
  guardian: { status: 'appointed', country: 'AT', effective: 'now', conflictChecked: true },
  familyBranches: [
    { branch: 'mother', familyInvolvement: 'none' },
    { branch: 'paternalRelatives', familyInvolvement: 'suspected' },
  ],
}

export const offer: EventData['referral.submitted'] = {
  caseRef,
  purpose: 'SafeReturn',
  urgency: 'urgent',
  urgencyReason: 'NoSafePlaceTonight',
  subjectKind: 'child',
  from,
  to,
  transfersResponsibility: true,
  legalBasis: 'legalObligation',
  permission,
  dataScope: sections,
  sections: { person: girl, needs, risk, child: unknown },
}
