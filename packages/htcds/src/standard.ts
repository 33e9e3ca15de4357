/** The Human Trafficking Case Data Standard as published. Credit: HTCDS 2.0, IOM, CC BY 4.0. */
import published from './standard.json' with { type: 'json' }

/** A field of the standard. */
export interface StandardField {
  readonly name: string
  readonly label: string
  readonly type: string
  /** The standard itself advises against it. */
  readonly deprecated?: boolean
  /** The picklist, as code → label. */
  readonly values?: Readonly<Record<string, string>>
}

export const standard = { name: 'HTCDS', version: '2.0', credit: 'HTCDS 2.0, IOM, CC BY 4.0' } as const

/** Every field, in the order of the standard. */
export const standardFields: readonly StandardField[] = published.fields

const byName = new Map(standardFields.map((field) => [field.name, field]))

/** The picklist of a field as code → label; nothing if it has none. */
export function picklistOf(name: string): ReadonlyMap<string, string> {
  return new Map(Object.entries(byName.get(name)?.values ?? {}))
}

/**
 * What two spellings of one name have in common: letters without their marks, in lower case, and digits. So
 * `prs_First_Name` is `prs_FirstName`, `DebtBondage ` is `DebtBondage`, `Côte d’Ivoire` is `Cote d'Ivoire`.
 */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/[^\p{Letter}\p{Number}]/gu, '')
}
