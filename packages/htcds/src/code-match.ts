/** A text of a file → one of our codes. Knows the spellings of the standard, of its definitions and of its toolkit. */
import { onlyDefined, otherNames } from './known-code.ts'
import type { Match, Matcher } from './match.ts'
import type { FoundAs } from './report.ts'
import { fold, picklistOf } from './standard.ts'

/** Reads a code of one field. Nothing is guessed: what is not one of these spellings is nothing. */
export function codeMatcher(field: string, codes: readonly string[]): Matcher {
  const published = picklistOf(field)
  const standing = new Map(codes.map((code) => [fold(code), code]))
  const labels = new Map([...published].map(([code, label]) => [fold(label), standing.get(fold(code))]))
  const others = new Map(Object.entries(otherNames[field] ?? {}).map(([name, code]) => [fold(name), code]))

  return (text) => {
    const code = standing.get(fold(text))
    if (code === undefined)
      return renamed(labels.get(fold(text)), 'label') ?? renamed(others.get(fold(text)), 'definition')
    const asPublished = publishedCode(field, code)
    if (asPublished === undefined) {
      const from = onlyDefined.includes(code) ? 'definition' : 'extension'
      return { value: code, repair: { code: 'EXTENSION_CODE', from } }
    }
    if (text === code || text === asPublished) return { value: code }
    return renamed(code, published.get(asPublished) === text ? 'label' : 'spelling')
  }
}

function renamed(value: string | undefined, from: FoundAs): Match | undefined {
  return value === undefined ? undefined : { value, repair: { code: 'REPAIRED_CODE', from } }
}

/** How the standard writes one of our codes, its stray characters included; nothing if it does not have it. */
export function publishedCode(field: string, code: string): string | undefined {
  return [...picklistOf(field).keys()].find((published) => fold(published) === fold(code))
}
