/** What a clock is: who owes what, and how long there is for it. The table of moves says what starts and stops it. */
import type { Agreement, Urgency, Span as WrittenSpan } from '@onward/contract'
import type { Entry, Referral } from '../referral.ts'
import type { Statement } from '../statement.ts'
import type { DeadlineName } from './name.ts'

/** A length of time, as agreements state it. */
export type Span =
  | { readonly hours: number }
  | { readonly days: number }
  | { readonly months: number }
  | { readonly workingDays: number }
  | { readonly workingHours: number }

/** One length, or one for each urgency. */
export type Spans = Span | Readonly<Record<Urgency, Span>>

/** How long before the end a reminder comes. Working time cannot be counted backwards. */
export type Before = { readonly days: number } | { readonly months: number }

/** One run of a clock that a statement sets going. */
export interface Run {
  /** Tells runs apart where one statement starts several; else they are told apart by what the statement is about. */
  readonly key?: string
  /** From when it is counted, RFC 3339; when the statement was made, unless given. */
  readonly from?: string
  readonly span: Spans
  /** It comes of itself and is only announced, so long before: there is no silence to sign. */
  readonly warn?: readonly Before[]
  /** The date is the person's, the law's or was set by a named human: no agreement moves it. */
  readonly set?: true
}

export interface Clock {
  /** Who must act: a side, the one that started it, the one that did not, or the one that answers for the case. */
  readonly owedBy: 'sender' | 'receiver' | 'starter' | 'other' | 'responsible'
  /** What is waited for, in plain words. */
  readonly what: string
  readonly source: string
  /** The runs that a statement starts; none if it does not concern this clock. */
  readonly runs: (entry: Entry, referral: Referral) => readonly Run[]
  /** Statements that start it besides those that the table names. */
  readonly startedBy?: (said: Statement) => boolean
  /** Of the statements that stop it by the table, those that really do; all of them, unless given. */
  readonly stoppedBy?: (said: Statement) => boolean
  /** Started again before it was met it does not begin anew: a second withdrawal gives no more time for the first. */
  readonly firstCounts?: true
  /** Goes on when the referral is over: what is owed to the person then still is. */
  readonly outlives?: true
  /** Stands still while the receiver waits for information (domain §9). */
  readonly pauses?: true
}

export const hours = (count: number): Span => ({ hours: count })
export const days = (count: number): Span => ({ days: count })
export const workingDays = (count: number): Span => ({ workingDays: count })

/** The same for every statement that starts the clock. */
export const always =
  (span: Spans): Clock['runs'] =>
  () => [{ span }]

/** Runs out when a day is over. */
export function endOf(day: string): Run {
  return { from: `${day}T00:00:00.000Z`, span: days(1), set: true }
}

/** What the agreement says in place of a default; undefined if it is silent. The notice of an arrival is a length, and no clock. */
export function agreed(
  agreement: Agreement | undefined,
  name: DeadlineName | 'arrivalNotice',
  urgency: Urgency,
): Span | undefined {
  const { spans, acknowledgeHours, decideHours } = agreement?.deadlines ?? {}
  const named = spans?.[name]
  const span = named?.[urgency] ?? named?.all
  if (span) return spanOf(span)
  if (name === 'acknowledge' && acknowledgeHours) return hours(acknowledgeHours[urgency])
  return name === 'decide' && decideHours ? hours(decideHours[urgency]) : undefined
}

/** One length of a written span; the schema lets exactly one of its members be there. */
function spanOf(span: WrittenSpan): Span | undefined {
  if (span.hours !== undefined) return { hours: span.hours }
  if (span.days !== undefined) return { days: span.days }
  if (span.months !== undefined) return { months: span.months }
  if (span.workingDays !== undefined) return { workingDays: span.workingDays }
  return span.workingHours === undefined ? undefined : { workingHours: span.workingHours }
}
