import type { Event } from '@onward/contract'
import { fold, type History } from '@onward/referral'
import { expect, test } from 'vitest'
import { example, known } from '../http/served.test-data.ts'
import { answerIn, answersOf } from './answers.ts'

const directory = {
  hosts: (member: string, organisation: string) => member === 'RO' && organisation === 'md-shelter',
}

/** The example offer, and what is said after it: who, of which type, as which actor. */
function after(
  ...said: readonly (readonly [author: 'NL' | 'RO', file: string, actor: string, changes?: object])[]
): History {
  const { history } = known()
  const [first] = history
  const events = said.map(([author, file, actor, changes], at) => ({
    // Sound: an example of its type in the attributes of the offer.
    event: {
      ...first?.event,
      ...{
        id: `e${at}`,
        sequence: at + 2,
        actor,
        source: `urn:onward:member:${author}`,
        audience: author === 'NL' ? 'RO' : 'NL',
      },
      ...{ type: file.replace('-', '.'), time: `2026-12-08T10:0${at}:00.000Z` },
      data: { ...example(`valid/event/${file}.json`), ...changes },
    } as unknown as Event,
    digest: `d${at}`.padEnd(43, 'x'),
    standing: 'applied' as const,
  }))
  return [...history, ...events]
}

function answersIn(history: History) {
  const referral = fold(history)
  if (!referral) throw new Error('the history is not empty')
  return answersOf(referral, history, directory)
}

test('R52 each answer is shown as it was given, and the last signed word on a matter is the answer', () => {
  const history = after(
    ['NL', 'answer-attested', 'nl-focal-point/caseworker/desk-1'],
    ['RO', 'referral-acknowledged', 'md-shelter/focal-point/guest-1'],
  )
  expect(answersIn(history)).toEqual([
    {
      ...{ answer: 'accepted', kind: 'attested', organisation: 'ro-shelter-2', by: 'duty-manager' },
      ...{ at: '2026-12-08T09:30:00.000Z', channel: 'telephone', attestedBy: ['desk-1', 'nl-fp-05'] },
    },
    {
      ...{ answer: 'acknowledged', kind: 'hosted', organisation: 'md-shelter', by: 'guest-1' },
      at: '2026-12-08T10:01:00.000Z',
    },
  ])
})

test('R52 answers are counted by how they were given, and what is no answer is not', () => {
  const history = after(
    ['NL', 'answer-attested', 'nl-focal-point/caseworker/desk-1'],
    ['RO', 'referral-acknowledged', 'ro-focal-point/focal-point/desk-1'],
    ['RO', 'referral-accepted', 'md-shelter/focal-point/guest-1'],
    ['RO', 'arrival-confirmed', 'ro-shelter/link/night-desk'],
  )
  expect(history.map(({ event }) => answerIn(event, directory))).toEqual([
    undefined,
    { kind: 'attested', answer: 'accepted' },
    { kind: 'gateway', answer: 'acknowledged' },
    { kind: 'hosted', answer: 'accepted' },
    { kind: 'link', answer: 'arrived' },
  ])
})
