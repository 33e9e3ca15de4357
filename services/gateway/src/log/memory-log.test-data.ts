/** A log in memory, honest or not, for the tests of its witness and its monitor. */
import { generateKeyPairSync } from 'node:crypto'
import {
  formatCheckpoint,
  growTree,
  leafHash,
  type ReadTile,
  signNote,
  tileReader,
  treeHead,
} from '@onward/audit'
import type { SeenCheckpoint } from '../store/witness.ts'

/** A name with an Ed25519 key pair: a log, or a witness. */
export function noteKeys(name: string) {
  return { name, ...generateKeyPairSync('ed25519') }
}

export type NoteKeys = ReturnType<typeof noteKeys>

export interface MemoryLog {
  readonly readTile: ReadTile
  /** What the log signs at this size. */
  at(size: number): Promise<SeenCheckpoint>
}

/**
 * A log of 40 leaves; `differsAt` is the first leaf that is another than in every other such log, `first` the hash of the leaf
 * that it begins with.
 */
export async function memoryLog(keys: NoteKeys, differsAt = 40, first?: Uint8Array): Promise<MemoryLog> {
  const leaves = Array.from({ length: 40 }, (_, at) =>
    leafHash(Buffer.from(at < differsAt ? `${at}` : `${at} of ${differsAt}`)),
  )
  if (first) leaves[0] = first
  const { tiles } = await growTree({ size: 0, leaves, readTile: async () => new Uint8Array() })
  const readTile = tileReader({
    fullTile: async (level, index) =>
      tiles.find((tile) => tile.level === level && tile.index === index)?.hashes ?? new Uint8Array(),
    leafHashes: async (from, to) => leaves.slice(from, to),
  })
  return {
    readTile,
    async at(size) {
      const checkpoint = { origin: keys.name, size, root: await treeHead(size, readTile) }
      return { ...checkpoint, note: signNote(formatCheckpoint(checkpoint), keys) }
    },
  }
}
