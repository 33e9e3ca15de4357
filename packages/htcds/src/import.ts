/** HTCDS records, in whatever spelling → parts of sections, and what was repaired, refused or left. */

import { HtcdsError } from './error.ts'
import { type EventRow, readEvents } from './event-rows.ts'
import { fieldNamed } from './field-name.ts'
import { mapping } from './mapping.ts'
import { readField } from './read.ts'
import { type Format, type Member, readRecords } from './records.ts'
import type { FoundAs, ImportFault, ImportLoss, Repair } from './report.ts'
import type { PartialSections } from './sections.ts'

/** One record of a file. No report in it repeats what stands in the record. */
export interface ImportedRecord {
  readonly sections: PartialSections
  /** Fields that were left where they are. */
  readonly loss: readonly ImportLoss[]
  /** Values that were taken although they were written otherwise: for a human to confirm. */
  readonly repairs: readonly Repair[]
  /** Values that were refused. */
  readonly faults: readonly ImportFault[]
}

/**
 * Reads HTCDS records. Tolerant in what it reads: the drifts of the toolkit, labels, other lists, dates and codes of
 * countries and languages, each reported as a repair. Never in what it takes for granted: an ambiguous date, an
 * unknown code, a field that is there twice are refused; excluded fields (perpetrators, addresses, telephone
 * numbers) and consent are reported and left.
 *
 * @param input At most 1 MB and 1,000 records: one object or a list of them in JSON; in CSV a line with the names
 *   of the fields, then one line for each record.
 * @throws HtcdsError if nothing can be read at all.
 */
export function importHtcds(
  input: string | Uint8Array,
  format: Format,
): { readonly records: readonly ImportedRecord[] } {
  const { headings, records } = readRecords(input, format)
  if (headings.size > 0 && ![...headings].some((heading) => fieldNamed(heading) !== undefined)) {
    throw new HtcdsError('NO_HTCDS_FIELD', 'No field is one of HTCDS 2.0.')
  }
  const fromToolkit = [...headings].some((heading) => toolkitNames.includes(heading))
  return { records: records.map((members) => importRecord(members, fromToolkit ? 'toolkit' : 'standard')) }
}

/** Names that only the XLSForm of HTCDS uses (domain §1.8). */
const toolkitNames = ['prs_First_Name', 'prs_Second_Name', 'vic_Methods_of_Control']

interface NamedMember extends Member {
  readonly field: string
  readonly from?: FoundAs
}

function importRecord(members: readonly Member[], origin: 'toolkit' | 'standard'): ImportedRecord {
  const { known, unknown, twice } = sorted(members, origin)
  const sections: Record<'person' | 'victimContext' | 'case', Record<string, unknown>> = {
    person: {},
    victimContext: {},
    case: {},
  }
  const loss: ImportLoss[] = unknown.map(({ number }) => ({ field: `#${number}`, reason: 'UNKNOWN_FIELD' }))
  const repairs: Repair[] = []
  const faults: ImportFault[] = twice.map((field) => ({ field, code: 'FIELD_TWICE' }))
  const eventRow: EventRow = new Map()

  for (const { field, from, cell } of known) {
    const place = mapping[field]
    if (place?.kind !== 'mapped') {
      loss.push({ field, reason: place?.kind === 'elsewhere' ? 'ELSEWHERE' : 'EXCLUDED' })
      continue
    }
    if (from !== undefined) {
      repairs.push({ field, from, code: from === 'prs_Title' ? 'REPAIRED_TITLE' : 'REPAIRED_FIELD_NAME' })
    }
    if (cell === 'not a value') {
      faults.push({ field, code: 'NOT_A_VALUE' })
      continue
    }
    if (place.list === 'events') {
      eventRow.set(field, cell)
      continue
    }
    const reading = readField(field, place.form, cell)
    repairs.push(...reading.repairs)
    faults.push(...reading.faults)
    if (reading.value !== undefined) sections[place.section][field] = reading.value
  }

  const events = readEvents(eventRow)
  repairs.push(...events.repairs)
  faults.push(...events.faults)
  if (events.value !== undefined) sections.victimContext.events = events.value
  return { sections: present(sections), loss, repairs, faults }
}

/** Which field each member is. One that is there twice with two values is neither. */
function sorted(members: readonly Member[], origin: 'toolkit' | 'standard') {
  const named = members.map((member) => ({ member, named: fieldNamed(member.heading) }))
  const unknown = named.flatMap(({ member, named }) => (named === undefined ? [member] : []))
  const all: readonly NamedMember[] = named.flatMap(({ member, named }) =>
    named === undefined ? [] : [{ ...member, field: named.name, ...(named.from && { from: named.from }) }],
  )
  const byField = Map.groupBy(origin === 'toolkit' ? withTitleAsName(all) : all, ({ field }) => field)
  const twice = [...byField].flatMap(([field, found]) => (isTwice(found) ? [field] : []))
  const known = [...byField].flatMap(([, [first, ...others]]) =>
    first === undefined || isTwice([first, ...others]) ? [] : [first],
  )
  return { known, unknown, twice }
}

function isTwice(found: readonly NamedMember[]): boolean {
  return new Set(found.map(({ cell }) => JSON.stringify(cell))).size > 1
}

/**
 * The toolkit asks for the "Second Name" in its field prs_Title (domain §1.8). So in its files, where no second name
 * stands, the title is one, to be confirmed.
 */
function withTitleAsName(members: readonly NamedMember[]): readonly NamedMember[] {
  if (members.some(({ field }) => field === 'prs_SecondName')) return members
  return members.map((member) =>
    member.field === 'prs_Title' ? { ...member, field: 'prs_SecondName', from: 'prs_Title' } : member,
  )
}

/** Without the sections that hold nothing. */
function present(sections: Readonly<Record<string, Readonly<Record<string, unknown>>>>): PartialSections {
  const filled = Object.entries(sections).filter(([, section]) => Object.keys(section).length > 0)
  // Sound: `mapping` puts each field into its section with the form that its schema asks for; a test has the
  // contract judge what imports give.
  return Object.fromEntries(filled) as PartialSections
}
