/** CSV (RFC 4180) with one record a line, safe to open in a spreadsheet. */
import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import { HtcdsError } from './error.ts'

// A spreadsheet runs a cell that begins so as a formula (CWE-1236); the wide forms are those of East Asian keyboards.
const FORMULA = /[=+\-@＝＋－＠]/
/** May stand before it and does not help. */
const BEFORE_FORMULA = /[\s']/
/** Where a spreadsheet that expects other delimiters than ours begins a new cell, quotes or not. */
const ANOTHER_CELL = /[;\t\r\n]/

/** Writes rows. Every cell is quoted, so that no text in it can end it. */
export function writeCsv(rows: readonly (readonly string[])[]): string {
  const guarded = rows.map((row) => row.map(guard))
  return stringify(guarded, { quoted: true, quoted_empty: false, record_delimiter: '\r\n' })
}

/**
 * Reads rows; the delimiter is the one that its first line holds most of. Rows may be shorter or longer than the first.
 *
 * @throws HtcdsError NOT_CSV
 */
export function readCsv(text: string, { most }: { readonly most: number }): readonly (readonly string[])[] {
  try {
    const rows: unknown = parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      relax_column_count: true,
      skip_empty_lines: true,
      to: most,
    })
    // Sound: without columns and casts this parser gives rows of text.
    return (rows as readonly (readonly string[])[]).map((row) => row.map(unguard))
  } catch {
    throw new HtcdsError('NOT_CSV', 'The text is not CSV: a quote does not close, or stands inside a cell.')
  }
}

/** `=1+1` → `'=1+1`, which a spreadsheet shows and does not run; so in every place where a cell could begin. */
export function guard(cell: string): string {
  const runs = formulas(cell)
  return [...cell.split('').entries()].map(([at, unit]) => (runs[at] ? `'${unit}` : unit)).join('')
}

/** Takes away what `guard` put into a cell, and nothing else: `'t Hooft` stays. */
export function unguard(cell: string): string {
  const runs = formulas(cell)
  return cell
    .split('')
    .filter((unit, at) => !(unit === "'" && runs[at]))
    .join('')
}

/**
 * For each place, whether a cell could begin there and would be run. A quote at such a place is a guard: `guard` puts
 * one before another, so that taking one away gives what there was.
 *
 * From the end to the start, once: a file is hostile until it is read.
 */
function formulas(cell: string): readonly boolean[] {
  const runs: boolean[] = []
  let leads = false
  for (let at = cell.length - 1; at >= 0; at--) {
    const unit = cell.charAt(at)
    leads = FORMULA.test(unit) || (leads && BEFORE_FORMULA.test(unit))
    runs[at] = leads && (at === 0 || ANOTHER_CELL.test(cell.charAt(at - 1)))
  }
  if (/^'*[\t\r\n]/.test(cell)) runs[0] = true
  return runs
}

/** No name or label of the standard holds one of these. */
function delimiterOf(text: string): string {
  const [first = ''] = text.split(/[\r\n]/, 1)
  const count = (delimiter: string) => first.split(delimiter).length
  return [';', '\t'].reduce((most, each) => (count(each) > count(most) ? each : most), ',')
}
