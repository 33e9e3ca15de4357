/** The records of a file: for each, its fields in order, by what they are called and what stands in them. */
import { parseJson } from '@onward/contract'
import { type Cell, cellOfJson, cellOfText } from './cell.ts'
import { readCsv } from './csv.ts'
import { HtcdsError } from './error.ts'

export type Format = 'json' | 'csv'

/** One field of a record that holds something. */
export interface Member {
  readonly heading: string
  /** Its place in the record, from 1. */
  readonly number: number
  readonly cell: Cell | 'not a value'
}

export const maxBytes = 1_000_000
export const maxRecords = 1_000
export const maxFields = 1_000

const MOST_DEPTH = 8

export interface Records {
  /** Every name a field has somewhere, empty ones included. */
  readonly headings: ReadonlySet<string>
  /** Without the fields that hold nothing. */
  readonly records: readonly (readonly Member[])[]
}

/**
 * Reads the records of a text, whatever its fields are called.
 *
 * @throws HtcdsError
 */
export function readRecords(input: string | Uint8Array, format: Format): Records {
  const text = decode(input)
  return format === 'json' ? jsonRecords(text) : csvRecords(text)
}

function decode(input: string | Uint8Array): string {
  const bytes = typeof input === 'string' ? encode(input) : input
  if (bytes.byteLength > maxBytes) throw new HtcdsError('TOO_LARGE', `There are more than ${maxBytes} bytes.`)
  const text = utf8(bytes)
  if (text.includes('\u0000')) throw new HtcdsError('NOT_TEXT', 'The text holds U+0000.')
  return text
}

/** More code units than bytes allowed are more bytes, so a huge text is not encoded first. */
function encode(text: string): Uint8Array {
  if (text.length > maxBytes) throw new HtcdsError('TOO_LARGE', `There are more than ${maxBytes} bytes.`)
  if (!text.isWellFormed()) throw new HtcdsError('NOT_TEXT', 'The text holds half of a surrogate pair.')
  return new TextEncoder().encode(text)
}

/** Without the mark that Windows writes at the start. */
function utf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new HtcdsError('NOT_TEXT', 'The bytes are not UTF-8.')
  }
}

function csvRecords(text: string): Records {
  const [headings = [], ...rows] = readCsv(text, { most: maxRecords + 2 })
  if (rows.length > maxRecords) throw tooManyRecords()
  if ([headings, ...rows].some((row) => row.length > maxFields)) throw tooManyFields()
  const records = rows.map((row) =>
    row.flatMap((text, at) => {
      const cell = cellOfText(text)
      return cell === undefined ? [] : [{ heading: headings[at] ?? '', number: at + 1, cell }]
    }),
  )
  return { headings: new Set(headings), records }
}

function jsonRecords(text: string): Records {
  const parsed = parse(text)
  const objects: readonly unknown[] = Array.isArray(parsed) ? parsed : [parsed]
  if (objects.length > maxRecords) throw tooManyRecords()
  const named = objects.map(membersOf)
  const records = named.map((members) =>
    members.flatMap(([heading, value], at) => {
      const cell = cellOfJson(value)
      return cell === undefined ? [] : [{ heading, number: at + 1, cell }]
    }),
  )
  return { headings: new Set(named.flat().map(([heading]) => heading)), records }
}

function membersOf(record: unknown): readonly (readonly [string, unknown])[] {
  if (typeof record !== 'object' || record === null || Array.isArray(record)) {
    throw new HtcdsError('NOT_RECORDS', 'The text is not an object, nor a list of objects.')
  }
  const members: readonly (readonly [string, unknown])[] = Object.entries(record)
  if (members.length > maxFields) throw tooManyFields()
  return members
}

/** Strictly: no member twice, nothing too deep (@onward/contract). */
function parse(text: string): unknown {
  try {
    // First as it is: only in valid JSON is every string closed, and `quoteNumbers` fast.
    JSON.parse(text)
    const bytes = new TextEncoder().encode(quoteNumbers(text))
    return parseJson(bytes, { maxBytes: 2 * maxBytes, maxDepth: MOST_DEPTH })
  } catch {
    throw new HtcdsError('NOT_JSON', 'The text is not JSON, has a member twice, or is nested too deeply.')
  }
}

/**
 * Puts every number that is not a whole one up to 2^53 − 1 in quotes. HTCDS has coordinates, and identity numbers
 * without quotes; we take no coordinates, but they must not stop the rest, nor a number lose its last digits.
 */
function quoteNumbers(text: string): string {
  return text.replaceAll(/"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/gs, (token) =>
    token.startsWith('"') || Number.isSafeInteger(wholeNumber(token)) ? token : `"${token}"`,
  )
}

function wholeNumber(token: string): number {
  return /^-?\d+$/.test(token) ? Number(token) : Number.NaN
}

function tooManyRecords(): HtcdsError {
  return new HtcdsError('TOO_MANY_RECORDS', `There are more than ${maxRecords} records.`)
}

function tooManyFields(): HtcdsError {
  return new HtcdsError('TOO_MANY_FIELDS', `A record has more than ${maxFields} fields.`)
}
