/**
 * The leaf that a receipt binds its signer to: the RFC 6962 hash of a salted commitment to the record of
 * the message (security.md §3.2). Computed here from the receipt alone, so that it needs no log.
 */
import { createHash } from 'node:crypto'
import { base64urlEncode, canonicalBytes } from '@onward/contract'
import type { Claims } from './token.ts'

/** What a receiver's log commits to when it has judged a message. */
export interface ReceivedRecord {
  readonly kind: 'msg.received'
  /** Digest of the manifest. */
  readonly manifest: string
  readonly cdig: string
  /** RFC 3339 with milliseconds. */
  readonly at: string
  readonly st: Claims['receipt']['st']
}

/** `SHA-256("onward-leaf-v1" || 0x00 || salt || JCS(record))`: 32 bytes, the entry of the log. */
export function commitmentOf(record: ReceivedRecord, salt: Uint8Array): Buffer {
  return createHash('sha256').update(domain).update(salt).update(canonicalBytes(record)).digest()
}

/** RFC 6962 §2.1: leaves hash under the prefix 0x00, or a node could pose as a leaf. */
export function leafOf(commitment: Uint8Array): string {
  return base64urlEncode(createHash('sha256').update(leafPrefix).update(commitment).digest())
}

const domain = Buffer.from('onward-leaf-v1\0')
const leafPrefix = Buffer.from([0])
