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
  const tiles = new Map<string, Promise<readonly Uint8Array[][]>>()

  return async (height: number, index: number): Promise<Uint8Array> => {
    const level = Math.floor(height / 8)
    const row = height % 8
    const rowWidth = fullWidth / 2 ** row
    const tileIndex = Math.floor(index / rowWidth)

    const key = `${level}/${tileIndex}`
    const width = Math.min(fullWidth, Math.floor(size / fullWidth ** level) - tileIndex * fullWidth)
    const tile = tiles.get(key) ?? readWhole(readTile, { level, index: tileIndex, width }).then(subtrees)
    tiles.set(key, tile)

    const node = (await tile)[row]?.[index % rowWidth]
    if (!node) throw new AuditError('TREE_RANGE', 'a node beyond the tree')
    return node
  }
}

/** The root of a full tile. */
export function tileRoot(hashes: Uint8Array): Uint8Array {
  const root = subtrees(hashes)[8]?.[0]
  if (!root) throw new AuditError('TILE_WIDTH', 'only a full tile has a root')
  return root
}

/** All full subtrees over a tile's hashes, by height: row 0 is the hashes, row 8 the root of a full tile. */
function subtrees(hashes: Uint8Array): Uint8Array[][] {
  const row: Uint8Array[] = []
  for (let at = 0; at < hashes.length; at += hashLength) {
    // A copy: a proof that is kept must neither hold a whole tile in memory nor change with it.
    row.push(new Uint8Array(hashes.subarray(at, at + hashLength)))
  }
  const rows = [row]
  for (let below = row; below.length > 1; ) {
    below = below.flatMap((left, at) => {
      const right = below[at + 1]
      return at % 2 === 0 && right ? [nodeHash(left, right)] : []
    })
    rows.push(below)
  }
  return rows
}

function rootsByHashing(fullTile: TileSource['fullTile']) {
  return (level: number, from: number, to: number) =>
    Promise.all(
      Array.from({ length: to - from }, async (_, at) => tileRoot(await fullTile(level, from + at))),
    )
}
