/** From the signed events of both parties to the state of the referral. */
import { type History, inOrder, otherOf, type Recorded, seen, subjectOf } from './history.ts'
import { type Move, moves, overtakes, verbOf } from './moves.ts'
import {
  blank,
  type Facets,
  type Parties,
  type Referral,
  type Side,
  type Subject,
  sideOf,
  type Wishes,
} from './referral.ts'
import { authorOf, type Statement, statement } from './statement.ts'

/** A statement with its place: who, the author's number, what it had seen of the other side, and when. */
export interface Entry {
  readonly said: Statement
  readonly side: Side
  readonly sequence: number
  readonly seen: number
  readonly at: string
}

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
  return inOrder(history, subject).reduce(
    (referral, recorded) => head(advance(referral, entryOf(history, subject, recorded)), recorded),
    blank(subject),
  )
}

/**
 * One statement further. A move that its own facet does not allow changes nothing, so that no set of events,
 * not even one with a hole or with a predecessor made void, reads as a state the table does not have.
 */
export function advance(referral: Referral, entry: Entry): Referral {
  const verb = verbOf(entry.said.type)
  if (verb === undefined) return referral
  const possible = overtakes(entry.said) || isInState(referral, moves[verb], entry.side)
  if (!possible || (moves[verb].facet === 'response' && referral.facets.acknowledgement.state === 'none'))
    return referral
  return {
    ...referral,
    facets: { ...referral.facets, ...turn(referral.facets, entry) },
    ...content(referral, entry.said),
  }
}

/** True when the facet of `move` is in a state from which the move starts. */
export function isInState({ facets }: Referral, move: Move, side: Side): boolean {
  const { state } = move.facet === 'wishes' ? facets.wishes[side] : facets[move.facet]
  const from: readonly string[] = move.from
  return from.includes(state)
}

function entryOf(history: History, parties: Parties, { event }: Recorded): Entry {
  const author = authorOf(event)
  return {
    said: statement(event.type, event.data),
    side: sideOf(parties, author) ?? 'sender',
    sequence: event.sequence,
    seen: seen(history, otherOf(parties, author), event.cause),
    at: event.time,
  }
}

function head(referral: Referral, { event, digest }: Recorded): Referral {
  return {
    ...referral,
    heads: { ...referral.heads, [authorOf(event)]: { sequence: event.sequence, digest } },
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
    case 'consent.narrowed':
      if (consent.state === 'none' || consent.state === 'withdrawn') return {}
      return {
        consent: {
          ...consent,
          state: 'narrowed',
          permission: { ...consent.permission, scope: said.data.scope },
        },
      }
    case 'consent.withdrawn': {
      const withdrawn = [...new Set([...consent.withdrawn, ...said.data.concerns])]
      const state = said.data.concerns.includes('sharing') ? ({ state: 'withdrawn' } as const) : {}
      return { consent: { ...consent, ...state, withdrawn } }
    }
    case 'consent.expired':
      if (consent.state === 'none' || consent.state === 'withdrawn') return {}
      return { consent: { ...consent, state: 'expired' } }
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
      const answer = note === undefined ? { requestId } : { requestId, note }
      return { information: { state: 'provided', provided: [...information.provided, answer] } }
    }
    default:
      return unknownType(said)
  }
}

/** The sections that a statement brings; a section sent again replaces the earlier one. */
function content({ sections }: Referral, said: Statement): Pick<Referral, 'sections'> {
  switch (said.type) {
    case 'referral.submitted':
    case 'referral.amended':
    case 'information.provided':
      return { sections: { ...sections, ...said.data.sections } }
    default:
      return { sections }
  }
}

/** Compiles only while every type is handled; a type of a later version changes nothing (R10). */
function unknownType(_said: never): Partial<Facets> {
  return {}
}
