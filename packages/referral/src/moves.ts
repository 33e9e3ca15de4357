/**
 * The table of moves: everything a party can say about a referral.
 *
 * Each facet has one pen, so two gateways never write the same thing: both read the same two signed
 * sequences and come to the same state (architecture §4). A verb that is not in this table does not exist;
 * no unknown word ever leads to a positive state (R10).
 */
import type { EventType } from '@onward/contract'
import type { Facets, Wishes } from './referral.ts'
import type { Role, Statement } from './statement.ts'

/** Who holds the pen of a facet; `each` where both parties keep their own list. */
export type Pen = 'sender' | 'receiver' | 'each'

export type FacetName = keyof Facets

/** The states of one facet; each party's wishes are a facet of their own. */
export type StateOf<F extends FacetName> = F extends 'wishes'
  ? Wishes['state']
  : Exclude<Facets[F], Facets['wishes']>['state']

type FacetMove = {
  [F in FacetName]: {
    readonly facet: F
    /** The states of the facet in which the move is legal. */
    readonly from: readonly StateOf<F>[]
    /** The state it leads to. */
    readonly to: StateOf<F>
  }
}[FacetName]

/** One row of the table. */
export type Move = FacetMove & {
  readonly type: EventType
  readonly pen: Pen
  readonly by: readonly Role[]
  /** `content`: asks for, gives or rests on the person's information, so it ends when sharing ends. */
  readonly about: 'content' | 'record'
}

const staff = ['caseworker', 'focal-point'] as const
const focalPoint = ['focal-point'] as const
const undecided = ['none', 'informationRequested', 'reopened'] as const

/**
 * Verb → event type, facet, pen, from, to.
 *
 * `withdrawConsent` leads to `withdrawn` only if it concerns sharing: the referral, the return and the support
 * are withdrawn separately (practice §2). Withdrawals and wishes are facts: they are legal in every state.
 */
// biome-ignore format: a table is read as a table
export const moves = {
  submit: { type: 'referral.submitted', facet: 'offer', pen: 'sender', by: staff, about: 'content', from: ['none'], to: 'submitted' },
  amend: { type: 'referral.amended', facet: 'offer', pen: 'sender', by: staff, about: 'content', from: ['submitted', 'amended'], to: 'amended' },
  cancel: { type: 'referral.cancelled', facet: 'offer', pen: 'sender', by: staff, about: 'record', from: ['submitted', 'amended'], to: 'cancelled' },
  grantConsent: { type: 'consent.granted', facet: 'consent', pen: 'sender', by: staff, about: 'content', from: ['granted', 'narrowed', 'expired'], to: 'granted' },
  narrowConsent: { type: 'consent.narrowed', facet: 'consent', pen: 'sender', by: staff, about: 'record', from: ['granted', 'narrowed'], to: 'narrowed' },
  withdrawConsent: { type: 'consent.withdrawn', facet: 'consent', pen: 'sender', by: staff, about: 'record', from: ['none', 'granted', 'narrowed', 'expired', 'withdrawn'], to: 'withdrawn' },
  expireConsent: { type: 'consent.expired', facet: 'consent', pen: 'sender', by: ['gateway'], about: 'record', from: ['granted', 'narrowed'], to: 'expired' },
  recordWish: { type: 'wishes.recorded', facet: 'wishes', pen: 'each', by: staff, about: 'record', from: ['none', 'recorded'], to: 'recorded' },
  acknowledge: { type: 'referral.acknowledged', facet: 'acknowledgement', pen: 'receiver', by: focalPoint, about: 'content', from: ['none', 'acknowledged'], to: 'acknowledged' },
  requestInformation: { type: 'information.requested', facet: 'response', pen: 'receiver', by: staff, about: 'content', from: undecided, to: 'informationRequested' },
  provideInformation: { type: 'information.provided', facet: 'information', pen: 'sender', by: staff, about: 'content', from: ['none', 'provided'], to: 'provided' },
  accept: { type: 'referral.accepted', facet: 'response', pen: 'receiver', by: focalPoint, about: 'content', from: [...undecided, 'acceptedWithConditions'], to: 'accepted' },
  acceptWithConditions: { type: 'referral.acceptedWithConditions', facet: 'response', pen: 'receiver', by: focalPoint, about: 'content', from: undecided, to: 'acceptedWithConditions' },
  decline: { type: 'referral.declined', facet: 'response', pen: 'receiver', by: focalPoint, about: 'content', from: undecided, to: 'declined' },
  redirect: { type: 'referral.redirected', facet: 'response', pen: 'receiver', by: focalPoint, about: 'content', from: undecided, to: 'redirected' },
  reopen: { type: 'referral.reopened', facet: 'response', pen: 'receiver', by: focalPoint, about: 'content', from: ['accepted', 'acceptedWithConditions', 'declined', 'redirected'], to: 'reopened' },
} as const satisfies Record<string, Move>

export type Verb = keyof typeof moves

/** True when `word` is a verb of the table. */
export function isVerb(word: string): word is Verb {
  return Object.hasOwn(moves, word)
}

/** All verbs, in the order of the table. */
export const verbs: readonly Verb[] = Object.keys(moves).filter(isVerb)

/** Moves that ask for, give or rest on the person's information. */
export const contentMoves: readonly Verb[] = verbs.filter((verb) => moves[verb].about === 'content')

/** The row of an event type; undefined for a type this version does not know (it then has no effect, R10). */
export function verbOf(type: string): Verb | undefined {
  return verbs.find((verb) => moves[verb].type === type)
}

/**
 * True for what takes effect on arrival even when an earlier event of its author is still missing:
 * a person's withdrawal, and a cancellation, never wait for the post (protocol §4).
 */
export function overtakes({ type, data }: Statement): boolean {
  switch (type) {
    case 'consent.withdrawn':
    case 'referral.cancelled':
      return true
    case 'wishes.recorded':
      return data.kind === 'withdrawal'
    default:
      return false
  }
}
