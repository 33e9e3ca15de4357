import { expect, test } from 'vitest'
import { badlyNamed, doorsWithCode, misnumberedMigrations, namelessExports, tooLong } from './files.ts'
import { readCode } from './project.ts'

const code = readCode()

test('the code of the project is found at all', () => {
  expect(code.size).toBeGreaterThan(100)
  expect([...code.keys()].filter((path) => /node_modules|generated\//.test(path))).toEqual([])
})

test('no file has more than 300 lines', () => {
  expect(tooLong(code)).toEqual([])
  const lines = (count: number) => 'a\n'.repeat(count)
  const made = new Map([
    ['long.ts', lines(301)],
    ['long.sql', lines(400)],
    ['fits.ts', lines(300)],
  ])
  expect(tooLong(made)).toEqual(['long.ts', 'long.sql'])
})

test('every file is named after what it holds, in kebab-case, and none is a drawer', () => {
  expect(badlyNamed(code)).toEqual([])
  const bad = [
    'src/utils.ts',
    'src/helpers/date.ts',
    'src/common.ts',
    'lib/fold.ts',
    'src/misc.mjs',
    'src/types.ts',
    'src/key-manager.ts',
    'src/foldReferral.ts',
    'src/string-utils.test.ts',
  ]
  const good = [
    'src/fold.ts',
    'src/next-actions.test.ts',
    'src/0001-referral.sql',
    'src/pid-file.d.mts',
    'src/example.test-data.ts',
  ]
  expect(badlyNamed(new Map([...bad, ...good].map((path) => [path, ''])))).toEqual(bad)
})

test('an index.ts is a list of exports and holds no code', () => {
  expect(doorsWithCode(code)).toEqual([])
  const made = new Map([
    [
      'a/index.ts',
      "/** The door. */\nexport { seal } from './seal.ts'\nexport {\n  open,\n  type Opened,\n} from './open.ts'\nexport type * from './event.ts'\n",
    ],
    ['b/index.ts', "export { seal } from './seal.ts'\nexport const version = 1\n"],
    ['c/index.ts', "import './start.ts'\n"],
  ])
  expect(doorsWithCode(made)).toEqual(['b/index.ts', 'c/index.ts'])
})

test('exports have names', () => {
  expect(namelessExports(code)).toEqual([])
  expect(
    namelessExports(
      new Map([
        ['a.ts', 'export default 1'],
        ['a.config.ts', 'export default {}'],
      ]),
    ),
  ).toEqual(['a.ts'])
})

test('migrations are numbered without a gap', () => {
  expect(misnumberedMigrations(code)).toEqual([])
  expect([...code.keys()].some((path) => path.includes('/migrations/'))).toBe(true)
  const made = new Map([
    ['store/migrations/0001-a.sql', ''],
    ['store/migrations/0003-c.sql', ''],
  ])
  expect(misnumberedMigrations(made)).toEqual(['store/migrations/0003-c.sql'])
})
