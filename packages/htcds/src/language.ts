/** Languages as BCP 47 tags, from the codes and names that files have in their place. */
import { iso6393 } from 'iso-639-3'
import type { Match } from './match.ts'
import { fold } from './standard.ts'

/** `schemas/value/language.schema.json`: language, script, region. */
const TAG = /^([a-z]{2,3})(-[A-Z][a-z]{3})?(-(?:[A-Z]{2}|[0-9]{3}))?$/

// RFC 5646 §2.2.1: where a language has a code of two letters, that is its subtag, else the one of three.
const subtags = new Map(
  iso6393.flatMap(({ iso6391, iso6392B, iso6392T, iso6393: three }) => {
    const subtag = iso6391 ?? three
    return [iso6391, three, iso6392B, iso6392T].flatMap((code) =>
      code === undefined ? [] : [[code, subtag] as const],
    )
  }),
)

/** Names that are more usual than those of the list. */
const usualNames = [
  { name: 'farsi', tag: 'fa', wide: false },
  { name: 'mandarin', tag: 'cmn', wide: false },
  { name: 'romani', tag: 'rom', wide: true },
]
const byName = namesOfLanguages()

/**
 * Reads a language: a BCP 47 tag, a code of ISO 639-1, -2 or -3, or an English name. A short word in capitals that
 * is the code of one language and the name of another (`Aka`) is neither.
 */
export function matchLanguage(text: string): Match | undefined {
  const tag = respelt(text)
  const [, language = '', rest = ''] = /^([a-z]+)(.*)$/.exec(tag) ?? []
  const subtag = TAG.test(tag) ? subtags.get(language) : undefined
  const named = byName.get(fold(text))
  if (subtag === undefined) {
    return named === undefined
      ? undefined
      : { value: named, repair: { code: 'REPAIRED_LANGUAGE', from: 'name' } }
  }
  if (text !== tag && named !== undefined && named !== subtag) return undefined
  const value = subtag + rest
  if (value === text) return { value }
  return {
    value,
    repair: { code: 'REPAIRED_LANGUAGE', from: subtag === language ? 'spelling' : 'three letters' },
  }
}

/**
 * The code that the standard has for a language: "ISO 639-2, two letters optional". Script and region have no place
 * there; a language that only ISO 639-3 has is written with that code.
 */
export function languageCode(tag: string): string | undefined {
  return subtags.get(TAG.exec(tag)?.[1] ?? '')
}

/** `RO` → `ro`, `pt_br` → `pt-BR`, `zh-hant` → `zh-Hant` (RFC 5646 §2.1.1). */
function respelt(text: string): string {
  return text
    .trim()
    .split(/[-_]/)
    .map((part, at) => {
      const lower = part.toLowerCase()
      if (at === 0) return lower
      return part.length === 4 ? lower.charAt(0).toUpperCase() + lower.slice(1) : part.toUpperCase()
    })
    .join('-')
}

/**
 * Folded English name → subtag, of languages that are spoken. Where a macrolanguage and a language in it share a name
 * (Swahili), the wider one is meant; a name that two languages have otherwise is none.
 */
function namesOfLanguages(): ReadonlyMap<string, string> {
  const usual = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' })
  const listed = iso6393
    .filter(({ type }) => type === 'living')
    .flatMap(({ name, scope, iso6391, iso6392T, iso6393: three }) => {
      const short = iso6391 ?? iso6392T
      const names = [name.replace(/ \(.*\)$/, ''), short === undefined ? undefined : usual.of(short)]
      const tag = iso6391 ?? three
      const wide = scope === 'macrolanguage'
      return names.flatMap((each) => (each === undefined ? [] : [{ name: fold(each), tag, wide }]))
    })
  return new Map(
    [...Map.groupBy([...listed, ...usualNames], ({ name }) => name)].flatMap(([name, found]) => {
      const meant = found.some(({ wide }) => wide) ? found.filter(({ wide }) => wide) : found
      const [tag, ...others] = new Set(meant.map((each) => each.tag))
      return tag === undefined || others.length > 0 ? [] : [[name, tag] as const]
    }),
  )
}
