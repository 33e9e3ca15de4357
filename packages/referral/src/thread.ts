/**
 * Facets that need no more than the table: what was said in them, in order, and the state it led to.
 *
 * A facet of one thing is a thread; a facet of several things is a thread for each, by its id; where each party has
 * the pen there is one for each side. So a new move is a line of the table, and nothing else has to know of it.
 */
import type { EventType } from '@onward/contract'
import { type Move, moveOfType, moves } from './moves.ts'
import type { Side } from './side.ts'
import type { Statement, StatementOf } from './statement.ts'

type Row = (typeof moves)[keyof typeof moves]
type RowOf<F extends string> = Extract<Row, { readonly facet: F }>

/** The facets of which `fold.ts` keeps more than threads. */
export type KeptFacet = 'offer' | 'consent' | 'wishes' | 'acknowledgement' | 'response' | 'information'

export type ThreadFacet = Exclude<Row['facet'], KeptFacet>

/** One statement as a facet keeps it: with its author's number, how much of the other side its author had seen, and when. */
export type Said<T extends EventType = EventType> = StatementOf<T> & {
  readonly sequence: number
  readonly seen: number
  readonly at: string
}

export interface Thread<S extends string = string, T extends EventType = EventType> {
  readonly state: S | 'none'
  readonly said: readonly Said<T>[]
}

type ThreadOf<F extends string> = Thread<RowOf<F>['to'], RowOf<F>['type']>
type Things<F extends string> =
  RowOf<F> extends { readonly item: string } ? Readonly<Record<string, ThreadOf<F>>> : ThreadOf<F>

/** The facets that are threads. */
export type ThreadFacets = {
  readonly [F in ThreadFacet]: RowOf<F>['pen'] extends 'each'
    ? { readonly sender: Things<F>; readonly receiver: Things<F> }
    : Things<F>
}

/** A thread in which nothing has been said. */
const silent: Thread = { state: 'none', said: [] }

interface Shape {
  readonly pen: Move['pen']
  readonly hasItems: boolean
}

// Sound: every facet has a row.
const shapes = Object.fromEntries(
  Object.values<Move>(moves).map(({ facet, pen, item }) => [facet, { pen, hasItems: item !== undefined }]),
) as Readonly<Record<Row['facet'], Shape>>
const kept: ReadonlySet<string> = new Set<KeptFacet>([
  'offer',
  'consent',
  'wishes',
  'acknowledgement',
  'response',
  'information',
])

/** The facets that are threads, of a referral of which nothing has been said. */
// Sound: names and shapes come from the table that the type is made from.
export const silentFacets = Object.fromEntries(
  Object.entries(shapes)
    .filter(([facet]) => !kept.has(facet))
    .map(([facet, { pen, hasItems }]) => {
      const things = hasItems ? {} : silent
      return [facet, pen === 'each' ? { sender: things, receiver: things } : things]
    }),
) as ThreadFacets

const threadFacets: ReadonlySet<string> = new Set(Object.keys(silentFacets))

/** True for a facet that is a thread. */
export function isThreadFacet(facet: string): facet is ThreadFacet {
  return threadFacets.has(facet)
}

/** Which thing of its facet a statement is about; undefined where the facet is of one thing. */
export function itemOf({ type, data }: Statement): string | undefined {
  const item = moveOfType(type)?.item
  if (item === undefined) return undefined
  // Sound: only looked into, and what is found is asked what it is.
  const value = (data as Readonly<Record<string, unknown>>)[item]
  return typeof value === 'string' ? value : undefined
}

/** Under which a thread is kept: '' where the facet is of one thing. */
const keyOf = (said: Statement) => itemOf(said) ?? ''

/** The threads of a facet that one side writes, by their ids; a facet of one thing has one, under ''. */
export function threadsOf(
  facets: ThreadFacets,
  facet: ThreadFacet,
  side: Side,
): Readonly<Record<string, Thread>> {
  const { pen, hasItems } = shapes[facet]
  const whole = facets[facet]
  const things = pen === 'each' && 'sender' in whole ? whole[side] : whole
  // Sound: the shape says whether these are threads by id, or one thread.
  return hasItems ? (things as Readonly<Record<string, Thread>>) : { '': things as Thread }
}

/** The thread that a statement belongs to. */
export function threadOf(facets: ThreadFacets, facet: ThreadFacet, side: Side, said: Statement): Thread {
  const threads = threadsOf(facets, facet, side)
  const id = keyOf(said)
  return (Object.hasOwn(threads, id) ? threads[id] : undefined) ?? silent
}

/** The facet with one statement more. */
export function speak(
  facets: ThreadFacets,
  move: Move & { readonly facet: ThreadFacet },
  side: Side,
  said: Said,
): Partial<ThreadFacets> {
  const { facet, pen, item, to } = move
  const before = threadOf(facets, facet, side, said)
  const thread: Thread = { state: to, said: [...before.said, said] }
  const things = item === undefined ? thread : { ...threadsOf(facets, facet, side), [keyOf(said)]: thread }
  const whole = facets[facet]
  return { [facet]: pen === 'each' ? { ...whole, [side]: things } : things }
}

/** The last statement of a type in a thread. */
export function lastSaid<T extends EventType>(
  thread: { readonly said: readonly { readonly type: EventType }[] },
  ...types: readonly T[]
): Said<T> | undefined {
  const wanted: readonly string[] = types
  // Sound: filtered by type.
  return thread.said.findLast(({ type }) => wanted.includes(type)) as Said<T> | undefined
}
