/** Which clocks run: what the table says starts one, and what has been said since that meets it. */
import { knows } from '../closure.ts'
import { type Move, moveOfType } from '../moves.ts'
import type { Entry, Referral } from '../referral.ts'
import { otherSide, type Side } from '../side.ts'
import { itemOf } from '../thread.ts'
import type { Clock, Run } from './clock.ts'
import type { DeadlineName } from './name.ts'

/** A clock that was set going and has not been met. */
export interface Started extends Run {
  readonly id: string
  readonly entry: Entry
}

/** The runs of a clock that nothing has met yet. */
export function running(referral: Referral, name: DeadlineName, clock: Clock): readonly Started[] {
  const stops = referral.entries.filter((entry) => touches(entry, 'stops', name))
  const isMet = (start: Started) => stops.some((stop) => meets(stop, start, clock))
  const started = new Map<string, Started>()
  for (const entry of referral.entries.filter((each) => starts(each, name, clock))) {
    for (const run of clock.runs(entry, referral)) {
      const key = run.key ?? itemOf(entry.said)
      const id = idOf(name, key, clock, entry.side)
      const before = started.get(id)
      if (clock.firstCounts && before && !isMet(before)) continue
      started.set(id, { ...run, ...(key && { key }), id, entry })
    }
  }
  return [...started.values()].filter((start) => !isMet(start))
}

/** Who must act on a clock that a side has started, where that does not change; else undefined. */
export function debtorOf({ owedBy }: Clock, starter: Side): Side | undefined {
  switch (owedBy) {
    case 'starter':
      return starter
    case 'other':
      return otherSide(starter)
    case 'responsible':
      return undefined
    default:
      return owedBy
  }
}

/** The name, and what tells it from others of that name: the thing it is about, or who owes it where both may. */
function idOf(name: DeadlineName, key: string | undefined, clock: Clock, starter: Side): string {
  const { owedBy } = clock
  const owing = owedBy === 'starter' || owedBy === 'other' ? debtorOf(clock, starter) : undefined
  const suffix = key || owing
  return suffix ? `${name}:${suffix}` : name
}

function starts(entry: Entry, name: DeadlineName, clock: Clock): boolean {
  return touches(entry, 'starts', name) || (clock.startedBy?.(entry.said) ?? false)
}

function touches({ said }: Entry, column: 'starts' | 'stops', name: DeadlineName): boolean {
  return moveOfType(said.type)?.[column]?.includes(name) ?? false
}

/** A statement meets a clock if it came after what started it, is about the same thing, and is the word of whoever owes it. */
function meets(stop: Entry, start: Started, clock: Clock): boolean {
  const move = moveOfType(stop.said.type)
  if (!move || (clock.stoppedBy && !clock.stoppedBy(stop.said))) return false
  return isAbout(stop, start) && isOwn(stop, start, clock, move) && isLater(stop, start, move)
}

function isAbout({ said }: Entry, { key }: Started): boolean {
  const item = itemOf(said) ?? ('requestId' in said.data ? said.data.requestId : undefined)
  return item === undefined || key === undefined || item === key
}

/** Nobody meets by their own word what the other side owes them; but they can take their question back, in its own facet. */
function isOwn(stop: Entry, { entry }: Started, clock: Clock, move: Move): boolean {
  if (clock.owedBy !== 'other' && clock.owedBy !== 'starter') return true
  const isTakenBack = moveOfType(entry.said.type)?.facet === move.facet
  return stop.side === debtorOf(clock, entry.side) || (isTakenBack && stop.side === entry.side)
}

/** A fact that has crossed the start on its way counts by its own time: who has arrived has arrived. An answer does not. */
function isLater(stop: Entry, { entry }: Started, move: Move): boolean {
  const hasCrossed = stop.side !== entry.side && move.about === 'fact' && stop.at >= entry.at
  return knows(stop, entry) || hasCrossed
}
