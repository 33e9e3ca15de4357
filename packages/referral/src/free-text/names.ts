/** Whether a text names somebody or something that is told elsewhere, in a field that fewer people read. */
import type { PersonSection } from '@onward/contract'

/** Fewer letters are a word in too many languages. */
const FEWEST_LETTERS = 3
/** From here on a name is one however it is written; a shorter one only with a capital: "May comes", not "she may". */
const PLAIN = 5
const FEWEST_SIGNS = 5

/** What of the person's own fields stands in the words, as a refusal names it; undefined if nothing does. */
export function identityIn(words: string, person: PersonSection): string | undefined {
  const { prs_FirstName, prs_MiddleName, prs_SecondName, prs_IdentityNumber, prs_MailingStreet } = person
  const names = [prs_FirstName, prs_MiddleName, prs_SecondName]
    .flatMap((name) => wordsOf(name ?? ''))
    .filter((name) => [...name].length >= FEWEST_LETTERS)
    .map((name) => ({ plain: folded(name), isLong: [...name].length >= PLAIN }))
  const isNamed = (word: string) => {
    const plain = folded(word)
    return names.some((name) => name.plain === plain && (name.isLong || !/^\p{Ll}/u.test(word)))
  }
  if (names.length > 0 && wordsOf(words).some(isNamed)) return 'the name of the person'
  const signs = signsOf(words)
  const holds = (value: string | undefined) => {
    const wanted = signsOf(value ?? '')
    return wanted.length >= FEWEST_SIGNS && signs.includes(wanted)
  }
  if (holds(prs_IdentityNumber)) return 'the number of a document of the person'
  if (holds(prs_MailingStreet)) return 'the address of the person'
  return holds(person.safeContact?.value) ? 'the way to reach the person' : undefined
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

/** Without accents and capitals, so that Ștefan is found where somebody wrote stefan. */
function folded(text: string): string {
  // Most words have no accents, and normalising costs more than all else here.
  if (/^[\w\s.,;:'"()-]*$/.test(text)) return text.toLowerCase()
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()
}

/** Letters and digits alone, so that no blank or dash hides a number. */
function signsOf(text: string): string {
  return folded(text).replaceAll(/[^\p{L}\p{N}]/gu, '')
}
