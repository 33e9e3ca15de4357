import { expect, test } from 'vitest'
import { readCode, readProject } from './project.ts'
import { hiddenSettings, machinePaths, unrunTests } from './text.ts'

const code = readCode()
const everything = readProject('*', '.ci/*', '{packages,services,infra,tests,schemas,docs}/**/*.*')

/** Put together here, or this file would be one of those it looks for. */
const one = (path: string, ...parts: readonly string[]) => new Map([[path, parts.join('')]])

test('every test is run', () => {
  expect(unrunTests(code)).toEqual([])
  for (const word of ['only', 'skip', 'todo', 'skipIf', 'concurrent.only']) {
    expect(
      unrunTests(one('a.test.ts', "import { test } from 'vitest'\n", 'test.', word, "('x', () => {})")),
    ).toEqual(['a.test.ts:2'])
  }
  expect(unrunTests(one('a.test.ts', 'rows.skip(1)\n', 'test.each(rows)'))).toEqual([])
})

test('no file names a place on one machine', () => {
  expect(machinePaths(everything)).toEqual([])
  for (const folder of ['home', 'root', 'Users', 'tmp', 'work']) {
    expect(machinePaths(one('a.md', 'see ', '/', folder, '/ana/x'))).toEqual(['a.md:1'])
  }
  expect(machinePaths(one('a.ts', 'C:', '\\\\Users\\\\ana'))).toEqual(['a.ts:1'])
  expect(
    machinePaths(one('a.md', 'https://site.example', '/', 'work', '/x and packages', '/', 'tmp', '/x')),
  ).toEqual([])
})

test('settings are read where a process begins and nowhere else', () => {
  expect(hiddenSettings(code)).toEqual([])
  const reading = 'const level = process.env.LEVEL'
  expect(hiddenSettings(one('services/gateway/src/relay.ts', reading))).toEqual([
    'services/gateway/src/relay.ts:1',
  ])
  expect(hiddenSettings(one('services/gateway/src/main.ts', reading))).toEqual([])
})
