// Tiles of C2SP tlog-tiles: a tile holds up to 256 neighbouring hashes of one level; each hash of level n + 1
// is the root of a full tile of level n, and the hashes of level 0 are the leaves.
import { AuditError } from './error.ts'
import { hashLength, nodeHash } from './hash.ts'

/** Which tile, and how many of its hashes: 256, or fewer for the last tile of a level. */
export interface TileRef {
  readonly level: number
  readonly index: number
  readonly width: number
}

/** Reads a tile: its `width` hashes, one after the other, 32 bytes each. */
export type ReadTile = (tile: TileRef) => Promise<Uint8Array>

/** What a storage keeps of a log. Nothing in it ever changes. A range is `from` inclusive, `to` exclusive. */
export interface TileSource {
  /** The 8,192 bytes of a full tile. */
  readonly fullTile: (level: number, index: number) => Promise<Uint8Array>
  readonly leafHashes: (from: number, to: number) => Promise<readonly Uint8Array[]>
  /**
   * The roots of full tiles of a level. Without it they are hashed from up to 255 full tiles at each reading of
   * a partial tile above level 0: correct, but slow for a log beyond some thousand leaves.
   */
  readonly tileRoots?:
    | ((level: number, from: number, to: number) => Promise<readonly Uint8Array[]>)
    | undefined
}

/** Hashes in a full tile. */
export const fullWidth = 256

/** Serves every tile of a log, partial ones too, from what the storage keeps. */
export function tileReader(source: TileSource): ReadTile {
  const { fullTile, leafHashes } = source
  const tileRoots = source.tileRoots ?? rootsByHashing(fullTile)

  return async ({ level, index, width }) => {
    if (width === fullWidth) return fullTile(level, index)
    const from = index * fullWidth
    const to = from + width
    return Buffer.concat(await (level === 0 ? leafHashes(from, to) : tileRoots(level - 1, from, to)))
  }
}

/** Reads a tile and refuses one of another width (`TILE_WIDTH`): a hash too few would move all others. */
export async function readWhole(readTile: ReadTile, tile: TileRef): Promise<Uint8Array> {
  const bytes = await readTile(tile)
  if (bytes.length !== tile.width * hashLength) {
    throw new AuditError('TILE_WIDTH', `tile ${tile.level}/${tile.index} has not the width ${tile.width}`)
  }
  return bytes
}

/**
 * Reads nodes of a tree of `size` leaves. Node `index` of `height` is the root of the leaves
 * [index · 2^height, (index + 1) · 2^height), which must all exist. Each tile is read and hashed once.
 */
export function nodeReader(size: number, readTile: ReadTile) {
  const tiles = new Map<string, Promise<Rows>>()

  return async (height: number, index: number): Promise<Uint8Array> => {
    const level = Math.floor(height / 8)
    const row = height % 8
    const rowWidth = fullWidth / 2 ** row
    const tileIndex = Math.floor(index / rowWidth)

    const key = `${level}/${tileIndex}`
    const width = Math.min(fullWidth, Math.floor(size / fullWidth ** level) - tileIndex * fullWidth)
    const tile = tiles.get(key) ?? hashed(readTile, { level, index: tileIndex, width })
    tiles.set(key, tile)

    const at = (index % rowWidth) * hashLength
    // A copy: a proof that is kept must neither hold a whole tile in memory nor change with it.
    const node = (await tile)[row]?.slice(at, at + hashLength)
    if (node?.length !== hashLength) throw new AuditError('TREE_RANGE', 'a node beyond the tree')
    return node
  }
}

/** Tiles that are kept for each reader: all above level 0 of a log of 16 million leaves, and its right edge, in 4 MB. */
const MOST_KEPT = 256
const kept = new WeakMap<ReadTile, Map<string, Promise<Rows>>>()

/**
 * A tile's subtrees. Every proof needs some of the tiles above level 0 and of the right edge, which never change as long as
 * they have this width: they are hashed once.
 */
function hashed(readTile: ReadTile, tile: TileRef): Promise<Rows> {
  const read = () => readWhole(readTile, tile).then(subtrees)
  if (tile.level === 0 && tile.width === fullWidth) return read()
  const known = kept.get(readTile) ?? new Map<string, Promise<Rows>>()
  kept.set(readTile, known)
  const key = `${tile.level}/${tile.index}.${tile.width}`
  const rows = known.get(key) ?? read()
  // The one that was used last is last, and the first has to go.
  known.delete(key)
  known.set(key, rows)
  rows.catch(() => known.delete(key))
  const [oldest] = known.keys()
  if (known.size > MOST_KEPT && oldest !== undefined) known.delete(oldest)
  return rows
}

/** The root of a full tile. */
export function tileRoot(hashes: Uint8Array): Uint8Array {
  const root = subtrees(hashes)[8]
  if (!root) throw new AuditError('TILE_WIDTH', 'only a full tile has a root')
  return root
}

/** Hashes of one height, one after the other. */
type Rows = readonly Uint8Array[]

/** All full subtrees over a tile's hashes, by height: row 0 is the hashes, row 8 the root of a full tile. */
function subtrees(hashes: Uint8Array): Rows {
  const rows = [new Uint8Array(hashes)]
  for (let below = hashes; below.length > hashLength; ) {
    const row = new Uint8Array(Math.floor(below.length / (2 * hashLength)) * hashLength)
    for (let at = 0; at < row.length; at += hashLength) {
      const [left, right] = [2 * at, 2 * at + hashLength]
      row.set(nodeHash(below.subarray(left, right), below.subarray(right, right + hashLength)), at)
    }
    rows.push(row)
    below = row
  }
  return rows
}

function rootsByHashing(fullTile: TileSource['fullTile']) {
  return (level: number, from: number, to: number) =>
    Promise.all(
      Array.from({ length: to - from }, async (_, at) => tileRoot(await fullTile(level, from + at))),
    )
}
