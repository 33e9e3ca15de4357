/** What many random cases came to, counted. */
import type { EventType } from '@onward/contract'
import type { Outcome } from './random-case.test-data.ts'

export interface Counts {
  cases: number
  closed: number
  events: number
  faults: number
  readonly applied: Map<EventType, number>
  readonly verdicts: Map<string, number>
  readonly statuses: Map<string, number>
  /** By rule: how often it refused what a side was about to say. */
  readonly broken: Map<string, number>
  /** By what was asked of an invariant: how often there was something to ask. */
  readonly asked: Map<string, number>
}

export function newCounts(): Counts {
  const maps = { applied: new Map(), verdicts: new Map(), statuses: new Map() }
  return { cases: 0, closed: 0, events: 0, faults: 0, ...maps, broken: new Map(), asked: new Map() }
}

export function countCase(counts: Counts, outcome: Outcome): void {
  const { faults, applied, refusals, broken, asked, wasClosed, status } = outcome
  counts.cases += 1
  counts.closed += wasClosed ? 1 : 0
  counts.events += applied.length
  counts.faults += faults.length
  for (const type of applied) increase(counts.applied, type)
  for (const code of refusals) increase(counts.verdicts, code)
  for (const rule of broken) increase(counts.broken, rule)
  for (const what of asked) increase(counts.asked, what)
  if (status) increase(counts.statuses, status)
}

/** One paragraph: how many cases, events and verdicts, and what was reached least. */
export function printCounts(counts: Counts): string {
  const { cases, closed, events, applied, verdicts, statuses, broken, asked } = counts
  const list = (map: ReadonlyMap<string, number>, most = Number.POSITIVE_INFINITY) =>
    [...map]
      .toSorted(([, a], [, b]) => a - b)
      .slice(0, most)
      .map(([name, count]) => `${name} ${count}`)
      .join(', ')
  return [
    `${cases} random cases, ${events} events in effect, ${((100 * closed) / cases).toFixed(1)} % of the cases came to closure.`,
    `All ${applied.size} moves were made; the rarest: ${list(applied, 6)}.`,
    `${broken.size} rules refused something; those that did least: ${list(broken, 6)}.`,
    `Asked of the invariants: ${list(asked)}.`,
    `Verdicts against an event: ${list(verdicts)}.`,
    `Where they ended: ${list(statuses)}.`,
  ].join('\n')
}

function increase<K>(map: Map<K, number>, key: K): void {
  map.set(key, (map.get(key) ?? 0) + 1)
}
