import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hostileText } from '../test/hostile.ts'
import { publishedVerifier } from '../test/keys.ts'
import { goChecksums } from '../test/vectors.ts'
import { formatCheckpoint, parseCheckpoint } from './checkpoint.ts'
import { AuditError } from './error.ts'
import { openNote } from './note.ts'

// The example of C2SP tlog-checkpoint v1.0.0 (CC BY 4.0).
const example = 'example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n'
const bytes = (base64: string) => new Uint8Array(Buffer.from(base64, 'base64'))
const exampleRoot = bytes('CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=')
const malformed = expect.objectContaining({ name: 'AuditError', code: 'CHECKPOINT_MALFORMED' })

test('the example of the standard is read and written to the byte', () => {
  const checkpoint = { origin: 'example.com/behind-the-sofa', size: 20_852_163, root: exampleRoot }
  expect(parseCheckpoint(example)).toEqual(checkpoint)
  expect(formatCheckpoint(checkpoint)).toBe(example)
})

test('a checkpoint of the Go checksum database is read', () => {
  const { text } = openNote(goChecksums.note, [publishedVerifier(goChecksums)])
  const root = bytes('mb8QLQIs0Z0yP5Cstq6guj87oXWeC9gEM8oVikmm9Wk=')
  expect(parseCheckpoint(text)).toEqual({ origin: 'go.sum database tree', size: 6_476_701, root })
})

// The border of 255 bytes is that of FiloSottile/torchwood, checkpoint_test.go (ISC).
describe('the origin', () => {
  const withOrigin = (origin: string) => example.replace('example.com/behind-the-sofa', origin)

  test.each(['a', 'a'.repeat(255), `${'é'.repeat(127)}a`, 'example log+origin'])('may be %s', (origin) => {
    expect(parseCheckpoint(withOrigin(origin)).origin).toBe(origin)
  })

  test.each(['', 'a'.repeat(256), 'é'.repeat(128), 'a\tb', '\ud800'])('may not be %j', (origin) => {
    expect(() => parseCheckpoint(withOrigin(origin))).toThrow(malformed)
    expect(() => formatCheckpoint({ origin, size: 1, root: exampleRoot })).toThrow(malformed)
  })
})

test.each([
  '',
  '00',
  '01',
  '+1',
  '-1',
  '1.0',
  '1e3',
  '0x10',
  ' 1',
  '1 ',
  '١',
  '9007199254740992',
  '1'.repeat(100_000),
])('the size %j is refused', (size) => {
  expect(() => parseCheckpoint(example.replace('20852163', size))).toThrow(malformed)
})

test.each([0, 1, 2 ** 53 - 1])('the size %i is written and read', (size) => {
  const checkpoint = { origin: 'example.com/log', size, root: exampleRoot }
  expect(parseCheckpoint(formatCheckpoint(checkpoint))).toEqual(checkpoint)
})

test.each([-1, 0.5, 2 ** 53, Number.NaN])('the size %d is not written', (size) => {
  expect(() => formatCheckpoint({ origin: 'example.com/log', size, root: exampleRoot })).toThrow(malformed)
})

test.each([
  ['a root of 31 bytes', example.replace(/Cs.*=/, Buffer.from(exampleRoot.subarray(1)).toString('base64'))],
  ['a root without padding', example.replace('q2I=', 'q2I')],
  ['a root with stray bits', example.replace('q2I=', 'q2J=')],
  ['an extension line', `${example}extension\n`],
  ['an empty line after it', `${example}\n`],
  ['no last newline', example.slice(0, -1)],
  ['carriage returns', example.replaceAll('\n', '\r\n')],
])('a checkpoint with %s is refused', (_, text) => {
  expect(() => parseCheckpoint(text)).toThrow(malformed)
})

test('a root that is not 32 bytes is not written', () => {
  expect(() => formatCheckpoint({ origin: 'a', size: 1, root: new Uint8Array(31) })).toThrow(malformed)
})

test('hostile text is refused, or is a checkpoint to the byte', () => {
  fc.assert(
    fc.property(hostileText(example), (hostile) => {
      expect(readAndWrite(hostile)).toBeOneOf([hostile, 'CHECKPOINT_MALFORMED'])
    }),
    { numRuns: 1_000 },
  )
})

function readAndWrite(text: string): string {
  try {
    return formatCheckpoint(parseCheckpoint(text))
  } catch (error) {
    if (error instanceof AuditError) return error.code
    throw error
  }
}
