/** The clocks of a referral as documentation: who owes what, and how long there is for it. */
import { moveOf, type Span, type Verb, verbs } from '@onward/referral'
import type { Clock, Run, Spans } from '../../packages/referral/src/deadlines/clock.ts'
import { clocks } from '../../packages/referral/src/deadlines/clocks.ts'
import { code, codes, plain, table } from './markdown.ts'

const debtors: Readonly<Record<Clock['owedBy'], string>> = {
  sender: 'the sender',
  receiver: 'the receiver',
  starter: 'the side that started it',
  other: 'the other side',
  responsible: 'whoever answers for the case',
}

/** Every clock, a row each. */
export function clockTable(): string {
  return table(
    ['clock', 'waits until', 'owed by', 'default', 'source', 'started by', 'stopped by', 'besides'],
    Object.entries(clocks).map(([name, clock]) => [
      code(name),
      plain(clock.what),
      debtors[clock.owedBy],
      lengthOf(clock),
      plain(clock.source),
      codes(verbsThat('starts', name)),
      codes(verbsThat('stops', name)),
      besides(clock).join('; '),
    ]),
  )
}

/** The length where it is always the same; elsewhere it follows from what was said. */
function lengthOf({ runs }: Clock): string {
  if (runs.length > 0) return 'by what was said'
  // Sound: an arrow function that names no argument reads none.
  const constant = runs as () => readonly Run[]
  return constant()
    .map(({ span }) => inWords(span))
    .join('; ')
}

function inWords(span: Spans): string {
  if (!('normal' in span)) return counted(span)
  return Object.entries(span)
    .map(([urgency, each]) => `${urgency} ${counted(each)}`)
    .join(', ')
}

const units: Readonly<Record<string, string>> = {
  hours: 'h',
  days: 'days',
  months: 'months',
  workingDays: 'working days',
  workingHours: 'working hours',
}

function counted(span: Span): string {
  return Object.entries(span)
    .map(([unit, count]) => {
      const name = units[unit] ?? unit
      return `${count} ${count === 1 ? name.replace(/s$/, '') : name}`
    })
    .join(' ')
}

function verbsThat(column: 'starts' | 'stops', clock: string): readonly Verb[] {
  return verbs.filter((verb) => moveOf(verb)[column]?.some((name) => name === clock))
}

function besides({ pauses, outlives }: Clock): readonly string[] {
  return [
    ...(pauses ? ['stands still while the receiver waits for information'] : []),
    ...(outlives ? ['goes on when the referral is over'] : []),
  ]
}
