/** CSV (RFC 4180) with one record a line, safe to open in a spreadsheet. */
import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import { HtcdsError } from './error.ts'

// A spreadsheet runs a cell that begins so as a formula (CWE-1236). White space and quotes before it do not help, so
// they are counted in; the wide forms are those of East Asian keyboards.
const FORMULA = /^[\s']*[=+\-@＝＋－＠]|^'*[\t\r\n]/

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

/** `=1+1` → `'=1+1`, which a spreadsheet shows and does not run. */
export function guard(cell: string): string {
  return FORMULA.test(cell) ? `'${cell}` : cell
}

/** Takes away what `guard` put before a cell, and nothing else: `'t Hooft` stays. */
export function unguard(cell: string): string {
  return cell.startsWith("'") && FORMULA.test(cell.slice(1)) ? cell.slice(1) : cell
}

/** No name or label of the standard holds one of these. */
function delimiterOf(text: string): string {
  const [first = ''] = text.split(/[\r\n]/, 1)
  const count = (delimiter: string) => first.split(delimiter).length
  return [';', '\t'].reduce((most, each) => (count(each) > count(most) ? each : most), ',')
}
