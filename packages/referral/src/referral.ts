/** A referral as both sides see it: facets, each with one pen, and the content in sections. */
import type {
  Concern,
  EventData,
  Permission,
  Purpose,
  SealedSection,
  Sections,
  Urgency,
} from '@onward/contract'
import type { Parties, Side } from './side.ts'
import type { Statement, StatementOf } from './statement.ts'
import { silentFacets, type ThreadFacets } from './thread.ts'

/** What was offered, without the content and the permission. */
export type Terms = Pick<
  EventData['referral.submitted'],
  'caseRef' | 'purpose' | 'urgency' | 'subjectKind' | 'from' | 'to' | 'transfersResponsibility' | 'legalBasis'
>

/** Pen: sender. `terms` are missing only while a cancellation has overtaken the offer itself. */
export interface Offer {
  readonly state: 'none' | 'submitted' | 'amended' | 'cancelled'
  readonly terms?: Terms
  readonly submittedAt?: string
  readonly amendments: number
  readonly cancelled?: EventData['referral.cancelled']
}

/** The permission in force, and where it stands: its own number, and the receiver's number known when it was given. */
export interface Given {
  readonly permission: Permission
  readonly given: { readonly sequence: number; readonly seen: number }
}

/**
 * Pen: sender. `withdrawn` lists everything taken back through the sender; `state` is `withdrawn` only if sharing
 * is among it, and then for ever: consent once withdrawn does not revive, a new referral asks anew. What may be
 * shared now, with both parties' wishes counted in, is `currentScope`.
 */
export type Consent = { readonly withdrawn: readonly Concern[] } & (
  | { readonly state: 'none'; readonly permission?: undefined; readonly given?: undefined }
  | ({ readonly state: 'granted' | 'narrowed' | 'expired' } & Given)
  // Without a permission while the withdrawal has overtaken the offer itself.
  | ({ readonly state: 'withdrawn' } & { readonly [K in keyof Given]?: Given[K] | undefined })
)

/** One thing the person said, with its author's sequence. */
export interface Wish {
  readonly sequence: number
  readonly said: EventData['wishes.recorded']
}

/** Pen: each party its own. */
export interface Wishes {
  readonly state: 'none' | 'recorded'
  readonly list: readonly Wish[]
}

/** Pen: receiver. A named human has it; never the same as a decision (R6). */
export interface Acknowledgement {
  readonly state: 'none' | 'acknowledged'
  readonly named?: EventData['referral.acknowledged']
  readonly at?: string
}

/** What the receiver last answered to the offer. */
export type Answer = StatementOf<
  | 'referral.accepted'
  | 'referral.acceptedWithConditions'
  | 'referral.declined'
  | 'referral.redirected'
  | 'referral.reopened'
>

/** Pen: receiver. */
export interface Response {
  readonly state:
    | 'none'
    | 'informationRequested'
    | 'accepted'
    | 'acceptedWithConditions'
    | 'declined'
    | 'redirected'
    | 'reopened'
  readonly requests: readonly EventData['information.requested'][]
  readonly answer?: Answer
  readonly at?: string
}

/** One answer to a request; its sections are merged into the referral's. */
export type Provided = Pick<EventData['information.provided'], 'requestId' | 'note'>

/** Pen: sender. */
export interface Information {
  readonly state: 'none' | 'provided'
  readonly provided: readonly Provided[]
}

/** The facets of which more is kept than what was said, and all the others. */
export interface Facets extends ThreadFacets {
  readonly offer: Offer
  readonly consent: Consent
  readonly wishes: { readonly sender: Wishes; readonly receiver: Wishes }
  readonly acknowledgement: Acknowledgement
  readonly response: Response
  readonly information: Information
}

/** What every event of a referral repeats, so that it is known from any one of them. */
export interface Subject extends Parties {
  readonly id: string
  readonly caseRef: string
  readonly purpose: Purpose
}

/** The applied event with the highest sequence of one author: what the other side names as `cause`. */
export interface Head {
  readonly sequence: number
  readonly digest: string
}

/** A statement with its place: who, the author's number, what it had seen of the other side, and when. */
export interface Entry {
  readonly said: Statement
  readonly side: Side
  readonly sequence: number
  readonly seen: number
  readonly at: string
  /** The event that says it, by its id and its digest; what is only being decided has none yet. */
  readonly event?: { readonly id: string; readonly digest: string }
}

/** What is sealed to one organisation of the receiver; the number of the event that brought it is part of its place. */
export interface Sealed extends SealedSection {
  readonly sequence: number
}

/** The state of a referral: a pure function of the applied events of both parties. */
export interface Referral extends Subject {
  readonly facets: Facets
  /** Every statement that had an effect: the sender's, then the receiver's, each by its number. */
  readonly entries: readonly Entry[]
  /** The latest text of every section that was sent. */
  readonly sections: Sections
  /** The latest that was sealed, for each section and organisation. No rule reads it, and none counts it as told. */
  readonly sealed: readonly Sealed[]
  /** By member code; a member that has said nothing has none. */
  readonly heads: Readonly<Record<string, Head>>
}

/** How urgent its sender says it is; normal while nothing was offered. */
export function urgencyOf({ facets }: Referral): Urgency {
  return facets.offer.terms?.urgency ?? 'normal'
}

/** A referral of which nothing has been said yet. */
export function blank(subject: Subject): Referral {
  return {
    ...subject,
    facets: {
      ...silentFacets,
      offer: { state: 'none', amendments: 0 },
      consent: { state: 'none', withdrawn: [] },
      wishes: { sender: { state: 'none', list: [] }, receiver: { state: 'none', list: [] } },
      acknowledgement: { state: 'none' },
      response: { state: 'none', requests: [] },
      information: { state: 'none', provided: [] },
    },
    entries: [],
    sections: {},
    sealed: [],
    heads: {},
  }
}
