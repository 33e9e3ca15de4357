import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hex, logOf, naiveHead, someLeaves } from '../test/memory-log.ts'
import { consistencyPaths, entries, inclusionPaths, roots } from '../test/vectors.ts'
import { leafHash } from './hash.ts'
import type { ReadTile } from './tile.ts'
import { consistencyProof, inclusionProof, inclusionProofs, treeHead } from './tree.ts'
import { verifyInclusion } from './verify.ts'

const eight = await logOf(entries.map(leafHash))
const thousandLeaves = someLeaves(1_000)
const thousand = await logOf(thousandLeaves)

describe('the published tree of eight leaves', () => {
  test('has the published root at every size', async () => {
    const heads = await Promise.all(roots.map((_, size) => treeHead(size, eight.readTile)))
    expect(heads.map(hex)).toEqual(roots)
  })

  test.each(inclusionPaths)('gives the published path of leaf $index at size $size', async (path) => {
    const hashes = await inclusionProof(path.index, path.size, eight.readTile)
    expect(hashes.map(hex)).toEqual(path.hashes)
  })

  test.each(consistencyPaths)('gives the published proof from size $oldSize to $size', async (path) => {
    const hashes = await consistencyProof(path.oldSize, path.size, eight.readTile)
    expect(hashes.map(hex)).toEqual(path.hashes)
  })
})

test('every earlier root can still be read, and is that of the definition', async () => {
  const sizes = fc.integer({ min: 1, max: thousandLeaves.length })
  await fc.assert(
    fc.asyncProperty(sizes, async (size) => {
      const head = await treeHead(size, thousand.readTile)
      expect(hex(head)).toBe(hex(naiveHead(thousandLeaves.slice(0, size))))
    }),
  )
})

test('a proof reads each tile once, and only tiles that a log of that size has', async () => {
  const read: string[] = []
  const readTile: ReadTile = async (tile) => {
    read.push(`${tile.level}/${tile.index}:${tile.width}`)
    return thousand.readTile(tile)
  }
  await inclusionProof(300, 999, readTile)
  expect(read.sort()).toEqual(['0/1:256', '0/3:231', '1/0:3'])
})

test('many proofs are those asked for one by one, from each tile once', async () => {
  const read: string[] = []
  const readTile: ReadTile = async (tile) => {
    read.push(`${tile.level}/${tile.index}`)
    return thousand.readTile(tile)
  }
  const indexes = [998, 0, 300, 301, 302, 998, 511, 512]
  const proofs = await inclusionProofs(indexes, 999, readTile)
  const single = await Promise.all(indexes.map((index) => inclusionProof(index, 999, thousand.readTile)))
  expect(proofs.map((proof) => proof.map(hex))).toEqual(single.map((proof) => proof.map(hex)))
  expect(read.sort()).toEqual(['0/0', '0/1', '0/2', '0/3', '1/0'])
  expect(await inclusionProofs([], 999, readTile)).toEqual([])
})

test('one leaf beyond the tree refuses all proofs asked for', async () => {
  const proofs = inclusionProofs([1, 8, 2], 8, eight.readTile)
  await expect(proofs).rejects.toMatchObject({ code: 'TREE_RANGE' })
})

test.each([
  ['a leaf beyond the tree', () => inclusionProof(8, 8, eight.readTile)],
  ['a leaf of an empty tree', () => inclusionProof(0, 0, eight.readTile)],
  ['a negative leaf number', () => inclusionProof(-1, 8, eight.readTile)],
  ['half a leaf', () => inclusionProof(0.5, 8, eight.readTile)],
  ['an old tree larger than the new one', () => consistencyProof(8, 7, eight.readTile)],
  ['a negative old size', () => consistencyProof(-1, 7, eight.readTile)],
  ['a size beyond exact numbers', () => treeHead(2 ** 53, eight.readTile)],
  ['a size that is not a number', () => treeHead(Number.NaN, eight.readTile)],
])('%s is refused', async (_, ask) => {
  await expect(ask()).rejects.toMatchObject({ name: 'AuditError', code: 'TREE_RANGE' })
})

test.each([0, 31, 7 * 32, 8 * 32 + 1, 256 * 32])(
  'a stored tile of %i bytes instead of 256 is refused',
  async (length) => {
    const readTile = async () => new Uint8Array(length)
    await expect(treeHead(8, readTile)).rejects.toMatchObject({ code: 'TILE_WIDTH' })
    await expect(inclusionProof(3, 8, readTile)).rejects.toMatchObject({ code: 'TILE_WIDTH' })
    await expect(consistencyProof(3, 8, readTile)).rejects.toMatchObject({ code: 'TILE_WIDTH' })
  },
)

test('what a proof returned does not change with the tile it came from', async () => {
  const tile = Buffer.concat(someLeaves(2))
  const [sibling] = await inclusionProof(0, 2, async () => tile)
  const before = hex(tile.subarray(32))
  tile.fill(0)
  expect(sibling && hex(sibling)).toBe(before)
})

test('a tile above level 0 or of the right edge is read once for all proofs of a reader, and a full one of leaves for each', async () => {
  const leaves = someLeaves(256 * 256 + 300)
  const log = await logOf(leaves)
  const read: string[] = []
  const readTile: ReadTile = async (tile) => {
    read.push(`${tile.level}/${tile.index}:${tile.width}`)
    return log.readTile(tile)
  }
  for (const size of [256 * 256 + 299, 256 * 256 + 300, 256 * 256 + 300]) {
    const hashes = await inclusionProof(700, size, readTile)
    const root = await treeHead(size, log.readTile)
    expect(verifyInclusion({ leaf: leaves[700] ?? root, index: 700, size, hashes, root })).toBe(true)
  }
  expect(read.filter((tile) => tile === '1/0:256')).toHaveLength(1)
  expect(read.filter((tile) => tile === '0/2:256')).toHaveLength(3)
  expect(read.filter((tile) => tile.startsWith('0/257:'))).toEqual(['0/257:43', '0/257:44'])
  // Nor is it kept for a reader of another log.
  const other = await logOf(leaves.toReversed())
  await expect(inclusionProof(700, 256 * 256 + 300, (tile) => other.readTile(tile))).resolves.not.toEqual(
    await inclusionProof(700, 256 * 256 + 300, readTile),
  )
})

test('a full tile that could not be read is read again by the next proof', async () => {
  const log = await logOf(someLeaves(256 * 256 + 1))
  let isAway = true
  const readTile: ReadTile = async (tile) => {
    if (isAway && tile.level === 1) throw new Error('away')
    return log.readTile(tile)
  }
  await expect(inclusionProof(1, 256 * 256 + 1, readTile)).rejects.toThrow('away')
  isAway = false
  await expect(inclusionProof(1, 256 * 256 + 1, readTile)).resolves.toHaveLength(17)
})
