/** Where each of the 83 fields of HTCDS 2.0 has its place: in a section, in an event, or nowhere and why. */
import { codes, type EventType } from '@onward/contract'

/** How the value of a field is written, here and in the standard. `most` is the bound of our schema. */
export type Form =
  | { readonly kind: 'text'; readonly most: number }
  | { readonly kind: 'free-text' | 'id' | 'day' | 'language' | 'country' }
  | { readonly kind: 'whole'; readonly most: number }
  | { readonly kind: 'countries'; readonly most: number }
  | { readonly kind: 'code'; readonly codes: readonly string[] }
  /** A code of ours in a field that is a text in the standard. */
  | { readonly kind: 'coded-text'; readonly codes: readonly string[] }
  | { readonly kind: 'codes'; readonly codes: readonly string[]; readonly most: number }

/** A field that has a place in a section, under its own name. `list`: in each entry of that list. */
export interface Mapped {
  readonly kind: 'mapped'
  readonly section: 'person' | 'victimContext' | 'case'
  readonly list?: 'events'
  readonly form: Form
}

export type Place =
  | Mapped
  /** What it says is an event of its own here, made by a person with the authority for it. Never imported. */
  | { readonly kind: 'elsewhere'; readonly events: readonly EventType[]; readonly why: string }
  /** Deliberately neither exported nor imported. */
  | { readonly kind: 'excluded'; readonly why: string }

const excluded = (why: string): Place => ({ kind: 'excluded', why })
const elsewhere = (why: string, ...events: readonly EventType[]): Place => ({
  kind: 'elsewhere',
  events,
  why,
})
const person = (form: Form): Mapped => ({ kind: 'mapped', section: 'person', form })
const victim = (form: Form): Mapped => ({ kind: 'mapped', section: 'victimContext', form })
const event = (form: Form): Mapped => ({ kind: 'mapped', section: 'victimContext', list: 'events', form })
const ofCase = (form: Form): Mapped => ({ kind: 'mapped', section: 'case', form })
const code = (list: readonly string[]): Form => ({ kind: 'code', codes: list })
const severalCodes = (list: readonly string[], most: number): Form => ({ kind: 'codes', codes: list, most })
const text = (most: number): Form => ({ kind: 'text', most })
const whole = (most: number): Form => ({ kind: 'whole', most })

const organisation = excluded(
  'An organisation is its registered id; what it is called and where it is stands in the directory, and shelters have no address there (practice §12).',
)
const salutation = excluded(
  'No service rests on it, and it tells marital status or sex (data minimisation, R22).',
)
const contact = excluded(
  'HTCDS cannot say whether, when and how it is safe to reach the person; safeContact says it (domain §8).',
)
const address = excluded(
  'An exact address is not minimal and puts the person in danger: it travels only to a receiver that has accepted, never into a file (domain §8).',
)
const place = excluded('What happened is kept by country, never by place (domain §8).')
const websites = excluded('It serves an investigation, not assistance (R61, domain §8).')
const lookup = excluded(
  'A place or firm that takes part in a crime is an allegation, not a need (practice §12, domain §8).',
)
const perpetrator = excluded(
  'Nothing about perpetrators travels with a victim (R61, practice §12, domain §8).',
)
const vulnerabilities = excluded(
  'Deprecated by the standard itself; what the person needs is in the needs section (R41).',
)
const consent = elsewhere(
  'One checkbox has no scope, recipient, purpose, date or end, so it never counts as a permission (domain §1.5, R18).',
  'referral.submitted',
  'consent.granted',
)
const plan = excluded(
  'A long text in the standard, and a list of codes here: a section has one free text (practice §12).',
)
const incoming = elsewhere(
  'The receiver learns it from the offer that the sender signed.',
  'referral.submitted',
)

/** That protection was granted is an asylum fact, and no section tells it (practice §3). */
const outcomes = codes.ClosureOutcome.filter((outcome) => outcome !== 'ProtectionGranted')

/** HTCDS field → its place. The names are those of the standard; so are the names in our sections. */
export const mapping: Readonly<Record<string, Place>> = {
  org_Name: organisation,
  org_ShippingCity: organisation,
  org_ShippingCountry: organisation,
  org_ShippingState: organisation,
  org_ShippingStreet: organisation,
  org_ShippingPostalCode: organisation,
  org_ShippingLongitude: organisation,
  org_ShippingLatitude: organisation,
  org_Phone: organisation,
  org_Type: organisation,

  prs_Salutation: salutation,
  prs_FirstName: person(text(100)),
  prs_MiddleName: person(text(100)),
  prs_SecondName: person(text(100)),
  prs_Birthdate: person({ kind: 'day' }),
  prs_Gender: person(code(codes.Gender)),
  prs_Deceased: elsewhere(
    'A referral hands over a living person; a death is told to the parties as an incident (practice §11).',
    'incident.reported',
  ),
  prs_MaritalStatus: person(code(codes.MaritalStatus)),
  prs_NumberOfChildren: person(whole(30)),
  prs_PrimaryLanguage: person({ kind: 'language' }),
  prs_SecondaryLanguage: person({ kind: 'language' }),
  prs_HighestLevelOfEducation: person(code(codes.EducationLevel)),
  prs_Citizenship: person({ kind: 'countries', most: 5 }),
  prs_IdentityNumber: person(text(50)),
  prs_Title: salutation,
  prs_Email: contact,
  prs_HomePhone: contact,
  prs_MobilePhone: contact,
  prs_MailingCity: address,
  prs_MailingCountry: address,
  prs_MailingState: address,
  prs_MailingStreet: address,
  prs_MailingPostalCode: address,
  prs_MailingLongitude: address,
  prs_MailingLatitude: address,

  vic_AgreementToManagePersonalData: consent,
  vic_TraffickingStatus: victim(code(codes.TraffickingStatus)),
  vic_TraffickingStatusDecisionMakingOrg: victim(code(codes.StatusDecisionMaker)),
  vic_RelationshipToTrafficker: victim(code(codes.RelationshipToTrafficker)),
  vic_AgeWhenTrafficked: victim(whole(130)),
  vic_RecruitmentWebsitesAndApps: websites,
  vic_MethodOfRecruitment: victim(severalCodes(codes.MethodOfRecruitment, 10)),
  vic_LocationOfRecruitment: lookup,
  vic_MethodsOfControl: victim(severalCodes(codes.MethodOfControl, 18)),
  vic_TypeOfExploitation: victim(severalCodes(codes.TypeOfExploitation, 18)),
  vic_ForcedLabourIndustry: victim(code(codes.ForcedLabourIndustry)),
  vic_TypeOfSexExploitation: victim(severalCodes(codes.TypeOfSexExploitation, 4)),
  vic_LocationOfExploitation: lookup,
  vic_ExploitationWebsitesAndApps: websites,
  vic_Vulnerabilities: vulnerabilities,
  vic_DetailsOfVulnerabilities: vulnerabilities,

  per_RoleInProcess: perpetrator,
  per_RoleDetails: perpetrator,

  cas_Status: ofCase(code(codes.CaseStatus)),
  cas_ReasonForCaseClosure: ofCase({ kind: 'coded-text', codes: outcomes }),
  cas_CaseOwner: excluded(
    'An account of one system; who answers for the case has an id of a post or of staff (R47).',
  ),
  cas_ReferringOrganisation: ofCase({ kind: 'id' }),
  cas_IncomingReferralDate: ofCase({ kind: 'day' }),
  cas_ReferringPrimaryCaseWorker: ofCase({ kind: 'id' }),
  cas_ReasonForIncomingReferral: incoming,
  cas_IncomingReferralDetails: incoming,
  cas_ReferredOrganisation: ofCase({ kind: 'id' }),
  cas_ReferredPrimaryCaseWorker: ofCase({ kind: 'id' }),
  cas_ReasonForOutgoingReferral: ofCase(code(codes.OutgoingReferralReason)),
  cas_OutgoingReferralDate: ofCase({ kind: 'day' }),
  cas_OutgoingReferralDetails: ofCase({ kind: 'free-text' }),

  cco_CaseComment: excluded(
    'Comments belong to the file of one organisation: no author, no language, no purpose (practice §12).',
  ),

  hte_Longitude: place,
  hte_Latitude: place,
  hte_City: place,
  hte_Country: event({ kind: 'country' }),
  hte_State: place,
  hte_Street: place,
  hte_PostalCode: place,
  hte_Date: event({ kind: 'day' }),
  hte_Type: event(code(codes.TraffickingEventType)),
  hte_Description: excluded('Free text about a crime names third persons (practice §12).'),

  spl_Objectives: plan,
  spl_ActionPlan: plan,
  spl_PlannedEndDate: ofCase({ kind: 'day' }),
  spl_ActualEndDate: ofCase({ kind: 'day' }),
  spl_Type: ofCase(severalCodes(codes.SupportType, 9)),

  con_Consent: consent,
}

/**
 * Fields of ours that are left out of an export for the reason of a HTCDS field, not because HTCDS has none:
 * pointer → that field.
 */
export const withheld: ReadonlyMap<string, string> = new Map([['/person/safeContact', 'prs_MobilePhone']])
