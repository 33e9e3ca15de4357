/**
 * The only writer of a referral. Everything one decision or one batch of messages changes is one value, and
 * one transaction makes it true: event, leaf, outbox, inbox, receipt, lane position and view, or none of them.
 */
import type { CountedAnswer } from '../receivers/answers.ts'
import { numberLane, recordBatch } from './batch.ts'
import type { DeadlineRow } from './deadlines.ts'
import type { IdempotencyRow } from './idempotency.ts'
import { countFlood, insertDuplicates, insertOutcomes, insertProofsIn, insertResends } from './lane-rows.ts'
import { insertLocal, type LocalRow } from './local.ts'
import {
  type BodyRow,
  type EventRow,
  type GivenBackRow,
  insertQuarantine,
  insertQuarantineBodies,
  insertSentTokens,
  insertVoids,
  type LeafRow,
  type Numbered,
  type PendingRow,
  type QuarantineRow,
  type ReceiptInRow,
  type ReceiptOutRow,
  type ReceivedTokenRow,
  type VoidRow,
} from './rows.ts'
import { constraintOf, faultOf, type Statement, type Store } from './transaction.ts'
import { insertPeerNotes, type SeenNote } from './witness.ts'

/** The view of a referral, and the version that it replaces (0: it is new). */
export interface ReferralChange {
  readonly id: string
  readonly expected: number
  readonly version: number
  readonly caseRef: string
  readonly sender: string
  readonly receiver: string
  readonly purpose: string
  readonly urgency: string
  readonly status: string
  readonly consentUntil?: string | undefined
  /** It is to move responsibility for its case. */
  readonly transfers: boolean
  /** When to look at it next, and what is owed now. */
  readonly nextDue?: string | undefined
  readonly deadlines: readonly DeadlineRow[]
  readonly at: string
  /** The wrapped data key; with a new referral only. */
  readonly dataKey?: Uint8Array | undefined
}

export interface Change {
  readonly referrals?: readonly ReferralChange[]
  readonly events?: readonly EventRow[]
  readonly voids?: readonly VoidRow[]
  readonly leaves?: readonly LeafRow[]
  readonly pending?: readonly PendingRow[]
  /** What goes with tokens of ours, and was made here. */
  readonly bodies?: readonly BodyRow[]
  /** Commands that it carries out. */
  readonly idempotency?: readonly IdempotencyRow[]
  readonly received?: readonly ReceivedTokenRow[]
  readonly receiptsOut?: readonly ReceiptOutRow[]
  readonly receiptsIn?: readonly ReceiptInRow[]
  readonly proofsIn?: readonly { readonly leaf: string; readonly proof: string; readonly at: string }[]
  /** Checkpoints of peers' logs that came with proofs. */
  readonly peerNotes?: readonly SeenNote[]
  readonly resends?: readonly {
    readonly lane: string
    readonly ep: number
    readonly from: number
    readonly to: number
  }[]
  readonly duplicates?: readonly { readonly manifest: string; readonly at: string }[]
  readonly quarantine?: readonly QuarantineRow[]
  readonly quarantineBodies?: readonly { readonly id: string; readonly body: Uint8Array }[]
  readonly outcomes?: readonly {
    readonly id: string
    readonly outcome: string
    readonly code?: string
    readonly at: string
  }[]
  readonly flood?: readonly {
    readonly lane: string
    readonly hour: string
    readonly code: string
    readonly count: number
  }[]
  /** The rules that facts in it did not keep; counted, not stored. */
  readonly outside?: readonly string[]
  /** The answers of receivers among the events, for metrics; not recorded apart. */
  readonly answers?: readonly CountedAnswer[]
  /** From which offset to which the lane moves; `from` −1 for a lane that has never moved. */
  readonly move?:
    | { readonly lane: string; readonly from: bigint; readonly next: bigint; readonly position: string }
    | undefined
}

/** One decision of ours: the event, and everything that follows from it. */
export interface Decided {
  readonly view: ReferralChange
  readonly event: EventRow
  readonly leaf: LeafRow
  /** Further leaves, where one says too little. */
  readonly more?: readonly LeafRow[]
  readonly pending: PendingRow
  /** The JWE that goes with it. */
  readonly body: string
  /** With what begins a referral only. */
  readonly entry?: CaseEntry | undefined
  /** What was said of the case together with it, and is never sent; with what begins a referral only. */
  readonly local?: readonly LocalRow[] | undefined
  readonly idempotency?: Omit<IdempotencyRow, 'referral' | 'event' | 'at'> | undefined
}

/** Which local case a new referral belongs to (a new one unless told), and whether it is to move responsibility. */
export interface CaseEntry {
  readonly localCase?: string | undefined
  readonly transfers: boolean
}

/**
 * `changed`: the referral is no longer the one that was decided on. `case-unknown`: there is no such case here.
 * `case-carried`: another open referral of the case moves responsibility.
 */
export type Committed = 'committed' | 'changed' | 'case-unknown' | 'case-carried'

/**
 * Commits one decision. Its event waits for a number.
 *
 * @throws what PostgreSQL threw, a taken Idempotency-Key (unique_violation) among it
 */
export async function commitLocal(store: Store, decided: Decided): Promise<Committed> {
  try {
    await store.transact(decisionStatements([decided]))
    return 'committed'
  } catch (error) {
    if (isChanged(error)) return 'changed'
    const fault = faultOf(error)
    if (fault === 'case-unknown' || fault === 'case-carried') return fault
    throw error
  }
}

/**
 * `changed`: a referral changed meanwhile. `moved`: another replica moved the lane. `taken`: another relay gave one of
 * the numbers of its answers. `refused`: the database would not have it, and would not the next time.
 */
export type Recorded = 'committed' | 'changed' | 'moved' | 'taken' | 'refused'

/**
 * Commits what a lane brought. It may answer (receipt, resend) but never carries an event outwards: what came from
 * a lane can never be published again. Of what is not `committed` nothing was stored.
 *
 * @throws what PostgreSQL threw when it is not there, and then nobody knows
 */
export async function commitRemote(
  store: Store,
  change: Change,
  numbered: readonly Numbered[] = [],
): Promise<Recorded> {
  const answers = [...(change.pending ?? []), ...numbered.flatMap(({ tokens }) => tokens)]
  if (answers.some(({ kind }) => kind === 'envelope'))
    throw new Error('a remote change carries an event outwards')
  return await recorded(store, statements(change), numbered)
}

/**
 * Commits what this member had said before a restore and its peer has given back, under the numbers that it had then. It goes
 * out no more, and has its receipt.
 *
 * @throws as commitRemote
 */
export async function commitGivenBack(
  store: Store,
  change: Change,
  sent: readonly GivenBackRow[],
): Promise<Recorded> {
  return await recorded(store, [...statements(change), insertSentTokens(sent)], [])
}

/**
 * Commits several decisions, all or none, with the numbers that they take; the others stay pending. Which of them was
 * at fault is not told.
 *
 * @throws what PostgreSQL threw when it is not there, and then nobody knows
 */
export function commitDecisions(
  store: Store,
  decisions: readonly Decided[],
  numbered: readonly Numbered[],
): Promise<Recorded> {
  const jtis = new Set(numbered.flatMap(({ tokens }) => tokens.map(({ jti }) => jti)))
  return recorded(store, decisionStatements(decisions, jtis), numbered)
}

/** All of it, with the numbers that it takes, or nothing. */
async function recorded(
  store: Store,
  said: readonly Statement[],
  numbered: readonly Numbered[],
): Promise<Recorded> {
  try {
    await store.transact([...said, ...numbered.map((each) => numberLane(each, 'new'))])
    return 'committed'
  } catch (error) {
    const fault = faultOf(error)
    if (fault === 'unreachable') throw error
    if (fault === 'moved') return 'moved'
    if (fault === 'known' && constraintOf(error) === 'lane_token_pkey') return 'taken'
    return isChanged(error) ? 'changed' : 'refused'
  }
}

/** Somebody else's commit was first: the referral has another version, or this author's number is used. */
function isChanged(error: unknown): boolean {
  const fault = faultOf(error)
  return (
    fault === 'changed' || (fault === 'known' && constraintOf(error) === 'event_referral_author_sequence_key')
  )
}

/** The statements of decisions; what is numbered with them does not wait. */
function decisionStatements(
  decisions: readonly Decided[],
  numbered: ReadonlySet<string> = new Set(),
): readonly Statement[] {
  const local = decisions.flatMap(({ view, event, local = [] }) =>
    local.map((row) => ({ ...row, referral: view.id, at: event.recordedAt })),
  )
  return [
    recordBatch({
      referrals: decisions.map(({ view }) => view),
      events: decisions.map(({ event }) => event),
      leaves: decisions.flatMap(({ leaf, more = [] }) => [leaf, ...more]),
      pending: decisions.map(({ pending }) => pending).filter(({ jti }) => !numbered.has(jti)),
      bodies: decisions.map(({ pending: { jti }, body }) => ({ jti, data: body })),
      idempotency: decisions.flatMap(({ idempotency, event: { id, referral, recordedAt: at } }) =>
        idempotency ? [{ ...idempotency, referral, event: id, at }] : [],
      ),
    }),
    ...decisions.flatMap(({ view, entry }) =>
      entry?.localCase === undefined ? [] : [enterCase(view.id, entry)],
    ),
    ...some(local, insertLocal),
  ]
}

const enterCase = (id: string, { localCase, transfers }: CaseEntry): Statement => ({
  name: 'enter case',
  text: 'select enter_case($1, $2, $3)',
  values: [id, localCase, transfers],
})

/** The statements of a change: one for what is in nearly every batch, then what is rare, which may refer to it. */
export function statements(change: Change): readonly Statement[] {
  return [
    recordBatch(change),
    ...some(change.voids, insertVoids),
    ...some(change.proofsIn, insertProofsIn),
    ...some(change.peerNotes, insertPeerNotes),
    ...some(change.resends, insertResends),
    ...some(change.duplicates, insertDuplicates),
    ...some(change.quarantine, insertQuarantine),
    ...some(change.quarantineBodies, insertQuarantineBodies),
    ...some(change.outcomes, insertOutcomes),
    ...some(change.flood, countFlood),
  ]
}

function some<Row>(
  rows: readonly Row[] | undefined,
  statement: (rows: readonly Row[]) => Statement,
): readonly Statement[] {
  return rows && rows.length > 0 ? [statement(rows)] : []
}
