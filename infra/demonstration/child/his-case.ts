// The invented child of practice.md §14 (b): found in AT, from BG. What is known of him, and who allows that it is shared.
import type { ChildSection, Contact, Permission, ReferralSubmitted, Sections } from '@onward/contract'
import { reference } from '../cases.ts'
import type { Stage } from '../year/scene.ts'

export const at = {
  member: 'AT',
  organisation: 'at-child-protection',
  role: 'ChildProtectionFocalPoint',
} as const
export const bg = {
  member: 'BG',
  organisation: 'bg-child-protection',
  role: 'ChildProtectionFocalPoint',
} as const

const post = (staffId: string, organisation: string, role: Contact['role']): Contact => ({
  staffId,
  organisation,
  role,
})

export const posts = {
  guardianInAt: post('at-guardian-11', 'at-child-protection', 'Guardian'),
  guardianInBg: post('bg-guardian-14', 'bg-child-protection', 'Guardian'),
  childProtection: post('bg-cp-02', 'bg-child-protection', 'ChildProtectionFocalPoint'),
  standIn: post('bg-cp-05', 'bg-child-protection', 'ChildProtectionFocalPoint'),
  home: post('bg-ch-01', 'bg-children-home', 'Shelter'),
  homeStandIn: post('bg-ch-02', 'bg-children-home', 'Shelter'),
} as const

const shared = ['person', 'needs', 'risk', 'child', 'return', 'case'] as const

/** Until he has a guardian the authority answers: its duty allows the least that is needed. */
export function dutyOn({ id, calendar }: Stage, day: number): Permission {
  return {
    permissionId: id('duty'),
    kind: 'legalDuty',
    givenBy: 'none',
    scope: scopeOf(['person', 'needs', 'risk', 'child', 'case']),
    ...told,
    form: 'written',
    givenAt: calendar.at(day, '07:30'),
    validUntil: calendar.at(day + 60, '08:00'),
    provision: 'Article 7 of the invented agreement of AT and BG',
    author: 'at-cp-04',
    reviewDate: calendar.day(day + 30),
  }
}

/** His guardian agrees, and he does: both views are there. At 18 he is asked himself. */
export function consentOf(
  { id, calendar }: Stage,
  day: number,
  givenBy: 'self+guardian' | 'self',
): Permission {
  return {
    permissionId: id(`consent of day ${day}`),
    kind: 'consent',
    givenBy,
    scope: scopeOf(shared),
    ...told,
    form: 'written',
    givenAt: calendar.at(day, '07:30'),
    validUntil: calendar.at(day + 400, '08:00'),
    ...(givenBy === 'self+guardian' && { views: { child: 'agrees', guardian: 'agrees' } }),
    wayBack: { content: 'codesOnly' },
  }
}

const told = {
  informed: {
    purpose: true,
    use: true,
    research: true,
    access: true,
    retention: true,
    withdrawal: true,
    interview: true,
  },
  circumstances: {
    alone: true,
    interpreterIndependent: true,
    notDuringPoliceInterview: true,
    understoodBack: true,
  },
  language: 'bg',
  interpreter: true,
} as const

function scopeOf(sections: Permission['scope']['sections']): Permission['scope'] {
  return {
    recipients: ['bg-child-protection', 'bg-children-home'].map((organisation) => ({
      member: 'BG',
      organisation,
    })),
    sections: [...sections],
    purposes: ['SafeReturn'],
  }
}

/** What AT knows on the day of the offer. */
export function offerOfChild(stage: Stage, day: number): ReferralSubmitted {
  const { calendar } = stage
  const sections: Sections = {
    person: {
      personPseudonym: 'AT-P-1190',
      prs_FirstName: 'Borislav',
      ageEstimate: 15,
      ageBasis: 'declared',
      prs_Gender: 'Masculine',
      prs_Citizenship: ['BG'],
      prs_PrimaryLanguage: 'bg',
      interpreterNeeded: true,
      intendedRegion: 'Plovdiv',
    },
    needs: {
      needs: [
        { needCode: 'Guardianship', priority: 'urgent' },
        { needCode: 'ChildProtection', priority: 'urgent' },
      ],
    },
    risk: riskOf(calendar.day(day)),
    child: childOn(stage, { guardian: { status: 'requested' } }),
    case: {
      cas_ReferringOrganisation: 'at-child-protection',
      cas_ReferringPrimaryCaseWorker: 'at-cp-04',
      alternateCaseWorker: 'at-cp-06',
      cas_ReasonForOutgoingReferral: 'MigrationOrChangeOfLocation',
      cas_OutgoingReferralDate: calendar.day(day),
      cas_Status: 'Active',
      knowledgeSource: [
        { section: 'risk', source: 'professional', date: calendar.day(day) },
        { section: 'child', source: 'authority', date: calendar.day(day) },
      ],
    },
  }
  return {
    caseRef: `AT-C-${reference()}`,
    purpose: 'SafeReturn',
    urgency: 'urgent',
    urgencyReason: 'ChildAtRisk',
    subjectKind: 'presumedChild',
    from: at,
    to: bg,
    transfersResponsibility: true,
    legalBasis: 'legalObligation',
    permission: dutyOn(stage, day),
    dataScope: Object.keys(sections) as ReferralSubmitted['dataScope'],
    sections,
  }
}

/** The section about the child, with what is known by then. */
export function childOn(_stage: Stage, known: Partial<ChildSection>): ChildSection {
  return {
    guardian: { status: 'none' },
    bestInterests: { type: 'BIA', result: 'pending' },
    familyInvolvement: 'unknown',
    separatedOrUnaccompanied: 'unaccompanied',
    ...known,
  }
}

export function riskOf(assessedAt: string): NonNullable<Sections['risk']> {
  return {
    assessedAt,
    assessedBy: 'at-cp-04',
    method: 'structuredInterview',
    levelOverall: 'high',
    factors: [
      { factor: 'retrafficking', level: 'high', country: 'BG', mitigation: ['LocationKeptSecret'] },
      { factor: 'family', level: 'medium', country: 'BG', mitigation: ['RegularCheckIn'] },
    ],
  }
}
