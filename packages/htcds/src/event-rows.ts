/**
 * Historic Trafficking Events: a person has several, a record has one field for each of their parts. So the fields
 * `hte_Type`, `hte_Country` and `hte_Date` are lists, and what stands at the same place in each is one event.
 */
import { mostEntries } from './bounds.ts'
import type { Cell } from './cell.ts'
import { mapping } from './mapping.ts'
import { type Reading, readOne } from './read.ts'
import type { ImportFault, Repair } from './report.ts'

/** The fields of events that a record has → what stands in them. */
export type EventRow = Map<string, Cell>

export const eventFields = ['hte_Type', 'hte_Country', 'hte_Date'] as const
type EventField = (typeof eventFields)[number]

/** `section/victim-context`: at most so many. */
const MOST_EVENTS = 20

const tooMany: Reading = { repairs: [], faults: [{ field: 'hte_Type', code: 'TOO_MANY' }] }

/** Reads the events of a record. An event without its type or its country says nothing, and is left out. */
export function readEvents(row: EventRow): Reading {
  const lists = eventFields.flatMap((field) => {
    const cell = row.get(field)
    return cell === undefined ? [] : [{ field, entries: entriesOf(cell) }]
  })
  const [first] = lists
  if (first === undefined) return { repairs: [], faults: [] }
  const different = lists.filter(({ entries }) => entries.length !== first.entries.length)
  if (different.length > 0) {
    return { repairs: [], faults: lists.map(({ field }) => ({ field, code: 'LISTS_DIFFER' })) }
  }
  if (first.entries.length > mostEntries) return tooMany

  const repairs: Repair[] = []
  const faults: ImportFault[] = []
  const events = first.entries.flatMap((_, at) => {
    const event: Partial<Record<EventField, unknown>> = {}
    for (const { field, entries } of lists) {
      const reading = readEntry(field, entries[at] ?? '')
      repairs.push(...reading.repairs)
      faults.push(...reading.faults.map((fault) => ({ ...fault, item: at + 1 })))
      if (reading.value !== undefined) event[field] = reading.value
    }
    const missing = (['hte_Type', 'hte_Country'] as const).filter((field) => event[field] === undefined)
    const unexplained = missing.filter(
      (field) => !faults.some((fault) => fault.field === field && fault.item === at + 1),
    )
    faults.push(...unexplained.map((field) => ({ field, code: 'EVENT_INCOMPLETE', item: at + 1 }) as const))
    return missing.length === 0 ? [event] : []
  })

  const distinct = [...new Map(events.map((event) => [JSON.stringify(event), event])).values()]
  if (distinct.length < events.length)
    repairs.push({ field: 'hte_Type', from: 'repetition', code: 'REPAIRED_LIST' })
  if (distinct.length > MOST_EVENTS) return tooMany
  return distinct.length === 0 ? { repairs, faults } : { value: distinct, repairs, faults }
}

function readEntry(field: EventField, text: string): Reading {
  const place = mapping[field]
  const form = place?.kind === 'mapped' ? place.form : undefined
  if (text === '' || form === undefined || form.kind === 'codes' || form.kind === 'countries') {
    return { repairs: [], faults: [] }
  }
  return readOne(field, form, text, 'untyped')
}

/** The entries by their places: an empty one holds its place. */
function entriesOf({ items, written }: Cell): readonly string[] {
  const entries = written === 'list' ? items : items.flatMap((item) => item.split(';'))
  return entries.map((entry) => entry.trim())
}
