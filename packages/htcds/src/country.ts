/** Countries as ISO 3166-1 alpha-2, from what files have in their place. */
import codes from 'i18n-iso-countries/codes.json' with { type: 'json' }
import english from 'i18n-iso-countries/langs/en.json' with { type: 'json' }
import spanish from 'i18n-iso-countries/langs/es.json' with { type: 'json' }
import french from 'i18n-iso-countries/langs/fr.json' with { type: 'json' }
import type { Match } from './match.ts'
import { fold } from './standard.ts'

const alpha2 = new Set(codes.map(([two = '']) => two))
const byAlpha3 = new Map(codes.map(([two = '', three]) => [three, two]))
const byNumber = new Map(codes.map(([two = '', , number]) => [number, two]))
const byName = namesOf([english.countries, french.countries, spanish.countries, ...shortNames()])

export function isCountry(code: string): boolean {
  return alpha2.has(code)
}

/**
 * Reads a country. Codes count in capitals only: `no`, `is` and `per` are words before they are countries, and a
 * citizenship that is wrong opens the wrong doors.
 */
export function matchCountry(text: string): Match | undefined {
  if (alpha2.has(text)) return { value: text }
  const trimmed = text.trim()
  if (alpha2.has(trimmed)) return { value: trimmed, repair: { code: 'REPAIRED_COUNTRY', from: 'spelling' } }
  const three = byAlpha3.get(trimmed)
  if (three !== undefined)
    return { value: three, repair: { code: 'REPAIRED_COUNTRY', from: 'three letters' } }
  const number = byNumber.get(trimmed)
  if (number !== undefined) return { value: number, repair: { code: 'REPAIRED_COUNTRY', from: 'number' } }
  const name = byName.get(fold(trimmed))
  return name === undefined ? undefined : { value: name, repair: { code: 'REPAIRED_COUNTRY', from: 'name' } }
}

/** The list has `Moldova, Republic of`; people write Moldova. */
function shortNames(): readonly Readonly<Record<string, string>>[] {
  return ['en', 'fr', 'es'].map((language) => {
    const names = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' })
    return Object.fromEntries([...alpha2].flatMap((code) => [[code, names.of(code) ?? code]]))
  })
}

/** Folded name → code. A name that two countries have in these languages is none. */
function namesOf(
  languages: readonly Readonly<Record<string, string | readonly string[]>>[],
): ReadonlyMap<string, string> {
  const pairs = languages.flatMap((names) =>
    Object.entries(names).flatMap(([code, name]) =>
      [name].flat().map((each) => ({ name: fold(each), code })),
    ),
  )
  const byEach = Map.groupBy(pairs, ({ name }) => name)
  return new Map(
    [...byEach].flatMap(([name, found]) => {
      const [code, ...others] = new Set(found.map((each) => each.code))
      return code === undefined || others.length > 0 ? [] : [[name, code] as const]
    }),
  )
}
