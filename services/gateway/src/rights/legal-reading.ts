/**
 * Who reads what of proceedings and claims (R46, practice §12): the legal partner the case was offered to, and the
 * organisation that offered it. For everybody else who reads content there is what a caseworker must know.
 */
import type { Event, LegalStatusSection, Sections } from '@onward/contract'
import { type Facets, type Referral, sideOf } from '@onward/referral'
import type { Actor } from '../actor.ts'
import { partiesOf } from '../case/parties.ts'

/** The fields of the legal section that a reader gets. */
export type LegalReach = 'all' | readonly (keyof LegalStatusSection)[]

// By what is let through and not by what is held back: a field that a later version adds stays hidden.
const forCaseworkers = [
  'reflectionPeriod',
  'residence',
  'nonRefoulementCleared',
  'countries',
] as const satisfies readonly (keyof LegalStatusSection)[]

/** What of the legal section a reader of content gets. */
export function legalReachOf(
  referral: Referral,
  { member, organisation }: Pick<Actor, 'member' | 'organisation'>,
): LegalReach {
  const parties = partiesOf(referral)
  const side = sideOf(referral, member)
  if (!parties || !side) return []
  const isForLawyer = parties.to.role === 'LegalPartner'
  const own = side === 'sender' ? parties.from : parties.to
  if (own.organisation === organisation && (side === 'sender' || isForLawyer)) return 'all'
  // Words written for a lawyer may tell of the proceedings; those for a caseworker were written without them.
  return isForLawyer ? forCaseworkers : [...forCaseworkers, 'note']
}

/** The sections with what this reader gets of the legal one. */
export function legallyRead(sections: Sections, reach: LegalReach): Sections {
  const { legalStatus } = sections
  if (reach === 'all' || legalStatus === undefined) return sections
  const kept = reach.flatMap((field) =>
    legalStatus[field] === undefined ? [] : [[field, legalStatus[field]]],
  )
  return { ...sections, legalStatus: Object.fromEntries(kept) }
}

/** The facets with what this reader gets: of proceedings what bears on safety, of corrections what the section shows. */
export function legallyReadFacets({ proceedings, correction, ...facets }: Facets, reach: LegalReach): Facets {
  if (reach === 'all') return { ...facets, proceedings, correction }
  const safety = Object.entries(proceedings).map(([id, { state, said }]) => [
    id,
    { state, said: said.filter(({ data }) => data.safetyRelevant === true) },
  ])
  const corrected = ({ state, said }: Facets['correction']['sender']) => ({
    state,
    said: said.map((one) => ({
      ...one,
      data: { ...one.data, sections: legallyRead(one.data.sections, reach) },
    })),
  })
  return {
    ...facets,
    proceedings: Object.fromEntries(safety),
    correction: { sender: corrected(correction.sender), receiver: corrected(correction.receiver) },
  }
}

/** Whether an event tells of proceedings and claims more than a reader with this reach gets. */
export function tellsMoreThan({ type, data }: Event, reach: LegalReach): boolean {
  if (reach === 'all') return false
  if (type === 'proceedings.reported') return data.safetyRelevant !== true
  const legalStatus = 'sections' in data ? Object(data.sections).legalStatus : undefined
  const readable: readonly string[] = reach
  return Object.keys(Object(legalStatus)).some((field) => !readable.includes(field))
}
