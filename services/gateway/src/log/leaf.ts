/**
 * Leaves of this gateway's log: salted commitments to small records (security §3.2). They hold nothing personal, but for
 * those of accesses, which name a reader.
 */
import { randomBytes } from 'node:crypto'
import { commitment, leafHash } from '@onward/audit'
import { canonicalBytes } from '@onward/contract'
import type { FormerLog } from '@onward/directory'
import type { LeafRow } from '../store/rows.ts'

/** What a leaf may say. `msg.received` is the record that a receipt lets its reader recompute (protocol §5). */
export type LeafRecord =
  | {
      readonly kind: 'event'
      readonly cdig: string
      readonly at: string
      /** SHA-256 of the ciphertexts of what was recorded of the case together with it, and never sent. */
      readonly local?: readonly string[]
    }
  | { readonly kind: 'local'; readonly local: readonly string[]; readonly at: string }
  | { readonly kind: 'msg.sent'; readonly manifest: string; readonly cdig: string; readonly at: string }
  | {
      readonly kind: 'msg.received'
      readonly manifest: string
      readonly cdig: string
      readonly at: string
      readonly st: string
    }
  | {
      readonly kind: 'receipt.received'
      readonly manifest: string
      readonly leaf: string
      readonly st: string
      readonly at: string
    }
  | { readonly kind: 'reject'; readonly digest: string; readonly code: string; readonly at: string }
  | { readonly kind: 'override'; readonly cdig: string; readonly at: string }
  | { readonly kind: 'answer.noted'; readonly digest: string; readonly at: string }
  | {
      readonly kind: 'link.issued' | 'link.unlocked' | 'link.read' | 'link.revoked'
      readonly link: string
      readonly at: string
    }
  /** `snapshot`: SHA-256 of the snapshot's metadata. Members that show each other theirs find a directory that differs. */
  | { readonly kind: 'dir.adopted'; readonly version: number; readonly snapshot: string; readonly at: string }
  | {
      readonly kind: 'hold.placed'
      readonly hold: string
      readonly ground: string
      readonly until: string
      readonly by: string
      readonly at: string
    }
  | { readonly kind: 'hold.ended'; readonly hold: string; readonly by: string; readonly at: string }
  | {
      readonly kind: 'erasure'
      /** Digest of its line in the destruction register, which holds 122 random bits. */
      readonly entry: string
      /** How many leaves have lost their opening. */
      readonly openings: number
      readonly ground: string
      readonly approver: string
      readonly at: string
    }
  | { readonly kind: 'quarantine.released'; readonly digest: string; readonly at: string }
  | {
      /** Somebody read, or took away; by a pseudonymous id. Its opening is erased with the referral. */
      readonly kind: 'access.read' | 'export'
      readonly referral: string
      readonly actor: string
      readonly role: string
      readonly organisation: string
      readonly sections: readonly string[] | 'content'
      readonly grant?: string
      readonly at: string
    }
  | {
      /** Glass was broken, confirmed by a second person, reviewed by a third. Erased with the referral too. */
      readonly kind: 'access.breakglass'
      readonly step: 'opened' | 'confirmed' | 'reviewed'
      readonly grant: string
      readonly referral: string
      readonly actor: string
      readonly role: string
      readonly organisation: string
      readonly reason?: string
      /** SHA-256 of the ciphertext of what the caller wrote. */
      readonly text?: string
      readonly finding?: string
      readonly at: string
    }
  /** The first of a log that follows one that ended, and the checkpoint with which that one did. */
  | { readonly kind: 'log.begun'; readonly after: FormerLog }
  /** Nothing happened: so many leaves tell nobody how much did. */
  | { readonly kind: 'padding'; readonly at: string }

/** A leaf for this record under a fresh salt. */
export function newLeaf(record: LeafRecord): LeafRow {
  return leafOf(record, randomBytes(32))
}

/**
 * Leaf 0 of a log that follows another (protocol §6). It says what the directory says of the member to everybody, so its salt
 * is no secret: 32 zero bytes. Whoever has the directory and the log's first tile can check it.
 */
export function firstLeaf({ origin, size, root }: FormerLog): LeafRow {
  return leafOf({ kind: 'log.begun', after: { origin, size, root } }, new Uint8Array(32))
}

function leafOf(record: LeafRecord, salt: Uint8Array): LeafRow {
  const bytes = canonicalBytes(record)
  return {
    hash: Buffer.from(leafHash(commitment(salt, bytes))).toString('base64url'),
    salt,
    record: Buffer.from(bytes).toString(),
  }
}
