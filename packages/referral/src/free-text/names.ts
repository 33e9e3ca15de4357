/** Whether a text names somebody or something that is told elsewhere, in a field that fewer people read. */
import type { PersonSection } from '@onward/contract'

/** Fewer letters are a word in too many languages. */
const FEWEST_LETTERS = 3
/** From here on a name is one however it is written; a shorter one only with a capital: "May comes", not "she may". */
const PLAIN = 5
const FEWEST_SIGNS = 5

/** What of the person's own fields stands in the words, as a refusal names it; undefined if nothing does. */
export function identityIn(words: string, person: PersonSection): string | undefined {
  const { names, signs } = marksOf(person)
  const plain = folded(words)
  // Most texts hold none of the names, not even within a word; only the others are taken apart.
  const near = names.filter((name) => plain.includes(name.plain))
  const isNamed = (word: string) => {
    const one = folded(word)
    return near.some((name) => name.plain === one && (name.isLong || !/^\p{Ll}/u.test(word)))
  }
  if (near.length > 0 && wordsOf(words).some(isNamed)) return 'the name of the person'
  const found = signs.length > 0 ? signsIn(plain) : ''
  return signs.find(({ sign }) => found.includes(sign))?.what
}

interface Marks {
  /** Folded, and whether it is long enough to be known however it is written. */
  readonly names: readonly { readonly plain: string; readonly isLong: boolean }[]
  readonly signs: readonly { readonly what: string; readonly sign: string }[]
}

/** What a person is known by; found once, for every text is held against it. */
const marks = new WeakMap<PersonSection, Marks>()

function marksOf(person: PersonSection): Marks {
  const known = marks.get(person)
  if (known) return known
  const { prs_FirstName, prs_MiddleName, prs_SecondName, prs_IdentityNumber, prs_MailingStreet } = person
  const names = [prs_FirstName, prs_MiddleName, prs_SecondName]
    .flatMap((name) => wordsOf(name ?? ''))
    .filter((name) => [...name].length >= FEWEST_LETTERS)
    .map((name) => ({ plain: folded(name), isLong: [...name].length >= PLAIN }))
  const signs = [
    { what: 'the number of a document of the person', sign: signsIn(folded(prs_IdentityNumber ?? '')) },
    { what: 'the address of the person', sign: signsIn(folded(prs_MailingStreet ?? '')) },
    { what: 'the way to reach the person', sign: signsIn(folded(person.safeContact?.value ?? '')) },
  ].filter(({ sign }) => sign.length >= FEWEST_SIGNS)
  const found = { names, signs }
  marks.set(person, found)
  return found
}

/** True if the words hold the name as a whole, word by word; case and accents do not matter. */
export function namesIn(words: string, name: string): boolean {
  const wanted = wordsOf(name).map(folded)
  return wanted.length > 0 && ` ${wordsOf(words).map(folded).join(' ')} `.includes(` ${wanted.join(' ')} `)
}

/** Words of letters and digits; what follows an apostrophe, as in a genitive, is a word of its own. */
function wordsOf(text: string): readonly string[] {
  return text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
}

/** Without accents and capitals, so that Ștefan is found where somebody wrote stefan; of a sigma at the end of a word too. */
function folded(text: string): string {
  // Most words have no accents, and normalising costs more than all else here.
  if (/^[\w\s.,;:'"()-]*$/.test(text)) return text.toLowerCase()
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll('ς', 'σ')
}

/** Letters and digits alone, so that no blank or dash hides a number. */
function signsIn(plain: string): string {
  return plain.replaceAll(/[^\p{L}\p{N}]/gu, '')
}
