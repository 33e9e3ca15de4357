import type { EventType } from '@onward/contract'
import { describe, expect, test } from 'vitest'
import { moves } from './moves.ts'
import { statement } from './statement.ts'
import {
  isThreadFacet,
  itemOf,
  lastSaid,
  type Said,
  silentFacets,
  speak,
  threadOf,
  threadsOf,
} from './thread.ts'
import { words } from './words.test-data.ts'

const place = { sequence: 2, seen: 1, at: '2026-11-22T05:00:00.000Z' }
const silent = { state: 'none', said: [] }
const planned: Said = { type: 'journey.planned', data: words.planJourney, ...place }
const cancelled: Said = { type: 'journey.cancelled', data: words.cancelJourney, ...place, sequence: 3 }
const proposed: Said = { type: 'handover.proposed', data: words.proposeHandover, ...place }
const started: Said = { type: 'service.started', data: words.startService, ...place }
const { proposalId } = words.proposeHandover
const { serviceId } = words.startService

test('a facet of one thing, of several, of each side: nothing has been said in any', () => {
  const { journey, services, closure, handover } = silentFacets
  expect({ journey, services, closure, handover }).toEqual({
    journey: silent,
    services: {},
    closure: { sender: silent, receiver: silent },
    handover: { sender: {}, receiver: {} },
  })
  expect(Object.keys(silentFacets).filter((facet) => !isThreadFacet(facet))).toEqual([])
})

test('what is kept in another form, and what is no facet, is no thread', () => {
  expect(['offer', 'consent', 'wishes', 'response', 'information', 'later'].filter(isThreadFacet)).toEqual([])
})

describe('a statement', () => {
  test('of the one thing of its facet ends the state before it, and keeps what was said', () => {
    const facets = { ...silentFacets, ...speak(silentFacets, moves.planJourney, 'sender', planned) }
    expect(facets).toEqual({ ...silentFacets, journey: { state: 'planned', said: [planned] } })
    expect(speak(facets, moves.cancelJourney, 'sender', cancelled)).toEqual({
      journey: { state: 'cancelled', said: [planned, cancelled] },
    })
  })

  test('of one thing of several leaves the others as they are', () => {
    const other = { state: 'planned', said: [] } as const
    const facets = { ...silentFacets, services: { other } }
    expect(speak(facets, moves.startService, 'receiver', started)).toEqual({
      services: { other, [serviceId]: { state: 'started', said: [started] } },
    })
  })

  test('of a side leaves the other side as it is', () => {
    const facets = { ...silentFacets, ...speak(silentFacets, moves.proposeHandover, 'receiver', proposed) }
    const thread = { state: 'proposed', said: [proposed] }
    expect(facets.handover).toEqual({ sender: {}, receiver: { [proposalId]: thread } })
    expect(threadsOf(facets, 'handover', 'receiver')).toEqual({ [proposalId]: thread })
    expect(threadsOf(facets, 'handover', 'sender')).toEqual({})
    expect(threadOf(facets, 'handover', 'receiver', proposed)).toEqual(thread)
    expect(threadOf(facets, 'handover', 'sender', proposed)).toEqual(silent)
  })

  test.each(['toString', '__proto__', 'constructor', 'sender'])(
    'about a thing called %s is about that alone',
    (id) => {
      const said = { ...started, data: { ...words.startService, serviceId: id } } as Said
      expect(threadOf(silentFacets, 'services', 'receiver', said)).toEqual(silent)
      const { services = {} } = speak(silentFacets, moves.startService, 'receiver', said)
      expect(Object.entries(services)).toEqual([[id, { state: 'started', said: [said] }]])
      expect(threadOf({ ...silentFacets, services }, 'services', 'receiver', said)).toEqual({
        state: 'started',
        said: [said],
      })
    },
  )
})

test.each<readonly [string, EventType, object, string | undefined]>([
  ['by its id', 'service.started', words.startService, serviceId],
  ['by none, where its facet is of one thing', 'journey.planned', words.planJourney, undefined],
  ['by none, where the id is missing', 'service.started', {}, undefined],
  ['by none, where the id is no word', 'service.started', { serviceId: 7 }, undefined],
  // Sound: a type of a later version.
  ['by none, where its type is not known', 'service.rated' as EventType, words.startService, undefined],
])('what a statement is about is known %s', (_title, type, data, item) => {
  // Sound: hostile data.
  expect(itemOf(statement(type, data as never))).toBe(item)
})

test('the last of a type is found, among several types, and none where none was said', () => {
  const again: Said = { ...planned, sequence: 4 }
  const thread = { said: [planned, again, cancelled] }
  expect(lastSaid(thread, 'journey.planned')).toBe(again)
  expect(lastSaid(thread, 'journey.planned', 'journey.cancelled')).toBe(cancelled)
  expect(lastSaid(thread, 'journey.departed')).toBe(undefined)
})
