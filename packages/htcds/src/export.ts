/** Sections → one HTCDS record, in the standard's own words only, and a list of what is not in it. */
import { pointerToken } from '@onward/contract'
import { writeCsv } from './csv.ts'
import { eventFields } from './event-rows.ts'
import { type Mapped, mapping, withheld } from './mapping.ts'
import type { Format } from './records.ts'
import type { ExportLoss } from './report.ts'
import type { ExportableSections } from './sections.ts'
import { standard, standardFields } from './standard.ts'
import { type Written, writeField } from './write.ts'

export interface Exported {
  readonly text: string
  /** Everything of ours that the text does not hold. */
  readonly loss: readonly ExportLoss[]
  /** The version of the standard. */
  readonly version: typeof standard.version
}

/** A list in which an empty place is known to be empty. */
type Entry = Written | readonly (string | null)[]

/**
 * Writes the record. Strict in what it writes: names and codes as the standard publishes them, ISO 3166-1 alpha-2,
 * ISO 639, ISO 8601 days. What has no place there is in the loss report, field by field; nothing is dropped in silence.
 *
 * JSON is one object with lists for fields of several values. CSV is a line of names and a line of values, several
 * of them separated by `;`, cells that a spreadsheet would run guarded by `'`.
 */
export function exportHtcds(sections: ExportableSections, { format }: { readonly format: Format }): Exported {
  const record = new Map<string, Entry>()
  const loss: ExportLoss[] = []

  for (const [name, section] of membersOf(sections)) {
    const here = `/${pointerToken(name)}`
    if (typeof section !== 'object' || section === null || Array.isArray(section)) {
      loss.push({ pointer: here, reason: 'NOT_VALID' })
      continue
    }
    for (const [field, value] of membersOf(section)) {
      const pointer = `${here}/${pointerToken(field)}`
      const place = placeOf(name, field)
      if (name === 'victimContext' && field === 'events') loss.push(...writeEvents(value, pointer, record))
      else if (place === undefined)
        loss.push({ pointer, reason: isExcluded(field, pointer) ? 'EXCLUDED' : 'NO_FIELD' })
      else {
        const { written, lost } = writeField(field, place.form, value)
        if (written !== undefined) record.set(field, written)
        loss.push(...lost.map(({ at, reason }) => ({ pointer: pointer + at, reason })))
      }
    }
  }
  return { text: format === 'json' ? toJson(record) : toCsv(record), loss, version: standard.version }
}

/** Where a field of ours stands in the standard: only if it stands in the section that it belongs to. */
function placeOf(section: string, field: string): Mapped | undefined {
  const place = Object.hasOwn(mapping, field) ? mapping[field] : undefined
  return place?.kind === 'mapped' && place.section === section && place.list === undefined ? place : undefined
}

function isExcluded(field: string, pointer: string): boolean {
  return withheld.has(pointer) || (Object.hasOwn(mapping, field) && mapping[field]?.kind === 'excluded')
}

/**
 * Writes the events into their fields, each event at one place in all of them. An event whose type or country the
 * standard does not have is left out whole.
 */
function writeEvents(events: unknown, pointer: string, record: Map<string, Entry>): readonly ExportLoss[] {
  if (!Array.isArray(events)) return [{ pointer, reason: 'NOT_VALID' }]
  const rows: ReadonlyMap<string, string>[] = []
  const loss = events.flatMap((event: unknown, at): readonly ExportLoss[] => {
    const here = `${pointer}/${at}`
    if (typeof event !== 'object' || event === null) return [{ pointer: here, reason: 'NOT_VALID' }]
    const row = new Map<string, string>()
    const lost = membersOf(event).flatMap(([field, value]): readonly ExportLoss[] => {
      const place = Object.hasOwn(mapping, field) ? mapping[field] : undefined
      const at = `${here}/${pointerToken(field)}`
      if (place?.kind !== 'mapped' || place.list !== 'events') return [{ pointer: at, reason: 'NO_FIELD' }]
      const { written, lost } = writeField(field, place.form, value)
      if (typeof written === 'string') row.set(field, written)
      return lost.map(({ reason }) => ({ pointer: at, reason }))
    })
    if (!row.has('hte_Type') || !row.has('hte_Country'))
      return [{ pointer: here, reason: lost[0]?.reason ?? 'NOT_VALID' }]
    rows.push(row)
    return lost
  })
  for (const field of eventFields) {
    const entries = rows.map((row) => row.get(field) ?? null)
    if (entries.some((entry) => entry !== null)) record.set(field, entries)
  }
  return loss
}

function membersOf(object: object): readonly (readonly [string, unknown])[] {
  return Object.entries(object).filter(([, value]) => value !== undefined)
}

/** In the order of the standard. */
function toJson(record: ReadonlyMap<string, Entry>): string {
  const members = standardFields.flatMap(({ name }) =>
    record.has(name) ? [[name, record.get(name)] as const] : [],
  )
  return `${JSON.stringify(Object.fromEntries(members), null, 2)}\n`
}

/** Every mapped field has its column, so that the lines of several exports can stand below one heading. */
function toCsv(record: ReadonlyMap<string, Entry>): string {
  const columns = standardFields.map(({ name }) => name).filter((name) => mapping[name]?.kind === 'mapped')
  return writeCsv([columns, columns.map((name) => cellText(record.get(name)))])
}

function cellText(entry: Entry | undefined): string {
  return entry === undefined
    ? ''
    : [entry]
        .flat()
        .map((each) => String(each ?? ''))
        .join(';')
}
