/** What the relay reads and writes: pending rows, the head of a lane, numbered tokens, what was sent. */
import { numberLane, recordBatch } from '../batch.ts'
import { insert, type LeafRow, type PendingRow, type SentTokenRow } from '../rows.ts'
import { type Store, unlessTaken } from '../transaction.ts'

export interface Pending {
  readonly jti: string
  readonly kind: 'envelope' | 'receipt' | 'proof' | 'resend' | 'tombstone'
  readonly event: string | null
  readonly claims: string
}

export interface LaneHead {
  readonly ep: number
  readonly seq: number
  readonly digest: string
  readonly iat: number
}

export interface SentToken {
  readonly ep: number
  readonly seq: number
  readonly kind: string
  readonly jti: string
  readonly digest: string
  readonly iat: number
  readonly token: string
  readonly data: string | null
}

/** What waits for a number on this lane, in the order of each author's sequence, oldest first. */
export async function pendingOf(store: Store, lane: string, limit: number): Promise<readonly Pending[]> {
  return await store.read<Pending & { claims: string }>({
    name: 'pending of lane',
    text: `select jti, kind, event, claims from outbox_pending
      where lane = $1 order by created_at, referral, sequence limit $2`,
    values: [lane, limit],
  })
}

/** The bodies of these messages: jti → data. */
export async function bodiesOf(store: Store, jtis: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await store.read<{ jti: string; data: string }>({
    name: 'bodies of',
    text: 'select jti, data from outbox_body where jti = any($1::uuid[])',
    values: [jtis],
  })
  return new Map(rows.map((row) => [row.jti, row.data]))
}

/** The last number given out on this lane, in its newest epoch. */
export async function headOf(store: Store, lane: string): Promise<LaneHead | undefined> {
  const [row] = await store.read<{ ep: number; seq: string; digest: string; iat: string }>({
    name: 'head of lane',
    text: 'select ep, seq, digest, iat from lane_token where lane = $1 order by ep desc, seq desc limit 1',
    values: [lane],
  })
  return row && { ep: row.ep, seq: Number(row.seq), digest: row.digest, iat: Number(row.iat) }
}

/**
 * Gives numbers: tokens and their leaves in, pending rows out, one transaction (protocol §3.2).
 * `taken`: another relay gave one of the numbers first, or numbered one of the messages.
 */
export async function commitNumbers(
  store: Store,
  tokens: readonly SentTokenRow[],
  leaves: readonly LeafRow[],
): Promise<'committed' | 'taken'> {
  return await unlessTaken(store.transact([numberLane({ tokens, leaves }, 'waiting')]))
}

/** Remembers how far the broker has acknowledged. Losing it only repeats what the peer's inbox drops. */
export async function markSent(store: Store, lane: string, ep: number, seq: number): Promise<void> {
  await store.transact([
    { name: 'lazy commit', text: 'set local synchronous_commit = off', values: [] },
    {
      name: 'mark sent',
      text: `insert into lane_sent values ($1, $2, $3) on conflict (lane) do update set ep = excluded.ep, seq = excluded.seq
        where (lane_sent.ep, lane_sent.seq) < (excluded.ep, excluded.seq)`,
      values: [lane, ep, seq],
    },
  ])
}

/** Numbered but, as far as we know, not sent yet: what a relay begins with. */
export async function unsent(store: Store, lane: string, limit: number): Promise<readonly SentToken[]> {
  const rows = await store.read<SentTokenColumns>({
    name: 'unsent',
    text: `select ${SENT} from lane_token t left join outbox_body b using (jti) left join lane_sent s on s.lane = t.lane
      where t.lane = $1 and (t.ep, t.seq) > (coalesce(s.ep, 0), coalesce(s.seq, 0)) order by t.ep, t.seq limit $2`,
    values: [lane, limit],
  })
  return rows.map(sent)
}

/** Numbers that were asked for again. */
export async function resendsOf(store: Store, lane: string, limit: number): Promise<readonly SentToken[]> {
  const rows = await store.read<SentTokenColumns>({
    name: 'resends of lane',
    text: `select ${SENT} from resend_pending a cross join lateral (
        select * from lane_token t where t.lane = a.lane and t.ep = a.ep and t.seq = a.seq limit 1
      ) t left join outbox_body b using (jti) where a.lane = $1 order by a.ep, a.seq limit $2`,
    values: [lane, limit],
  })
  return rows.map(sent)
}

/** Envelopes of epochs before this one without a receipt, the first fifty. */
export async function unreceiptedBefore(
  store: Store,
  lane: string,
  ep: number,
): Promise<readonly Unreceipted[]> {
  const rows = await store.read<UnreceiptedColumns>({
    name: 'unreceipted before epoch',
    text: `select t.ep, t.seq, t.jti, t.event, t.iat from ${NUMBERED_BODIES}
      where t.lane = $1 and t.kind = 'envelope' and t.ep < $2 order by t.ep, t.seq limit 50`,
    values: [lane, ep],
  })
  return rows.map((row) => ({ ...row, seq: Number(row.seq), iat: Number(row.iat) }))
}

/** What else was said after a number, in epochs before this one, and not said anew since: receipts, proofs, requests. */
export async function unheardBefore(
  store: Store,
  lane: string,
  ep: number,
  last: { readonly epoch: number; readonly seq: number },
  limit: number,
): Promise<readonly SentToken[]> {
  const rows = await store.read<SentTokenColumns>({
    name: 'unheard before epoch',
    text: `select ${SENT} from lane_token t left join outbox_body b using (jti)
      where t.lane = $1 and t.ep < $2 and (t.ep, t.seq) > ($3, $4) and t.kind in ('receipt', 'proof', 'resend')
        and not exists (select from said_anew a where a.jti = t.jti)
      order by t.ep, t.seq limit $5`,
    values: [lane, ep, last.epoch, last.seq, limit],
  })
  return rows.map(sent)
}

/** A message in place of one of an epoch that is over. */
export interface Anew {
  readonly old: string
  readonly row: PendingRow
  readonly data?: string | undefined
}

/** Puts them in the outbox, but for those that were before. */
export async function sayAnew(store: Store, lane: string, messages: readonly Anew[]): Promise<void> {
  const [first] = messages
  if (!first) return
  await store.transact([
    {
      name: 'say anew',
      text: `with fresh as (
          insert into said_anew select unnest($1::uuid[]), $7 on conflict do nothing returning jti
        ), said as (
          select r.* from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[]) as r(old, jti, kind, claims, data)
          join fresh on fresh.jti = r.old
        ), bodies as (
          insert into outbox_body select jti, data from said where data is not null
        )
        insert into outbox_pending (jti, lane, kind, claims, created_at) select jti, $6, kind, claims, $7 from said`,
      values: [
        messages.map(({ old }) => old),
        messages.map(({ row }) => row.jti),
        messages.map(({ row }) => row.kind),
        messages.map(({ row }) => row.claims),
        messages.map(({ data }) => data ?? null),
        lane,
        first.row.createdAt,
      ],
    },
  ])
}

/** Queues a message that nothing else needs to be committed with: a tombstone. */
export async function queue(store: Store, row: PendingRow): Promise<void> {
  await store.transact([recordBatch({ pending: [row] })])
}

/** The resends are done. */
export async function forgetResends(
  store: Store,
  lane: string,
  numbers: readonly { ep: number; seq: number }[],
): Promise<void> {
  await store.transact([
    {
      name: 'forget resends',
      text: `delete from resend_pending where lane = $1 and (ep, seq) in (select * from unnest($2::int[], $3::bigint[]))`,
      values: [lane, numbers.map((number) => number.ep), numbers.map((number) => number.seq)],
    },
  ])
}

/** An envelope without a receipt. */
export interface Unreceipted {
  readonly ep: number
  readonly seq: number
  readonly jti: string
  readonly event: string
  /** When its manifest was signed, in seconds. */
  readonly iat: number
}

/** Envelopes of a lane without a receipt, signed before `olderThan` (seconds) and not sent again since `lastBefore`. */
export async function unreceipted(
  store: Store,
  lane: string,
  olderThan: number,
  lastBefore: Date,
): Promise<readonly Unreceipted[]> {
  const rows = await store.read<UnreceiptedColumns>({
    name: 'unreceipted',
    text: `select t.ep, t.seq, t.jti, t.event, t.iat from ${NUMBERED_BODIES} left join resent a on a.jti = t.jti
      where t.lane = $1 and t.kind = 'envelope' and t.iat < $2 and (a.at is null or a.at < $3)
      order by t.ep, t.seq limit 50`,
    values: [lane, olderThan, lastBefore],
  })
  return rows.map((row) => ({ ...row, seq: Number(row.seq), iat: Number(row.iat) }))
}

/** Puts an event in the outbox under a new manifest; the body of the old one goes. */
export async function commitAnew(
  store: Store,
  old: string,
  pending: PendingRow,
  data: string,
): Promise<void> {
  await store.transact([
    recordBatch({ pending: [pending], bodies: [{ jti: pending.jti, data }] }),
    { name: 'drop replaced body', text: 'select drop_replaced_body($1)', values: [old] },
  ])
}

/** Notes that these tokens are being published again, and queues them. */
export async function queueResends(
  store: Store,
  lane: string,
  tokens: readonly Unreceipted[],
  at: Date,
): Promise<void> {
  await store.transact([
    insert(
      'resent',
      [
        ['jti', 'uuid', tokens.map((token) => token.jti)],
        ['at', 'timestamptz', tokens.map(() => at)],
      ],
      ' on conflict (jti) do update set at = excluded.at',
    ),
    insert(
      'resend_pending',
      [
        ['lane', 'text', tokens.map(() => lane)],
        ['ep', 'int', tokens.map((token) => token.ep)],
        ['seq', 'bigint', tokens.map((token) => token.seq)],
      ],
      ' on conflict do nothing',
    ),
  ])
}

/** The few bodies that are still kept, and then the token of each, however PostgreSQL guesses. */
const NUMBERED_BODIES =
  'outbox_body b cross join lateral (select * from lane_token t where t.jti = b.jti limit 1) t'

const SENT = 't.ep, t.seq, t.kind, t.jti, t.digest, t.iat, t.token, b.data'

type UnreceiptedColumns = Pick<SentTokenColumns, 'ep' | 'seq' | 'jti' | 'iat'> & Pick<Unreceipted, 'event'>

interface SentTokenColumns {
  readonly ep: number
  readonly seq: string
  readonly kind: string
  readonly jti: string
  readonly digest: string
  readonly iat: string
  readonly token: string
  readonly data: string | null
}

function sent(row: SentTokenColumns): SentToken {
  return { ...row, seq: Number(row.seq), iat: Number(row.iat) }
}
