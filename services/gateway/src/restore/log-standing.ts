/**
 * Whether our own log is as far as it has been seen. A database that was restored from a backup has forgotten leaves that
 * were signed; another log of the same name would be a fork. So nothing is signed before the last checkpoint that a witness,
 * a peer or a file remembers is found in our own tree, or is where the log before ours ended (protocol §6).
 */
import { type NoteVerifier, type ReadTile, treeHead } from '@onward/audit'
import type { OwnLog } from '../log/own-log.ts'
import { openCheckpoint } from '../log/peer-logs.ts'

/**
 * `LOG_BEHIND`: a checkpoint was signed that this database does not know, or that is beyond where the directory says that the
 * log before ours ended. `LOG_FORKED`: ours is another tree. `LAST_CHECKPOINT_UNKNOWN`: nobody that we were told to ask has
 * answered with a checkpoint of ours.
 */
export type LogStanding = 'ok' | 'LOG_BEHIND' | 'LOG_FORKED' | 'LAST_CHECKPOINT_UNKNOWN'

export interface LogStandingDeps {
  readonly own: OwnLog
  /** Those who remember our last checkpoint, each with its notes; nobody: nothing is asked, and all is well. */
  readonly sources: readonly (() => Promise<readonly string[]>)[]
  /** The keys that our logs have signed with. */
  readonly keys: readonly NoteVerifier[]
  /** How many leaves our newest checkpoint covers. */
  readonly size: () => Promise<number>
  readonly readTile: ReadTile
}

/** Asks all sources once; the worst answer counts, and of those that do not answer one that does is enough. */
export async function logStanding(deps: LogStandingDeps): Promise<LogStanding> {
  if (deps.sources.length === 0) return 'ok'
  const answers = await Promise.all(deps.sources.map((source) => standingsBy(deps, source)))
  const [worst] = (['LOG_FORKED', 'LOG_BEHIND', 'ok'] as const).filter((each) =>
    answers.flat().includes(each),
  )
  return worst ?? 'LAST_CHECKPOINT_UNKNOWN'
}

async function standingsBy(
  deps: LogStandingDeps,
  source: () => Promise<readonly string[]>,
): Promise<readonly LogStanding[]> {
  const notes = await source().catch(() => [])
  return await Promise.all(notes.map((note) => standingBy(deps, note)))
}

async function standingBy(
  { own, keys, size, readTile }: LogStandingDeps,
  note: string,
): Promise<LogStanding> {
  const seen = opened(note, keys)
  if (!seen) return 'LAST_CHECKPOINT_UNKNOWN'
  const ended = own.former.find(({ origin }) => origin === seen.origin)
  if (ended) {
    if (seen.size > ended.size) return 'LOG_BEHIND'
    const root = Buffer.from(seen.root).toString('base64url')
    return seen.size < ended.size || root === ended.root ? 'ok' : 'LOG_FORKED'
  }
  if (seen.origin !== own.origin) return 'LAST_CHECKPOINT_UNKNOWN'
  if (seen.size > (await size())) return 'LOG_BEHIND'
  const root = await treeHead(seen.size, readTile)
  return Buffer.from(root).equals(seen.root) ? 'ok' : 'LOG_FORKED'
}

// What is no checkpoint of ours tells nothing: whoever serves it could else stop us.
function opened(note: string, keys: readonly NoteVerifier[]) {
  try {
    return openCheckpoint(note, keys)
  } catch {
    return undefined
  }
}
