import { expect, test } from 'vitest'
import { isCurrent } from '../../infra/documents/made-document.ts'
import { readTests } from '../../infra/documents/requirements.ts'
import { namedTests } from '../../infra/documents/test-titles.ts'
import { threats } from '../../infra/documents/threat-list.ts'
import { type Met, metBy, threatsDocument, unmet } from '../../infra/documents/threats.ts'

const numbers = threats.map(({ number }) => number)

test('docs/threats.md is what the tests say now', () => {
  expect(isCurrent(threatsDocument()), 'run npm run generate').toBe(true)
})

test('every threat has a mechanism, and a test or the word that it is not built', () => {
  expect(unmet(metBy(namedTests(readTests())))).toEqual([])
})

test('tests name only threats that there are', () => {
  const named = namedTests(readTests()).filter((each) => each.threats.length > 0)
  expect(named.length).toBeGreaterThan(numbers.length)
  expect(named.filter((each) => !each.threats.every((number) => numbers.includes(number)))).toEqual([])
})

test('whatever a threat lacks is said', () => {
  const [first] = threats
  if (!first) throw new Error('there is no threat')
  const named = { path: 'a.test.ts', title: 'T1 a title', requirements: [], threats: ['T1'] }
  const met = (parts: Partial<Met>): Met => ({ ...first, tests: [], ...parts })
  expect(unmet([met({ tests: [named] }), met({ later: 'all of it' })])).toEqual([])
  expect(unmet([met({})])).toEqual(['T1 has no test, and nobody says why'])
  expect(unmet([met({ mechanism: '', tests: [named] })])).toEqual(['T1 has no mechanism'])
})

test('a title names threats beside requirements, and a word that only looks like one is none', () => {
  const text = "test('R5, T4, T31 a receipt', f)\ntest('the T-shirt of T0 and AT9', f)\n"
  expect(namedTests(new Map([['a.test.ts', text]]))).toEqual([
    { path: 'a.test.ts', title: 'R5, T4, T31 a receipt', requirements: ['R5'], threats: ['T4', 'T31'] },
  ])
})
