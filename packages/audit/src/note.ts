// Signed notes of C2SP signed-note v1.0.0 with Ed25519 signatures (type 0x01): a text, an empty line, and one
// line for each signature.
import { createPublicKey, hash, type KeyObject, sign, verify } from 'node:crypto'
import { decodeBase64, encodeBase64 } from './base64.ts'
import { AuditError } from './error.ts'

/** Who signs notes: for a log its origin, and an Ed25519 private key. */
export interface NoteSigner {
  readonly name: string
  readonly privateKey: KeyObject
}

/** A name and Ed25519 public key that the caller trusts. */
export interface NoteVerifier {
  readonly name: string
  readonly publicKey: KeyObject
}

/** A note that at least one trusted key signed. */
export interface OpenNote {
  /** What was signed, to its last newline. */
  readonly text: string
  /** The trusted keys that signed it, each once, in the order given to `openNote`. */
  readonly verifiers: readonly NoteVerifier[]
}

/** The longest note that is read, in UTF-16 units: room for 16 post-quantum signatures and to spare. */
export const longestNote = 131_072

const mostSignatures = 64

/** What a key signs: a log its own notes, a witness cosignatures. */
export type SignatureType = 'log' | 'witness'

/** The types of C2SP signed-note for Ed25519 keys. A key ID holds the type, so one signature cannot pose as another. */
export const typeBytes: Readonly<Record<SignatureType, number>> = { log: 0x01, witness: 0x04 }

/**
 * The key ID of a name and key: the first four bytes of SHA-256(name ‖ 0x0A ‖ type ‖ public key), as a number.
 * A lookup value, too short to trust. Throws `NOTE_KEY` for a name or key that notes cannot have.
 */
export function noteKey(name: string, publicKey: KeyObject, type: SignatureType = 'log'): number {
  const raw = rawKey(name, publicKey)
  const hashed = Buffer.concat([Buffer.from(`${name}\n`), Buffer.of(typeBytes[type]), raw])
  return hash('sha256', hashed, 'buffer').readUInt32BE()
}

/** The 32 bytes of a key that notes can have under this name, else throws `NOTE_KEY`. */
export function rawKey(name: string, publicKey: KeyObject): Uint8Array {
  if (!isKeyName(name) || publicKey.type !== 'public' || publicKey.asymmetricKeyType !== 'ed25519') {
    throw new AuditError('NOTE_KEY', 'a note key has a name without spaces or plus and an Ed25519 public key')
  }
  // The last 32 bytes of an Ed25519 SubjectPublicKeyInfo are the key (RFC 8410 §4).
  return publicKey.export({ format: 'der', type: 'spki' }).subarray(-32)
}

/** Signs a text that ends in a newline. Throws `NOTE_MALFORMED` for any other, `NOTE_KEY`. */
export function signNote(text: string, { name, privateKey }: NoteSigner): string {
  if (privateKey.type !== 'private') throw new AuditError('NOTE_KEY', 'a signer needs its private key')
  const id = noteKey(name, createPublicKey(privateKey))
  const signature = sign(null, Buffer.from(text), privateKey)

  const note = `${text}\n${formatSignature({ name, id, signature })}`
  if (splitNote(note).text !== text) throw malformed()
  return note
}

/**
 * Opens a note. Signatures of other keys are passed over; one by a trusted key that does not hold refuses the
 * whole note. Throws `NOTE_MALFORMED`, `NOTE_SIGNATURE`, `NOTE_UNTRUSTED` (no trusted key signed), `NOTE_KEY`.
 */
export function openNote(note: string, verifiers: readonly NoteVerifier[]): OpenNote {
  const { text, signatures } = splitNote(note)
  const signed = Buffer.from(text)

  const signedBy = verifiers.filter(({ name, publicKey }) => {
    const id = noteKey(name, publicKey)
    const own = signatures.filter((line) => line.name === name && line.id === id)
    if (!own.every(({ signature }) => verify(null, signed, publicKey, signature))) {
      throw new AuditError('NOTE_SIGNATURE', 'a signature by a trusted key does not hold')
    }
    return own.length > 0
  })
  if (signedBy.length === 0) throw new AuditError('NOTE_UNTRUSTED', 'no trusted key signed the note')
  return { text, verifiers: signedBy }
}

/** Takes a note apart without trusting it. Throws `NOTE_MALFORMED`. */
export function splitNote(note: string): { text: string; signatures: readonly SignatureLine[] } {
  if (note.length > longestNote || !note.isWellFormed() || hasControl(note)) throw malformed()
  // The text may have empty lines of its own; the last one ends it.
  const border = note.lastIndexOf('\n\n')
  if (border < 0 || !note.endsWith('\n')) throw malformed()

  const lines = note.slice(border + 2, -1).split('\n')
  if (lines.length > mostSignatures) throw malformed()
  return { text: note.slice(0, border + 1), signatures: lines.map(readSignature) }
}

/** One line under a note. */
export interface SignatureLine {
  readonly name: string
  readonly id: number
  readonly signature: Uint8Array
}

/** Writes a signature line, its newline included. */
export function formatSignature({ name, id, signature }: SignatureLine): string {
  const bytes = Buffer.alloc(4 + signature.length)
  bytes.writeUInt32BE(id)
  bytes.set(signature, 4)
  return `${signatureStart}${name} ${encodeBase64(bytes)}\n`
}

const signatureStart = '\u2014 '

function readSignature(line: string): SignatureLine {
  const [name, encoded, ...others] = line.slice(signatureStart.length).split(' ')
  if (!line.startsWith(signatureStart) || name === undefined || encoded === undefined) throw malformed()
  const bytes = decodeBase64(encoded)
  if (others.length > 0 || !isKeyName(name) || bytes === undefined || bytes.length < 5) throw malformed()
  return { name, id: Buffer.from(bytes).readUInt32BE(), signature: bytes.subarray(4) }
}

/** Whether a key can have this name: no spaces, no plus. */
export function isKeyName(name: string): boolean {
  return name !== '' && name.isWellFormed() && !hasControl(name) && !/[\p{White_Space}+]/u.test(name)
}

function hasControl(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at)
    if (unit < 0x20 && unit !== 0x0a) return true
  }
  return false
}

function malformed(): AuditError {
  return new AuditError('NOTE_MALFORMED', 'not a signed note')
}
