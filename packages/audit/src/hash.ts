// The hashes of the log: a record becomes a commitment, a commitment a leaf, leaves a tree.
import { hash } from 'node:crypto'
import { AuditError } from './error.ts'

/** Bytes of a SHA-256 hash. */
export const hashLength = 32

/**
 * Commits to a record without telling it: SHA-256("onward-leaf-v1" ‖ 0x00 ‖ salt ‖ record). The 32 bytes are
 * the log entry. Whoever is shown salt and record can recompute it; once the salt is deleted, nobody can guess.
 *
 * @param salt 32 random bytes, fresh for each record, or throws `SALT_LENGTH`. Reusing one would let equal
 *   records be recognised.
 * @param record The RFC 8785 bytes of the record.
 */
export function commitment(salt: Uint8Array, record: Uint8Array): Uint8Array {
  // A fixed length also keeps the border between salt and record where it is.
  if (salt.length !== 32) throw new AuditError('SALT_LENGTH', 'a salt has 32 bytes')
  return sha256(leafDomain, salt, record)
}

/**
 * Hashes one log entry as a leaf.
 *
 * @param entry The entry as logged (here a commitment), never a leaf hash.
 */
export function leafHash(entry: Uint8Array): Uint8Array {
  return sha256(leafPrefix, entry)
}

/** Hashes two neighbours into their parent (RFC 6962 §2.1). */
export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  return sha256(nodePrefix, left, right)
}

/** The head of a tree without leaves: SHA-256 of nothing (RFC 6962 §2.1). */
export function emptyHead(): Uint8Array {
  return sha256()
}

const leafDomain = Buffer.from('onward-leaf-v1\0')

// RFC 6962 §2.1: leaves and nodes hash under different prefixes, or one could pose as the other.
const leafPrefix = Uint8Array.of(0)
const nodePrefix = Uint8Array.of(1)

function sha256(...parts: readonly Uint8Array[]): Uint8Array {
  // By way of a string: Node puts a hash that it returns as a Buffer outside the heap, which takes three times
  // as long, and hashing is most of what a log does.
  return new Uint8Array(Buffer.from(hash('sha256', Buffer.concat(parts), 'binary'), 'binary'))
}
