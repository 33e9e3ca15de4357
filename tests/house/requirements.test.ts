import { rules, sources } from '@onward/referral'
import { expect, test } from 'vitest'
import { isCurrent } from '../../infra/documents/made-document.ts'
import { requirements } from '../../infra/documents/requirement-list.ts'
import { readTests, requirementsDocument } from '../../infra/documents/requirements.ts'
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
