/** Invariants (ii) and (iii): what stands behind every journey that was planned, read from the events themselves. */
import type { Event } from '@onward/contract'
import { childIn, isMinor } from './child.ts'
import { foldFor } from './fold.ts'
import { type History, seen, seenBy, sequenceOf, subjectOf } from './history.ts'
import { authorOf, statement } from './statement.ts'

/** What was found wrong, and of what it was asked: an invariant of which nothing was asked has not been tried. */
export interface Findings {
  readonly faults: readonly string[]
  readonly asked: readonly string[]
}

/** Every plan of NL, against what NL had before it. A change that is told on the way is news and no plan (R34). */
export function journeyFaults(history: History): Findings {
  const about = subjectOf(history)
  const plans = sequenceOf(history, 'NL').filter(
    ({ event, standing }) => standing === 'applied' && /^journey\.(planned|changed)$/.test(event.type),
  )
  const found = plans.map(({ event }): Findings => {
    const { sequence, time } = event
    const upTo = Math.max(0, seen(history, 'RO', event.cause))
    const had = seenBy(history, 'NL', { sequence, upTo }).filter(({ standing }) => standing === 'applied')
    const [own, other] = ['NL', 'RO'].map((member) => sequenceOf(had, member).map((one) => one.event))
    if (!about || !own || !other || isOnTheWay(own)) return { faults: [], asked: [] }
    const isChild = isMinor(foldFor(about, had), time)
    return {
      faults: [
        ...(isAwaited(history, own, other) ? [] : ['(iii) a journey planned before its reception']),
        ...(isChild ? childFaults(event, own, other) : []),
      ],
      asked: ['journey planned', ...(isChild ? ['journey of a child planned'] : [])],
    }
  })
  return { faults: found.flatMap(({ faults }) => faults), asked: found.flatMap(({ asked }) => asked) }
}

function isOnTheWay(own: readonly Event[]): boolean {
  const last = own.findLast(({ type }) => type.startsWith('journey.') && type !== 'journey.changed')
  return last?.type === 'journey.departed'
}

/** The receiver's last word is that somebody waits, and NL has confirmed that one; or its yes by telephone was attested. */
function isAwaited(history: History, own: readonly Event[], other: readonly Event[]): boolean {
  const last = other.findLast(({ type }) => /^(reception\.(arranged|cancelled)|arrival\.missed)$/.test(type))
  if (last?.type === 'arrival.missed') return false
  if (last?.type !== 'reception.arranged')
    return own.some((each) => each.type === 'answer.attested' && each.data.answer === 'receptionArranged')
  const confirmed = own.findLast(({ type }) => type === 'reception.confirmed')
  return confirmed !== undefined && seen(history, authorOf(last), confirmed.cause) >= last.sequence
}

function childFaults(event: Event, own: readonly Event[], other: readonly Event[]): readonly string[] {
  const to = 'arrival' in event.data ? endOf(event) : undefined
  const hasGuardian = [own, other].some((events) => {
    const last = events.findLast(({ type }) => type.startsWith('guardian.'))
    return (
      last?.type === 'guardian.appointed' && last.data.conflictChecked === true && last.data.country === to
    )
  })
  const determined = own.flatMap((each) =>
    each.type === 'child.bestInterestsDetermined'
      ? [each.data]
      : (childIn(statement(each.type, each.data))?.bestInterests ?? []),
  )
  const { type, result, destination } = determined.at(-1) ?? {}
  const isBest =
    type === 'BID' && ['return', 'familyElsewhere', 'relocate'].includes(result ?? '') && destination === to
  return [
    ...(hasGuardian ? [] : ['(ii) the journey of a child planned without a guardian there']),
    ...(isBest ? [] : ['(ii) the journey of a child planned though it was not found to be best']),
  ]
}

function endOf(event: Event): string | undefined {
  return event.type === 'journey.planned' || event.type === 'journey.changed'
    ? event.data.arrival.place.country
    : undefined
}
