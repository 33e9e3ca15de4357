import { generateKeyPairSync } from 'node:crypto'
import { commitment, formatCheckpoint, leafHash, signNote, tileReader, treeHead } from '@onward/audit'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { OwnLog } from '../log/own-log.ts'
import { logStanding } from './log-standing.ts'

const { publicKey, privateKey } = generateKeyPairSync('ed25519')
const log = { name: 'gateway.nl.example/log', publicKey }
const next = { name: 'gateway.nl.example/log-2', publicKey }

/** The leaves that a log has, each told by a number; the tree over the first `size` of them. */
function tree(leaves: readonly number[]) {
  const hashes = leaves.map((leaf) => leafHash(commitment(new Uint8Array(32), Buffer.from(String(leaf)))))
  const readTile = tileReader({
    fullTile: async () => {
      throw new Error('these logs are short')
    },
    leafHashes: async (from, to) => hashes.slice(from, to),
    tileRoots: async () => [],
  })
  return { readTile, size: leaves.length }
}

async function noteOf(leaves: readonly number[], name = log.name): Promise<string> {
  const { readTile, size } = tree(leaves)
  const root = await treeHead(size, readTile)
  return signNote(formatCheckpoint({ origin: name, size, root }), { name, privateKey })
}

function standing(
  own: readonly number[],
  answers: Readonly<Record<string, string>>,
  sources = Object.keys(answers),
) {
  return standingAs({ nth: 1, origin: log.name, former: [] }, own, answers, sources)
}

function standingAs(
  who: OwnLog,
  own: readonly number[],
  answers: Readonly<Record<string, string>>,
  sources = Object.keys(answers),
) {
  const { readTile, size } = tree(own)
  const read = (source: string) => async () => {
    const answer = answers[source]
    if (answer === undefined) throw new Error('unreachable')
    return [answer]
  }
  return logStanding({
    own: who,
    sources: sources.map(read),
    keys: [next, log],
    size: async () => size,
    readTile,
  })
}

test('R25 a log that has what was last seen of it goes on, one that lacks it or has something else does not', async () => {
  const seen = await noteOf([1, 2, 3])
  expect(await standing([1, 2, 3], { seen })).toBe('ok')
  expect(await standing([1, 2, 3, 4, 5], { seen })).toBe('ok')
  expect(await standing([1, 2], { seen })).toBe('LOG_BEHIND')
  expect(await standing([], { seen })).toBe('LOG_BEHIND')
  expect(await standing([1, 2, 4, 5], { seen })).toBe('LOG_FORKED')
  expect(await standing([], { seen: await noteOf([]) })).toBe('ok')
})

test('one witness that answers is enough, the worst answer counts, and who was to be asked and is silent leaves it open', async () => {
  const [older, newer] = [await noteOf([1]), await noteOf([1, 2, 3])]
  expect(await standing([1, 2], {})).toBe('ok')
  expect(await standing([1, 2], {}, ['gone'])).toBe('LAST_CHECKPOINT_UNKNOWN')
  expect(await standing([1, 2], { older }, ['gone', 'older'])).toBe('ok')
  expect(await standing([1, 2], { older, newer })).toBe('LOG_BEHIND')
  expect(await standing([2, 1, 3, 4], { older, newer })).toBe('LOG_FORKED')
})

test('R55 a log that follows another goes on only if nobody has seen more of the other than where the directory says it ended', async () => {
  const root = Buffer.from(await treeHead(3, tree([1, 2, 3]).readTile)).toString('base64url')
  const who = { nth: 2, origin: next.name, former: [{ origin: log.name, size: 3, root }] }
  const byNote = async (leaves: readonly number[], name = log.name, own: readonly number[] = []) =>
    await standingAs(who, own, { seen: await noteOf(leaves, name) })
  expect([
    await byNote([1, 2]),
    await byNote([1, 2, 3]),
    await byNote([1, 2, 4]),
    await byNote([1, 2, 3, 4]),
    await byNote([9], next.name),
    await byNote([9], next.name, [9, 8]),
    await byNote([9], next.name, [7, 8]),
    await byNote([9], 'gateway.nl.example/log-3'),
  ]).toEqual([
    'ok',
    'ok',
    'LOG_FORKED',
    'LOG_BEHIND',
    'LOG_BEHIND',
    'ok',
    'LOG_FORKED',
    'LAST_CHECKPOINT_UNKNOWN',
  ])
})

test('what is no signed checkpoint of this log tells nothing, whatever its bytes', async () => {
  const others = await noteOf([1, 2, 3], 'gateway.ro.example/log')
  const forged = (await noteOf([1, 2, 3])).replace('\n3\n', '\n9\n')
  for (const note of [others, forged, ''])
    expect(await standing([1], { note })).toBe('LAST_CHECKPOINT_UNKNOWN')
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 300 }), async (note) => {
      expect(await standing([1], { note })).toBe('LAST_CHECKPOINT_UNKNOWN')
    }),
  )
})
