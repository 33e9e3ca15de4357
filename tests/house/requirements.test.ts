import { rules, sources } from '@onward/referral'
import { expect, test } from 'vitest'
import { isCurrent } from '../../infra/documents/made-document.ts'
import { heldWithoutRule, requirements, safeguards } from '../../infra/documents/requirement-list.ts'
import {
  exampledRules,
  type Held,
  heldBy,
  lacking,
  readTests,
  requirementsDocument,
} from '../../infra/documents/requirements.ts'
import { namedTests } from '../../infra/documents/test-titles.ts'

const numbers = requirements.map(({ number }) => number)

test('docs/requirements.md is what the tests say now', () => {
  expect(isCurrent(requirementsDocument()), 'run npm run generate').toBe(true)
})

test('the requirements are numbered without a gap, and each source is one that is explained', () => {
  expect(numbers).toEqual(requirements.map((_, index) => `R${index + 1}`))
  const keys = requirements.flatMap(({ source }) =>
    source.split('; ').map((each) => each.split(' ')[0] ?? ''),
  )
  expect(keys.filter((key) => !Object.hasOwn(sources, key))).toEqual([])
})

test('tests and rules name only requirements that there are', () => {
  const named = namedTests(readTests())
  expect(named.length).toBeGreaterThan(50)
  expect([...named, ...rules].filter((each) => !each.requirements.every((r) => numbers.includes(r)))).toEqual(
    [],
  )
})

test('no safeguard lacks a rule with an example, or the reason why it has none and a test', () => {
  expect(lacking(heldBy(namedTests(readTests())), exampledRules())).toEqual([])
  expect([...safeguards, ...Object.keys(heldWithoutRule)].filter((r) => !numbers.includes(r))).toEqual([])
})

test('whatever a safeguard lacks is said: a rule, a test, an example', () => {
  const rule = rules.find(({ name }) => name === 'permission-current')
  if (!rule) throw new Error('the rule is not there')
  const named = { path: 'a.test.ts', title: 'a title', requirements: [], threats: [] }
  const gap = (number: string, parts: Partial<Pick<Held, 'rules' | 'tests'>> = {}): Held => {
    const requirement = requirements.find((one) => one.number === number)
    if (!requirement) throw new Error(`no ${number}`)
    return { ...requirement, rules: [], tests: [], ...parts }
  }
  const lackingOf = (held: Held, exampled: readonly string[] = []) => lacking([held], new Set(exampled))
  // A test alone does not say why nothing is refused.
  expect(lackingOf(gap('R17', { tests: [named] }))).toEqual(['R17 has no rule'])
  expect(lackingOf(gap('R17', { rules: [rule] }))).toEqual([
    'R17: the rule permission-current has no example, so none of its three tests runs',
  ])
  expect(lackingOf(gap('R17', { rules: [rule] }), ['permission-current'])).toEqual([])
  expect(lackingOf(gap('R26'))).toEqual(['R26 has neither a rule nor a test'])
  expect(lackingOf(gap('R26', { tests: [named] }))).toEqual([])
  expect(lackingOf(gap('R26', { rules: [rule] }), ['permission-current'])).toEqual([
    'R26 has a rule, though it is said that none can hold it',
  ])
  // No safeguard: it may be open, and the document says so.
  expect(lackingOf(gap('R2'))).toEqual([])
})

test('a title that names requirements is found in every form it is written in', () => {
  // Put together here, or this file would be one of those it looks for.
  const [one, all, r] = ['test', 'describe', 'R']
  const text = `
    ${one}('${r}5 an event gets a receipt', () => {})
    ${one}.each(rows)('${r}9, ${r}10 a no to "%s" has its reason', () => {})
    ${one}.each([
      ['a', 1],
    ])(
      "${r}7 the deputy's name is there",
      () => {},
    )
    ${all}.each(cases)(\`${r}37 \${name}\`, () => {})
    ${one}('HTCDS names no R&D, and is read', () => expect(read('${r}4')).toBe('${r}6 is no title'))`
  expect(
    namedTests(new Map([['a.test.ts', text]])).map(({ title, requirements: names }) => [title, names]),
  ).toEqual([
    ['R5 an event gets a receipt', ['R5']],
    ['R9, R10 a no to "%s" has its reason', ['R9', 'R10']],
    ["R7 the deputy's name is there", ['R7']],
    // Shown as it stands in the file.
    [`R37 $${'{name}'}`, ['R37']],
  ])
})
