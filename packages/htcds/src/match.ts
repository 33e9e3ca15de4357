/** A text of a file, read as one value; and a text that holds several. */
import { knownCode } from './known-code.ts'
import type { FoundAs, RepairCode } from './report.ts'

/** A value, and what had to be repaired to get it. */
export interface Match {
  readonly value: string
  readonly repair?: { readonly code: RepairCode; readonly from: FoundAs }
}

export type Matcher = (text: string) => Match | undefined

/**
 * Splits a text that holds several values. HTCDS does not say how; its toolkit writes codes with spaces between them
 * (XLSForm select_multiple), spreadsheets commas, other systems semicolons. A label holds spaces too, and a sentence
 * such as `no DebtBondage` says the contrary of one of its words: so a text is split at spaces only if every word of it
 * is a value, or a code of another list.
 *
 * @returns The parts, and whether another separator than `;` was found.
 */
export function splitList(
  text: string,
  match: Matcher,
): { readonly parts: readonly string[]; readonly separator: 'semicolon' | 'another' } {
  // Not trimmed: a space beside a code is one of the drifts, and reported.
  const parts = text.split(';').filter((part) => part.trim() !== '')
  const finer = parts.flatMap((part) => within(part, match))
  return { parts: finer, separator: finer.length > parts.length ? 'another' : 'semicolon' }
}

function within(part: string, match: Matcher): readonly string[] {
  // Codes before names: IR and AQ with a separator between them look like Iraq.
  const codes = pieces(part, /[\s,|]/)
  if (codes.length > 1 && codes.every((code) => isExact(match(code)))) return codes
  if (match(part) !== undefined) return [part]
  const listed = pieces(part, /[,|\n]/)
  if (listed.length > 1) return listed.flatMap((each) => within(each, match))
  const words = pieces(part, /\s/)
  return words.length > 1 && words.every((word) => (match(word) ?? knownCode(word)) !== undefined)
    ? words
    : [part]
}

function isExact(found: Match | undefined): boolean {
  return found !== undefined && found.repair === undefined
}

function pieces(text: string, separator: RegExp): readonly string[] {
  return text
    .split(separator)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '')
}
