// Hostile bytes for one parser: noise, and valid forms with something done to them. It must answer each with a value that
// the bytes are a valid form of, or with its own refusal, and soon.
import fc from 'fast-check'
import type { Parser } from './parsers.ts'

/** No input may take longer, in time of the processor: what else the machine does is no fault of the parser. */
const SLOWEST_MS = 50
/** Clearing up the memory of other inputs makes one look slow once; a parser that hangs is slow each time. */
const TRIES = 5

/** One thing done to bytes. */
const change: fc.Arbitrary<(bytes: Buffer) => Buffer> = fc.oneof(
  // A byte is another.
  fc.tuple(fc.nat(), fc.integer({ min: 1, max: 255 })).map(([at, mask]) => (bytes: Buffer) => {
    const changed = Buffer.from(bytes)
    if (changed.length > 0) {
      const place = at % changed.length
      changed.writeUInt8(changed.readUInt8(place) ^ mask, place)
    }
    return changed
  }),
  // It ends early, or begins late.
  fc.tuple(fc.nat(), fc.boolean()).map(([at, isEnd]) => (bytes: Buffer) => {
    const place = at % (bytes.length + 1)
    return isEnd ? bytes.subarray(0, place) : bytes.subarray(place)
  }),
  // Something stands in it that was not there.
  fc
    .tuple(
      fc.nat(),
      fc.oneof(
        fc.uint8Array({ minLength: 1, maxLength: 9 }),
        fc
          .constantFrom(
            ' ',
            '\n',
            '\n\n',
            '"',
            '\\',
            '{',
            '}',
            ',',
            '.',
            '=',
            '0',
            '\u0000',
            '\ufeff',
            '\u2014 ',
          )
          .map((word) => Buffer.from(word)),
      ),
    )
    .map(([at, piece]) => (bytes: Buffer) => {
      const place = at % (bytes.length + 1)
      return Buffer.concat([bytes.subarray(0, place), piece, bytes.subarray(place)])
    }),
  // A part of it stands there twice, or up to 200 times.
  fc
    .tuple(fc.nat(), fc.nat(200), fc.constantFrom(1, 1, 1, 200))
    .map(([at, length, times]) => (bytes: Buffer) => {
      const from = at % (bytes.length + 1)
      const part = bytes.subarray(from, from + length)
      return Buffer.concat([bytes.subarray(0, from), ...Array(times).fill(part), bytes.subarray(from)])
    }),
  // A part of it is gone.
  fc.tuple(fc.nat(), fc.integer({ min: 1, max: 200 })).map(([at, length]) => (bytes: Buffer) => {
    const from = at % (bytes.length + 1)
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(from + length)])
  }),
)

/** Inputs for a parser. */
function hostile(valid: readonly Buffer[]): fc.Arbitrary<Buffer> {
  const one = fc.constantFrom(...valid)
  const changed = fc
    .tuple(one, fc.array(change, { minLength: 1, maxLength: 3 }))
    .map(([bytes, changes]) => changes.reduce((so, make) => make(so), bytes))
  // The beginning of one, and the end of another.
  const crossed = fc.tuple(one, one, fc.nat()).map(([begin, end, at]) => {
    const place = at % (begin.length + 1)
    return Buffer.concat([begin.subarray(0, place), end.subarray(place)])
  })
  const noise = fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes))
  return fc.oneof(
    { arbitrary: changed, weight: 8 },
    { arbitrary: crossed, weight: 1 },
    { arbitrary: noise, weight: 1 },
  )
}

/**
 * Tries so many inputs. Undefined if the parser was right about all of them; else what is wrong, with the smallest input
 * that shows it, or the first that is slow: for a smaller one that hangs too each try would take its time.
 */
export async function fuzz(parser: Parser, inputs: number): Promise<string | undefined> {
  for (const bytes of parser.valid)
    if ((await outcomeOf(parser, bytes)) !== 'taken') return `${parser.name} does not take its own valid form`
  let hasHung = false
  const holds = async (bytes: Buffer) => {
    if (hasHung) return true
    const outcome = await outcomeOf(parser, bytes)
    hasHung = outcome === 'slow'
    return !isWrong(outcome)
  }
  const { counterexample } = await fc.check(fc.asyncProperty(hostile(parser.valid), holds), {
    numRuns: inputs,
  })
  const [bytes] = counterexample ?? []
  if (!bytes) return undefined
  return `${parser.name}: ${await outcomeOf(parser, bytes)}: ${bytes.toString('base64')}`
}

type Outcome = 'taken' | 'refused' | 'taken for something else' | 'slow' | `fell over: ${string}`

function isWrong(outcome: Outcome): boolean {
  return outcome !== 'taken' && outcome !== 'refused'
}

async function outcomeOf(parser: Parser, bytes: Buffer): Promise<Outcome> {
  for (let tries = 1; ; tries++) {
    const began = process.threadCpuUsage()
    const outcome = await readingOf(parser, bytes)
    const { user, system } = process.threadCpuUsage(began)
    if (user + system <= SLOWEST_MS * 1_000) return outcome
    if (tries === TRIES) return 'slow'
  }
}

async function readingOf({ read, isRefusal, mayTake }: Parser, bytes: Buffer): Promise<Outcome> {
  try {
    const value = await read(bytes)
    if (value === undefined) return 'refused'
    return mayTake(value, bytes) ? 'taken' : 'taken for something else'
  } catch (error) {
    return isRefusal(error) ? 'refused' : `fell over: ${String(error)}`
  }
}
