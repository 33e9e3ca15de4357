/**
 * Whether our own log is as far as it has been seen. A database that was restored from a backup has forgotten leaves that
 * were signed; another log of the same name would be a fork. So nothing is signed before the last checkpoint that a witness,
 * a peer or a file remembers is found in our own tree (protocol §6).
 */
import { type NoteVerifier, openNote, parseCheckpoint, type ReadTile, treeHead } from '@onward/audit'

/**
 * `LOG_BEHIND`: a checkpoint was signed that this database does not know. `LOG_FORKED`: ours is another tree.
 * `LAST_CHECKPOINT_UNKNOWN`: nobody that we were told to ask has answered with a checkpoint of ours.
 */
export type LogStanding = 'ok' | 'LOG_BEHIND' | 'LOG_FORKED' | 'LAST_CHECKPOINT_UNKNOWN'

export interface LogStandingDeps {
  /** Who remembers our last checkpoint; nobody: nothing is asked, and all is well. */
  readonly sources: readonly string[]
  /** The note of one source. */
  readonly read: (source: string) => Promise<string>
  /** The keys that our log has signed with. */
  readonly log: readonly NoteVerifier[]
  /** How many leaves our newest checkpoint covers. */
  readonly size: () => Promise<number>
  readonly readTile: ReadTile
}

/** Asks all sources once; the worst answer counts, and of those that do not answer one that does is enough. */
export async function logStanding(deps: LogStandingDeps): Promise<LogStanding> {
  if (deps.sources.length === 0) return 'ok'
  const answers = await Promise.all(deps.sources.map((source) => standingBy(deps, source)))
  const [worst] = (['LOG_FORKED', 'LOG_BEHIND', 'ok'] as const).filter((each) => answers.includes(each))
  return worst ?? 'LAST_CHECKPOINT_UNKNOWN'
}

async function standingBy(deps: LogStandingDeps, source: string): Promise<LogStanding> {
  const seen = await deps
    .read(source)
    .then((note) => parseCheckpoint(openNote(note, deps.log).text))
    // What is no checkpoint of ours tells nothing: whoever serves it could else stop us.
    .catch(() => undefined)
  if (!seen || seen.origin !== deps.log[0]?.name) return 'LAST_CHECKPOINT_UNKNOWN'
  const size = await deps.size()
  if (seen.size > size) return 'LOG_BEHIND'
  const root = await treeHead(seen.size, deps.readTile)
  return Buffer.from(root).equals(seen.root) ? 'ok' : 'LOG_FORKED'
}
