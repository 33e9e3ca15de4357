// Proofs of C2SP tlog-proof@v1: that a leaf is in a log, checkable offline with nothing but the log's key.
import { decodeBase64, encodeBase64 } from './base64.ts'
import { parseCheckpoint } from './checkpoint.ts'
import { AuditError } from './error.ts'
import { hashLength } from './hash.ts'
import { longestNote, splitNote } from './note.ts'
import { isSize, parseSize } from './size.ts'

/** An inclusion proof and the checkpoint it leads to. */
export interface Proof {
  readonly index: number
  readonly hashes: readonly Uint8Array[]
  /** The signed checkpoint, the very bytes of the note. Not yet trusted: open it with `openNote`. */
  readonly checkpoint: string
  /** The standard's `extra` line. Onward names the leaf hash there; the proof itself says whether that is true. */
  readonly extra?: Uint8Array
}

/** Writes a proof. Throws `PROOF_MALFORMED`, `NOTE_MALFORMED`, `CHECKPOINT_MALFORMED`. */
export function formatProof({ index, hashes, checkpoint, extra }: Proof): string {
  if (!isSize(index) || hashes.length > mostHashes || (extra && !isExtra(extra))) throw malformed()
  if (hashes.some((hash) => hash.length !== hashLength)) throw malformed()
  parseCheckpoint(splitNote(checkpoint).text)
  const extraLine = extra ? [`extra ${encodeBase64(extra)}`] : []
  return [header, ...extraLine, `index ${index}`, ...hashes.map(encodeBase64), '', checkpoint].join('\n')
}

/**
 * Reads a proof, and nothing but what `formatProof` writes. Nobody signs the `extra` line: believe it only as far
 * as the proof holds for it. Says nothing on whether the proof holds (`openNote`, `verifyInclusion`).
 * Throws `PROOF_MALFORMED`, `NOTE_MALFORMED`, `CHECKPOINT_MALFORMED`.
 */
export function parseProof(text: string): Proof {
  if (text.length > longestProof) throw malformed()
  const border = text.indexOf('\n\n')
  if (border < 0) throw malformed()
  const [first, ...lines] = text.slice(0, border).split('\n')
  const extra = lines[0]?.startsWith('extra ') ? readExtra(lines[0].slice('extra '.length)) : undefined
  const [indexLine = '', ...hashLines] = extra ? lines.slice(1) : lines
  const index = parseSize(indexLine.slice('index '.length))
  if (first !== header || !indexLine.startsWith('index ') || index === undefined) throw malformed()
  if (hashLines.length > mostHashes) throw malformed()

  const checkpoint = text.slice(border + 2)
  parseCheckpoint(splitNote(checkpoint).text)
  return { index, hashes: hashLines.map(readHash), checkpoint, ...(extra && { extra }) }
}

/**
 * Reads proofs written one after the other, at least one, as a lane carries them. A proof begins at its header
 * line unless an empty line stands before it: that would be a checkpoint whose origin looks like the header.
 */
export function parseProofs(text: string): readonly Proof[] {
  if (text.length > longestProof) throw malformed()
  return text.split(nextProof).map(parseProof)
}

const header = 'c2sp.org/tlog-proof@v1'
const nextProof = /(?<=[^\n]\n)(?=c2sp\.org\/tlog-proof@v1\n)/u

// A tree of 2^53 leaves is 53 nodes high.
const mostHashes = 53
const longestProof = longestNote + 4_096

function readHash(line: string): Uint8Array {
  const hash = decodeBase64(line)
  if (hash?.length !== hashLength) throw malformed()
  return hash
}

function readExtra(text: string): Uint8Array {
  const extra = decodeBase64(text)
  if (!extra || !isExtra(extra)) throw malformed()
  return extra
}

// As long as a hash, which is all that is ever said there.
function isExtra(extra: Uint8Array): boolean {
  return extra.length === hashLength
}

function malformed(): AuditError {
  return new AuditError('PROOF_MALFORMED', 'not a proof of this log format')
}
