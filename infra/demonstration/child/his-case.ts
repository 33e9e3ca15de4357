// The invented child of practice.md §14 (b): found in AT, from BG. What is known of him, and who allows that it is shared.
import type {
  ChildSection,
  Contact,
  JourneyPlanned,
  Permission,
  ReferralSubmitted,
  Sections,
} from '@onward/contract'
import { freelyInformed, reference } from '../cases.ts'
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

const shared = ['person', 'needs', 'risk', 'legalStatus', 'child', 'return', 'case'] as const

/** What AT keeps to itself: without it nothing would leave for the country that he may have to fear. */
export function toldOfAsylum({ calendar }: Stage) {
  return {
    protectionCheck: { informedOn: calendar.day(0), language: 'bg', outcome: 'none', countries: ['BG'] },
  }
}

/** Until he has a guardian the authority answers: its duty allows the least that is needed. */
function dutyOf({ id, calendar }: Stage): Permission {
  return {
    permissionId: id('duty'),
    kind: 'legalDuty',
    givenBy: 'none',
    scope: scopeOf(['person', 'needs', 'risk', 'child', 'case']),
    ...told,
    form: 'written',
    givenAt: calendar.at(0, '07:30'),
    validUntil: calendar.at(60, '08:00'),
    provision: 'Point 6 of the agreement (invented)',
    author: 'at-cp-04',
    reviewDate: calendar.day(30),
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
  ...freelyInformed,
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
export function offerOfChild(stage: Stage): ReferralSubmitted {
  const { calendar } = stage
  const sections: Sections = {
    person: {
      personPseudonym: 'AT-P-1190',
      prs_FirstName: 'Borislav',
      // He says so himself: seventeen, and eighteen on day 300.
      prs_Birthdate: `${Number(calendar.day(300).slice(0, 4)) - 18}${calendar.day(300).slice(4)}`,
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
    risk: riskOf(calendar.day(0)),
    child: unknownYet,
    case: {
      cas_ReferringOrganisation: 'at-child-protection',
      cas_ReferringPrimaryCaseWorker: 'at-cp-04',
      alternateCaseWorker: 'at-cp-06',
      cas_ReasonForOutgoingReferral: 'MigrationOrChangeOfLocation',
      cas_OutgoingReferralDate: calendar.day(0),
      cas_Status: 'Active',
      knowledgeSource: [
        { section: 'risk', source: 'professional', date: calendar.day(0) },
        { section: 'child', source: 'authority', date: calendar.day(0) },
      ],
    },
  }
  return {
    caseRef: `AT-C-${reference()}`,
    purpose: 'SafeReturn',
    urgency: 'urgent',
    urgencyReason: 'ChildAtRisk',
    subjectKind: 'child',
    from: at,
    to: bg,
    transfersResponsibility: true,
    legalBasis: 'legalObligation',
    permission: dutyOf(stage),
    dataScope: Object.keys(sections) as ReferralSubmitted['dataScope'],
    sections,
  }
}

/** On day 0 nobody is there for him, and nothing is known of his family. */
const unknownYet: ChildSection = {
  guardian: { status: 'none' },
  bestInterests: { type: 'BIA', result: 'pending' },
  familyInvolvement: 'unknown',
  separatedOrUnaccompanied: 'unaccompanied',
}

/** From day 20: an uncle is suspected. And whatever else is known by then. */
export function childOn({ calendar }: Stage, known: Partial<ChildSection>): ChildSection {
  return {
    ...unknownYet,
    guardian: {
      status: 'appointed',
      country: 'AT',
      effective: 'now',
      appointedOn: calendar.day(2),
      conflictChecked: true,
    },
    familyInvolvement: 'suspected',
    familyBranches: [
      { branch: 'maternalRelatives', familyInvolvement: 'suspected' },
      { branch: 'mother', familyInvolvement: 'unknown' },
    ],
    ...known,
  }
}

function riskOf(assessedAt: string): NonNullable<Sections['risk']> {
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

export function flight({ calendar }: Pick<Stage, 'calendar'>): JourneyPlanned {
  const airport = (country: string, name: string) => ({ country, kind: 'airport' as const, name })
  return {
    movementBasis: 'voluntary',
    departure: { at: calendar.at(120, '08:15'), place: airport('AT', 'Vienna Schwechat') },
    arrival: { at: calendar.at(120, '11:30'), place: airport('BG', 'Sofia') },
    legs: [{ kind: 'plane' }],
    escort: 'professional',
    medical: { fit: true },
    recognitionAgreed: true,
    voluntaryDeclaration: { date: calendar.day(109), form: 'written', language: 'bg' },
  }
}
