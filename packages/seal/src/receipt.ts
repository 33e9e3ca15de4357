/** Receipts: the receiving gateway's signed word that a message is in its log (protocol.md §5). */
import { base64urlDecode, base64urlEncode } from '@onward/contract'
import { commitmentOf, leafOf, type ReceivedRecord } from './leaf.ts'
import { coarse, type Refusal, refuse } from './refusal.ts'
import type { Claims } from './token.ts'

/** The claims that only a receipt has; the relay adds those of every token. */
export type ReceiptContent = Pick<Claims['receipt'], 'sub' | 'st' | 'code' | 'leaf' | 'salt' | 'at'>

export interface Receipt {
  readonly content: ReceiptContent
  /** What the log commits to; kept with the salt as the leaf's opening. */
  readonly record: ReceivedRecord
  /** 32 bytes: the entry of the log. */
  readonly commitment: Uint8Array
}

/**
 * Makes the receipt of one manifest and the log entry that it promises.
 *
 * @param judged `code` is the internal code of a rejection; the receipt says it coarsely.
 * @param judged.salt 32 fresh random bytes for this leaf alone.
 */
export function makeReceipt(judged: {
  readonly manifest: string
  readonly cdig: string
  readonly st: ReceivedRecord['st']
  readonly code?: string | undefined
  readonly at: string
  readonly salt: Uint8Array
}): Receipt {
  const { manifest, cdig, st, at, salt } = judged
  const record = { kind: 'msg.received', manifest, cdig, at, st } as const
  const commitment = commitmentOf(record, salt)
  const code = st === 'rejected' ? { code: coarse(judged.code ?? 'INTERNAL') } : {}
  const content = { sub: manifest, st, ...code, leaf: leafOf(commitment), salt: base64urlEncode(salt), at }
  return { content, record, commitment }
}

/** A manifest that I sent, found by the `sub` of a receipt. */
export interface SentManifest {
  readonly digest: string
  readonly cdig: string
  readonly aud: string
  /** The lane on which its receipt must come. */
  readonly paired: string
}

/**
 * Judges an authentic receipt against the manifest it names. `RECEIPT_UNKNOWN`: I sent no such manifest to
 * its issuer. `RECEIPT_LEAF`: the leaf does not commit to what the receipt says.
 */
export function checkReceipt(
  claims: Claims['receipt'],
  sent: SentManifest | undefined,
): { readonly ok: true; readonly record: ReceivedRecord } | Refusal<'RECEIPT_UNKNOWN' | 'RECEIPT_LEAF'> {
  const { iss, lane, sub, st, at, salt, leaf } = claims
  if (!sent || sent.digest !== sub || sent.aud !== iss || sent.paired !== lane)
    return refuse('RECEIPT_UNKNOWN')
  const record = { kind: 'msg.received', manifest: sub, cdig: sent.cdig, at, st } as const
  const recomputed = leafOf(commitmentOf(record, base64urlDecode(salt)))
  return recomputed === leaf ? { ok: true, record } : refuse('RECEIPT_LEAF')
}
