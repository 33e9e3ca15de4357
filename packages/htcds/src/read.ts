/** One field of a file → the value of our field, with what was repaired and what was refused. */
import { isId, isWithin, mostEntries, mostFreeText } from './bounds.ts'
import type { Cell } from './cell.ts'
import { codeMatcher } from './code-match.ts'
import { matchCountry } from './country.ts'
import { readDay } from './day.ts'
import { knownCode } from './known-code.ts'
import { matchLanguage } from './language.ts'
import type { Form } from './mapping.ts'
import { type Matcher, splitList } from './match.ts'
import type { FaultCode, ImportFault, Repair } from './report.ts'

export interface Reading {
  /** What our field holds; nothing if there is nothing to be trusted. */
  readonly value?: unknown
  readonly repairs: readonly Repair[]
  readonly faults: readonly ImportFault[]
}

/** BCP 47: the language is not known. */
const UNDETERMINED = 'und'

/** Reads a field that holds one entry, or a list that is one value here. */
export function readField(field: string, form: Form, cell: Cell): Reading {
  if (form.kind === 'codes' || form.kind === 'countries') return readSeveral(field, form, cell)
  const [item, ...others] = cell.items
  if (item === undefined || others.length > 0) return refused(field, 'SEVERAL_VALUES')
  const reading = readOne(field, form, item, cell.written)
  const listed: Repair = { field, from: 'a list of one', code: 'REPAIRED_LIST' }
  return cell.written === 'list' ? { ...reading, repairs: [listed, ...reading.repairs] } : reading
}

/** Reads one entry. */
export function readOne(
  field: string,
  form: Exclude<Form, { kind: 'codes' | 'countries' }>,
  text: string,
  written: Cell['written'],
): Reading {
  switch (form.kind) {
    case 'text':
      if (!isWithin(text, form.most)) return refused(field, 'TEXT_TOO_LONG')
      return taken(text, repairsOf(field, 'REPAIRED_TEXT', written === 'number' ? 'number' : undefined))
    case 'free-text':
      if (!isWithin(text, mostFreeText)) return refused(field, 'TEXT_TOO_LONG')
      return taken({ text, language: UNDETERMINED }, repairsOf(field, 'LANGUAGE_UNSTATED', 'text'))
    case 'id':
      return isId(text) ? taken(text) : refused(field, 'ID_INVALID')
    case 'day':
      return readDate(field, text)
    case 'whole':
      if (!/^\d{1,3}$/.test(text.trim()) || Number(text) > form.most) return refused(field, 'NUMBER_INVALID')
      return taken(Number(text), repairsOf(field, 'REPAIRED_NUMBER', written === 'text' ? 'text' : undefined))
    case 'language':
      return matched(field, text, matchLanguage, 'UNKNOWN_LANGUAGE')
    case 'country':
      return matched(field, text, matchCountry, 'UNKNOWN_COUNTRY')
    case 'code':
      return readCode(field, text, form.codes)
    case 'coded-text':
      return form.codes.includes(text) ? taken(text) : refused(field, 'UNKNOWN_CODE')
    default:
      return form satisfies never
  }
}

/** A list of codes or countries. What is refused leaves the others as they are. */
function readSeveral(
  field: string,
  form: Extract<Form, { kind: 'codes' | 'countries' }>,
  { items, written }: Cell,
): Reading {
  const match = form.kind === 'countries' ? matchCountry : codeMatcher(field, form.codes)
  const one =
    form.kind === 'countries'
      ? ({ kind: 'country' } as const)
      : ({ kind: 'code', codes: form.codes } as const)
  const split = items.map((item) => splitList(item, match))
  const parts = split.flatMap((each) => each.parts).filter((part) => part.trim() !== '')
  if (parts.length > mostEntries) return refused(field, 'TOO_MANY')
  const readings = parts.map((part, at) => numbered(readOne(field, one, part, 'untyped'), parts.length, at))

  const values = readings.flatMap(({ value }) => (value === undefined ? [] : [value]))
  const distinct = [...new Set(values)]
  const separated =
    split.some(({ separator }) => separator === 'another') || (written === 'text' && parts.length > 1)
  const repairs = [
    ...repairsOf(field, 'REPAIRED_LIST', separated ? 'separator' : undefined),
    ...readings.flatMap((each) => each.repairs),
    ...repairsOf(field, 'REPAIRED_LIST', distinct.length < values.length ? 'repetition' : undefined),
  ]
  const faults = readings.flatMap((each) => each.faults)
  if (distinct.length > form.most) return refused(field, 'TOO_MANY')
  return distinct.length === 0 ? { repairs, faults } : { value: distinct, repairs, faults }
}

/**
 * An unknown code never becomes one that says more: it is `Other` where the list has that, and nothing where it has
 * not.
 */
function readCode(field: string, text: string, codes: readonly string[]): Reading {
  const reading = matched(field, text, codeMatcher(field, codes), 'UNKNOWN_CODE')
  if (reading.value !== undefined) return reading
  const found = knownCode(text.trim())
  const fault: ImportFault = { field, code: 'UNKNOWN_CODE', ...(found === undefined ? {} : { found }) }
  if (!codes.includes('Other')) return { repairs: [], faults: [fault] }
  return { value: 'Other', repairs: [], faults: [{ ...fault, became: 'Other' }] }
}

function readDate(field: string, text: string): Reading {
  const read = readDay(text)
  if ('fault' in read) return refused(field, read.fault)
  return taken(read.day, repairsOf(field, 'REPAIRED_DATE', read.from))
}

function matched(field: string, text: string, match: Matcher, unknown: FaultCode): Reading {
  const found = match(text)
  if (found === undefined) return refused(field, unknown)
  return taken(found.value, found.repair === undefined ? [] : [{ field, ...found.repair }])
}

function taken(value: unknown, repairs: readonly Repair[] = []): Reading {
  return { value, repairs, faults: [] }
}

function refused(field: string, code: FaultCode): Reading {
  return { repairs: [], faults: [{ field, code }] }
}

function repairsOf(field: string, code: Repair['code'], from: Repair['from'] | undefined): readonly Repair[] {
  return from === undefined ? [] : [{ field, from, code }]
}

/** Says which of several a fault is about. */
function numbered(reading: Reading, of: number, at: number): Reading {
  if (of < 2) return reading
  return { ...reading, faults: reading.faults.map((fault) => ({ ...fault, item: at + 1 })) }
}
