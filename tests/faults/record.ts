// What one side has on record, read with the rights of an auditor: rows of metadata, never content.
import type { Party } from '@onward/testing'
import pg from 'pg'

/** A token of a lane, as its sender numbered it or its receiver took it. */
export interface LaneRow {
  readonly lane: string
  readonly ep: number
  readonly seq: number
  readonly kind: string
  readonly jti: string
  readonly digest: string
  readonly token: string
}

export interface SentRow extends LaneRow {
  readonly event: string | null
  readonly leaf: string | null
}

export interface EventRow {
  readonly author: string
  readonly id: string
  readonly referral: string
  readonly sequence: number
  readonly type: string
  readonly digest: string
}

export interface ReceiptRow {
  readonly manifest: string
  readonly st: string
  readonly leaf: string
}

export interface PartyRecord {
  readonly code: string
  readonly events: readonly EventRow[]
  readonly voids: readonly string[]
  readonly sent: readonly SentRow[]
  readonly received: readonly LaneRow[]
  readonly receiptsOut: readonly ReceiptRow[]
  readonly receiptsIn: readonly (ReceiptRow & { readonly token: string })[]
  /** In the order of the tree. */
  readonly leaves: readonly { readonly index: number; readonly hash: string }[]
  readonly openings: readonly { readonly leaf: string; readonly salt: Uint8Array; readonly record: string }[]
  /** Oldest first. */
  readonly checkpoints: readonly { readonly size: number; readonly note: string }[]
  /** What was set aside, but for what only waited, and was then applied or came again. */
  readonly quarantine: readonly string[]
}

/** How far one side is: cheap enough to be asked again and again. */
export interface Progress {
  readonly events: number
  readonly sent: number
  readonly manifests: number
  readonly received: number
  readonly receipts: number
  readonly proofs: number
  /** What is still under way: rows without a number, leaves without an index. */
  readonly waiting: number
}

export async function readProgress(party: Party): Promise<Progress> {
  return await asAuditor(party, async (rows) => {
    const [progress] = await rows<Progress>(PROGRESS)
    if (!progress) throw new Error('a select without from has one row')
    return progress
  })
}

/** Reads everything in one transaction, so that all rows are of one moment. */
export async function readRecord(party: Party): Promise<PartyRecord> {
  return await asAuditor(party, async (rows) => {
    await rows('begin isolation level repeatable read read only')
    return {
      code: party.code,
      events: await rows(
        'select author, id, referral, sequence, type, digest from event order by author, id',
      ),
      voids: (await rows<{ digest: string }>('select digest from event_void')).map(({ digest }) => digest),
      sent: await rows(
        `select ${LANE_ROW}, event, coalesce(leaf, (select hash from audit_leaf l where l.seq = leaf_seq)) as leaf
         from lane_token order by lane, ep, seq`,
      ),
      received: await rows(`select ${LANE_ROW} from lane_received order by lane, ep, seq`),
      receiptsOut: await rows('select manifest, st, leaf from receipt_out order by manifest, st'),
      receiptsIn: await rows('select manifest, st, leaf, token from receipt_in order by manifest, st'),
      leaves: await rows(
        'select i.leaf_index::float8 as index, l.hash from audit_index i join audit_leaf l using (seq) order by 1',
      ),
      openings: await rows('select hash as leaf, salt, record from opening join audit_leaf using (seq)'),
      checkpoints: await rows('select size::float8 as size, note from checkpoint order by 1'),
      quarantine: (await rows<{ code: string }>(SET_ASIDE)).map(({ code }) => code),
    }
  })
}

const LANE_ROW = 'lane, ep, seq::float8 as seq, kind, jti, digest, token'
const SET_ASIDE = `select code from quarantine q
  where not exists (select from quarantine_outcome o where o.id = q.id and o.outcome in ('applied', 'superseded'))`
const PROGRESS = `select
  (select count(*) from event)::int as events,
  (select count(*) from lane_token)::int as sent,
  (select count(*) from lane_token where kind = 'envelope')::int as manifests,
  (select count(*) from lane_received)::int as received,
  (select count(*) from receipt_in)::int as receipts,
  (select count(*) from proof_in)::int as proofs,
  (select count(*) from outbox_pending)::int + (select count(*) from audit_leaf_pending)::int as waiting`

async function asAuditor<T>(
  { member }: Party,
  read: (rows: <Row>(text: string) => Promise<readonly Row[]>) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ connectionString: member.databaseUrls.auditor })
  await client.connect()
  try {
    // Sound: each statement stands beside the type of its rows.
    return await read(async <Row>(text: string) => (await client.query(text)).rows as Row[])
  } finally {
    await client.end()
  }
}
