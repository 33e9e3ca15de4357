// Cosignatures of C2SP tlog-cosignature v1 with Ed25519 (type 0x04): a witness says that, at a time, this was the
// largest consistent tree of the log that it had seen.
import { createPublicKey, sign, verify } from 'node:crypto'
import { parseCheckpoint } from './checkpoint.ts'
import { AuditError } from './error.ts'
import {
  formatSignature,
  type NoteSigner,
  type NoteVerifier,
  noteKey,
  type SignatureLine,
  splitNote,
} from './note.ts'

/** One witness's statement that holds. */
export interface Cosigned {
  readonly witness: NoteVerifier
  /** When the witness says that it signed, seconds since 1970. */
  readonly time: number
  /** The signature line, its newline included: put under the note, it is the note cosigned. */
  readonly line: string
}

/**
 * Cosigns a checkpoint and gives the signature line.
 *
 * @param text What the log signed, to its last newline.
 * @param time Seconds since 1970, or throws `COSIGNATURE_TIME`. Throws `CHECKPOINT_MALFORMED`, `NOTE_KEY`.
 */
export function cosign(text: string, { name, privateKey }: NoteSigner, time: number): string {
  parseCheckpoint(text)
  if (!Number.isSafeInteger(time) || time < 0) {
    throw new AuditError('COSIGNATURE_TIME', 'a time is whole seconds since 1970')
  }
  if (privateKey.type !== 'private') throw new AuditError('NOTE_KEY', 'a signer needs its private key')
  const id = noteKey(name, createPublicKey(privateKey), 'witness')
  const signature = Buffer.alloc(timeBytes + 64)
  signature.writeBigUInt64BE(BigInt(time))
  signature.set(sign(null, statement(text, time), privateKey), timeBytes)
  return formatSignature({ name, id, signature })
}

/**
 * The cosignatures of a note by these witnesses, in the order of the note. Lines of others are passed over; one by a
 * trusted key that does not hold refuses the whole note, as in `openNote`. Says nothing of the log's own signature.
 * Throws `NOTE_MALFORMED`, `NOTE_SIGNATURE`, `NOTE_KEY`.
 */
export function readCosignatures(note: string, witnesses: readonly NoteVerifier[]): readonly Cosigned[] {
  const { text, signatures } = splitNote(note)
  const byKey = new Map(witnesses.map((each) => [`${keyOf(each)} ${each.name}`, each]))
  return signatures.flatMap((line) => {
    const witness = byKey.get(`${line.id} ${line.name}`)
    return witness ? [{ witness, time: timeOf(text, line, witness), line: formatSignature(line) }] : []
  })
}

/**
 * What of a witness's answer holds: the answer is signature lines, and those of unknown keys are passed over
 * (tlog-witness v1.0.0, add-checkpoint). Throws as `readCosignatures`.
 */
export function readAnswer(note: string, answer: string, witness: NoteVerifier): readonly Cosigned[] {
  const { text } = splitNote(note)
  return readCosignatures(`${text}\n${answer}`, [witness])
}

const timeBytes = 8

function keyOf({ name, publicKey }: NoteVerifier): number {
  return noteKey(name, publicKey, 'witness')
}

function timeOf(text: string, { signature }: SignatureLine, { publicKey }: NoteVerifier): number {
  const bytes = Buffer.from(signature)
  const time = bytes.length === timeBytes + 64 ? Number(bytes.readBigUInt64BE()) : Number.NaN
  // A time beyond 2^53 is no time of this world, and the standard ends at 2^63.
  const holds =
    Number.isSafeInteger(time) && verify(null, statement(text, time), publicKey, bytes.subarray(timeBytes))
  if (!holds) throw new AuditError('NOTE_SIGNATURE', 'a cosignature by a trusted witness does not hold')
  return time
}

function statement(text: string, time: number): Buffer {
  return Buffer.from(`cosignature/v1\ntime ${time}\n${text}`)
}
