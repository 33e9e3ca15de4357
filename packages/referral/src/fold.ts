/** From the signed events of both parties to the state of the referral. */
import type { Event, Sections } from '@onward/contract'
import { type History, inOrder, type Recorded, subjectOf } from './history.ts'
import { type Move, moveOfType } from './moves.ts'
import { overtakes } from './overtake.ts'
import {
  blank,
  type Consent,
  type Entry,
  type Facets,
  type Given,
  type Head,
  type Referral,
  type Sealed,
  type Subject,
  type Wishes,
} from './referral.ts'
import { otherSide, type Parties, type Side } from './side.ts'
import { authorOf, type Statement, sealedIn, statement } from './statement.ts'
import { isThreadFacet, type KeptFacet, speak, threadOf, threadsOf } from './thread.ts'

/**
 * Folds a history to the state it means. It depends only on the set of applied events, never on the order in
 * which they came; void events leave no trace. Undefined for an empty history.
 */
export function fold(history: History): Referral | undefined {
  const subject = subjectOf(history)
  return subject && foldFor(subject, history)
}

/** `fold` for a history, or a part of one, whose subject is known. */
export function foldFor(subject: Subject, history: History): Referral {
  const applied = inOrder(history, subject)
  const read = reader(applied, subject)
  const nothing = blank(subject)
  // One copy that grows, where `advance` would copy every facet for each event: the same steps, of one whom nobody sees.
  const entries: Entry[] = []
  const sofar = { ...nothing, facets: { ...nothing.facets }, entries }
  const heads = new Map<string, Head>()
  for (const recorded of applied) {
    const { event, digest } = recorded
    // In order of their numbers, so the last of each author stays.
    heads.set(authorOf(event), { sequence: event.sequence, digest })
    const entry = read(recorded)
    const move = moveInState(sofar, entry)
    if (!move) continue
    Object.assign(sofar.facets, changed(sofar.facets, move, entry))
    entries.push(entry)
    sofar.sections = content(sofar, entry)
    sofar.sealed = sealedAfter(sofar, entry)
  }
  return { ...sofar, heads: Object.fromEntries(heads) }
}

/**
 * One statement further. A move that its own facet does not allow changes nothing, so that no set of events,
 * not even one with a hole or with a predecessor made void, reads as a state the table does not have.
 */
export function advance(referral: Referral, entry: Entry): Referral {
  const move = moveInState(referral, entry)
  if (!move) return referral
  return {
    ...referral,
    facets: { ...referral.facets, ...changed(referral.facets, move, entry) },
    entries: [...referral.entries, entry],
    sections: content(referral, entry),
    sealed: sealedAfter(referral, entry),
  }
}

/** The move that an entry makes in this state; undefined if it makes none. */
function moveInState(referral: Referral, { said, side }: Entry): Move | undefined {
  const move = moveOfType(said.type)
  if (move === undefined) return undefined
  if (move.facet === 'response' && referral.facets.acknowledgement.state === 'none') return undefined
  return overtakes(said) || isInState(referral, move, side, said) ? move : undefined
}

function changed(facets: Facets, move: Move, entry: Entry): Partial<Facets> {
  const { facet } = move
  const { said, side, sequence, seen, at } = entry
  if (!isThreadFacet(facet)) return turn(facets, entry)
  return speak(facets, { ...move, facet }, side, { ...said, sequence, seen, at })
}

/**
 * True when the move starts from the state that its facet is in. Of a facet of several things: the one that `said`
 * is about; without `said`, a new thing or any of those that are there.
 */
export function isInState({ facets }: Referral, move: Move, side: Side, said?: Statement): boolean {
  const { facet, from, item } = move
  if (from === 'any') return true
  if (!isThreadFacet(facet)) return from.includes(keptState(facets, facet))
  if (said) return from.includes(threadOf(facets, facet, side, said).state)
  const threads = Object.values(threadsOf(facets, facet, side))
  return threads.some(({ state }) => from.includes(state)) || (item !== undefined && from.includes('none'))
}

function keptState(facets: Facets, facet: string): string {
  // Sound: what is not a facet of threads is one of these; a wish is recorded whatever was said before.
  return facets[facet as Exclude<KeptFacet, 'wishes'>].state
}

/** Reads events as entries; what their causes name is looked up in the history once. */
function reader(history: History, parties: Parties): (recorded: Recorded) => Entry {
  const numbers = { sender: new Map<string, number>(), receiver: new Map<string, number>() }
  const sideFor = (event: Event): Side => (authorOf(event) === parties.receiver ? 'receiver' : 'sender')
  for (const { event, digest } of history) numbers[sideFor(event)].set(digest, event.sequence)
  return ({ event, digest }) => {
    const side = sideFor(event)
    const seen = event.cause === undefined ? 0 : (numbers[otherSide(side)].get(event.cause) ?? -1)
    const said = statement(event.type, event.data)
    return { said, side, sequence: event.sequence, seen, at: event.time, event: { id: event.id, digest } }
  }
}

/** The facets that a statement changes. */
function turn(facets: Facets, { said, side, sequence, seen, at }: Entry): Partial<Facets> {
  const { offer, consent, response, information } = facets
  switch (said.type) {
    case 'referral.submitted': {
      const {
        caseRef,
        purpose,
        urgency,
        subjectKind,
        from,
        to,
        transfersResponsibility,
        legalBasis,
        permission,
      } = said.data
      const terms = { caseRef, purpose, urgency, subjectKind, from, to, transfersResponsibility, legalBasis }
      return {
        offer: { ...offer, state: 'submitted', terms, submittedAt: at },
        consent: { withdrawn: consent.withdrawn, state: 'granted', permission, given: { sequence, seen } },
      }
    }
    case 'referral.amended':
      return { offer: { ...offer, state: 'amended', amendments: offer.amendments + 1 } }
    case 'referral.cancelled':
      return { offer: { ...offer, state: 'cancelled', cancelled: said.data } }
    case 'consent.granted':
      return {
        consent: {
          ...consent,
          state: 'granted',
          permission: said.data.permission,
          given: { sequence, seen },
        },
      }
    case 'consent.narrowed': {
      const { withdrawn, permission, given } = standing(consent)
      return {
        consent: {
          withdrawn,
          state: 'narrowed',
          permission: { ...permission, scope: said.data.scope },
          given,
        },
      }
    }
    case 'consent.withdrawn': {
      const withdrawn = [...new Set([...consent.withdrawn, ...said.data.concerns])]
      const state = said.data.concerns.includes('sharing') ? ({ state: 'withdrawn' } as const) : {}
      return { consent: { ...consent, ...state, withdrawn } }
    }
    case 'consent.expired':
      return { consent: { ...standing(consent), state: 'expired' } }
    case 'wishes.recorded': {
      const list = [...facets.wishes[side].list, { sequence, said: said.data }]
      const kept: Wishes = { state: 'recorded', list }
      return { wishes: { ...facets.wishes, [side]: kept } }
    }
    case 'referral.acknowledged':
      return { acknowledgement: { state: 'acknowledged', named: said.data, at } }
    case 'information.requested':
      return {
        response: {
          ...response,
          state: 'informationRequested',
          requests: [...response.requests, said.data],
          at,
        },
      }
    case 'referral.accepted':
      return { response: { ...response, state: 'accepted', answer: said, at } }
    case 'referral.acceptedWithConditions':
      return { response: { ...response, state: 'acceptedWithConditions', answer: said, at } }
    case 'referral.declined':
      return { response: { ...response, state: 'declined', answer: said, at } }
    case 'referral.redirected':
      return { response: { ...response, state: 'redirected', answer: said, at } }
    case 'referral.reopened':
      return { response: { ...response, state: 'reopened', answer: said, at } }
    case 'information.provided': {
      const { requestId, note } = said.data
      const answer = { requestId, ...(note && { note }) }
      return { information: { state: 'provided', provided: [...information.provided, answer] } }
    }
    default:
      // What the table has no special turn for is a thread; a type of a later version changes nothing (R10).
      return {}
  }
}

/** Sound: the table lets nothing narrow a permission, or end it, that was never given or was taken back. */
function standing(consent: Consent): Extract<Consent, Given> {
  return consent as Extract<Consent, Given>
}

/** The sections with those that a statement of the sender brings; a section sent again replaces the earlier one. */
function content({ sections }: Referral, { said, side }: Entry): Sections {
  switch (said.type) {
    case 'referral.submitted':
    case 'referral.amended':
    case 'information.provided':
      return { ...sections, ...said.data.sections }
    case 'data.corrected':
      // The receiver's corrections are advice to the sender, whose words these are.
      return side === 'sender' ? { ...sections, ...said.data.sections } : sections
    default:
      return sections
  }
}

/** What is sealed after a statement: sealed anew to the same organisation, a section replaces what it was. */
function sealedAfter({ sealed }: Referral, { said, sequence }: Entry): readonly Sealed[] {
  const brought = sealedIn(said)
  if (brought.length === 0) return sealed
  const isKept = ({ section, organisation }: Sealed) =>
    !brought.some((each) => each.section === section && each.organisation === organisation)
  return [...sealed.filter(isKept), ...brought.map((each) => ({ ...each, sequence }))]
}
