// The invented case of the year: what NL knows of her, section by section, and what she agreed to.
import type { Permission, ReferralSubmitted, Sections } from '@onward/contract'
import { readCase } from '../cases.ts'
import type { Calendar } from '../clock.ts'
import type { DataOf, Stage } from './scene.ts'

export const nl = { member: 'NL', organisation: 'nl-focal-point', role: 'FocalPoint' } as const
export const ro = { member: 'RO', organisation: 'ro-focal-point', role: 'FocalPoint' } as const
export const roShelter = { member: 'RO', organisation: 'ro-shelter', role: 'Shelter' } as const

/** Whom she has agreed to, in the order in which they may be asked. */
const chosen = ['ro-focal-point', 'ro-shelter', 'ro-counselling'].map((organisation) => ({
  member: 'RO',
  organisation,
}))

/** What she agrees to on a day, good until another. */
export function consentOn(
  { permission }: ReferralSubmitted,
  { id, calendar }: Stage,
  { given, until, name }: { readonly given: number; readonly until: number; readonly name: string },
): Permission {
  return {
    ...permission,
    permissionId: id(name),
    givenAt: calendar.at(given, '07:30'),
    validUntil: calendar.at(until, '08:00'),
    scope: {
      recipients: chosen,
      sections: ['person', 'victimContext', 'needs', 'risk', 'legalStatus', 'return', 'case'],
      purposes: ['SafeReturn'],
    },
    // Her plan and why it ends may be told back; of everything else NL learns codes.
    wayBack: { content: 'sections', sections: ['case'], points: ['arrival', 'day30', 'day90', 'day365'] },
  }
}

/** Day 0: she was told of asylum. It stays at her member; without it no offer would leave. */
export function toldOfAsylum({ calendar }: Stage, day = 0) {
  return { protectionCheck: { informedOn: calendar.day(day), language: 'ro', outcome: 'none' } }
}

/** Where no inquiry came before, the recipient has said that it has room. */
export const hasRoom = { capacity: { channel: 'telephone' } } as const

/** Day 3: only what RO needs in order to say yes or no. */
export async function offerOn(stage: Stage): Promise<DataOf<'submit'>> {
  const { calendar } = stage
  const example = await readCase('first-case.json')
  const sections = datedSections(example.sections, calendar, 3)
  const permission = consentOn(example, stage, { given: 3, until: 330, name: 'consent' })
  return { ...example, permission, sections, legalBasis: 'consent', local: toldOfAsylum(stage) }
}

/** Day 365: offered anew, because old consent never revives. */
export async function offerAgain(stage: Stage, previousReferral: string): Promise<DataOf<'submit'>> {
  const { calendar } = stage
  const example = await readCase('first-case.json')
  const { person, needs, risk, return: journey, case: file } = datedSections(example.sections, calendar, 365)
  return {
    ...example,
    urgency: 'urgent',
    urgencyReason: 'NoSafePlaceTonight',
    permission: consentOn(example, stage, { given: 365, until: 711, name: 'consent again' }),
    sections: {
      ...(person && { person }),
      ...(needs && { needs: { ...needs, urgentNeeds: ['shelterTonight'] } }),
      ...(risk && { risk: { ...risk, levelOverall: 'high' } }),
      ...(journey && { return: { ...journey, travelDocument: 'valid' } }),
      ...(file && { case: file }),
    },
    previousReferral,
    local: { ...toldOfAsylum(stage), ...hasRoom },
  }
}

/** Day 10: she is identified, so what happened to her is known, from whom, and since when. */
export async function knownSince10({ calendar }: Stage): Promise<Sections> {
  const example = await readCase('first-case.json')
  const { case: file } = datedSections(example.sections, calendar, 3)
  const source = { section: 'victimContext', source: 'person', date: calendar.day(10) } as const
  return {
    ...(file && { case: { ...file, knowledgeSource: [...(file.knowledgeSource ?? []), source] } }),
    victimContext: {
      vic_TraffickingStatus: 'ActualVictimOfTrafficking',
      vic_TraffickingStatusDecisionMakingOrg: 'Police',
      vic_TypeOfExploitation: ['ForcedLabour'],
      vic_ForcedLabourIndustry: 'A_AgricultureForestryAndFishing',
      vic_MethodsOfControl: ['WithholdsDocuments', 'TakesEarnings', 'ExcessiveWorkingHours'],
      vic_MethodOfRecruitment: ['ThroughAnOnlineAdvertisement'],
      events: [
        { hte_Type: 'Recruitment', hte_Country: 'RO' },
        { hte_Type: 'Exploitation', hte_Country: 'NL', hte_Date: calendar.day(0) },
      ],
    },
    risk: riskOf(calendar.day(10), 'high'),
    legalStatus: {
      reflectionPeriod: { status: 'running', start: calendar.day(10), end: calendar.day(40) },
      residence: { type: 'euCitizen' },
      nonRefoulementCleared: true,
    },
  }
}

/** Day 40: the consulate has issued a passport. */
export function returnWith(travelDocument: 'valid' | 'withheldByTrafficker', { calendar }: Stage): Sections {
  return {
    return: {
      movementBasis: 'voluntary',
      voluntaryDeclaration: { date: calendar.day(3), form: 'written', language: 'ro' },
      earliestDate: calendar.day(40),
      travelDocument,
      escortNeeded: false,
      receptionNeeded: true,
    },
  }
}

/** The example's sections, with the dates of the story. */
function datedSections(example: Sections, calendar: Calendar, day: number): Sections {
  const { person, needs, case: file } = example
  const date = calendar.day(day)
  return {
    ...(person && { person }),
    ...(needs && { needs }),
    risk: riskOf(date, 'medium'),
    return: {
      movementBasis: 'voluntary',
      voluntaryDeclaration: { date, form: 'written', language: 'ro' },
      travelDocument: 'missing',
      escortNeeded: false,
      receptionNeeded: true,
    },
    ...(file && {
      case: {
        ...file,
        cas_OutgoingReferralDate: date,
        reasonDetail: 'PersonWishesToReturn',
        knowledgeSource: [{ section: 'needs', source: 'person', date }],
      },
    }),
  }
}

function riskOf(assessedAt: string, level: 'medium' | 'high'): NonNullable<Sections['risk']> {
  return {
    assessedAt,
    assessedBy: 'nl-fp-02',
    method: 'structuredInterview',
    levelOverall: level,
    factors: [
      { factor: 'retrafficking', level, country: 'RO', mitigation: ['LocationKeptSecret', 'RegularCheckIn'] },
    ],
  }
}
