// That a log only grows: what an auditor noted of it, whenever that was, is the beginning of what it is now.
import { type Checkpoint, openNote, parseCheckpoint, verifyConsistency } from '@onward/audit'
import type { Directory } from '@onward/directory'
import { StoryError } from './error.ts'

/** One member's log: its name and its key in the directory. */
export interface Log {
  readonly member: string
  readonly name: string
  readonly publicKey: Parameters<typeof openNote>[1][number]['publicKey']
}

/** @throws StoryError NOT_PROVEN if the directory has no such log */
export function logOf(member: string, directory: Directory): Log {
  const key = directory.current(member, 'log', Math.floor(Date.now() / 1_000))
  const name = directory.member(member)?.origin
  must(key && name !== undefined, `the directory has no log of ${member}`)
  return { member, name, publicKey: key.publicKey }
}

/** Opens a checkpoint, whose signature must be the log's. @throws StoryError NOT_PROVEN, AuditError */
export function openCheckpoint(note: string, log: Log): Checkpoint {
  const checkpoint = parseCheckpoint(openNote(note, [log]).text)
  must(checkpoint.origin === log.name, `a checkpoint of ${log.member} names another log`)
  return checkpoint
}

/** Verifies that an earlier checkpoint is the beginning of a later one. @throws StoryError NOT_PROVEN */
export function provesGrowth(earlier: Checkpoint, later: Checkpoint, hashes: readonly string[]): void {
  const holds = verifyConsistency({
    oldSize: earlier.size,
    oldRoot: earlier.root,
    size: later.size,
    root: later.root,
    hashes: hashes.map((hash) => Buffer.from(hash, 'base64')),
  })
  must(holds, `${later.origin} at ${later.size} leaves does not continue what it was at ${earlier.size}`)
}

/** @throws StoryError NOT_PROVEN */
export function must(holds: unknown, otherwise: string): asserts holds {
  if (!holds) throw new StoryError('NOT_PROVEN', otherwise)
}
