import { describe, expect, test } from 'vitest'
import { after, tryTo, words } from '../example.test-data.ts'
import { moves, verbs } from '../moves.ts'
import { examples } from './every-example.test-data.ts'
import { rules } from './rules.ts'
import { lawOf, sources } from './sources.ts'

const numbersOf = (rule: string) =>
  rules.find(({ name }) => name === rule)?.requirements.join(', ') ?? 'no such rule'
const cases = examples.map((example) => ({ ...example, numbers: numbersOf(example.rule) }))

// `npm run requirements -- --remove-each` lets each rule pass everything in turn, and wants one of these to fail.
describe.each(cases)('$numbers $rule ($verb)', ({ rule, verb, passes, refused, finds }) => {
  test('lets pass what keeps it', () => {
    expect(tryTo(passes[0], verb, passes[1])).toMatchObject({ accepted: true, type: moves[verb].type })
  })
  test('refuses what breaks it, in plain words and with a remedy', () => {
    const found = rules.find(({ name }) => name === rule)
    if (!found) throw new Error(`no rule ${rule}`)
    const { requirements, source, pointer, reason, remedy } = found
    expect(tryTo(refused[0], verb, refused[1])).toEqual({
      accepted: false,
      code: 'RULE',
      rule,
      requirements,
      law: lawOf(source),
      ...((finds ?? pointer) && { pointer: finds?.pointer ?? pointer }),
      reason: finds ? `${reason} Found here: ${finds.what}.` : reason,
      remedy,
    })
  })
  test('what has happened all the same is recorded, outside this rule', () => {
    const found = rules.find(({ name }) => name === rule)
    // A rule that is asked of the state marks the fact by itself; any other is named by who reports it.
    const marking = found?.looksAt === 'state' ? found.marks : undefined
    const [fact, data] = marking?.[0]
      ? [marking[0], words[marking[0]]]
      : (['reportIncident', { ...words.reportIncident, code: 'outsideRules', outsideRules: [rule] }] as const)
    const [history, { at } = {}] = refused
    const recorded = tryTo(history.length > 0 ? history : after('submit'), fact, { data, ...(at && { at }) })
    const isUntold = found?.looksAt === 'local' && found.untold
    const named = expect.arrayContaining([rule])
    expect(recorded).toMatchObject({
      accepted: true,
      // What only this member knows is told by no name of a rule either.
      data: isUntold ? expect.not.objectContaining({ outsideRules: named }) : { outsideRules: named },
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

test('every rule says whom it guards, and where it comes from in words', () => {
  const keys = rules.flatMap(({ source }) => source.split(/;\s*/).map((one) => one.split(' ')[0] ?? ''))
  expect(keys.filter((key) => !Object.hasOwn(sources, key))).toEqual([])
  expect(rules.filter(({ guards }) => guards.length < 10).map(({ name }) => name)).toEqual([])
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
