/**
 * What in a text could lead somebody to a person: a number, an address, a name behind a title.
 *
 * By form alone, and alike on every gateway: whether a number is in use is nobody's business here, and a list of the
 * world's numbering plans that two gateways have in two versions would let one side refuse what the other has applied.
 * It is a net and no wall: numbers spelt in words, nicknames and landmarks pass. Nor does it try to tell from words
 * whether a text speaks of health, faith or asylum; only codes are held against the never-send list.
 *
 * Every repetition is bounded, so that a hostile text costs no more than its length.
 */
import { hasStreetAddress } from './street-address.ts'

/** Kinds of what is found, as a refusal names them. */
export type Contact =
  | 'a telephone number'
  | 'an e-mail address'
  | 'a web address or user name'
  | 'a street address'
  | 'a name behind a title'

/** What of this is in the words, the first that is found; undefined if nothing is. */
export function contactIn(words: string): Contact | undefined {
  if (signOfAddress.test(words)) {
    if (email.test(words)) return 'an e-mail address'
    if (links.some((link) => link.test(words))) return 'a web address or user name'
  }
  if (/\p{Nd}/u.test(words)) {
    if (hasLongNumber(words)) return 'a telephone number'
    if (hasStreetAddress(words)) return 'a street address'
  }
  return titled.test(words) ? 'a name behind a title' : undefined
}

/** What every address on the net has: most texts have none of it, and are not looked at more closely. */
const signOfAddress = /[@/]|[([]at[)\]]|www\./iu

const email =
  /[\p{L}\p{N}._%+-]{1,64}\s?(?:@|\(at\)|\[at\])\s?[\p{L}\p{N}-]{1,63}\s?(?:\.|\(dot\)|\[dot\])\s?\p{L}{2}/iu

const links = [
  /https?:\/\/\S|\bwww\.\S/iu,
  /\b(?:t\.me|wa\.me|fb\.com|facebook\.com|instagram\.com|tiktok\.com)\/\S/iu,
  /(?<![\p{L}\p{N}])@[\p{L}\p{N}_.]{3}/u,
]

/** The fewest digits of a number that somebody can be called by from anywhere; behind `tel` fewer are enough. */
const FEWEST = 7
const FEWEST_LABELLED = 5

const run = /(?<![\p{L}\p{N}])[+(]{0,2}\p{Nd}[\p{Nd}\s()./\-–·]{0,40}/gu
const labelled =
  /(?<!\p{L})(?:tel|telephone|phone|mobile|mob|whatsapp|viber|telegram|telefon|telefoon|téléphone|тел|телефон)[.:]?\s{0,3}(\p{Nd}[\p{Nd}\s-]{3,30})/giu

/** Dates, spans of years and hours of a day, which have many digits too. */
const calendar = [
  /(?<!\d[.\-–/]?)(?:19|20)\d\d[.\-/](?:0?[1-9]|1[0-2])[.\-/](?:0?[1-9]|[12]\d|3[01])(?![.\-/]?\d|\s\d{3})/gu,
  /(?<!\d[.\-–/]?)(?:0?[1-9]|[12]\d|3[01])[.\-/](?:0?[1-9]|1[0-2])[.\-/](?:19|20)\d\d(?![.\-/]?\d|\s\d{3})/gu,
  /(?<![\d+])(?:19|20)\d\d\s?[-–/]\s?(?:19|20)\d\d(?![\s.\-/]?\d)/gu,
  /(?<![\d+][.\-/\s]?)(?:[01]?\d|2[0-4])[.:][0-5]\d\s?[-–]\s?(?:[01]?\d|2[0-4])[.:][0-5]\d(?![\s.\-/]?\d)/gu,
]

function hasLongNumber(words: string): boolean {
  const plain = calendar.reduce((text, date) => text.replaceAll(date, ' x '), words)
  const numbers = plain.match(run) ?? []
  return (
    numbers.some((found) => digitsIn(found) >= FEWEST) ||
    [...plain.matchAll(labelled)].some(([, found = '']) => digitsIn(found) >= FEWEST_LABELLED)
  )
}

function digitsIn(words: string): number {
  return words.match(/\p{Nd}/gu)?.length ?? 0
}

/** Titles that are no words of their own in a language we read; a third person is told of by role (practice §12). */
const titled =
  /(?<!\p{L})(?:Mr|Mrs|Ms|Miss|Dr|Prof|Herr|Frau|Dhr|Mevr|Mevrouw|Meneer|Mme|Mlle|Monsieur|Madame|Domnul|Doamna|Dl|Dna|Signor|Signora|Señor|Señora|г-н|г-жа|господин|госпожа)\.?\s{1,3}\p{Lu}\p{L}/u
