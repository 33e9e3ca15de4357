/**
 * What is due, by whom, and how far the time has run. Pure: time and calendars come in as data, so both sides, and
 * an auditor years later, read the same.
 *
 * Silence never counts as acceptance (R11). It is made visible instead: a reminder at half of the time, escalation at
 * three quarters, and at the end the gateway signs that nothing came.
 */
import type { Agreement } from '@onward/contract'
import { closing, knows } from '../closure.ts'
import { withdrawn } from '../consent.ts'
import { moveOf, verbOf } from '../moves.ts'
import type { Entry, Referral } from '../referral.ts'
import { responsibleSide } from '../responsibility.ts'
import { otherSide, type Side } from '../side.ts'
import { itemOf } from '../thread.ts'
import { agreed, type Clock, days, type Run, type Span, type Spans } from './clock.ts'
import { clocks } from './clocks.ts'
import type { DeadlineName } from './name.ts'

/** What silence leads to, in this order. */
export type Stage = 'reminder' | 'escalation' | 'overdue'

export interface Deadline {
  /** The name, and what tells it from others of that name: `followUp:day30`. */
  readonly id: string
  readonly name: DeadlineName
  /** What is waited for, in plain words. */
  readonly what: string
  readonly owedBy: Side
  /** When it began to run; times are RFC 3339 UTC with milliseconds. */
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

/** What deadlines depend on besides the referral. */
export interface DeadlineTerms {
  /** RFC 3339 UTC with milliseconds. */
  readonly now: string
  readonly agreement: Agreement | undefined
  readonly add: AddTime
}

/** Every deadline that has been started and not been met, soonest first; those that stand still last. */
export function deadlines(referral: Referral, terms: DeadlineTerms): readonly Deadline[] {
  const isOver = over(referral)
  const named = Object.entries(clocks)
    .filter(([, clock]) => !isOver || clock.outlives)
    // Sound: the keys of the table are the names.
    .flatMap(([name, clock]) => running(referral, name as DeadlineName, clock, terms))
  return named.toSorted((a, b) => compare(a.due ?? '~', b.due ?? '~') || compare(a.id, b.id))
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

interface Started extends Run {
  readonly id: string
  readonly entry: Entry
}

function running(
  referral: Referral,
  name: DeadlineName,
  clock: Clock,
  terms: DeadlineTerms,
): readonly Deadline[] {
  const started = new Map<string, Started>()
  for (const entry of referral.entries) {
    if (!touches(entry, 'starts', name)) continue
    const runs = clock.runs(entry, referral)
    // A clock that is started anew has the runs of its last start only, except of other things.
    if (runs.length > 0 && itemOf(entry.said) === undefined && runs.some(({ key }) => key === undefined))
      started.clear()
    for (const run of runs) {
      const key = run.key ?? itemOf(entry.said)
      const id = key ? `${name}:${key}` : name
      started.set(id, { ...run, id, entry })
    }
  }
  const stops = referral.entries.filter((entry) => touches(entry, 'stops', name))
  return [...started.values()]
    .filter((start) => !stops.some((stop) => meets(stop, start)))
    .map((start) => deadline(referral, name, clock, start, terms))
}

function touches({ said }: Entry, column: 'starts' | 'stops', name: DeadlineName): boolean {
  const verb = verbOf(said.type)
  return verb !== undefined && (moveOf(verb)[column]?.includes(name) ?? false)
}

/** A statement stops a clock if it came after what started it, and is about the same thing if it is about one. */
function meets(stop: Entry, { id, entry }: Started): boolean {
  const item = itemOf(stop.said) ?? ('requestId' in stop.said.data ? stop.said.data.requestId : undefined)
  const isSameThing = item === undefined || !id.includes(':') || id.endsWith(`:${item}`)
  // What has crossed on the way counts by its own time: who arrived has arrived.
  return (
    isSameThing && stop !== entry && (knows(stop, entry) || (stop.side !== entry.side && stop.at >= entry.at))
  )
}

function deadline(
  referral: Referral,
  name: DeadlineName,
  clock: Clock,
  { id, entry, from, span, warn }: Started,
  { now, agreement, add }: DeadlineTerms,
): Deadline {
  const owedBy = debtor(referral, clock, entry)
  const member = referral[owedBy]
  const since = from ?? entry.at
  const whole = agreed(agreement, name, urgencyOf(referral)) ?? forUrgency(span, referral)
  const common = { id, name, what: clock.what, owedBy, since }
  const { waited, pausedSince } = clock.pauses
    ? pauses(referral, entry)
    : { waited: 0, pausedSince: undefined }
  if (pausedSince) {
    return {
      ...common,
      paused: { since: pausedSince, by: 'informationRequested' },
      stages: [],
      state: 'paused',
    }
  }
  const due = later(add(member, since, whole), waited)
  const ahead = (warn ?? []).map((before) => ({
    stage: 'reminder' as const,
    at: add(member, due, negative(before)),
  }))
  const early = warn ? ahead : [fraction('reminder', 0.5), fraction('escalation', 0.75)]
  function fraction(stage: Stage, part: number) {
    const begun = Date.parse(since)
    return { stage, at: new Date(begun + (Date.parse(due) - begun) * part).toISOString() }
  }
  const stages = [...early, { stage: 'overdue' as const, at: due }].filter(({ at }) => at >= entry.at)
  return { ...common, due, stages, state: due <= now ? 'overdue' : 'running' }
}

function debtor(referral: Referral, { owedBy }: Clock, { side }: Entry): Side {
  switch (owedBy) {
    case 'sender':
    case 'receiver':
      return owedBy
    case 'starter':
      return side
    case 'other':
      return otherSide(side)
    case 'responsible':
      return responsibleSide(referral)
    default:
      return owedBy satisfies never
  }
}

/** How long the receiver has waited for information since the clock started, in ms, and whether it still waits. */
function pauses({ entries, facets }: Referral, start: Entry) {
  const asked = entries.filter(({ said, at }) => said.type === 'information.requested' && at >= start.at)
  const given = entries.filter(({ said }) => said.type === 'information.provided')
  const spells = asked.map(({ said, at }) => {
    const answer = given.find(
      (entry) =>
        said.type === 'information.requested' &&
        entry.said.type === 'information.provided' &&
        entry.said.data.requestId === said.data.requestId,
    )
    return { from: at, to: answer?.at }
  })
  const open = spells.filter(({ to }) => to === undefined).map(({ from }) => from)
  const isWaiting = open.length > 0 && facets.response.state === 'informationRequested'
  const closed = spells.flatMap(({ from, to }) => (to === undefined ? [] : [{ from, to }]))
  return { waited: lengthOf(closed), pausedSince: isWaiting ? open.toSorted()[0] : undefined }
}

/** The length of several spells in ms, where they overlap counted once. */
function lengthOf(spells: readonly { readonly from: string; readonly to: string }[]): number {
  let end = 0
  let length = 0
  for (const { from, to } of spells.toSorted((a, b) => compare(a.from, b.from))) {
    const begin = Math.max(end, Date.parse(from))
    end = Math.max(end, Date.parse(to))
    length += Math.max(0, end - begin)
  }
  return length
}

const urgencyOf = ({ facets }: Referral) => facets.offer.terms?.urgency ?? 'normal'

function forUrgency(span: Spans, referral: Referral): Span {
  return 'normal' in span ? span[urgencyOf(referral)] : span
}

function negative(span: Span): Span {
  return 'months' in span ? { months: -span.months } : days('days' in span ? -span.days : 0)
}

function later(at: string, ms: number): string {
  return ms === 0 ? at : new Date(Date.parse(at) + ms).toISOString()
}

function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1
}
