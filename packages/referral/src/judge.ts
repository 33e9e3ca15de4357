/** What becomes of the other side's event. Judged by what its author had seen, so both sides judge alike. */
import type { Agreement, Event } from '@onward/contract'
import { check, type Refusal } from './check.ts'
import { advance, foldFor } from './fold.ts'
import {
  firstMissing,
  type History,
  numbersOf,
  otherOf,
  seen,
  seenBy,
  sequenceOf,
  subjectIn,
  subjectOf,
} from './history.ts'
import { verbOf } from './moves.ts'
import { overtakes } from './overtake.ts'
import type { Subject } from './referral.ts'
import type { Register } from './register.ts'
import { rules } from './rules/rules.ts'
import { sideOf } from './side.ts'
import { authorOf, readActor, type Statement, statement } from './statement.ts'

export interface Case {
  /** Everything recorded of the referral, without parked events. */
  readonly history: History
  readonly event: Event
  /** The agreement that the event names; undefined if it is not known here. */
  readonly agreement: Agreement | undefined
  readonly register: Register
  /**
   * The highest sequence of the other side's events whose `stored` receipt the author had sent earlier on this
   * lane. An author that has receipted an event cannot claim not to have seen it.
   */
  readonly acknowledgedUpTo?: number
}

/**
 * `apply`, `park` until the missing event comes (at most 24 h, the gateway's clock), or `reject`, which is final and
 * makes the event void on both sides (protocol §4). `BIZ_STATE`: pen, role, state or rule; `BIZ_CONSENT`: permission
 * or agreement; `BIZ_CAUSE`: what it claims to have seen cannot be so.
 */
export type Verdict =
  | { readonly verdict: 'apply' }
  | { readonly verdict: 'park'; readonly missing: { readonly author: string; readonly sequence: number } }
  | {
      readonly verdict: 'reject'
      readonly code: 'BIZ_STATE' | 'BIZ_CONSENT' | 'BIZ_CAUSE'
      readonly rule?: string
      readonly reason: string
    }

/**
 * Judges an event that the other side has signed, at its own `time`. What its author had seen: its own earlier
 * settled events, and the other side's up to and including `cause`, by number. Later arrivals do not change the
 * verdict, so a move that crosses a withdrawal in flight is legal, and precedence decides what it comes to.
 */
export function judge({ history, event, agreement, register, acknowledgedUpTo = 0 }: Case): Verdict {
  const author = authorOf(event)
  const about = subjectOf(history) ?? subjectIn(event)
  const side = sideOf(about, author)
  if (!side || event.audience !== otherOf(about, author))
    return reject('BIZ_STATE', 'its members are not the parties')
  const verb = verbOf(event.type)
  if (!verb) return reject('BIZ_STATE', 'its type is not known')
  if (isTaken(history, event)) return reject('BIZ_STATE', 'its author has used this number for another event')

  const said = statement(event.type, event.data)
  const missing = firstMissing(history, author, event.sequence)
  if (missing !== undefined && !overtakes(said))
    return { verdict: 'park', missing: { author, sequence: missing } }

  const upTo = seen(history, otherOf(about, author), event.cause)
  if (upTo < 0) return reject('BIZ_CAUSE', 'it answers an event that is not known here')
  if (upTo < lastSeen(history, about, event)) return reject('BIZ_CAUSE', 'its author had already seen more')
  if (upTo < acknowledgedUpTo) return reject('BIZ_CAUSE', 'its author had receipted a later event')

  const { sequence, time: at } = event
  const before = foldFor(about, seenBy(history, author, { sequence, upTo }))
  const after = advance(before, { said, side, sequence, seen: upTo, at })
  const { caseRef, purpose } = (sequence === 1 && opened(said)) || (after.facets.offer.terms ?? about)
  if (event.subject !== about.id || event.correlation !== caseRef || event.purpose !== purpose) {
    return reject('BIZ_STATE', 'it names another referral, case or purpose')
  }
  const arrival = missing === undefined ? 'in-order' : 'past-a-hole'
  const actor = readActor(event.actor)
  const proposal = { verb, said, actor, side, before, after, at, agreement, register }
  const refusal = check({ ...proposal, sequence, arrival, local: undefined })
  return refusal ? rejectedFor(refusal) : { verdict: 'apply' }
}

/** What an opening is about by its own words; the event that opens must say the same. */
function opened({ data }: Statement): Pick<Subject, 'caseRef' | 'purpose'> | undefined {
  return 'caseRef' in data && 'purpose' in data ? data : undefined
}

function isTaken(history: History, { id, sequence, source }: Event): boolean {
  return history.some(
    ({ event }) => event.source === source && event.sequence === sequence && event.id !== id,
  )
}

/** The most that the author says it had seen when it wrote its earlier events, whatever became of them. */
function lastSeen(history: History, about: Subject, { sequence, source }: Event): number {
  const author = authorOf({ source })
  const numbers = numbersOf(history, otherOf(about, author))
  const earlier = sequenceOf(history, author).filter(({ event }) => event.sequence < sequence)
  return earlier.reduce((most, { event }) => Math.max(most, numbers.get(event.cause ?? '') ?? 0), 0)
}

function rejectedFor({ rule, reason }: Refusal): Verdict {
  const code = rules.find(({ name }) => name === rule)?.code ?? 'BIZ_STATE'
  return { verdict: 'reject', code, ...(rule && { rule }), reason }
}

function reject(code: 'BIZ_STATE' | 'BIZ_CAUSE', reason: string): Verdict {
  return { verdict: 'reject', code, reason }
}
