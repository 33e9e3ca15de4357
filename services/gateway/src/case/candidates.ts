/**
 * Which referrals here may be of the same person (R51). Signals, never a verdict: at least two must agree before a pair
 * is shown at all, and what is shown is for a human to decide.
 */
import type { PersonSection } from '@onward/contract'
import { distance } from 'fastest-levenshtein'

export type Signal =
  | 'sameBirthdate'
  | 'sameDocumentNumber'
  | 'similarName'
  | 'sameCitizenship'
  | 'sameCaseRef'

/** What of a referral is compared. */
export interface Comparable {
  readonly caseRef: string
  readonly person: PersonSection | undefined
}

/** Fewer agreeing signals say nothing: thousands share a citizenship, and some a date of birth. */
export const fewestSignals = 2

/** What two referrals have in common. A field that one of them does not have is no signal. */
export function signalsOf(one: Comparable, other: Comparable): readonly Signal[] {
  const { person: a } = one
  const { person: b } = other
  const agreeing: readonly (readonly [Signal, boolean])[] = [
    ['sameBirthdate', isSame(a?.prs_Birthdate, b?.prs_Birthdate)],
    ['sameDocumentNumber', isSame(numberOf(a), numberOf(b))],
    ['similarName', isSimilar(nameOf(a), nameOf(b))],
    ['sameCitizenship', a?.prs_Citizenship.some((country) => b?.prs_Citizenship.includes(country)) ?? false],
    ['sameCaseRef', one.caseRef === other.caseRef],
  ]
  return agreeing.flatMap(([signal, agrees]) => (agrees ? [signal] : []))
}

function isSame(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && one === other
}

/** Spaces and hyphens in a number are the clerk's. */
function numberOf(person: PersonSection | undefined): string | undefined {
  return person?.prs_IdentityNumber?.toUpperCase().replaceAll(/[^\p{L}\p{N}]/gu, '')
}

/** The words of a name in one order, without accents: a first name often stands where the other was asked for. */
function nameOf(person: PersonSection | undefined): string {
  return [person?.prs_FirstName, person?.prs_MiddleName, person?.prs_SecondName]
    .join(' ')
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== '')
    .toSorted()
    .join(' ')
}

/** One letter in five may differ: transliteration changes about as much. */
const SIMILAR = 0.8

function isSimilar(one: string, other: string): boolean {
  if (one === '' || other === '') return false
  return 1 - distance(one, other) / Math.max(one.length, other.length) >= SIMILAR
}
