import { createPublicKey } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { requests } from '../test/cosigned.ts'
import { hostileText, oneByteChanged } from '../test/hostile.ts'
import { newNoteKeys } from '../test/keys.ts'
import { logOf, someLeaves } from '../test/memory-log.ts'
import { formatCheckpoint } from './checkpoint.ts'
import { readAnswer } from './cosignature.ts'
import { AuditError } from './error.ts'
import { emptyHead } from './hash.ts'
import { signNote } from './note.ts'
import { consistencyProof, treeHead } from './tree.ts'
import {
  areForked,
  formatWitnessRequest,
  parseWitnessRequest,
  type WitnessAnswer,
  type Witnessed,
  witness,
} from './witness.ts'

const refused = (code: string) => expect.objectContaining({ name: 'AuditError', code })
const signer = newNoteKeys('witness.example/w1')
const time = 1_790_000_000

/** A witness of one log that remembers. */
function openWitness(log: { name: string; publicKey: ReturnType<typeof createPublicKey> }) {
  let last: Witnessed | undefined
  return {
    last: () => last,
    ask(body: string): WitnessAnswer {
      const request = parseWitnessRequest(body)
      const logs = request.checkpoint.origin === log.name ? [log] : []
      const answer = witness(request, { logs, last, signer, time })
      if (answer.status === 200) last = { ...request.checkpoint, note: request.note }
      return answer
    },
  }
}

describe('the published requests', () => {
  const x = requests.logKey.toString('base64url')
  const publicKey = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' })
  const log = { name: requests.origin, publicKey }

  test('are answered as published: the slower of two is told how far the log is', () => {
    const { ask, last } = openWitness(log)
    const statuses = [requests.toOne, requests.toFive].map((body) => ask(body).status)
    expect(statuses).toEqual([200, 200])
    expect(ask(requests.toThree)).toEqual({ status: 409, size: 5 })
    expect(last()?.size).toBe(5)
    expect(Buffer.from(last()?.root ?? []).toString('hex')).toBe(
      '42bb57ad06420afa4882c4a63ac6a1ec77480b330b2f20dfc53a0caa5f564e36',
    )
  })

  test('are read and written to the byte', () => {
    for (const body of [requests.toOne, requests.toThree, requests.toFive]) {
      expect(formatWitnessRequest(parseWitnessRequest(body))).toBe(body)
    }
  })

  test('are refused with more than 63 hashes', () => {
    const hash = 'KgEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n'
    const withHashes = (count: number) => requests.toOne.replace('old 0\n', `old 0\n${hash.repeat(count)}`)
    expect(parseWitnessRequest(withHashes(63)).hashes).toHaveLength(63)
    expect(() => parseWitnessRequest(withHashes(64))).toThrow(refused('REQUEST_MALFORMED'))
  })
})

const log = newNoteKeys('example.com/log')
const leaves = someLeaves(40)
const honest = await logOf(leaves)
const forked = await logOf(leaves.with(3, someLeaves(1, 99)[0] ?? new Uint8Array()))
const noteAt = async (size: number, of = honest) =>
  signNote(formatCheckpoint({ origin: log.name, size, root: await treeHead(size, of.readTile) }), log)
const bodyFrom = async (oldSize: number, size: number, of = honest) =>
  formatWitnessRequest({
    oldSize,
    hashes: oldSize > size ? [] : await consistencyProof(oldSize, size, of.readTile),
    note: await noteAt(size, of),
  })
test('a log that only grows is cosigned at each size, and the cosignature holds for its note', async () => {
  const { ask, last } = openWitness(log)
  for (const [from, to] of [
    [0, 0],
    [0, 7],
    [7, 7],
    [7, 8],
    [8, 40],
  ] as const) {
    const answer = ask(await bodyFrom(from, to))
    const line = answer.status === 200 ? answer.line : ''
    expect(readAnswer(await noteAt(to), line, signer)).toEqual([{ witness: signer, time, line }])
    expect(last()?.note).toBe(await noteAt(to))
  }
})

test('whoever does not know how far the log is here is told, and nothing changes', async () => {
  const { ask, last } = openWitness(log)
  ask(await bodyFrom(0, 8))
  const answers = [await bodyFrom(0, 8), await bodyFrom(0, 12), await bodyFrom(9, 12)].map(ask)
  expect(answers).toEqual(Array(3).fill({ status: 409, size: 8 }))
  expect(last()?.size).toBe(8)
})

test('R25 a fork is refused, at the same size and beyond it', async () => {
  const { ask, last } = openWitness(log)
  ask(await bodyFrom(0, 8))
  expect(ask(await bodyFrom(8, 8, forked))).toEqual({ status: 409, size: 8 })
  expect(ask(await bodyFrom(8, 20, forked))).toEqual({ status: 422 })
  expect(last()?.note).toBe(await noteAt(8))
  const [one, other] = [await bodyFrom(0, 8), await bodyFrom(0, 8, forked)].map(
    (body) => parseWitnessRequest(body).checkpoint,
  )
  expect(one && other && [areForked(one, other), areForked(one, one)]).toEqual([true, false])
  expect(one && other && areForked(one, { ...other, origin: 'example.com/other' })).toBe(false)
})

test('a rollback is refused', async () => {
  const { ask } = openWitness(log)
  ask(await bodyFrom(0, 20))
  expect(ask(await bodyFrom(20, 8))).toEqual({ status: 400 })
  expect(ask(await bodyFrom(8, 8))).toEqual({ status: 409, size: 20 })
})

test('a proof with a hash missing, added or wrong is refused', async () => {
  const { ask } = openWitness(log)
  ask(await bodyFrom(0, 7))
  const { hashes, note } = parseWitnessRequest(await bodyFrom(7, 20))
  const wrong = [
    hashes.slice(1),
    [...hashes, emptyHead()],
    hashes.with(0, emptyHead()),
    hashes.toReversed(),
    [],
  ]
  const statuses = wrong.map((each) => ask(formatWitnessRequest({ oldSize: 7, hashes: each, note })).status)
  expect(statuses).toEqual(Array(5).fill(422))
})

test('the first proof is empty', async () => {
  const body = formatWitnessRequest({ oldSize: 0, hashes: [emptyHead()], note: await noteAt(7) })
  expect(openWitness(log).ask(body)).toEqual({ status: 422 })
})

test('there is one empty tree', () => {
  const empty = (root: Uint8Array) =>
    formatWitnessRequest({
      oldSize: 0,
      hashes: [],
      note: signNote(formatCheckpoint({ origin: log.name, size: 0, root }), log),
    })
  expect(openWitness(log).ask(empty(emptyHead())).status).toBe(200)
  expect(openWitness(log).ask(empty(new Uint8Array(32)))).toEqual({ status: 422 })
})

test('an unknown origin, and a note that no trusted key signed, are told apart', async () => {
  const body = await bodyFrom(0, 7)
  expect(openWitness({ ...log, name: 'example.com/other' }).ask(body)).toEqual({ status: 404 })
  expect(openWitness(newNoteKeys(log.name)).ask(body)).toEqual({ status: 403 })
  const broken = signNote(`${parseWitnessRequest(body).note.split('\n\n')[0]}\n`, newNoteKeys(log.name))
  expect(openWitness(log).ask(`old 0\n\n${broken}`)).toEqual({ status: 403 })
})

test.each([
  ['nothing', ''],
  ['no old size', requests.toOne.replace('old 0\n', '')],
  ['another keyword', requests.toOne.replace('old', 'new')],
  ['two spaces', requests.toOne.replace('old ', 'old  ')],
  ['a leading zero', requests.toOne.replace('old 0', 'old 00')],
  ['a size beyond all sizes', requests.toOne.replace('old 0', 'old 9007199254740992')],
  ['a carriage return', requests.toOne.replace('old 0\n', 'old 0\r\n')],
  ['an empty line more', requests.toOne.replace('old 0\n', 'old 0\n\n')],
  ['a hash too short', requests.toThree.replace('KgEAAAAA', 'KgEA')],
  ['a hash of the URL alphabet', requests.toFive.replace('+fUD', '-fUD')],
  ['no checkpoint', 'old 0\n\n'],
  ['no signature', requests.toOne.split('—')[0] ?? ''],
  ['an extension line', requests.toOne.replace('AAA=\n', 'AAA=\nmore\n')],
  ['more than any request', requests.toOne + '— a AAAAAAAA\n'.repeat(20_000)],
])('a request with %s is malformed', (_, body) => {
  expect(outcome(body)).toBeOneOf(['REQUEST_MALFORMED', 'NOTE_MALFORMED', 'CHECKPOINT_MALFORMED'])
})

test('what cannot be a request is not written', () => {
  const hash = emptyHead()
  for (const wrong of [
    { oldSize: -1, hashes: [] },
    { oldSize: 1.5, hashes: [] },
    { oldSize: 1, hashes: [hash.subarray(1)] },
    { oldSize: 1, hashes: Array(64).fill(hash) },
  ]) {
    expect(() => formatWitnessRequest({ ...wrong, note: 'x' })).toThrow(refused('REQUEST_MALFORMED'))
  }
})

test('a hostile request is read as it would be written, or refused', () => {
  fc.assert(
    fc.property(hostileText(requests.toThree), (hostile) => {
      expect(outcome(hostile)).toBeOneOf([
        hostile,
        'REQUEST_MALFORMED',
        'NOTE_MALFORMED',
        'CHECKPOINT_MALFORMED',
      ])
    }),
    { numRuns: 1_000 },
  )
})

test('R25 a request with any byte changed is never cosigned but as it stands', async () => {
  const body = await bodyFrom(7, 20)
  const first = await bodyFrom(0, 7)
  fc.assert(
    fc.property(oneByteChanged(body), (changed) => {
      const { ask, last } = openWitness(log)
      ask(first)
      try {
        ask(changed)
      } catch (error) {
        if (!(error instanceof AuditError)) throw error
      }
      expect(last()?.size).toBe(7)
    }),
    { numRuns: 300 },
  )
})

test('whatever is asked in whatever order, all that was cosigned is one log', async () => {
  const bodies = new Map<string, string>()
  for (const of of ['honest', 'forked']) {
    for (const oldSize of [0, 3, 8, 20]) {
      for (const size of [0, 3, 8, 20]) {
        bodies.set(
          `${of} ${oldSize} ${size}`,
          await bodyFrom(oldSize, size, of === 'honest' ? honest : forked),
        )
      }
    }
  }
  // Leaf 3 is another one in the fork: both logs are the same up to three leaves.
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...bodies.keys()), { maxLength: 40 }), (asked) => {
      const { ask } = openWitness(log)
      const cosigned = asked.filter((name) => ask(bodies.get(name) ?? '').status === 200)
      const sizes = cosigned.map((name) => Number(name.split(' ')[2]))
      expect(sizes).toEqual(sizes.toSorted((a, b) => a - b))
      const sides = new Set(
        cosigned.filter((_, at) => (sizes[at] ?? 0) > 3).map((name) => name.split(' ')[0]),
      )
      expect(sides.size).toBeLessThan(2)
    }),
    { numRuns: 300 },
  )
})

function outcome(body: string): string {
  try {
    return formatWitnessRequest(parseWitnessRequest(body))
  } catch (error) {
    if (error instanceof AuditError) return error.code
    throw error
  }
}
