// The text of a C2SP tlog-checkpoint v1.0.0: origin, size, root, one line each. Signed, it is a note (`note.ts`).
import { decodeBase64, encodeBase64 } from './base64.ts'
import { AuditError } from './error.ts'
import { hashLength } from './hash.ts'
import { isSize, parseSize } from './size.ts'

/** What a log states when it signs: of this log the first `size` leaves have this root. */
export interface Checkpoint {
  readonly origin: string
  readonly size: number
  readonly root: Uint8Array
}

/** Writes the text to sign. Throws `CHECKPOINT_MALFORMED` for what `parseCheckpoint` would refuse. */
export function formatCheckpoint({ origin, size, root }: Checkpoint): string {
  if (!isOrigin(origin) || !isSize(size) || root.length !== hashLength) throw malformed()
  return `${origin}\n${size}\n${encodeBase64(root)}\n`
}

/**
 * Reads the text of an opened note. Exactly what `formatCheckpoint` writes is accepted, else throws
 * `CHECKPOINT_MALFORMED`: extension lines are optional in the standard, but no monitor can audit them.
 */
export function parseCheckpoint(text: string): Checkpoint {
  if (text.length > longestText) throw malformed()
  const [origin = '', sizeLine = '', rootLine = '', end, ...others] = text.split('\n', 5)
  const size = parseSize(sizeLine)
  const root = decodeBase64(rootLine)
  if (end !== '' || others.length > 0 || !isOrigin(origin)) throw malformed()
  if (size === undefined || root?.length !== hashLength) throw malformed()
  return { origin, size, root }
}

// 255 bytes of origin, 16 digits, 44 characters of root and three line ends are 318.
const longestText = 318

function isOrigin(origin: string): boolean {
  // \P{Cc}: no control characters, so no line end either.
  return /^\P{Cc}+$/u.test(origin) && origin.isWellFormed() && Buffer.byteLength(origin) <= 255
}

function malformed(): AuditError {
  return new AuditError('CHECKPOINT_MALFORMED', 'not a checkpoint')
}
