/**
 * What a reader gets of a referral (R22). The one place: whatever a route tells of content has come through here.
 *
 * A member holds what it was sent as a whole, but not everybody who works there needs it. Role and organisation, both
 * from the credential, decide.
 */
import type { PersonSection, Scope, Sections } from '@onward/contract'
import {
  currentScope,
  type Facets,
  type History,
  namesRecipient,
  type Outside,
  outside,
  type Referral,
  type Sealed,
  sideOf,
} from '@onward/referral'
import type { Actor } from '../actor.ts'
import { partiesOf } from '../case/parties.ts'
import { approvedFor } from './approved.ts'
import {
  type LegalReach,
  legallyRead,
  legallyReadFacets,
  legalReachOf,
  tellsMoreThan,
} from './legal-reading.ts'

export type Reader = Pick<Actor, 'member' | 'organisation' | 'role'>

/**
 * `content`: everything that was sent and said. `service`: what a provider of one service needs. `metadata`: where it
 * stands, and nothing about the person.
 */
export type Reach = 'content' | 'service' | 'metadata'

/** Whether an organisation has a seat on this member's gateway (practice §9). */
export type IsHosted = (organisation: string) => boolean

const nobody: IsHosted = () => false

/** Sections, or parts of them. */
export type ReadableSections = { readonly [Name in keyof Sections]?: Partial<NonNullable<Sections[Name]>> }

/** A referral as one reader gets it. */
export interface Reading {
  readonly reach: Reach
  /** Of the legal section, for a reader of content (R46). */
  readonly legal: LegalReach
  readonly sections: ReadableSections
  /** What only its organisation can open, for readers of content: one of them hands it on. */
  readonly sealed: readonly Sealed[]
  readonly facets: Readonly<Record<string, unknown>>
  /** Facts outside the rules, as far as this reader may know of what happened. */
  readonly outside: readonly Outside[]
}

/**
 * How far a reader sees into a referral.
 *
 * @param isHosted Whether an organisation has a seat here. It is no part of the member: its people read what is theirs
 *   and nothing else, and what is theirs the member's focal point does not read.
 */
export function reachOf(
  referral: Referral,
  { member, organisation, role }: Reader,
  isHosted: IsHosted = nobody,
): Reach {
  const side = sideOf(referral, member)
  if (!side || (role !== 'caseworker' && role !== 'focal-point')) return 'metadata'
  const parties = partiesOf(referral)
  const own = side === 'sender' ? parties?.from.organisation : parties?.to.organisation
  const isSeat = isHosted(organisation)
  if (role === 'focal-point' && !isSeat && !(own !== undefined && isHosted(own))) return 'content'
  if (own === organisation) return 'content'
  if (side === 'sender') return 'metadata'
  const scope = currentScope(referral)
  // Who agreed to a member has not agreed to the guests at its gateway.
  if (scope && (isSeat ? namesExactly : namesRecipient)(scope, member, organisation)) return 'content'
  return ownServices(referral, organisation).length > 0 ? 'service' : 'metadata'
}

/**
 * What the reader gets.
 *
 * @param reach What the rule gives; another one only for a reader who has broken the glass (break-glass.ts), from whom
 *   the rest of this still keeps what is a lawyer's, and what was said of a provider.
 */
export function readingOf(
  referral: Referral,
  reader: Reader,
  isHosted: IsHosted = nobody,
  reach: Reach = reachOf(referral, reader, isHosted),
): Reading {
  const legal = legalReachOf(referral, reader)
  const hidden = allegationsHiddenFrom(referral, reader)
  const approved =
    reach === 'service' ? approvedFor(referral, ownServices(referral, reader.organisation)) : {}
  return {
    reach,
    legal,
    sections: { ...sectionsWithin(referral.sections, { reach, legal }), ...approved },
    sealed: reach === 'content' ? referral.sealed : [],
    facets: facetsWithin(referral, { reach, legal, organisation: reader.organisation, hidden }),
    outside:
      reach === 'content'
        ? outside(referral).filter(({ incident }) => incident === undefined || !hidden.has(incident))
        : [],
  }
}

/**
 * Whether nothing of what was said is kept from this reader. Who is given the signed events gets all that is in them:
 * nothing can be left out of what was signed.
 */
export function readsAll(
  referral: Referral,
  reader: Reader,
  { history, isHosted = nobody }: { readonly history: History; readonly isHosted?: IsHosted },
): boolean {
  const legal = legalReachOf(referral, reader)
  return (
    reachOf(referral, reader, isHosted) === 'content' &&
    allegationsHiddenFrom(referral, reader).size === 0 &&
    !history.some(({ event }) => tellsMoreThan(event, legal))
  )
}

/** What somebody with a link for an organisation reads: no more than the permission in force lists, and without it nothing. */
export function sectionsForLink(
  referral: Referral,
  { member, organisation }: Pick<Reader, 'member' | 'organisation'>,
): ReadableSections {
  const scope = currentScope(referral)
  if (!scope || !namesRecipient(scope, member, organisation)) return {}
  const { sections } = readingOf(referral, { member, organisation, role: 'caseworker' })
  const listed: readonly string[] = scope.sections
  // Sound: members are left out, none is added.
  return Object.fromEntries(
    Object.entries(sections).filter(([name]) => listed.includes(name)),
  ) as ReadableSections
}

/** What of these sections a reader with this reach gets; the same for what they hold now and for what they held. */
export function sectionsWithin(
  sections: Sections,
  { reach, legal }: Pick<Reading, 'reach' | 'legal'>,
): ReadableSections {
  switch (reach) {
    case 'content':
      return legallyRead(sections, legal)
    case 'service': {
      const { needs, person } = sections
      return { ...(needs && { needs }), ...(person && { person: withoutIdentity(person) }) }
    }
    case 'metadata':
      return {}
    default:
      return unknownReach(reach)
  }
}

/** The sections that a reach can hold anything of; known without looking whether they were sent. */
export function readsSection(reach: Reach, name: string): boolean {
  return reach === 'content' || (reach === 'service' && (name === 'needs' || name === 'person'))
}

// By what is let through and not by what is held back: a field that a later version adds stays hidden.
const forService = [
  'personPseudonym',
  'ageEstimate',
  'ageBasis',
  'prs_Gender',
  'prs_PrimaryLanguage',
  'prs_SecondaryLanguage',
  'interpreterNeeded',
  'accompanyingDependants',
  'companions',
  'intendedRegion',
] as const satisfies readonly (keyof PersonSection)[]

/** No name, no date of birth, no number, no address, no way to reach the person, no free text. */
function withoutIdentity(person: PersonSection): Partial<PersonSection> {
  return Object.fromEntries(
    forService.flatMap((field) => (person[field] === undefined ? [] : [[field, person[field]]])),
  )
}

function facetsWithin(
  referral: Referral,
  {
    reach,
    legal,
    organisation,
    hidden,
  }: Pick<Reading, 'reach' | 'legal'> & {
    readonly organisation: string
    readonly hidden: ReadonlySet<string>
  },
): Reading['facets'] {
  const { incidents, incidentActions } = referral.facets
  // Not even that there is one.
  const facets = {
    ...referral.facets,
    incidents: eachWithout(incidents, hidden),
    incidentActions: eachWithout(incidentActions, hidden),
  }
  if (reach === 'content') return { ...legallyReadFacets(facets, legal) }
  const states = Object.fromEntries(
    Object.entries<unknown>(facets).map(([name, facet]) => [name, stateOf(facet)]),
  )
  if (reach === 'metadata') return states
  return { ...states, services: Object.fromEntries(ownServices(referral, organisation)) }
}

/**
 * The allegations against a provider that this reader does not get (practice §11): they go to the sender and to
 * oversight, never through the provider. At the receiver they are for a focal point of a body that provides nothing to
 * this person, and was not asked to take her.
 */
function allegationsHiddenFrom(referral: Referral, reader: Reader): ReadonlySet<string> {
  const { member, organisation, role } = reader
  const isProvider = providersOf(referral).has(organisation)
  const mayKnow = sideOf(referral, member) === 'sender' || (role === 'focal-point' && !isProvider)
  if (mayKnow) return new Set()
  const { sender, receiver } = referral.facets.incidents
  const all = [...Object.entries(sender), ...Object.entries(receiver)]
  const ids = new Set(all.filter(([, { said }]) => said.some(isAllegation)).map(([id]) => id))
  const events = referral.entries.flatMap(({ said: { data }, event }) =>
    event !== undefined && 'incidentId' in data && ids.has(data.incidentId) ? [event.id] : [],
  )
  return new Set([...ids, ...events])
}

function isAllegation({ type, data }: Facets['incidents']['sender'][string]['said'][number]): boolean {
  return (type === 'incident.reported' || type === 'incident.updated') && data.code === 'providerAllegation'
}

/** Every organisation that gives the person something at the receiver, has given it, or is to. */
function providersOf({ facets }: Referral): ReadonlySet<string> {
  const planned = Object.values(facets.services).flatMap(({ said }) =>
    said.flatMap((each) => (each.type === 'service.planned' ? [each.data.organisation] : [])),
  )
  const taken = Object.values(facets.takeover.receiver).flatMap(({ said }) =>
    said.flatMap((each) => (each.type === 'handover.taken' ? [each.data.responsible.organisation] : [])),
  )
  const { terms } = facets.offer
  const isAsked = terms && terms.to.role !== 'FocalPoint' && terms.to.role !== 'ChildProtectionFocalPoint'
  return new Set([...planned, ...taken, ...(isAsked ? [terms.to.organisation] : [])])
}

/** The same without these things, on either side. */
function eachWithout<T>(
  {
    sender,
    receiver,
  }: { readonly sender: Readonly<Record<string, T>>; readonly receiver: Readonly<Record<string, T>> },
  hidden: ReadonlySet<string>,
) {
  const without = (things: Readonly<Record<string, T>>) =>
    Object.fromEntries(Object.entries(things).filter(([id]) => !hidden.has(id)))
  return { sender: without(sender), receiver: without(receiver) }
}

/** A facet without its data: its state, or the states of its parts. */
function stateOf(facet: unknown): unknown {
  if (typeof facet !== 'object' || facet === null) return undefined
  if ('state' in facet) return { state: facet.state }
  return Object.fromEntries(Object.entries(facet).map(([part, within]) => [part, stateOf(within)]))
}

/** The services that this organisation gives, or is to give, and that have not ended. */
function ownServices(
  { facets }: Referral,
  organisation: string,
): readonly [string, Facets['services'][string]][] {
  return Object.entries(facets.services).filter(([, { state, said }]) => {
    const planned = said.findLast(({ type }) => type === 'service.planned')
    const isTheirs = planned?.type === 'service.planned' && planned.data.organisation === organisation
    return isTheirs && (state === 'planned' || state === 'started' || state === 'unattended')
  })
}

function namesExactly({ recipients }: Scope, member: string, organisation: string): boolean {
  return recipients.some((named) => named.member === member && named.organisation === organisation)
}

/** Compiles only while every reach is handled; an unknown one reads nothing. */
function unknownReach(_reach: never): ReadableSections {
  return {}
}
