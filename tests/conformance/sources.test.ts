import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const here = import.meta.dirname
const rows = readFileSync(join(here, 'README.md'), 'utf8')
  .split('\n')
  .flatMap((line) => {
    const [, standard, , where, source] = line.split('|').map((cell) => cell.trim())
    return standard?.startsWith('RFC ') ? [{ standard, where: where ?? '', source: source ?? '' }] : []
  })

test('each standard of the table is named by the tests that it says, with source and licence', () => {
  expect(rows.length).toBeGreaterThan(9)
  for (const { standard, where, source } of rows) {
    const paths = [...where.matchAll(/\]\(([^)]+)\)/g)].map(([, path = '']) => path)
    const texts = paths.map((path) => readFileSync(join(here, path), 'utf8'))
    expect([standard, texts.some((text) => text.includes(standard))]).toEqual([standard, true])
    expect([standard, source]).toEqual([standard, expect.stringMatching(/; (IETF Trust|Apache-2\.0)$/)])
  }
})

test('each standard that a test here names stands in the table', () => {
  const titles = globSync('*.test.ts', { cwd: here })
    .map((path) => readFileSync(join(here, path), 'utf8'))
    .flatMap((text) => [...text.matchAll(/(?:test|each\(\w+\))\(\s*['"`](RFC \d+)/g)])
    .map(([, standard = '']) => standard)
  expect(titles.length).toBeGreaterThan(9)
  expect([...new Set(titles)].filter((each) => !rows.some(({ standard }) => standard === each))).toEqual([])
})
