// The Merkle tree of RFC 6962 §2.1 over tiles. The recursions are the RFC's own definitions; a range is written
// [start, end) and starts, as they split, at a multiple of the power of two that it is split at.
import { AuditError } from './error.ts'
import { emptyHead, nodeHash } from './hash.ts'
import { isSize } from './size.ts'
import { nodeReader, type ReadTile } from './tile.ts'

/** The root hash of the first `size` leaves. Throws `TREE_RANGE`, `TILE_WIDTH`. */
export async function treeHead(size: number, readTile: ReadTile): Promise<Uint8Array> {
  requireSize(size)
  if (size === 0) return emptyHead()
  return rangeReader(size, readTile)({ start: 0, end: size })
}

/**
 * Proves that leaf `index` is in the tree of the first `size` leaves: PATH(index, D[size]) of RFC 6962 §2.1.1.
 * Throws `TREE_RANGE`, `TILE_WIDTH`.
 */
export async function inclusionProof(index: number, size: number, readTile: ReadTile): Promise<Uint8Array[]> {
  const [proof = []] = await inclusionProofs([index], size, readTile)
  return proof
}

/**
 * The inclusion proofs of many leaves of one tree, in the order asked for. Each tile is read and hashed once for
 * all of them: neighbours then cost a few hashes each, where one proof alone costs some hundred.
 * Throws `TREE_RANGE`, `TILE_WIDTH`.
 */
export async function inclusionProofs(
  indexes: readonly number[],
  size: number,
  readTile: ReadTile,
): Promise<Uint8Array[][]> {
  requireSize(size)
  for (const index of indexes) {
    requireSize(index)
    if (index >= size) throw new AuditError('TREE_RANGE', 'the leaf is beyond the tree')
  }
  const readRange = rangeReader(size, readTile)
  return Promise.all(indexes.map((index) => Promise.all(path(index, { start: 0, end: size }).map(readRange))))
}

/**
 * Proves that the tree of `oldSize` leaves is a beginning of the tree of `size`: PROOF(oldSize, D[size]) of
 * RFC 6962 §2.1.2; nothing to prove, so empty, for equal sizes and for an empty old tree.
 * Throws `TREE_RANGE`, `TILE_WIDTH`.
 */
export async function consistencyProof(
  oldSize: number,
  size: number,
  readTile: ReadTile,
): Promise<Uint8Array[]> {
  requireSize(size)
  requireSize(oldSize)
  if (oldSize > size) throw new AuditError('TREE_RANGE', 'the old tree is larger than the new one')
  if (oldSize === 0) return []
  return Promise.all(subproof(oldSize, { start: 0, end: size }, 'whole').map(rangeReader(size, readTile)))
}

/** Refuses (`TREE_RANGE`) what is not a number of leaves. */
export function requireSize(size: number): void {
  if (!isSize(size)) throw new AuditError('TREE_RANGE', 'not a number of leaves')
}

interface Range {
  readonly start: number
  readonly end: number
}

function path(index: number, range: Range): Range[] {
  if (range.end - range.start === 1) return []
  const { left, right } = split(range)
  return index < right.start ? [...path(index, left), right] : [...path(index, right), left]
}

/** @param part `whole` while the old tree is all that was seen of it, so that its verifier has that hash. */
function subproof(oldSize: number, range: Range, part: 'whole' | 'right'): Range[] {
  if (oldSize === range.end) return part === 'whole' ? [] : [range]
  const { left, right } = split(range)
  return oldSize <= right.start
    ? [...subproof(oldSize, left, part), right]
    : [...subproof(oldSize, right, 'right'), left]
}

/** Splits at the largest power of two smaller than the length. */
function split({ start, end }: Range): { left: Range; right: Range } {
  let half = 1
  while (half * 2 < end - start) half *= 2
  return { left: { start, end: start + half }, right: { start: start + half, end } }
}

/** MTH of a range. A range that is no full subtree ends where the tree ends; it too is hashed only once. */
function rangeReader(size: number, readTile: ReadTile) {
  const readNode = nodeReader(size, readTile)
  const edges = new Map<number, Promise<Uint8Array>>()

  return function read(range: Range): Promise<Uint8Array> {
    const { start, end } = range
    let [width, height] = [1, 0]
    while (width < end - start) [width, height] = [width * 2, height + 1]
    if (width === end - start) return readNode(height, start / width)

    const { left, right } = split(range)
    const edge = edges.get(start) ?? Promise.all([read(left), read(right)]).then(([l, r]) => nodeHash(l, r))
    edges.set(start, edge)
    return edge
  }
}
