/** What is offered in the invented case between NL and RO, and under which agreement and permission. */
import type { Agreement, EventData, Permission, Scope } from '@onward/contract'
import { add } from './calendar.test-data.ts'
import type { Local } from './local.ts'
import type { Register } from './register.ts'

export const id = '01936c00-0000-7000-8000-000000000001'
export const at = '2026-11-22T05:00:00.000Z'

export const agreement: Agreement = {
  id: 'NL-RO-2026-1',
  parties: ['NL', 'RO'],
  purposes: ['SafeReturn', 'SupportInOrigin'],
  sections: ['person', 'victimContext', 'needs', 'risk'],
  neverSend: [
    { to: 'RO', subjects: ['prostitution', 'genderIdentity', 'pregnancyOutsideMarriage', 'asylum'] },
  ],
  languages: ['en'],
  controllers: [{ member: 'NL', name: 'CoMensha', contact: 'dpo.nl' }],
  officers: [{ member: 'NL', name: 'Officer', contact: 'dpo.nl' }],
  complaintBody: [{ member: 'NL', name: 'AP', contact: 'ap.nl' }],
  onwardTransfer: 'forbidden',
  purposeClause: true,
  childNotification: [{ from: 'NL', to: 'RO', provision: 'Agreement NL-RO, point 6' }],
  retention: { daysAfterClosure: 365 },
  from: '2026-01-01T00:00:00.000Z',
  until: '2028-01-01T00:00:00.000Z',
  exercise: false,
}

export const scope: Scope = {
  recipients: [
    { member: 'RO', organisation: 'RO-ANITP' },
    { member: 'RO', organisation: 'ro-shelter-1' },
  ],
  sections: ['person', 'needs', 'risk'],
  purposes: ['SafeReturn'],
}

export const permission: Permission = {
  permissionId: '0b0a1c9e-6a3f-4c56-9a55-0d4f6f6a7c01',
  kind: 'consent',
  givenBy: 'self',
  scope,
  informed: {
    purpose: true,
    use: true,
    research: true,
    access: true,
    retention: true,
    withdrawal: true,
    interview: true,
  },
  language: 'ro',
  interpreter: true,
  form: 'written',
  givenAt: '2026-11-20T10:00:00.000Z',
  validUntil: '2027-11-20T10:00:00.000Z',
}

export const person = {
  personPseudonym: 'P-1',
  prs_Gender: 'Feminine',
  prs_Citizenship: ['RO'],
  prs_PrimaryLanguage: 'ro',
  intendedRegion: 'North-East',
} as const

export const needs = { needs: [{ needCode: 'SafeAccommodation', priority: 'urgent' }] } as const

export const risk = {
  assessedAt: '2026-11-20',
  assessedBy: 'NL-COMENSHA',
  levelOverall: 'medium',
  factors: [{ factor: 'retrafficking', level: 'medium', country: 'RO' }],
} as const

export const offer: EventData['referral.submitted'] = {
  caseRef: 'NL-R-7F3K9Q',
  purpose: 'SafeReturn',
  urgency: 'urgent',
  urgencyReason: 'NoSafePlaceTonight',
  subjectKind: 'adult',
  from: { member: 'NL', organisation: 'NL-COMENSHA', role: 'FocalPoint' },
  to: { member: 'RO', organisation: 'RO-ANITP', role: 'FocalPoint' },
  transfersResponsibility: true,
  legalBasis: 'consent',
  permission,
  dataScope: ['person', 'needs', 'risk'],
  sections: { person, needs, risk },
}

/** What NL knows besides: she was told of asylum and did not want it; nobody is excluded; RO has room. */
export const local: Local = {
  protection: { informedOn: '2026-11-20', language: 'ro', outcome: 'none' },
  excluded: [],
  capacityConfirmedAt: '2026-11-21T09:00:00.000Z',
}

/** Both members and their focal points are of the state, which runs the gateways; somebody is there at every hour. */
export const register: Register = {
  operatorOf: () => 'state',
  gatewayOf: (member) => `${member}-GATEWAY`,
  isOnCall: () => true,
  add,
}
