/**
 * What peers' logs show us is compared with what they showed before, and with what they showed others: notes that came
 * with proofs or to our witness. With a log's address each note is proved to be of one log by its own tiles; without,
 * only two roots for one size are found. Whoever signs two histories is told of, with both notes.
 */
import {
  AuditError,
  areForked,
  consistencyProof,
  openNote,
  parseCheckpoint,
  type ReadTile,
  treeHead,
  verifyConsistency,
} from '@onward/audit'
import type { FormerLog } from '@onward/directory'
import type { SeenCheckpoint, SeenNote } from '../store/witness.ts'
import type { Contradict } from './contradictions.ts'
import { firstLeaf } from './leaf.ts'
import type { PeerLog } from './peer-logs.ts'

export interface MonitorDeps {
  readonly now: () => Date
  readonly logs: () => readonly PeerLog[]
  readonly fetchCheckpoint: (url: string) => Promise<string>
  readonly tilesOf: (url: string) => ReadTile
  readonly last: (origin: string) => Promise<SeenCheckpoint | undefined>
  readonly keep: (seen: SeenCheckpoint, at: Date) => Promise<void>
  /** The largest tree that we have seen of a log, whichever way. */
  readonly newestSeen: (origin: string) => Promise<SeenCheckpoint | undefined>
  /** What our own witness last cosigned of the log. */
  readonly cosigned: (origin: string) => Promise<SeenCheckpoint | undefined>
  readonly unjudged: (
    origin: string,
    limit: number,
  ) => Promise<readonly (SeenCheckpoint & Pick<SeenNote, 'seenBy'>)[]>
  /** `proved`: the newest checkpoint commits to it, so it need not be kept. */
  readonly judged: (
    seen: SeenCheckpoint,
    how: { readonly at: Date; readonly proved: boolean },
  ) => Promise<void>
  /** Notes of the same size with another root. */
  readonly forksOf: (seen: SeenCheckpoint) => Promise<readonly SeenCheckpoint[]>
  readonly contradict: Contradict
  /** A log that could not be read, or whose tiles are not those of its checkpoint: it is tried again. */
  readonly failed: (origin: string, code: string) => void
}

/** Notes of one log that a pass looks at. */
const NOTES = 200

/** Looks at every log once. One that cannot be read keeps no other waiting. */
export async function monitor(deps: MonitorDeps): Promise<void> {
  await Promise.all(
    deps.logs().map(async (watched) => {
      try {
        await follow(deps, watched)
      } catch (error) {
        deps.failed(watched.log.name, error instanceof AuditError ? error.code : 'LOG_UNREACHABLE')
      }
      await Promise.all([judgeNotes(deps, watched), compareCosigned(deps, watched)]).catch(() =>
        deps.failed(watched.log.name, 'LOG_UNREACHABLE'),
      )
    }),
  )
}

/** The log's own newest checkpoint must continue the one before. */
async function follow(deps: MonitorDeps, { log, url, after }: PeerLog): Promise<void> {
  if (url === undefined) return
  const note = await deps.fetchCheckpoint(url)
  const newest = { ...parseCheckpoint(openNote(note, [log]).text), note }
  if (newest.origin !== log.name) throw new AuditError('NOTE_UNTRUSTED', 'a checkpoint of another log')
  const last = await deps.last(log.name)
  if (last && newest.size < last.size) return await deps.contradict('rollback', [last, newest], 'monitor')
  if (last?.size === newest.size) {
    if (!same(last.root, newest.root)) await deps.contradict('fork', [last, newest], 'monitor')
    return
  }
  for (const other of await deps.forksOf(newest)) await deps.contradict('fork', [other, newest], 'monitor')
  const tiles = deps.tilesOf(url)
  if (!(await holds(newest, tiles))) return deps.failed(log.name, 'LOG_TILES')
  if (last && !(await continues(last, newest, tiles)))
    return await deps.contradict('inconsistent', [last, newest], 'monitor')
  if (!last && after && !(await begins(deps, newest, after, tiles))) return
  await deps.keep(newest, deps.now())
}

/**
 * A log that follows another must begin with the end of that one, as the directory says it (protocol §6), and that must not be
 * less than we have seen of it.
 */
async function begins(
  deps: MonitorDeps,
  newest: SeenCheckpoint,
  after: FormerLog,
  tiles: ReadTile,
): Promise<boolean> {
  const held = await deps.newestSeen(after.origin)
  const root = held && Buffer.from(held.root).toString('base64url')
  if (held && (held.size > after.size || (held.size === after.size && root !== after.root)))
    await deps.contradict('rollback', [held, newest], 'monitor')
  const width = Math.min(newest.size, 256)
  const hashes = width > 0 ? await tiles({ level: 0, index: 0, width }) : new Uint8Array()
  if (Buffer.from(hashes.subarray(0, 32)).toString('base64url') === firstLeaf(after).hash) return true
  deps.failed(newest.origin, 'LOG_BEGINNING')
  return false
}

/** Each note that came another way must be of the log that we follow. */
async function judgeNotes(deps: MonitorDeps, { log, url }: PeerLog): Promise<void> {
  const notes = await deps.unjudged(log.name, NOTES)
  if (notes.length === 0) return
  const last = await deps.last(log.name)
  const tiles = url === undefined ? undefined : deps.tilesOf(url)
  for (const { seenBy, ...note } of notes) {
    const forks = await deps.forksOf(note)
    for (const other of forks) await deps.contradict('fork', [other, note], seenBy)
    // Not shown to us yet: it is looked at when the log has come so far.
    if (tiles && (!last || note.size > last.size)) continue
    const proved = tiles !== undefined && last !== undefined && (await continues(note, last, tiles))
    if (tiles && last && !proved && forks.length === 0)
      await deps.contradict('inconsistent', [note, last], seenBy)
    await deps.judged(note, { at: deps.now(), proved })
  }
}

/** A log that shows one tree to our witness and another one to everybody would have both followed, each by itself. */
async function compareCosigned(deps: MonitorDeps, { log, url }: PeerLog): Promise<void> {
  const [cosigned, last] = await Promise.all([deps.cosigned(log.name), deps.last(log.name)])
  if (url === undefined || !cosigned || !last || cosigned.size > last.size) return
  if (areForked(cosigned, last)) return await deps.contradict('fork', [cosigned, last], 'monitor')
  if (cosigned.size < last.size && !(await continues(cosigned, last, deps.tilesOf(url))))
    await deps.contradict('inconsistent', [cosigned, last], 'monitor')
}

/** Whether the tiles are those of the checkpoint. */
async function holds({ size, root }: SeenCheckpoint, tiles: ReadTile): Promise<boolean> {
  return same(await treeHead(size, tiles), root)
}

/** Whether the tiles, which are those of the larger, begin with the smaller. */
async function continues(smaller: SeenCheckpoint, larger: SeenCheckpoint, tiles: ReadTile): Promise<boolean> {
  const hashes = await consistencyProof(smaller.size, larger.size, tiles)
  const { size: oldSize, root: oldRoot } = smaller
  return verifyConsistency({ oldSize, oldRoot, size: larger.size, root: larger.root, hashes })
}

function same(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.compare(one, other) === 0
}
