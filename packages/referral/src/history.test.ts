import type { Event } from '@onward/contract'
import { describe, expect, test } from 'vitest'
import { after, eventOf, id, offer, words } from './example.test-data.ts'
import {
  firstMissing,
  type History,
  inOrder,
  numbersOf,
  otherOf,
  type Recorded,
  seen,
  seenBy,
  sequenceOf,
  subjectOf,
} from './history.ts'

describe('what a referral is, and between whom', () => {
  test('is said by what opened it', () => {
    expect(subjectOf(after('submit', 'acknowledge', 'accept'))).toEqual(byNl)
  })

  test('is said by the opening though something else came first, and though ids lie', () => {
    const history = after('submit', 'acknowledge')
    const early = history.map((each) => (authorOf(each) === 'RO' ? named(each, 'A-earliest') : each))
    expect(subjectOf(early)).toEqual(byNl)
    expect(subjectOf(early.toReversed())).toEqual(byNl)
  })

  test('of two openings, by the one that was applied, whoever was first', () => {
    const [forged, offered] = [void_(opening('RO', 'A')), opening('NL', 'B')]
    expect(subjectOf([forged, offered])).toEqual(byNl)
    expect(subjectOf([offered, forged])).toEqual(byNl)
    expect(subjectOf([void_(offered), { ...forged, standing: 'applied' }])).toEqual(byRo)
  })

  test('of two openings that are both void, or both applied, by the one that was made first', () => {
    for (const standing of ['void', 'applied'] as const) {
      const one = { ...opening('NL', 'A'), standing }
      const two = { ...opening('RO', 'B'), standing }
      expect(subjectOf([one, two])).toEqual(byNl)
      expect(subjectOf([two, one])).toEqual(byNl)
    }
  })

  test('an opening with another number than 1 opens nothing', () => {
    const late = opening('RO', 'A', 2)
    expect(subjectOf([late, opening('NL', 'B')])).toEqual(byNl)
  })

  test('while the opening is missing, by the first word that only a sender can say, else by the first of all', () => {
    const [, acknowledged] = after('submit', 'acknowledge')
    const amended = eventBy('NL', 'referral.amended', words.amend, 2)
    const answer = acknowledged ? named(acknowledged, 'A') : amended
    expect(subjectOf([answer, named(amended, 'B'), named(amended, 'C')])).toEqual(byNl)
    expect(subjectOf([answer])).toEqual(byRo)
    expect(subjectOf([unknown('NL', 'B'), unknown('RO', 'A')])).toEqual(byRo)
    expect(subjectOf([])).toBeUndefined()
  })

  test('a word of a later version opens nothing, and is nobody’s alone', () => {
    const amended = named(eventBy('NL', 'referral.amended', words.amend, 2), 'B')
    expect(subjectOf([unknown('RO', 'A'), amended])).toEqual(byNl)
  })
})

describe('what somebody had seen', () => {
  const history = after('submit', 'acknowledge', 'amend')

  test('is what a cause names among the applied events of the other', () => {
    const [offered, acknowledged] = history
    expect(seen(history, 'NL', offered?.digest)).toBe(1)
    expect(seen(history, 'RO', acknowledged?.digest)).toBe(1)
    expect(seen(history, 'NL', acknowledged?.digest)).toBe(-1)
    expect(seen(history, 'NL', undefined)).toBe(0)
    expect(seen(history.map(void_), 'NL', offered?.digest)).toBe(-1)
    expect([...numbersOf(history, 'NL').values()]).toEqual([1, 2])
  })

  test('of its own is all before its number, of the other all up to the number it names', () => {
    expect(seenBy(history, 'NL', { sequence: 2, upTo: 1 }).map(nameOf)).toEqual(['NL-1', 'RO-1'])
    expect(seenBy(history, 'NL', { sequence: 2, upTo: 0 }).map(nameOf)).toEqual(['NL-1'])
    expect(seenBy(history, 'RO', { sequence: 1, upTo: 2 }).map(nameOf)).toEqual(['NL-1', 'NL-2'])
  })
})

test('the first number that is missing is found, and a number beyond all costs no more than what is known', () => {
  const history = [1, 2, 4, 7].map((sequence) => opening('NL', `NL-${sequence}`, sequence))
  expect([1, 3, 4, 5, 6, 2 ** 53 - 1].map((until) => firstMissing(history, 'NL', until))).toEqual([
    ...[undefined, undefined, 3, 3, 3, 3],
  ])
  expect(firstMissing([], 'NL', 1)).toBeUndefined()
  expect(firstMissing([], 'NL', 2)).toBe(1)
  expect(firstMissing(history.slice(0, 2), 'NL', 2 ** 53 - 1)).toBe(3)
})

test('what is applied is put in order: the sender’s by number, then the receiver’s', () => {
  const history = after('submit', 'acknowledge', 'amend', 'accept')
  const mixed = history.toReversed().map((each) => (nameOf(each) === 'RO-2' ? void_(each) : each))
  expect(inOrder(mixed, { sender: 'NL', receiver: 'RO' }).map(nameOf)).toEqual(['NL-1', 'NL-2', 'RO-1'])
  expect(sequenceOf(mixed, 'RO').map(nameOf)).toEqual(['RO-1', 'RO-2'])
  expect(['NL', 'RO'].map((member) => otherOf({ sender: 'NL', receiver: 'RO' }, member))).toEqual([
    'RO',
    'NL',
  ])
})

const { caseRef, purpose } = offer
const byNl = { id, caseRef, purpose, sender: 'NL', receiver: 'RO' }
const byRo = { id, caseRef, purpose, sender: 'RO', receiver: 'NL' }

function opening(author: string, name: string, sequence = 1): Recorded {
  return named(eventBy(author, 'referral.submitted', words.submit, sequence), name)
}

function eventBy(author: string, type: Event['type'], data: unknown, sequence: number): Recorded {
  // Sound: each is the usual word of its type.
  const event = eventOf({ author, type, data: data as Event['data'], sequence })
  return { event, digest: `digest of ${event.id}`, standing: 'applied' }
}

/** Of a type that a later version has. */
function unknown(author: string, name: string): Recorded {
  const { event, ...rest } = opening(author, name)
  return { ...rest, event: { ...event, type: 'referral.teleported' } as unknown as Event }
}

function named({ event, ...rest }: Recorded, name: string): Recorded {
  return { ...rest, event: { ...event, id: name } }
}

function void_(each: Recorded): Recorded {
  return { ...each, standing: 'void' }
}

const authorOf = ({ event }: Recorded) => event.source.split(':').at(-1)
const nameOf = ({ event }: History[number]) => event.id
