// Appends leaves to a log, reading and hashing nothing but its right edge.
import { AuditError } from './error.ts'
import { hashLength } from './hash.ts'
import { fullWidth, type ReadTile, readWhole, tileRoot } from './tile.ts'
import { requireSize, treeHead } from './tree.ts'

/** A tile that is complete and will never change. */
export interface FullTile {
  readonly level: number
  readonly index: number
  /** 256 hashes, 8,192 bytes. */
  readonly hashes: Uint8Array
  /** The hash that stands for this tile on the next level: what `TileSource.tileRoots` returns. */
  readonly root: Uint8Array
}

/** The log after an append: its size and root, and the tiles to store, each before those above it. */
export interface Growth {
  readonly size: number
  readonly root: Uint8Array
  readonly tiles: readonly FullTile[]
}

/**
 * Appends leaves to a log of `size` leaves and says which tiles became full. Reads the partial tile of each
 * level, however large the log is. No leaves are fine: the root is then that of the log as it stands.
 * It trusts what it reads: compare `treeHead(size)` with the last checkpoint before signing the new one.
 *
 * @param leaves Leaf hashes (`leafHash`), not entries. Throws `HASH_LENGTH`, `TREE_RANGE`, `TILE_WIDTH`.
 */
export async function growTree({
  size,
  readTile,
  leaves,
}: {
  readonly size: number
  readonly readTile: ReadTile
  readonly leaves: readonly Uint8Array[]
}): Promise<Growth> {
  requireSize(size)
  if (leaves.some((leaf) => leaf.length !== hashLength)) {
    throw new AuditError('HASH_LENGTH', 'a leaf hash has 32 bytes')
  }

  const tiles: FullTile[] = []
  const edge: Uint8Array[] = []
  let added = leaves
  for (let level = 0, count = size; count > 0 || added.length > 0; level += 1) {
    const index = Math.floor(count / fullWidth)
    const width = count % fullWidth
    const partial = width > 0 ? await readWhole(readTile, { level, index, width }) : new Uint8Array()
    const { full, rest } = cut(Buffer.concat([partial, ...added]))
    const completed = full.map((hashes, at) => ({
      level,
      index: index + at,
      hashes,
      root: tileRoot(hashes),
    }))
    tiles.push(...completed)
    edge.push(rest)
    added = completed.map(({ root }) => root)
    count = index
  }

  // Full subtrees hang off the partial tiles only, so the new head needs no other tile.
  const newSize = size + leaves.length
  const root = await treeHead(newSize, async ({ level }) => edge[level] ?? new Uint8Array())
  return { size: newSize, root, tiles }
}

function cut(hashes: Uint8Array): { full: Uint8Array[]; rest: Uint8Array } {
  const tileBytes = fullWidth * hashLength
  const full = Array.from(
    { length: Math.floor(hashes.length / tileBytes) },
    (_, at) =>
      // A copy: a stored tile must not hold the whole append in memory.
      new Uint8Array(hashes.subarray(at * tileBytes, (at + 1) * tileBytes)),
  )
  return { full, rest: hashes.subarray(full.length * tileBytes) }
}
