import { AuditError } from '@onward/audit'
import { expect, test } from 'vitest'
import { fuzz } from './fuzz.ts'
import { type Parser, parsers } from './parsers.ts'

// The soak asks a hundred thousand times; here it is enough to notice what anybody would.
test.each(parsers)(
  'T29 $name: hostile bytes are refused, soon, and never taken for something else',
  async (parser) => {
    expect(await fuzz(parser, 500)).toBeUndefined()
  },
)

/** Reads a size, as a line. */
const sound: Parser = {
  name: 'size',
  valid: [Buffer.from('17\n')],
  read: (bytes) => (/^[1-9]\d{0,8}\n$/.test(bytes.toString()) ? Number(bytes) : undefined),
  isRefusal: (error) => error instanceof AuditError,
  mayTake: (value, bytes) => `${value}\n` === bytes.toString(),
}

const planted: readonly (readonly [fault: string, read: Parser['read'], told: RegExp])[] = [
  [
    'takes two forms of one value',
    (bytes) => Number.parseInt(bytes.toString(), 10),
    /taken for something else/,
  ],
  [
    'falls over',
    (bytes) => (bytes.length === 0 ? JSON.parse('') : sound.read(bytes)),
    /^size: fell over: SyntaxError.*: $/,
  ],
  ['takes nothing', () => undefined, /does not take its own valid form/],
  ['hangs', (bytes) => (bytes.length > 40 ? hang() : sound.read(bytes)), /slow/],
]

test.each(planted)('the fuzzing notices a parser that %s', async (_, read, told) => {
  expect(await fuzz({ ...sound, read }, 5_000)).toMatch(told)
})

test('a refusal may be a value, or an error of the parser’s own', async () => {
  const throwing: Parser['read'] = (bytes) => {
    const value = sound.read(bytes)
    if (value === undefined) throw new AuditError('TREE_RANGE', 'no size')
    return value
  }
  expect(await fuzz(sound, 5_000)).toBeUndefined()
  expect(await fuzz({ ...sound, read: throwing }, 5_000)).toBeUndefined()
})

function hang(): undefined {
  const { user } = process.threadCpuUsage()
  while (process.threadCpuUsage().user < user + 60_000);
  return undefined
}
