/** Codes that exist: in a picklist of the standard, or only in its field definitions. */
import { standardFields } from './standard.ts'

/**
 * Names that the field definitions of HTCDS 2.0 or other spellings use for a code of the picklist (domain §1.1).
 * `Threats` is not here: it says nothing about their kind, and PhysicalThreats would be more than was written.
 */
export const otherNames: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  vic_MethodsOfControl: {
    PsychoactiveSubstances: 'PsychoactiveSubstance',
    ThreatOfLawEnforcement: 'ThreatsLawEnforcement',
  },
  vic_RelationshipToTrafficker: { Unacquainted: 'Unaquainted' },
  vic_TraffickingStatusDecisionMakingOrg: {
    NonPoliceGovernmentalOrganisation: 'NonPoliceGovernmentalOrganization',
  },
}

/** In the definitions of vic_MethodsOfControl, and not in its picklist. */
export const onlyDefined = ['Threats', 'RestrictsMovement', 'UsesChildren']

/**
 * The text, if it is one of these codes; else nothing. Only such a text may be repeated in a report: whatever else
 * stands in a code field could be the name of a person.
 */
export function knownCode(text: string): string | undefined {
  return everyCode.has(text) ? text : undefined
}

const everyCode: ReadonlySet<string> = new Set([
  ...standardFields.flatMap(({ values }) => Object.keys(values ?? {})),
  ...Object.values(otherNames).flatMap((names) => Object.keys(names)),
  ...onlyDefined,
])
