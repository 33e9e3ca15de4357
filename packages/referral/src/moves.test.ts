import { eventTypes } from '@onward/contract'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { clocks } from './deadlines/clocks.ts'
import { recorded, tryTo } from './example.test-data.ts'
import type { History } from './history.ts'
import { type Move, moveOf, moves, openingMoves, verbs } from './moves.ts'
import { illegalPlace, legalPlace } from './places.test-data.ts'
import { rules } from './rules/rules.ts'

const rows = verbs.map((verb) => ({ verb, ...moveOf(verb) }))
const rowsOf = (facet: string) => rows.filter((row) => row.facet === facet)

/** Facets whose first state comes with the offer, which is a row of another facet. */
const begunByOffer: Readonly<Record<string, readonly string[]>> = { consent: ['granted'] }

describe('the table', () => {
  test('has exactly one row for each event type of the contract', () => {
    expect(rows.map(({ type }) => type).toSorted()).toEqual([...eventTypes].toSorted())
  })

  test('starts each row from states that its facet can have', () => {
    const unknown = rows.filter(({ from, facet }) => {
      const states = ['none', ...(begunByOffer[facet] ?? []), ...rowsOf(facet).map(({ to }) => to)]
      return from !== 'any' && !from.every((state) => states.includes(state))
    })
    expect(unknown).toEqual([])
  })

  test('gives each facet one pen, and one way of telling its things apart', () => {
    const shapes = (facet: string) => new Set(rowsOf(facet).map(({ pen, item }) => `${pen} ${item}`))
    expect(rows.filter(({ facet }) => shapes(facet).size !== 1)).toEqual([])
  })

  test('lets every facet be begun', () => {
    const isBegun = (facet: string) =>
      facet in begunByOffer || rowsOf(facet).some(({ from }) => from === 'any' || from.includes('none'))
    expect(rows.filter(({ facet }) => !isBegun(facet))).toEqual([])
  })

  test('answers only what the other side can have said', () => {
    const faults = rows.filter(({ pen, answers = [] }) => {
      const questions = rows.filter(({ verb }) => answers.includes(verb))
      return (
        questions.length !== answers.length || questions.some((asked) => pen !== 'each' && asked.pen === pen)
      )
    })
    expect(faults).toEqual([])
  })

  test('names the same thing in a question and in its answer', () => {
    const faults = rows.filter(({ item, answers = [] }) => {
      const items = rows.filter(({ verb }) => answers.includes(verb)).map((row) => row.item)
      return item !== undefined && items.some((asked) => asked !== undefined && asked !== item)
    })
    expect(faults).toEqual([])
  })

  test('lets an open question be asked once only, so that an answer is always to that question', () => {
    const questions = new Set(rows.flatMap(({ answers = [] }) => answers))
    const repeated = rows.filter(
      ({ verb, item, from, about }) =>
        questions.has(verb) && item !== undefined && about !== 'fact' && from !== 'any' && from.length > 1,
    )
    expect(repeated).toEqual([])
  })

  test('is written so that a fact can be said in every state, and no rule is asked about it', () => {
    const facts: readonly Move[] = rows.filter(({ about }) => about === 'fact')
    expect(facts.length).toBeGreaterThan(10)
    expect(facts.filter(({ from }) => from !== 'any')).toEqual([])
    const asked = rules.filter(({ applies }) => applies.some((verb) => moves[verb].about === 'fact'))
    expect(asked.map(({ name }) => name)).toEqual([])
  })

  test('opens with what needs no permission, or with an offer that brings its own', () => {
    const withContent = openingMoves.filter((verb) => moves[verb].about === 'content')
    expect(withContent).toEqual(['submit'])
    expect(openingMoves.filter((verb) => moves[verb].pen !== 'sender')).toEqual([])
  })
})

/** Clocks that no word of the table stops, each with what ends it. */
const neverStopped: Readonly<Record<string, string>> = {
  majority: 'the day comes, whatever is said; from then on the person is asked anew',
}
/** Clocks that no word of the table starts, each with what does. */
const neverStarted: Readonly<Record<string, string>> = {
  receipt: 'what was sent and has no receipt yet is known to the gateway only',
}

describe('the clocks of the table', () => {
  const named = (column: 'starts' | 'stops') => new Set(rows.flatMap((row) => row[column] ?? []))
  const names = Object.keys(clocks).toSorted()

  test('are the clocks there are', () => {
    const unknown = [...named('starts'), ...named('stops')].filter((name) => !Object.hasOwn(clocks, name))
    expect(unknown).toEqual([])
  })
  test('are each started by some row', () => {
    const started: ReadonlySet<string> = named('starts')
    expect(names.filter((name) => !started.has(name))).toEqual(Object.keys(neverStarted))
  })
  test('are each stopped by some row', () => {
    const stopped: ReadonlySet<string> = named('stops')
    const ended = [...Object.keys(neverStopped), ...Object.keys(neverStarted)].toSorted()
    expect(names.filter((name) => !stopped.has(name))).toEqual(ended)
  })
})

test('a fact is never refused, whatever the state', () => {
  const places = verbs.flatMap((verb) => [legalPlace(verb), illegalPlace(verb) ?? []])
  const begun: readonly History[] = places.filter((history) => history.length > 0)
  const state = fc.tuple(fc.constantFrom(...begun), fc.array(fc.constantFrom(...verbs), { maxLength: 6 }))
  const facts = verbs.filter((verb) => moves[verb].about === 'fact')
  fc.assert(
    fc.property(state, ([before, more]) => {
      const history = more.reduce((sofar, verb) => {
        const decision = tryTo(sofar, verb)
        return decision.accepted ? sofar.concat(recorded(sofar, verb)) : sofar
      }, before)
      const refused = facts.filter((verb) => {
        const { pen } = moves[verb]
        const authors = pen === 'each' ? ['NL', 'RO'] : [pen === 'sender' ? 'NL' : 'RO']
        return authors.some((by) => !tryTo(history, verb, { by }).accepted)
      })
      expect(refused).toEqual([])
    }),
    { numRuns: 300 },
  )
})
