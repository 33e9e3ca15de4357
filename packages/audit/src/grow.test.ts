import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hex, logOf, naiveHead, openMemoryLog, someLeaves } from '../test/memory-log.ts'
import { growTree } from './grow.ts'
import { emptyHead, leafHash, nodeHash } from './hash.ts'
import { type ReadTile, type TileRef, tileReader } from './tile.ts'
import { consistencyProof, inclusionProof, treeHead } from './tree.ts'
import { verifyConsistency, verifyInclusion } from './verify.ts'

test('however its leaves arrive, a log has the root that RFC 6962 defines', async () => {
  const batches = fc.array(fc.integer({ min: 0, max: 300 }), { minLength: 1, maxLength: 4 })
  await fc.assert(
    fc.asyncProperty(batches, async (counts) => {
      const log = openMemoryLog()
      let size = 0
      for (const count of counts) {
        const growth = await log.append(someLeaves(count, size))
        size += count
        const root = size === 0 ? emptyHead() : naiveHead(someLeaves(size))
        expect({ size: growth.size, root: hex(growth.root) }).toEqual({ size, root: hex(root) })
      }
    }),
    { numRuns: 40 },
  )
})

test('full tiles are those of C2SP tlog-tiles, on every level', async () => {
  const leaves = someLeaves(256 * 256 + 300)
  const log = await logOf(leaves.slice(0, 65_000))
  const { tiles, root } = await log.append(leaves.slice(65_000))

  expect(tiles.map(({ level, index }) => `${level}/${index}`)).toEqual([
    '0/253',
    '0/254',
    '0/255',
    '0/256',
    '1/0',
  ])
  const [tile, upper] = [tiles[1], tiles[4]]
  expect(tile && hex(tile.hashes)).toBe(hex(Buffer.concat(leaves.slice(254 * 256, 255 * 256))))
  expect(tile && hex(tile.root)).toBe(hex(naiveHead(leaves.slice(254 * 256, 255 * 256))))
  const spans = Array.from({ length: 256 }, (_, at) => naiveHead(leaves.slice(at * 256, (at + 1) * 256)))
  expect(upper && hex(upper.hashes)).toBe(hex(Buffer.concat(spans)))
  expect(upper && hex(upper.root)).toBe(hex(naiveHead(leaves.slice(0, 65_536))))
  expect(hex(root)).toBe(hex(naiveHead(leaves)))
})

test('a reader without stored tile roots serves the same tiles', async () => {
  const log = await logOf(someLeaves(1_000))
  const readTile = tileReader({ fullTile: log.fullTile, leafHashes: log.leafHashes })
  const wanted: TileRef[] = [
    { level: 0, index: 1, width: 256 },
    { level: 0, index: 1, width: 9 },
    { level: 0, index: 3, width: 232 },
    { level: 1, index: 0, width: 3 },
  ]
  for (const tile of wanted) {
    expect(hex(await readTile(tile))).toBe(hex(await log.readTile(tile)))
  }
})

// In a log whose leaves are all alike, every full subtree of one height is too: trees of any size cost nothing.
const alike = [leafHash(Buffer.from('alike'))]
for (let height = 1; height <= 53; height += 1) {
  const below = alike[height - 1] ?? emptyHead()
  alike.push(nodeHash(below, below))
}
const alikeAt = (height: number) => alike[height] ?? emptyHead()

function alikeHead(size: number): Uint8Array {
  const heights = size
    .toString(2)
    .split('')
    .toReversed()
    .flatMap((bit, height) => (bit === '1' ? [height] : []))
  return heights.map(alikeAt).reduce((right, left) => nodeHash(left, right))
}

const alikeTile: ReadTile = async ({ level, width }) => Buffer.concat(Array(width).fill(alikeAt(8 * level)))

test('500 leaves on a log of a million read its right edge and nothing else', async () => {
  const read: TileRef[] = []
  const readTile: ReadTile = async (tile) => {
    read.push(tile)
    return alikeTile(tile)
  }
  const { size, root, tiles } = await growTree({
    size: 1_000_000,
    readTile,
    leaves: Array(500).fill(alikeAt(0)),
  })

  expect(read).toEqual([
    { level: 0, index: 3_906, width: 64 },
    { level: 1, index: 15, width: 66 },
    { level: 2, index: 0, width: 15 },
  ])
  expect(tiles.map(({ level, index }) => `${level}/${index}`)).toEqual(['0/3906', '0/3907'])
  expect({ size, root: hex(root) }).toEqual({ size: 1_000_500, root: hex(alikeHead(1_000_500)) })
})

// The example of C2SP tlog-tiles, "Partial Tiles" (CC BY 4.0).
test('a log of 70,000 leaves has the tiles that the standard counts', async () => {
  const { tiles } = await growTree({ size: 0, readTile: alikeTile, leaves: Array(70_000).fill(alikeAt(0)) })
  const perLevel = [0, 1, 2].map((level) => tiles.filter((tile) => tile.level === level).length)
  expect(perLevel).toEqual([273, 1, 0])

  const partial: string[] = []
  await treeHead(70_000, async (tile) => {
    partial.push(`${tile.level}/${tile.index}:${tile.width}`)
    return alikeTile(tile)
  })
  expect(partial.sort()).toEqual(['0/273:112', '1/1:17', '2/0:1'])
})

test('trees beyond 2^32 leaves grow and prove like small ones', async () => {
  const sizes = fc.tuple(fc.maxSafeNat(), fc.maxSafeNat(), fc.maxSafeNat())
  await fc.assert(
    fc.asyncProperty(sizes, async (numbers) => {
      const [index, oldSize, size] = numbers.toSorted((a, b) => a - b)
      fc.pre(index !== undefined && oldSize !== undefined && size !== undefined && index < oldSize)
      const [oldRoot, root] = [alikeHead(oldSize), alikeHead(size)]
      expect(hex(await treeHead(size, alikeTile))).toBe(hex(root))

      const inclusion = await inclusionProof(index, size, alikeTile)
      expect(verifyInclusion({ leaf: alikeAt(0), index, size, hashes: inclusion, root })).toBe(true)
      const hashes = await consistencyProof(oldSize, size, alikeTile)
      expect(verifyConsistency({ oldSize, oldRoot, size, root, hashes })).toBe(true)
    }),
    { numRuns: 30 },
  )
})

test.each([
  ['a leaf hash of 31 bytes', { size: 0, leaves: [new Uint8Array(31)] }, 'HASH_LENGTH'],
  ['a negative size', { size: -1, leaves: [] }, 'TREE_RANGE'],
  ['growth beyond exact numbers', { size: 2 ** 53 - 1, leaves: [alikeAt(0)] }, 'TREE_RANGE'],
])('%s is refused', async (_, { size, leaves }, code) => {
  await expect(growTree({ size, readTile: alikeTile, leaves })).rejects.toMatchObject({
    name: 'AuditError',
    code,
  })
})

test('a right edge that lost a leaf is refused', async () => {
  const readTile: ReadTile = async (tile) => (await alikeTile(tile)).subarray(32)
  const growth = growTree({ size: 1_000, readTile, leaves: [alikeAt(0)] })
  await expect(growth).rejects.toMatchObject({ code: 'TILE_WIDTH' })
})
