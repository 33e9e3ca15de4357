/** What an HTCDS record can say of the sections of a referral: some sections, and some fields of each. */
import type { CaseSection, PersonSection, Sections, VictimContextSection } from '@onward/contract'

/**
 * What an import gives. Each field that is there is as its schema asks; sections are not whole: a pseudonym, an
 * intended region and an alternate caseworker have no place in HTCDS, and a human has to add them.
 */
export interface PartialSections {
  readonly person?: Partial<PersonSection>
  readonly victimContext?: Partial<VictimContextSection>
  readonly case?: Partial<CaseSection>
}

/** What can be exported: whole sections, or what an import gave. */
export type ExportableSections = { readonly [Name in keyof Sections]?: Partial<NonNullable<Sections[Name]>> }
