import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { witnessed } from '../test/cosigned.ts'
import { hostileText } from '../test/hostile.ts'
import { newNoteKeys } from '../test/keys.ts'
import { formatCheckpoint } from './checkpoint.ts'
import { cosign } from './cosignature.ts'
import { AuditError } from './error.ts'
import { emptyHead } from './hash.ts'
import { signNote } from './note.ts'
import { attested, openByPolicy, parsePolicy } from './policy.ts'
import { formatVkey } from './vkey.ts'

const refused = (code: string) => expect.objectContaining({ name: 'AuditError', code })

const keys = Array.from({ length: 6 }, (_, at) => newNoteKeys(`w${at + 1}.example/witness`))
const vkeys = keys.map((key) => formatVkey(key, 'witness'))
const log = newNoteKeys('example.com/log')
const logVkey = formatVkey(log, 'log')
const text = formatCheckpoint({ origin: log.name, size: 0, root: emptyHead() })
/** The note with cosignatures, given as witness (from 1) and time. */
const noteBy = (...cosigned: readonly (readonly [witness: number, time: number])[]) =>
  signNote(text, log) +
  cosigned
    .map(([at, time]) => {
      const key = keys[at - 1]
      return key ? cosign(text, key, time) : ''
    })
    .join('')

// The example of C2SP tlog-policy (CC BY 4.0), its keys put in.
const example = `log ${logVkey}

witness X1 ${vkeys[0]}
witness X2 ${vkeys[1]}
witness X3 ${vkeys[2]}
group X-witnesses 2 X1 X2 X3

witness Y1 ${vkeys[3]}
witness Y2 ${vkeys[4]}
witness Y3 ${vkeys[5]}
group Y-witnesses any Y1 Y2 Y3

group X-and-Y all X-witnesses Y-witnesses
quorum X-and-Y
`

describe('the example of the standard', () => {
  const policy = parsePolicy(example)

  test('needs two of one group and one of the other, and is complete with the last that it needed', () => {
    expect(attested(policy, noteBy())).toBeUndefined()
    expect(attested(policy, noteBy([1, 10], [2, 20], [3, 30]))).toBeUndefined()
    expect(attested(policy, noteBy([1, 10], [4, 20], [5, 30]))).toBeUndefined()
    expect(attested(policy, noteBy([1, 10], [2, 40], [4, 20]))).toEqual({ time: 40 })
    expect(attested(policy, noteBy([1, 10], [2, 40], [3, 15], [4, 20], [5, 90]))).toEqual({ time: 20 })
  })

  test('counts a witness once, from its first time', () => {
    expect(attested(policy, noteBy([1, 10], [1, 11], [4, 20]))).toBeUndefined()
    expect(attested(policy, noteBy([1, 90], [1, 10], [2, 30], [4, 20]))).toEqual({ time: 30 })
  })

  test('opens a checkpoint of its log, and no other', () => {
    const checkpoint = { origin: log.name, size: 0, root: emptyHead() }
    expect(openByPolicy(policy, noteBy([1, 10], [2, 40], [4, 20]))).toEqual({ checkpoint, time: 40 })
    expect(() => openByPolicy(policy, noteBy([1, 10]))).toThrow(refused('POLICY_QUORUM'))
    const other = signNote(text, newNoteKeys(log.name))
    expect(() => openByPolicy(policy, other)).toThrow(refused('NOTE_UNTRUSTED'))
    const foreign = signNote(text.replace(log.name, 'example.com/other'), log)
    expect(() => openByPolicy(policy, foreign)).toThrow(refused('NOTE_UNTRUSTED'))
  })

  test('is refused a cosignature that does not hold', () => {
    const key = keys[0]
    const forged = key ? signNote(text, log) + cosign(text.replace('\n0\n', '\n1\n'), key, 10) : ''
    expect(() => attested(policy, forged)).toThrow(refused('NOTE_SIGNATURE'))
  })
})

test('a checkpoint of a public log satisfies a policy of its public witnesses', () => {
  const policy = parsePolicy(`log ${witnessed.log}
witness remora ${witnessed.remora} https://witness.example/
witness stagemole ${witnessed.stagemole}
witness poc ${witnessed.poc}
group two 2 remora stagemole poc
quorum two
`)
  expect(openByPolicy(policy, witnessed.note)).toMatchObject({
    checkpoint: { origin: 'arche2025h1.staging.ct.transparency.dev', size: 1_432_088_532 },
    time: witnessed.time,
  })
  expect(policy.witnesses.map(({ name, url }) => [name, url])).toEqual([
    ['remora', 'https://witness.example/'],
    ['stagemole', undefined],
    ['poc', undefined],
  ])
  const all = parsePolicy(
    `witness a ${witnessed.remora}\nwitness b ${witnessed.poc}\ngroup g all a b\nquorum g\n`,
  )
  expect(attested(all, witnessed.note)).toBeUndefined()
})

test('a policy may ask for one witness, or for none', () => {
  const one = parsePolicy(`witness w ${vkeys[0]}\nquorum w\n`)
  expect([attested(one, noteBy([1, 7])), attested(one, noteBy([2, 7]))]).toEqual([{ time: 7 }, undefined])
  const none = parsePolicy(`log ${logVkey} https://log.example/\nquorum none`)
  expect([attested(none, noteBy()), none.witnesses]).toEqual([{ time: undefined }, []])
  expect(none.logs.map(({ url, verifier }) => [verifier.name, url])).toEqual([
    [log.name, 'https://log.example/'],
  ])
})

test('blanks, comments and words of any script are read over', () => {
  const policy = parsePolicy(`# Zürich\n\t \n  # more\n\twitness\t Гаага  ${vkeys[0]}\t\n quorum Гаага \n`)
  expect(attested(policy, noteBy([1, 7]))).toEqual({ time: 7 })
})

const two = `witness a ${vkeys[0]}\nwitness b ${vkeys[1]}\n`

test.each([
  ['no line', ''],
  ['no quorum', two],
  ['two quorums', `${two}quorum a\nquorum b\n`],
  ['a quorum of nobody', `${two}quorum c\n`],
  ['a quorum that is defined after it', `quorum a\n${two}`],
  ['a quorum of two words', `${two}quorum a b\n`],
  ['an unknown keyword', `${two}quorum a\nwitnesses 2\n`],
  ['a keyword in capitals', `${two}QUORUM a\n`],
  ['a carriage return', `${two.replaceAll('\n', '\r\n')}quorum a\n`],
  ['a control character in a comment', `# \u0000\n${two}quorum a\n`],
  ['a lone surrogate', `# \ud800\n${two}quorum a\n`],
  ['a witness without a key', `witness a\nquorum a\n`],
  ['a witness with three words too many', `witness a ${vkeys[0]} https://x y\nquorum a\n`],
  ['a witness with the key of a log', `witness a ${logVkey}\nquorum a\n`],
  ['a log with the key of a witness', `log ${vkeys[0]}\nquorum none\n`],
  ['a log without a key', 'log\nquorum none\n'],
  ['a log twice', `log ${logVkey}\nlog ${logVkey} https://x\nquorum none\n`],
  ['a witness twice under two names', `witness a ${vkeys[0]}\nwitness b ${vkeys[0]}\nquorum a\n`],
  ['a name twice', `witness a ${vkeys[0]}\nwitness a ${vkeys[1]}\nquorum a\n`],
  ['a witness named none', `witness none ${vkeys[0]}\nquorum none\n`],
  ['a group named as a witness', `${two}group a any b\nquorum a\n`],
  ['a group of nobody', `${two}group g any\nquorum g\n`],
  ['a group of none', `${two}group g any none\nquorum g\n`],
  ['a group of a stranger', `${two}group g any a c\nquorum g\n`],
  ['a group with a member twice', `${two}group g 2 a a\nquorum g\n`],
  ['two groups with one member', `${two}group g any a b\ngroup h any a\nquorum g\n`],
  ['a group of itself', `${two}group g any g\nquorum g\n`],
  ['a threshold of zero', `${two}group g 0 a b\nquorum g\n`],
  ['a threshold above its members', `${two}group g 3 a b\nquorum g\n`],
  ['a threshold with a leading zero', `${two}group g 01 a b\nquorum g\n`],
  ['a threshold that is no number', `${two}group g most a b\nquorum g\n`],
  ['more text than any policy', `${'#\n'.repeat(300_000)}quorum none\n`],
])('a policy with %s is refused', (_, policy) => {
  expect(() => parsePolicy(policy)).toThrow(refused('POLICY_MALFORMED'))
})

test('a refusal names the line, and never what stands there', () => {
  const malformed = () => parsePolicy(`${two}group secret 7 a b\nquorum secret\n`)
  expect(malformed).toThrow('line 3 needs a number of its members from 1 to all')
})

test('256 witnesses are not too many, and one more is', () => {
  const line = (at: number) => `witness w${at} ${formatVkey(newNoteKeys(`w${at}.example`), 'witness')}\n`
  const lines = Array.from({ length: 257 }, (_, at) => line(at))
  expect(parsePolicy(`${lines.slice(1).join('')}quorum none\n`).witnesses).toHaveLength(256)
  expect(() => parsePolicy(`${lines.join('')}quorum none\n`)).toThrow(refused('POLICY_MALFORMED'))
})

test('a group is complete exactly when as many have cosigned as it needs, whoever they are', () => {
  const witness = fc.integer({ min: 1, max: 6 })
  const time = fc.integer({ min: 1, max: 1_000 })
  fc.assert(
    fc.property(
      witness,
      fc.uniqueArray(witness),
      fc.array(time, { minLength: 6, maxLength: 6 }),
      (k, by, times) => {
        const names = vkeys.map((_, at) => `w${at}`)
        const lines = vkeys.map((vkey, at) => `witness w${at} ${vkey}\n`).join('')
        const policy = parsePolicy(`${lines}group g ${k} ${names.join(' ')}\nquorum g\n`)
        const cosigned = by.map((each) => [each, times[each - 1] ?? 0] as const)
        const sorted = cosigned.map(([, at]) => at).sort((a, b) => a - b)
        expect(attested(policy, noteBy(...cosigned))).toEqual(
          by.length < k ? undefined : { time: sorted[k - 1] },
        )
      },
    ),
    { numRuns: 60 },
  )
})

test('hostile text is a policy or is refused, and nothing else happens', () => {
  fc.assert(
    fc.property(hostileText(example), (hostile) => {
      expect(outcome(hostile)).toBeOneOf(['read', 'POLICY_MALFORMED'])
    }),
    { numRuns: 1_000 },
  )
})

function outcome(policy: string): string {
  try {
    parsePolicy(policy)
    return 'read'
  } catch (error) {
    if (error instanceof AuditError) return error.code
    throw error
  }
}
