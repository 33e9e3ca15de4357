// A log in memory that keeps what a real storage keeps: leaf hashes, full tiles and their roots.
import { type FullTile, growTree, leafHash, nodeHash, tileReader } from '../src/index.ts'

export const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

/** Distinct leaf hashes, the same in every run. */
export function someLeaves(count: number, from = 0): Uint8Array[] {
  return Array.from({ length: count }, (_, at) => leafHash(Buffer.from(`entry ${from + at}`)))
}

export function openMemoryLog() {
  const leaves: Uint8Array[] = []
  const tiles = new Map<string, FullTile>()
  const tile = (level: number, index: number): FullTile => {
    const found = tiles.get(`${level}/${index}`)
    if (!found) throw new Error(`tile ${level}/${index} was never stored`)
    return found
  }

  const fullTile = async (level: number, index: number) => tile(level, index).hashes
  const leafHashes = async (from: number, to: number) => leaves.slice(from, to)
  const tileRoots = async (level: number, from: number, to: number) =>
    Array.from({ length: to - from }, (_, at) => tile(level, from + at).root)
  const readTile = tileReader({ fullTile, leafHashes, tileRoots })

  return {
    fullTile,
    leafHashes,
    readTile,
    tiles,
    async append(more: readonly Uint8Array[]) {
      const growth = await growTree({ size: leaves.length, readTile, leaves: more })
      leaves.push(...more)
      for (const full of growth.tiles) tiles.set(`${full.level}/${full.index}`, full)
      return growth
    },
  }
}

/** A log with these leaves and nothing else said about it. */
export async function logOf(leaves: readonly Uint8Array[]) {
  const log = openMemoryLog()
  await log.append(leaves)
  return log
}

/** MTH(D[n]) for n > 0, word for word as RFC 6962 §2.1 defines it, over leaf hashes. */
export function naiveHead(leaves: readonly Uint8Array[]): Uint8Array {
  const [only] = leaves
  if (only === undefined) throw new Error('the empty tree has its own definition')
  if (leaves.length === 1) return only
  let k = 1
  while (k * 2 < leaves.length) k *= 2
  return nodeHash(naiveHead(leaves.slice(0, k)), naiveHead(leaves.slice(k)))
}
