/**
 * What is due, by whom, and how far the time has run. Pure: time and calendars come in as data, so both sides, and
 * an auditor years later, read the same.
 *
 * Silence never counts as acceptance (R11). It is made visible instead: a reminder at half of the time, escalation at
 * three quarters, and at the end the gateway signs that nothing came.
 */
import type { Agreement, EventType } from '@onward/contract'
import { closing } from '../closure.ts'
import { withdrawn } from '../consent.ts'
import { moveOfType } from '../moves.ts'
import { type Referral, urgencyOf } from '../referral.ts'
import { responsibleSide } from '../responsibility.ts'
import { otherSide, type Side } from '../side.ts'
import { agreed, type Before, type Clock, type Span, type Spans } from './clock.ts'
import { clocks } from './clocks.ts'
import type { DeadlineName } from './name.ts'
import { shifted, spellsSince } from './pause.ts'
import { debtorOf, running, type Started } from './running.ts'

/** What silence leads to, in this order. */
export type Stage = 'reminder' | 'escalation' | 'overdue'

export interface Deadline {
  /** The name, and what tells it from others of that name: `followUp:day30`. */
  readonly id: string
  readonly name: DeadlineName
  /** What is waited for, in plain words. */
  readonly what: string
  readonly owedBy: Side
  /** From when it is counted; times are RFC 3339 UTC with milliseconds. */
  readonly since: string
  /** Missing while the clock stands still. */
  readonly due?: string
  /** Since when it stands still, and why. */
  readonly paused?: { readonly since: string; readonly by: 'informationRequested' }
  /** In order of time; none while it stands still. */
  readonly stages: readonly { readonly stage: Stage; readonly at: string }[]
  readonly state: 'running' | 'paused' | 'overdue'
}

/** `add` of the calendar of a member: working days are those of whoever must act. */
export type AddTime = (member: string, from: string, span: Span) => string

/** An event that was signed and sent, of which no receipt has come. Only the gateway that sent it knows. */
export interface Unreceipted {
  readonly id: string
  readonly type: EventType
  readonly by: Side
  /** When it was first sent. */
  readonly at: string
}

/** What deadlines depend on besides the referral. */
export interface DeadlineTerms {
  /** RFC 3339 UTC with milliseconds. */
  readonly now: string
  readonly agreement: Agreement | undefined
  readonly add: AddTime
  readonly unreceipted?: readonly Unreceipted[]
}

// Sound: the keys of the table are the names.
const everyClock = Object.entries(clocks) as readonly (readonly [DeadlineName, Clock])[]

/** Every deadline that has been started and not been met, soonest first; those that stand still last. */
export function deadlines(referral: Referral, terms: DeadlineTerms): readonly Deadline[] {
  const isOver = over(referral)
  const started = new Set<string>(referral.entries.flatMap(({ said }) => moveOfType(said.type)?.starts ?? []))
  const named = everyClock
    .filter(([name, { startedBy, outlives }]) => (started.has(name) || startedBy) && (!isOver || outlives))
    .flatMap(([name, clock]) =>
      running(referral, name, clock).map((start) => deadline(referral, name, clock, start, terms)),
    )
  const unreceipted = (terms.unreceipted ?? []).map((sent) => withoutReceipt(referral, sent, terms))
  return [...named, ...unreceipted].toSorted((a, b) => compare(end(a), end(b)) || compare(a.id, b.id))
}

/** True when nothing more is expected of the referral itself; what is owed to the person goes on. */
export function over(referral: Referral): boolean {
  const taken = withdrawn(referral)
  return (
    taken.includes('sharing') ||
    taken.includes('referral') ||
    referral.facets.offer.state === 'cancelled' ||
    closing(referral) !== undefined
  )
}

function deadline(
  referral: Referral,
  name: DeadlineName,
  clock: Clock,
  start: Started,
  { now, agreement, add }: DeadlineTerms,
): Deadline {
  const { id, entry, from, span, warn, set } = start
  const owedBy = debtorOf(clock, entry.side) ?? responsibleSide(referral)
  const member = referral[owedBy]
  const since = from ?? entry.at
  const common = { id, name, what: clock.what, owedBy, since }
  const length = (!set && agreed(agreement, name, urgencyOf(referral))) || forUrgency(span, referral)
  const whole = add(member, since, length)
  const spells = clock.pauses ? spellsSince(referral, entry) : []
  const { at: due, standsStillSince } = shifted(whole, spells)
  if (standsStillSince !== undefined) {
    const paused = { since: standsStillSince, by: 'informationRequested' } as const
    return { ...common, paused, stages: [], state: 'paused' }
  }
  const stages = warn
    ? // What comes of itself is announced; nobody is silent when it has come.
      warn.map((before) => ({ stage: 'reminder' as const, at: add(member, due, backwards(before)) }))
    : [...parts(since, whole).map(({ stage, at }) => ({ stage, at: shifted(at, spells).at })), silence(due)]
  return withStages({ ...common, due }, stages, entry.at, now)
}

/** The alarm over a message that has no receipt. It is not the table that starts it, and nobody reads it but its sender. */
function withoutReceipt(
  referral: Referral,
  { id, by, at: since }: Unreceipted,
  { now, agreement, add }: DeadlineTerms,
): Deadline {
  const owedBy = otherSide(by)
  const length = agreed(agreement, 'receipt', urgencyOf(referral))
  const due = length ? add(referral[owedBy], since, length) : plus(since, receiptMs)
  const common = { id: `receipt:${id}`, name: 'receipt', what: clocks.receipt.what, owedBy, since } as const
  return withStages({ ...common, due }, [silence(due)], since, now)
}

const silence = (due: string) => ({ stage: 'overdue' as const, at: due })

/** With its stages: the early ones as far as they come after the start; the end always. */
function withStages(
  common: Omit<Deadline, 'stages' | 'state' | 'paused'> & { readonly due: string },
  stages: Deadline['stages'],
  startedAt: string,
  now: string,
): Deadline {
  const kept = stages.filter(({ stage, at }) => stage === 'overdue' || at >= startedAt)
  return { ...common, stages: kept, state: common.due <= now ? 'overdue' : 'running' }
}

/** The reminder and the escalation of a clock that has none of its own. */
function parts(since: string, whole: string): Deadline['stages'] {
  const length = Date.parse(whole) - Date.parse(since)
  return [
    { stage: 'reminder', at: plus(since, length * 0.5) },
    { stage: 'escalation', at: plus(since, length * 0.75) },
  ]
}

const receiptMs = 15 * 60_000

function forUrgency(span: Spans, referral: Referral): Span {
  return 'normal' in span ? span[urgencyOf(referral)] : span
}

function backwards(span: Before): Span {
  return 'months' in span ? { months: -span.months } : { days: -span.days }
}

function plus(at: string, ms: number): string {
  return new Date(Date.parse(at) + ms).toISOString()
}

/** What stands still comes after every time. */
const end = ({ due = '~' }: Deadline) => due

function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1
}
