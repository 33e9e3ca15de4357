/** What proves one referral's messages: tokens, receipts and the leaves they stand in, both directions. */
import type { Store } from './transaction.ts'

/** One message about a referral as this member can prove it. */
export interface MessageEvidence {
  readonly direction: 'sent' | 'received'
  /** Digest of the signed event. */
  readonly event: string
  readonly sequence: number
  readonly type: string
  readonly time: string
  readonly manifest: string
  /** The `seq` of our leaf about what we sent; null for what we received, of which the receipt has one. */
  readonly leafSeq: string | null
  /** The final one first; ours, for what we received. */
  readonly receipts: readonly ReceiptEvidence[]
}

export interface ReceiptEvidence {
  readonly token: string
  /** The `seq` of the leaf that it promises; null where it is in the peer's log. */
  readonly leafSeq: string | null
  /** The C2SP tlog-proof that the peer has sent of it; null for our own. */
  readonly proof: string | null
}

/** Every message about this referral that we sent or received, in the order in which it was said. */
export async function evidenceOf(store: Store, referral: string): Promise<readonly MessageEvidence[]> {
  const rows = await store.read<EvidenceRow>({
    name: 'evidence',
    // What waits for its number has no token yet: it is no evidence, and nor is a receipt that has not been signed.
    text: `select * from (
      select 'sent' as direction, e.digest as event, e.sequence, e.type, e.at as time, t.seq, t.digest as manifest_digest,
          t.token as manifest, t.leaf_seq, r.st, null::bigint as receipt_leaf_seq, r.token as receipt, p.proof
        from event e join lane_token t on t.event = e.digest and t.kind = 'envelope'
        left join receipt_in r on r.manifest = t.digest left join proof_in p on p.leaf = r.leaf
        where e.referral = $1
      union all
      select 'received', e.digest, e.sequence, e.type, e.at, t.seq, t.digest,
          t.token, null, s.st, s.leaf_seq, s.token, null
        from event e join receipt_out r on r.event = e.digest and r.st <> 'erased'
        join lane_received t on t.digest = r.manifest and t.kind = 'envelope'
        left join (select o.manifest, o.st, o.leaf_seq, l.token from receipt_out o cross join lateral (select token from lane_token
          where leaf = o.leaf and kind = 'receipt' order by ep desc, seq desc limit 1) l) s on s.manifest = r.manifest
        where e.referral = $1
      ) told order by time, direction, seq, st = 'erased'`,
    values: [referral],
  })
  return [...Map.groupBy(rows, (row) => row.manifest_digest).values()].map(evidence)
}

/** The final receipt of an event, if one has come. */
export async function receiptOf(
  store: Store,
  event: string,
): Promise<{ st: string; code?: string; at: string } | undefined> {
  const [row] = await store.read<{ st: string; code: string | null; at: string }>({
    name: 'receipt of',
    text: `select r.st, r.code, r.at from lane_token t join receipt_in r on r.manifest = t.digest and r.st <> 'erased' where t.event = $1`,
    values: [event],
  })
  return row && { st: row.st, at: row.at, ...(row.code === null ? {} : { code: row.code }) }
}

/** The receipt of each event of a referral, ours for theirs and theirs for ours: event digest → receipt. */
export async function receiptsOf(
  store: Store,
  referral: string,
): Promise<ReadonlyMap<string, { readonly st: string; readonly code: string | null; readonly at: string }>> {
  const rows = await store.read<{ event: string; st: string; code: string | null; at: Date }>({
    name: 'receipts of',
    text: `select e.digest as event, r.st, r.code, r.at::timestamptz as at from event e
        join lane_token t on t.event = e.digest join receipt_in r on r.manifest = t.digest and r.st <> 'erased' where e.referral = $1
      union all select e.digest, o.st, o.code, o.at from event e
        join receipt_out o on o.event = e.digest and o.st <> 'erased' where e.referral = $1`,
    values: [referral],
  })
  return new Map(rows.map(({ event, st, code, at }) => [event, { st, code, at: at.toISOString() }]))
}

interface EvidenceRow {
  readonly direction: 'sent' | 'received'
  readonly event: string
  readonly sequence: number
  readonly type: string
  readonly time: Date
  readonly manifest_digest: string
  readonly manifest: string
  readonly leaf_seq: string | null
  readonly receipt: string | null
  readonly receipt_leaf_seq: string | null
  readonly proof: string | null
}

/** The rows of one message, one for each receipt of it. */
function evidence(rows: readonly EvidenceRow[]): MessageEvidence {
  const [row] = rows
  if (!row) throw new Error('a message without a row')
  const { direction, event, sequence, type, time, manifest, leaf_seq: leafSeq } = row
  const receipts = rows.flatMap(({ receipt, receipt_leaf_seq, proof }) =>
    receipt === null ? [] : [{ token: receipt, leafSeq: receipt_leaf_seq, proof }],
  )
  return { direction, event, sequence, type, time: time.toISOString(), manifest, leafSeq, receipts }
}
