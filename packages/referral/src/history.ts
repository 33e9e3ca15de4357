/**
 * The two signed sequences of a referral, and what an author had seen of them.
 *
 * Nothing here looks at the order in which events arrived: only at who wrote them, their own number, and their
 * cause. That is why both gateways come to the same result.
 */
import type { Event } from '@onward/contract'
import { moveOfType } from './moves.ts'
import type { Subject } from './referral.ts'
import type { Parties } from './side.ts'
import { authorOf } from './statement.ts'

/** A signed event and what became of it. `void`: the receiving gateway rejected it by a signed receipt. */
export interface Recorded {
  readonly event: Event
  /** SHA-256, base64url, of the inner JWS's signing input. */
  readonly digest: string
  readonly standing: 'applied' | 'void'
}

/** Everything settled or applied so far, in any order; parked events are not part of it. */
export type History = readonly Recorded[]

/** The events of one author, by their number. */
export function sequenceOf(history: History, member: string): History {
  return history
    .filter(({ event }) => authorOf(event) === member)
    .toSorted((a, b) => a.event.sequence - b.event.sequence)
}

/**
 * What the referral is, and who its parties are. What it was opened with says it; while that is still missing (a
 * withdrawal may overtake it) only its sender can have spoken. Undefined for an empty history.
 *
 * A hostile receiver can sign an opening too. So that both sides then read the same, in whatever order the two came, the
 * one that was applied counts, else the one that was made first: ids are UUIDv7.
 */
export function subjectOf(history: History): Subject | undefined {
  const openings = history.filter(({ event }) => event.sequence === 1 && opens(event))
  const first =
    earliest(openings.filter(({ standing }) => standing === 'applied')) ??
    earliest(openings) ??
    earliest(history.filter(({ event }) => penOf(event) === 'sender')) ??
    earliest(history)
  return first && subjectIn(first.event)
}

function earliest([first, ...rest]: History): Recorded | undefined {
  return rest.reduce((found, one) => (found && found.event.id <= one.event.id ? found : one), first)
}

/** The subject of an event, if its author is the sender. */
export function subjectIn(event: Event): Subject {
  const { subject: id, correlation: caseRef, purpose, audience: receiver } = event
  return { id, caseRef, purpose, sender: authorOf(event), receiver }
}

/** The other member of the two. */
export function otherOf({ sender, receiver }: Parties, member: string): string {
  return member === sender ? receiver : sender
}

/** The sequence that a `cause` names among the applied events of `member`; 0 if there is none, -1 if unknown. */
export function seen(history: History, member: string, cause: string | undefined): number {
  return cause === undefined ? 0 : (numbersOf(history, member).get(cause) ?? -1)
}

/** The numbers of the applied events of `member`, by their digests. */
export function numbersOf(history: History, member: string): ReadonlyMap<string, number> {
  const applied = history.filter(
    ({ event, standing }) => standing === 'applied' && authorOf(event) === member,
  )
  return new Map(applied.map(({ event, digest }) => [digest, event.sequence]))
}

/** The first number below `sequence` of which nothing is recorded; undefined if there is no hole. */
export function firstMissing(history: History, member: string, sequence: number): number | undefined {
  const known = new Set(sequenceOf(history, member).map(({ event }) => event.sequence))
  // It ends at the first hole, which is never beyond the count of what is known: 2^53-1 costs nothing.
  for (let number = 1; number < sequence; number += 1) {
    if (!known.has(number)) return number
  }
  return undefined
}

/** What an author had before it when it wrote number `sequence` having seen the other side up to `upTo`. */
export function seenBy(
  history: History,
  author: string,
  { sequence, upTo }: { readonly sequence: number; readonly upTo: number },
): History {
  return history.filter(({ event }) => event.sequence <= (authorOf(event) === author ? sequence - 1 : upTo))
}

/** The applied events of both parties, in the order in which they are folded. */
export function inOrder(history: History, parties: Parties): History {
  const applied = history.filter(({ standing }) => standing === 'applied')
  return [...sequenceOf(applied, parties.sender), ...sequenceOf(applied, parties.receiver)]
}

function penOf(event: Event): string | undefined {
  return moveOfType(event.type)?.pen
}

function opens(event: Event): boolean {
  return moveOfType(event.type)?.opens !== undefined
}
