// The witness of C2SP tlog-witness v1.0.0 as a pure state machine: what it last cosigned of a log and a request go in,
// an answer comes out. Whoever runs it stores the new state before it answers, and only if the old one still stands.
import { decodeBase64, encodeBase64 } from './base64.ts'
import { type Checkpoint, parseCheckpoint } from './checkpoint.ts'
import { cosign } from './cosignature.ts'
import { AuditError } from './error.ts'
import { emptyHead, hashLength } from './hash.ts'
import { longestNote, type NoteSigner, type NoteVerifier, openNote, splitNote } from './note.ts'
import { isSize, parseSize } from './size.ts'
import { verifyConsistency } from './verify.ts'

/** A request to cosign: the checkpoint, and the proof that the tree of `oldSize` leaves is its beginning. */
export interface WitnessRequest {
  readonly oldSize: number
  readonly hashes: readonly Uint8Array[]
  /** The very bytes of the note, not yet trusted. */
  readonly note: string
  /** What the note says, as far as anybody signed it. */
  readonly checkpoint: Checkpoint
}

/** What a witness last cosigned of a log. */
export interface Witnessed {
  readonly size: number
  readonly root: Uint8Array
  /** The note that it cosigned. */
  readonly note: string
}

/**
 * The answer to a request. The statuses are the standard's own.
 *
 * 200: `line` is the cosignature, to be given out only once the checkpoint is stored. 403: no key that is trusted for
 * this origin signed. 404: the origin is unknown. 409: the log is at `size` here, or it is at that size with another
 * root. 422: the proof does not hold.
 */
export type WitnessAnswer =
  | { readonly status: 200; readonly line: string }
  | { readonly status: 400 | 403 | 404 | 422 }
  | { readonly status: 409; readonly size: number }

/** Writes a request. Throws `REQUEST_MALFORMED`. */
export function formatWitnessRequest({ oldSize, hashes, note }: Omit<WitnessRequest, 'checkpoint'>): string {
  const isProof = hashes.length <= mostHashes && hashes.every((hash) => hash.length === hashLength)
  if (!isSize(oldSize) || !isProof) throw malformed()
  return [`old ${oldSize}`, ...hashes.map(encodeBase64), '', note].join('\n')
}

/**
 * Reads a request, and nothing but what `formatWitnessRequest` writes. Extension lines of checkpoints are refused, as
 * `parseCheckpoint` does. Throws `REQUEST_MALFORMED`, `NOTE_MALFORMED`, `CHECKPOINT_MALFORMED`: each a 400.
 */
export function parseWitnessRequest(body: string): WitnessRequest {
  if (body.length > longestRequest) throw malformed()
  const border = body.indexOf('\n\n')
  const [oldLine = '', ...hashLines] = body.slice(0, Math.max(border, 0)).split('\n')
  const oldSize = oldLine.startsWith('old ') ? parseSize(oldLine.slice('old '.length)) : undefined
  if (border < 0 || oldSize === undefined || hashLines.length > mostHashes) throw malformed()
  const hashes = hashLines.map((line) => {
    const hash = decodeBase64(line)
    if (hash?.length !== hashLength) throw malformed()
    return hash
  })
  const note = body.slice(border + 2)
  return { oldSize, hashes, note, checkpoint: parseCheckpoint(splitNote(note).text) }
}

/**
 * Judges a request in the order of the standard.
 *
 * @param logs The keys that are trusted for this origin; empty: the origin is unknown.
 * @param last What this witness last cosigned of the origin; undefined if it never did, which counts as size 0.
 * @param time When it is, seconds since 1970.
 */
export function witness(
  { oldSize, hashes, note, checkpoint }: WitnessRequest,
  {
    logs,
    last,
    signer,
    time,
  }: {
    readonly logs: readonly NoteVerifier[]
    readonly last: Witnessed | undefined
    readonly signer: NoteSigner
    readonly time: number
  },
): WitnessAnswer {
  if (logs.length === 0) return { status: 404 }
  if (!isSignedBy(note, logs)) return { status: 403 }
  const { size, root } = checkpoint
  if (oldSize > size) return { status: 400 }
  const known = last ?? { size: 0, root: emptyHead() }
  if (oldSize !== known.size) return { status: 409, size: known.size }
  // There is one empty tree: another root of it is no other view but a fault.
  if (size === known.size && size > 0 && !same(root, known.root)) return { status: 409, size }
  const isGrown = verifyConsistency({ oldSize, oldRoot: known.root, size, root, hashes })
  return isGrown ? { status: 200, line: cosign(splitNote(note).text, signer, time) } : { status: 422 }
}

/**
 * Whether two checkpoints of one log prove by themselves that it forked: the same size and other roots. Both must have
 * been opened with the log's key.
 */
export function areForked(one: Checkpoint, other: Checkpoint): boolean {
  return one.origin === other.origin && one.size === other.size && !same(one.root, other.root)
}

const mostHashes = 63
// An old size line, 63 hashes and an empty line are less than 4,096 characters.
const longestRequest = longestNote + 4_096

function isSignedBy(note: string, logs: readonly NoteVerifier[]): boolean {
  try {
    openNote(note, logs)
    return true
  } catch (error) {
    if (error instanceof AuditError) return false
    throw error
  }
}

function same(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.compare(one, other) === 0
}

function malformed(): AuditError {
  return new AuditError('REQUEST_MALFORMED', 'not a request to a witness')
}
