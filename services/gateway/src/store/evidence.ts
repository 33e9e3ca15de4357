/** What proves one referral's messages: tokens, receipts and the leaves they stand in, both directions. */
import type { Store } from './transaction.ts'

/** One message about a referral as this member can prove it. */
export interface MessageEvidence {
  readonly direction: 'sent' | 'received'
  readonly event: string
  readonly author: string
  readonly sequence: number
  readonly type: string
  readonly time: string
  readonly lane: string
  readonly ep: number
  readonly seq: number
  readonly manifestDigest: string
  readonly manifest: string
  /** Our leaf about the message (sent: `msg.sent`, received: `msg.received`). */
  readonly leaf: string | null
  readonly receipt: ReceiptEvidence | null
}

export interface ReceiptEvidence {
  readonly st: string
  readonly code: string | null
  readonly at: string
  readonly leaf: string
  readonly salt: string | null
  readonly token: string | null
  readonly proof: string | null
}

/** Every message about this referral that we sent or received, oldest first. */
export async function evidenceOf(store: Store, referral: string): Promise<readonly MessageEvidence[]> {
  const [sent, received] = await Promise.all([
    store.read<EvidenceRow>({
      name: 'evidence sent',
      text: `select 'sent' as direction, e.digest as event, e.author, e.sequence, e.type, e.at as time, t.lane, t.ep, t.seq,
          t.digest as manifest_digest, t.token as manifest, t.leaf, r.st, r.code, r.at::text as receipt_at,
          r.leaf as receipt_leaf, r.salt as receipt_salt, r.token as receipt_token, p.proof
        from event e join lane_token t on t.event = e.digest and t.kind = 'envelope'
        left join receipt_in r on r.manifest = t.digest and r.st <> 'erased' left join proof_in p on p.leaf = r.leaf
        where e.referral = $1 order by e.at, t.seq`,
      values: [referral],
    }),
    store.read<EvidenceRow>({
      name: 'evidence received',
      text: `select 'received' as direction, e.digest as event, e.author, e.sequence, e.type, e.at as time, t.lane, t.ep, t.seq,
          t.digest as manifest_digest, t.token as manifest, r.leaf, r.st, r.code,
          to_char(r.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as receipt_at,
          r.leaf as receipt_leaf, rtrim(translate(encode(o.salt, 'base64'), '+/', '-_'), '=') as receipt_salt,
          s.token as receipt_token, null as proof
        from event e join receipt_out r on r.event = e.digest and r.st <> 'erased'
        join lane_received t on t.digest = r.manifest and t.kind = 'envelope' left join opening o on o.leaf = r.leaf
        left join lateral (select token from lane_token l where l.leaf = r.leaf and l.kind = 'receipt'
          order by l.ep desc, l.seq desc limit 1) s on true
        where e.referral = $1 order by e.at, t.seq`,
      values: [referral],
    }),
  ])
  return [...sent, ...received].map(evidence)
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
  readonly author: string
  readonly sequence: number
  readonly type: string
  readonly time: Date
  readonly lane: string
  readonly ep: number
  readonly seq: string
  readonly manifest_digest: string
  readonly manifest: string
  readonly leaf: string | null
  readonly st: string | null
  readonly code: string | null
  readonly receipt_at: string | null
  readonly receipt_leaf: string | null
  readonly receipt_salt: string | null
  readonly receipt_token: string | null
  readonly proof: string | null
}

function evidence(row: EvidenceRow): MessageEvidence {
  return {
    direction: row.direction,
    event: row.event,
    author: row.author,
    sequence: row.sequence,
    type: row.type,
    time: row.time.toISOString(),
    lane: row.lane,
    ep: row.ep,
    seq: Number(row.seq),
    manifestDigest: row.manifest_digest,
    manifest: row.manifest,
    leaf: row.leaf,
    receipt: receipt(row),
  }
}

function receipt(row: EvidenceRow): ReceiptEvidence | null {
  if (row.st === null || row.receipt_at === null || row.receipt_leaf === null) return null
  return {
    st: row.st,
    code: row.code,
    at: row.receipt_at,
    leaf: row.receipt_leaf,
    salt: row.receipt_salt,
    token: row.receipt_token,
    proof: row.proof,
  }
}
