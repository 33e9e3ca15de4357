/** Leaves of this gateway's log: salted commitments to small records that hold nothing personal (security §3.2). */
import { randomBytes } from 'node:crypto'
import { commitment, leafHash } from '@onward/audit'
import { canonicalBytes } from '@onward/contract'
import type { LeafRow } from './store/rows.ts'

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

/** A leaf for this record under a fresh salt. */
export function newLeaf(record: LeafRecord): LeafRow {
  const salt = randomBytes(32)
  const bytes = canonicalBytes(record)
  return {
    hash: Buffer.from(leafHash(commitment(salt, bytes))).toString('base64url'),
    salt,
    record: Buffer.from(bytes).toString(),
  }
}
