/** What a referral tells of a child: age, best interests, guardian, placement and family. Read alike on both sides. */
import type { ChildSection, EventData, FamilyBranch, FamilyInvolvement, SubjectKind } from '@onward/contract'
import type { Referral } from './referral.ts'
import type { Statement } from './statement.ts'
import { lastSaid, type Said, type Thread } from './thread.ts'

/**
 * Adult, child or presumed child, by all that was said of the age. Whoever is offered as a child, or is held to be one by
 * either side, is one until that same side says adult and nothing can be brought against it any more (practice §10).
 * Undefined where no offer is known.
 */
export function ageKind({ facets }: Referral): SubjectKind | undefined {
  const held = [facets.age.sender, facets.age.receiver].map(heldBy)
  const young = held.find((kind) => kind !== undefined && kind !== 'adult')
  return young ?? (held.includes('adult') ? 'adult' : facets.offer.terms?.subjectKind)
}

/**
 * True for a child, and for a person who is presumed to be one until the age is settled (R43); so too where somebody was
 * said to be of a kind that we do not know (R10).
 */
export function isChild(referral: Referral): boolean {
  const kind = ageKind(referral)
  return kind !== undefined && kind !== 'adult'
}

/** The day, `2028-03-14`, on which the person turns 18; undefined while no date of birth and no such day was told. */
export function comesOfAge({ sections: { person, child } }: Referral): string | undefined {
  return person?.prs_Birthdate === undefined ? child?.comesOfAgeOn : eighteenth(person.prs_Birthdate)
}

/** The eighteenth birthday of somebody born on this day; that of the 29th of February may be a day no calendar has. */
export function eighteenth(birth: string): string {
  return `${String(Number(birth.slice(0, 4)) + 18).padStart(4, '0')}${birth.slice(4)}`
}

/** True from the day on which the person turns 18. `at` is RFC 3339 UTC. */
export function isOfAge(referral: Referral, at: string): boolean {
  const day = comesOfAge(referral)
  return day !== undefined && day <= at
}

/**
 * True for whom the rules for children hold at this instant. A known child leaves them at 18; somebody presumed to be a
 * child only when the age was settled, for the date of birth is then as uncertain as the age.
 */
export function isMinor(referral: Referral, at: string): boolean {
  return isChild(referral) && !(ageKind(referral) === 'child' && isOfAge(referral, at))
}

/** What was found to be best for the child. */
export type Finding = Pick<EventData['child.bestInterestsDetermined'], 'type' | 'result'> &
  Partial<EventData['child.bestInterestsDetermined']>

/**
 * The sender's latest word on the child's best interests, whether as a statement of its own or within the section on the
 * child; everything before it is superseded, also where it was about another country.
 */
export function latestFinding({ entries }: Referral): Finding | undefined {
  return entries
    .filter(({ side }) => side === 'sender')
    .flatMap(({ said }) => findingIn(said) ?? [])
    .at(-1)
}

/** Guardians appointed by either side who act in this country and have no conflict of interest; none in one not known. */
export function guardiansIn(
  { facets: { guardian } }: Referral,
  country: string | undefined,
): readonly Said<'guardian.appointed'>[] {
  return [guardian.sender, guardian.receiver]
    .flatMap((thread) => (thread.state === 'appointed' ? (lastSaid(thread, 'guardian.appointed') ?? []) : []))
    .filter(({ data }) => data.conflictChecked && country !== undefined && data.country === country)
}

/** True when a reception is arranged in which the child sleeps with the family; any other place is care. */
export function goesToFamily({ facets: { reception } }: Referral): boolean {
  return lastSaid(reception, 'reception.arranged')?.data.firstNight.kind === 'family'
}

/**
 * Whether a part of the family had a hand in it, by the sender's latest word; undefined where nothing was told, which is
 * the same as unknown. In a section that lists parts of the family, a part that is not listed is unknown.
 */
export function involvementOf(referral: Referral, branch: FamilyBranch): FamilyInvolvement | undefined {
  const told = referral.entries
    .filter(({ side }) => side === 'sender')
    .flatMap(({ said }) => involvementIn(said, branch, referral) ?? [])
  return told.at(-1)
}

/** Every part of a family. */
export const familyBranches = [
  'mother',
  'father',
  'maternalRelatives',
  'paternalRelatives',
  'other',
] as const satisfies readonly FamilyBranch[]

/** True when this part of the family, or every part if none is named, is known to have had no hand in it. */
export function isFamilyClear(referral: Referral, branch?: FamilyBranch): boolean {
  const asked = branch === undefined ? familyBranches : [branch]
  return asked.every((part) => involvementOf(referral, part) === 'none')
}

/** The section on the child that a statement brings to the referral; undefined if it brings none. */
export function childIn(said: Statement): ChildSection | undefined {
  switch (said.type) {
    case 'referral.submitted':
    case 'referral.amended':
    case 'information.provided':
    case 'data.corrected':
      return said.data.sections?.child
    default:
      return undefined
  }
}

/** By the words of one side: a child at once, an adult only when that is final. */
function heldBy(thread: Thread<string, 'age.reclassified'>): SubjectKind | undefined {
  return thread.said.reduce<SubjectKind | undefined>(
    (held, { data }) => (data.subjectKind !== 'adult' || data.final ? data.subjectKind : held),
    undefined,
  )
}

function findingIn(said: Statement): Finding | undefined {
  if (said.type === 'child.bestInterestsDetermined') return said.data
  const child = childIn(said)
  return child && { ...child.bestInterests, ...(child.childViews && { childViews: child.childViews }) }
}

function involvementIn(
  said: Statement,
  branch: FamilyBranch,
  { facets: { familyRequest } }: Referral,
): FamilyInvolvement | undefined {
  if (said.type === 'family.assessmentRequested') {
    const { assessmentId, branch: asked, familyInvolvement } = said.data
    // What a request said is taken back with it.
    const stands = familyRequest[assessmentId]?.state === 'requested'
    return stands && asked === branch ? familyInvolvement : undefined
  }
  const child = childIn(said)
  if (!child) return undefined
  if (child.familyBranches === undefined) return child.familyInvolvement
  const listed = child.familyBranches.filter((one) => one.branch === branch)
  return (
    listed.find((one) => one.familyInvolvement !== 'none')?.familyInvolvement ??
    (listed.length > 0 ? 'none' : 'unknown')
  )
}
