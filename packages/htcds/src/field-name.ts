/** The heading of a column, or the name of a member → the field of HTCDS 2.0 that is meant. */
import { fold, standardFields } from './standard.ts'

export interface NamedField {
  readonly name: string
  /** How it was written, if not as the standard has it. */
  readonly from?: 'spelling' | 'label'
}

const names = new Set(standardFields.map(({ name }) => name))
const spellings = new Map(standardFields.map(({ name }) => [fold(name), name]))
const labels = uniqueLabels()

/**
 * Finds the field. The toolkit of HTCDS writes `prs_First_Name` and `vic_Methods_of_Control`; exports of databases
 * have labels. A label that two fields share (Type) is none, nor is one that says too little: only in the standard are
 * Date and Country those of an event.
 */
export function fieldNamed(heading: string): NamedField | undefined {
  if (names.has(heading)) return { name: heading }
  const spelt = spellings.get(fold(heading))
  if (spelt !== undefined) return { name: spelt, from: 'spelling' }
  const labelled = labels.get(fold(heading))
  return labelled === undefined ? undefined : { name: labelled, from: 'label' }
}

function uniqueLabels(): ReadonlyMap<string, string> {
  const byLabel = Map.groupBy(standardFields, ({ label }) => fold(label))
  const unique = [...byLabel].flatMap(([label, [field, ...others]]) =>
    field === undefined || others.length > 0 ? [] : [[label, field.name] as const],
  )
  return new Map(unique.filter(([, name]) => !name.startsWith('hte_') && name !== 'cas_Status'))
}
