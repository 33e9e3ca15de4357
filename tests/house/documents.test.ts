import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { deadLinks, settingsIn } from './documents.ts'
import { readProject } from './project.ts'

const documents = readProject('*.md', '{docs,schemas,packages,services,infra,tests}/**/*.md')
const root = new URL('../../', import.meta.url)
const textOf = (path: string) => [...readProject(path).values()].join('\n')

test('every link between documents leads somewhere', () => {
  expect(documents.size).toBeGreaterThan(10)
  expect(deadLinks(documents, (path) => existsSync(new URL(path, root)))).toEqual([])
  const made = new Map([
    [
      'README.md',
      '[a](docs/a.md#what-it-is) [b](docs/b.md) [c](#4-go-further) [d](https://site.example/x)\n\n## 4. Go further',
    ],
    ['docs/a.md', '[home](../README.md#nowhere)\n\n# What it is'],
  ])
  expect(deadLinks(made, (path) => made.has(path))).toEqual([
    'README.md → docs/b.md',
    'docs/a.md → ../README.md#nowhere',
  ])
})

test('README names every setting there is, and no other', () => {
  // A variable of the tests is nobody's setting.
  const code = ['services/gateway/src/{,eraser-}config.ts', 'infra/{broker,postgres}/*.ts']
    .map(textOf)
    .join('\n')
  expect(settingsIn(code).size).toBeGreaterThan(20)
  // Named by Kafka's own start script, inside the container.
  const ours = [...settingsIn(code)].filter((name) => name !== 'KAFKA_HEAP_OPTS')
  expect([...settingsIn(textOf('README.md'))].toSorted()).toEqual(ours.toSorted())
})

test('README names every command there is to run', () => {
  const { scripts } = JSON.parse(textOf('package.json'))
  const commands = Object.keys(scripts).filter((name) => !/^(pre|post)/.test(name) && name !== 'generate')
  const readme = textOf('README.md')
  expect(commands.filter((name) => !new RegExp(`\`npm (?:run )?${name}\``).test(readme))).toEqual([])
})

test('the move that CONTRIBUTING shows stands in the table just so', () => {
  const [, line = ''] = /```ts\n\s*(.+)\n/.exec(textOf('CONTRIBUTING.md')) ?? []
  expect(line).toContain('acknowledge')
  expect(
    textOf('packages/referral/src/moves.ts')
      .split('\n')
      .map((each) => each.trim()),
  ).toContain(line)
})

test('a decision fits on a page, and is listed', () => {
  const decisions = [...readProject('docs/adr/0*.md')]
  expect(decisions.filter(([, text]) => text.split('\n').length - 1 > 60).map(([path]) => path)).toEqual([])
  const list = textOf('docs/adr/README.md')
  expect(
    decisions.filter(([path]) => !list.includes(path.replace('docs/adr/', ''))).map(([path]) => path),
  ).toEqual([])
  expect(decisions.length).toBeGreaterThan(7)
})
