import { createHash } from 'node:crypto'
import { openNote, parseCheckpoint, tileReader } from '@onward/audit'
import { expect, test } from 'vitest'
import { checkpoint } from './checkpoint.ts'
import { firstLeaf, newLeaf } from './log/leaf.ts'
import { noteKeys } from './log/memory-log.test-data.ts'
import type { Checkpoint, WaitingLeaf } from './store/log.ts'
import type { LeafRow } from './store/rows.ts'

const signer = noteKeys('gateway.nl.example/log')

/** A log in memory whose passes are counted by the leaves they add. */
function logPaddedTo(padTo: number, first?: WaitingLeaf) {
  const integrated: string[] = []
  const records: string[] = []
  let waiting: LeafRow[] = []
  let last: Checkpoint | undefined
  const append = (leaves: readonly LeafRow[]) => {
    waiting.push(...leaves)
    records.push(...leaves.map(({ record }) => record))
  }
  return {
    records,
    integrated,
    happen: (count: number) =>
      append(
        Array.from({ length: count }, () => newLeaf({ kind: 'reject', digest: 'd', code: 'c', at: 'now' })),
      ),
    async pass() {
      const before = integrated.length
      const made = await checkpoint({
        now: () => new Date('2026-10-01T12:00:00Z'),
        signer,
        last: async () => last,
        first: first && (async () => first),
        waiting: async (limit) => waiting.slice(0, limit).map(({ hash }, at) => ({ seq: BigInt(at), hash })),
        readTile: tileReader({
          fullTile: async () => new Uint8Array(),
          leafHashes: async (from, to) =>
            integrated.slice(from, to).map((hash) => Buffer.from(hash, 'base64url')),
        }),
        async commit({ leaves, ...next }) {
          integrated.push(...leaves.map(({ hash }) => hash))
          waiting = waiting.filter(({ hash }) => !leaves.some((leaf) => leaf.hash === hash))
          last = next
          return 'committed'
        },
        padTo,
        append: async (leaves) => append(leaves),
        reached: () => {},
      })
      const { size } = parseCheckpoint(openNote(made?.note ?? '', [signer]).text)
      expect(size).toBe(integrated.length)
      return size - before
    },
  }
}

test('each interval adds as many leaves as every other, whatever happened in it', async () => {
  const log = logPaddedTo(8)
  const added: number[] = []
  for (const count of [0, 1, 7, 8, 3, 0]) {
    log.happen(count)
    added.push(await log.pass())
  }
  expect(added).toEqual([8, 8, 8, 8, 8, 8])
})

test('what is more than that is told in whole multiples only', async () => {
  const log = logPaddedTo(8)
  log.happen(9)
  expect(await log.pass()).toBe(16)
})

test('padding says that it is padding to whoever has its opening, and to nobody else', async () => {
  const log = logPaddedTo(2)
  await log.pass()
  expect(log.records.map((record) => JSON.parse(record))).toEqual(
    Array(2).fill({ at: '2026-10-01T12:00:00.000Z', kind: 'padding' }),
  )
})

test('without padding an interval in which nothing happened adds nothing, and the checkpoint stands', async () => {
  const log = logPaddedTo(0)
  expect([await log.pass(), await log.pass()]).toEqual([0, 0])
  log.happen(3)
  expect([await log.pass(), await log.pass()]).toEqual([3, 0])
})

test('R55 a log that follows another begins with the end of that one, once, whatever waited before', async () => {
  const root = 'A'.repeat(43)
  const { hash } = firstLeaf({ origin: 'gateway.nl.example/log', size: 7, root })
  const log = logPaddedTo(0, { seq: -1n, hash })
  log.happen(3)
  expect([await log.pass(), log.integrated[0]]).toEqual([4, hash])
  log.happen(2)
  expect([await log.pass(), log.integrated.filter((each) => each === hash)]).toEqual([2, [hash]])
})

test('R55 the leaf that a log begins with can be made by whoever reads the directory', () => {
  const after = { origin: 'gateway.nl.example/log', size: 7, root: 'A'.repeat(43) }
  const { hash, salt, record } = firstLeaf(after)
  expect(record).toBe(
    `{"after":{"origin":"gateway.nl.example/log","root":"${after.root}","size":7},"kind":"log.begun"}`,
  )
  const bytes = Buffer.concat([Buffer.from('onward-leaf-v1\0'), Buffer.alloc(32), Buffer.from(record)])
  const leaf = createHash('sha256').update(bytes).digest()
  expect(salt).toEqual(new Uint8Array(32))
  expect(hash).toBe(createHash('sha256').update(Buffer.of(0)).update(leaf).digest('base64url'))
})
