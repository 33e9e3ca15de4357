// The invented woman of practice.md §14 (c): found in Italy, from RO, with a child. Her family had a hand in it, and she
// wants nobody of her state. Two networks of non-governmental organisations help her, each a member with its own lanes.
import type { Contact, EventData, Party, Permission, ReferralSubmitted, Sections } from '@onward/contract'
import { freelyInformed, reference } from '../cases.ts'
import type { Stage } from '../year/scene.ts'

export const rosa = { member: 'ROSA', organisation: 'rosa-desk', role: 'FocalPoint' } as const
export const casa = { member: 'CASA', organisation: 'casa-desk', role: 'FocalPoint' } as const
const state = { member: 'RO', organisation: 'ro-focal-point', role: 'FocalPoint' } as const

const post = (staffId: string, organisation: string, role: Contact['role']): Contact => ({
  staffId,
  organisation,
  role,
})

export const posts = {
  casa: post('casa-01', 'casa-desk', 'FocalPoint'),
  casaStandIn: post('casa-02', 'casa-desk', 'FocalPoint'),
} as const

/** What she keeps from others, and what is known of asylum: it stays with ROSA. */
export function keptOn({ calendar }: Stage, day: number) {
  return {
    protectionCheck: {
      informedOn: calendar.day(day),
      language: 'ro',
      outcome: 'none',
      countries: ['RO'],
    },
    exclusions: [{ member: 'RO' }],
  }
}

export function offerOfMother(stage: Stage, day: number): ReferralSubmitted {
  const { id, calendar } = stage
  const sections: Sections = {
    person: {
      personPseudonym: 'ROSA-P-77',
      prs_FirstName: 'Ilinca',
      prs_Birthdate: '2003-05-09',
      prs_Gender: 'Feminine',
      prs_Citizenship: ['RO'],
      prs_PrimaryLanguage: 'ro',
      interpreterNeeded: false,
      intendedRegion: 'West',
    },
    needs: {
      needs: [
        { needCode: 'SafeAccommodation', priority: 'urgent' },
        { needCode: 'MaternityAndInfant', priority: 'soon' },
      ],
      accommodationNeed: { sexSpecific: true, withChildren: true, security: 'high' },
    },
    risk: {
      assessedAt: calendar.day(day),
      assessedBy: 'rosa-01',
      method: 'structuredInterview',
      levelOverall: 'high',
      factors: [
        {
          factor: 'family',
          level: 'high',
          country: 'RO',
          mitigation: ['NoContactWithFamily', 'LocationKeptSecret'],
        },
        { factor: 'state', level: 'medium', country: 'RO', mitigation: ['NoContactWithState'] },
      ],
    },
    case: {
      cas_ReferringOrganisation: 'rosa-desk',
      cas_ReferringPrimaryCaseWorker: 'rosa-01',
      alternateCaseWorker: 'rosa-02',
      cas_ReasonForOutgoingReferral: 'MigrationOrChangeOfLocation',
      cas_OutgoingReferralDate: calendar.day(day),
      cas_Status: 'Active',
      knowledgeSource: [{ section: 'risk', source: 'person', date: calendar.day(day) }],
    },
  }
  return {
    caseRef: `ROSA-R-${reference()}`,
    purpose: 'SafeReturn',
    urgency: 'normal',
    subjectKind: 'adult',
    from: rosa,
    to: casa,
    transfersResponsibility: true,
    legalBasis: 'consent',
    permission: consentOn(stage, day, id('mother')),
    dataScope: Object.keys(sections) as ReferralSubmitted['dataScope'],
    sections,
  }
}

/** A question of its own: it says what a service must know in order to answer, and that leads back to nobody. */
export function legalAid(): EventData['inquiry.asked'] {
  return {
    caseRef: `ROSA-Q-${reference()}`,
    purpose: 'Inquiry',
    from: rosa,
    to: casa,
    subjectKind: 'adult',
    ageBand: '20-29',
    needs: ['FreeLegalAid'],
    wanted: { country: 'RO' },
    urgency: 'normal',
  }
}

/** The child, once it is born: it travels on its mother's referral. */
export function withChild(stage: Stage): Sections {
  const { person } = offerOfMother(stage, 3).sections
  if (!person) throw new Error('the case has a person')
  return {
    person: {
      ...person,
      companions: [
        {
          pseudonym: 'ROSA-P-78',
          relation: 'child',
          ageBand: '0-9',
          keepTogether: true,
          birthRegistered: false,
          document: 'missing',
          otherParent: 'suspected',
        },
      ],
    },
  }
}

/** To the state, as the usual form has it, which lists who is usually asked. She has excluded it: never sent. */
export function offerToState(stage: Stage, day: number, to: Party = state): ReferralSubmitted {
  const offer = offerOfMother(stage, day)
  const { permission } = offer
  const recipients = [{ member: to.member, organisation: to.organisation }]
  return {
    ...offer,
    permission: { ...permission, scope: { ...permission.scope, recipients } },
    caseRef: `ROSA-R-${reference()}`,
    to,
    transfersResponsibility: false,
  }
}

function consentOn({ calendar }: Stage, day: number, permissionId: string): Permission {
  return {
    permissionId,
    kind: 'consent',
    givenBy: 'self',
    scope: {
      recipients: ['casa-desk', 'casa-shelter', 'casa-partner'].map((organisation) => ({
        member: 'CASA',
        organisation,
      })),
      sections: ['person', 'needs', 'risk', 'return', 'case'],
      purposes: ['SafeReturn'],
    },
    ...freelyInformed,
    language: 'ro',
    interpreter: false,
    form: 'written',
    givenAt: calendar.at(day, '07:30'),
    validUntil: calendar.at(day + 700, '08:00'),
    wayBack: { content: 'codesOnly' },
  }
}
