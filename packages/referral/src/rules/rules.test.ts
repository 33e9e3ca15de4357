import { describe, expect, test } from 'vitest'
import { after, tryTo } from '../example.test-data.ts'
import { moves, verbs } from '../moves.ts'
import { answerExamples } from './answer-rule-examples.test-data.ts'
import { examples as offerExamples } from './rule-examples.test-data.ts'
import { rules } from './rules.ts'

const examples = [...offerExamples, ...answerExamples]

describe.each(examples)('$rule ($verb)', ({ rule, verb, passes, refused }) => {
  test('lets pass what keeps it', () => {
    expect(tryTo(passes[0], verb, passes[1])).toMatchObject({ accepted: true, type: moves[verb].type })
  })
  test('refuses what breaks it, in plain words and with a remedy', () => {
    const found = rules.find(({ name }) => name === rule)
    const { requirements, pointer, reason, remedy } = found ?? { requirements: [], reason: '', remedy: '' }
    expect(tryTo(refused[0], verb, refused[1])).toEqual({
      accepted: false,
      code: 'RULE',
      rule,
      requirements,
      ...(pointer && { pointer }),
      reason,
      remedy,
    })
  })
})

test('every rule has an example, a requirement and a name of its own', () => {
  expect(new Set(examples.map(({ rule }) => rule))).toEqual(new Set(rules.map(({ name }) => name)))
  expect(new Set(rules.map(({ name }) => name)).size).toBe(rules.length)
  expect(
    rules.filter(
      ({ requirements }) => requirements.length === 0 || !requirements.every((r) => /^R\d+$/.test(r)),
    ),
  ).toEqual([])
})

test('no rule ever refuses a fact, nor a cancellation', () => {
  const never = verbs.filter((verb) => moves[verb].about === 'fact' || verb === 'cancel')
  expect(rules.filter(({ applies }) => applies.some((verb) => never.includes(verb)))).toEqual([])
})

test('after a withdrawal of sharing only the record and the facts go on', () => {
  const history = after('submit', 'acknowledge', 'requestInformation', 'withdrawConsent')
  const open = verbs.filter((verb) => tryTo(history, verb).accepted)
  expect(open.filter((verb) => moves[verb].about === 'content')).toEqual([])
  expect(open).toEqual(expect.arrayContaining(['cancel', 'confirmStopped', 'recordWish', 'confirmArrival']))
})
