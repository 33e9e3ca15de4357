/** The rows of the witness and of the monitor: what was seen of the logs of others. */
import { insert } from './rows.ts'
import type { Store } from './transaction.ts'

/** A checkpoint of another log that was opened with its key. */
export interface SeenCheckpoint {
  readonly origin: string
  readonly size: number
  readonly root: Uint8Array
  readonly note: string
}

/** One that waits until the monitor has looked at it, and how it came. */
export interface SeenNote extends SeenCheckpoint {
  readonly seenBy: 'proof' | 'witness'
  readonly at: string
}

interface SeenRow {
  readonly origin: string
  readonly size: string
  readonly root: Buffer
  readonly note: string
}

/** What this gateway last cosigned of a log. */
export async function lastWitnessed(store: Store, origin: string): Promise<SeenCheckpoint | undefined> {
  const [row] = await store.read<SeenRow>({
    name: 'last witnessed',
    text: 'select origin, size, root, note from witnessed where origin = $1',
    values: [origin],
  })
  return row && seen(row)
}

/**
 * Stores what is about to be cosigned. `taken`: another request was first, and the log is not at `from` any more.
 *
 * @param from the size that the consistency proof begins at; 0 also where nothing was ever cosigned
 */
export async function advanceWitnessed(
  store: Store,
  from: number,
  { origin, size, root, note }: SeenCheckpoint,
  at: Date,
): Promise<'committed' | 'taken'> {
  const rows = await store.read({
    name: 'advance witnessed',
    text: `insert into witnessed (origin, size, root, note, at) values ($1, $2, $3, $4, $5)
      on conflict (origin) do update set size = excluded.size, root = excluded.root, note = excluded.note, at = excluded.at
      where witnessed.size = $6 returning origin`,
    values: [origin, size, root, note, at, from],
  })
  return rows.length > 0 ? 'committed' : 'taken'
}

/** The largest tree of a log that it has shown us, whichever way. */
export async function newestSeen(store: Store, origin: string): Promise<SeenCheckpoint | undefined> {
  const [row] = await store.read<SeenRow>({
    name: 'newest seen',
    text: `select * from (select origin, size, root, note from witnessed where origin = $1
      union all select origin, size, root, note from peer_checkpoint where origin = $1
      union all select origin, size, root, note from peer_note where origin = $1) n order by size desc limit 1`,
    values: [origin],
  })
  return row && seen(row)
}

/** The newest checkpoint of a peer's log that continues the one before it. */
export async function peerCheckpoint(store: Store, origin: string): Promise<SeenCheckpoint | undefined> {
  const [row] = await store.read<SeenRow>({
    name: 'peer checkpoint',
    text: 'select origin, size, root, note from peer_checkpoint where origin = $1',
    values: [origin],
  })
  return row && seen(row)
}

/** Never backwards, whoever is late. */
export async function keepPeerCheckpoint(
  store: Store,
  { origin, size, root, note }: SeenCheckpoint,
  at: Date,
): Promise<void> {
  await store.transact([
    {
      name: 'keep peer checkpoint',
      text: `insert into peer_checkpoint (origin, size, root, note, at) values ($1, $2, $3, $4, $5)
        on conflict (origin) do update set size = excluded.size, root = excluded.root, note = excluded.note, at = excluded.at
        where peer_checkpoint.size < excluded.size`,
      values: [origin, size, root, note, at],
    },
  ])
}

export const insertPeerNotes = (rows: readonly SeenNote[]) =>
  insert(
    'peer_note',
    [
      ['origin', 'text', rows.map((row) => row.origin)],
      ['size', 'bigint', rows.map((row) => row.size)],
      ['root', 'bytea', rows.map((row) => row.root)],
      ['note', 'text', rows.map((row) => row.note)],
      ['seen_by', 'text', rows.map((row) => row.seenBy)],
      ['at', 'timestamptz', rows.map((row) => row.at)],
    ],
    ' on conflict (origin, size, root) do nothing',
  )

/** Refused notes of one log that may wait: whoever has its key could fill the table. */
const MOST_WAITING = 100

/** Keeps a note that our witness refused, unless too many of this log wait already. */
export async function keepRefused(store: Store, note: SeenNote): Promise<void> {
  const [row] = await store.read<{ count: string }>({
    name: 'count unjudged',
    text: 'select count(*) from peer_note where origin = $1 and judged_at is null',
    values: [note.origin],
  })
  if (Number(row?.count) < MOST_WAITING) await store.transact([insertPeerNotes([note])])
}

/** Notes of a log that nobody has looked at yet, the smallest first. */
export async function unjudgedNotes(
  store: Store,
  origin: string,
  limit: number,
): Promise<readonly (SeenCheckpoint & Pick<SeenNote, 'seenBy'>)[]> {
  const rows = await store.read<SeenRow & { seen_by: SeenNote['seenBy'] }>({
    name: 'unjudged notes',
    text: `select origin, size, root, note, seen_by from peer_note where origin = $1 and judged_at is null
      order by size limit $2`,
    values: [origin, limit],
  })
  return rows.map((row) => ({ ...seen(row), seenBy: row.seen_by }))
}

/** A note that the log's newest checkpoint is proved to commit to is let go; every other is kept, to be compared with. */
export async function noteJudged(
  store: Store,
  { origin, size, root }: Omit<SeenCheckpoint, 'note'>,
  { at, proved }: { readonly at: Date; readonly proved: boolean },
): Promise<void> {
  if (proved) {
    const text = 'delete from peer_note where origin = $1 and size = $2 and root = $3'
    await store.transact([{ name: 'note proved', text, values: [origin, size, root] }])
    return
  }
  await store.transact([
    {
      name: 'note judged',
      text: 'update peer_note set judged_at = $4 where origin = $1 and size = $2 and root = $3',
      values: [origin, size, root, at],
    },
  ])
}

/** Notes of the same log and size with another root, wherever one was seen. */
export async function forksOf(
  store: Store,
  { origin, size, root }: Omit<SeenCheckpoint, 'note'>,
): Promise<readonly SeenCheckpoint[]> {
  const rows = await store.read<SeenRow>({
    name: 'forks of',
    text: `select origin, size, root, note from witnessed where origin = $1 and size = $2 and root <> $3
      union all select origin, size, root, note from peer_checkpoint where origin = $1 and size = $2 and root <> $3
      union all select origin, size, root, note from peer_note where origin = $1 and size = $2 and root <> $3`,
    values: [origin, size, root],
  })
  return rows.map(seen)
}

/** Two signed checkpoints of one log that an honest log would not have signed. */
export interface Contradiction {
  /** Names the contradiction: it is kept once, however often it is seen (contradictions.ts). */
  readonly digest: string
  readonly origin: string
  /** `fork`: one size, two roots. `inconsistent`: the smaller is no beginning of the larger. `rollback`: the log served the smaller after the larger. */
  readonly kind: 'fork' | 'rollback' | 'inconsistent'
  readonly first: string
  readonly second: string
  readonly seenBy: 'proof' | 'witness' | 'monitor'
  readonly at: Date
}

/** Keeps a contradiction. False: it was known. */
export async function keepContradiction(store: Store, found: Contradiction): Promise<boolean> {
  const { digest, origin, kind, first, second, seenBy, at } = found
  const rows = await store.read({
    name: 'keep contradiction',
    text: `insert into log_contradiction (digest, origin, kind, first, second, seen_by, at)
      values ($1, $2, $3, $4, $5, $6, $7) on conflict (digest) do nothing returning digest`,
    values: [digest, origin, kind, first, second, seenBy, at],
  })
  return rows.length > 0
}

/** The newest first. */
export async function contradictions(store: Store, limit: number): Promise<readonly Contradiction[]> {
  const rows = await store.read<Omit<Contradiction, 'seenBy'> & { seen_by: Contradiction['seenBy'] }>({
    name: 'contradictions',
    text: `select digest, origin, kind, first, second, seen_by, at from log_contradiction
      order by at desc, digest limit $1`,
    values: [limit],
  })
  return rows.map(({ seen_by: seenBy, ...row }) => ({ ...row, seenBy }))
}

/**
 * Notes which promised leaves have had no proof since, of receipts that came between the two times, and gives how many
 * there are of each peer that nobody was told of before.
 */
export async function noteOverdueProofs(
  store: Store,
  between: { readonly from: Date; readonly to: Date },
  at: Date,
): Promise<readonly { readonly lane: string; readonly count: number }[]> {
  const rows = await store.read<{ lane: string; count: string }>({
    name: 'overdue proofs',
    text: `with late as (
        insert into proof_overdue (leaf, at) select r.leaf, $3 from receipt_in r
          where r.received_at >= $1 and r.received_at < $2 and r.st <> 'erased'
            and not exists (select 1 from proof_in p where p.leaf = r.leaf)
          on conflict (leaf) do nothing returning leaf)
      select t.lane, count(*) from late join receipt_in r on r.leaf = late.leaf and r.received_at >= $1 and r.received_at < $2
        join lane_token t on t.digest = r.manifest group by t.lane order by t.lane`,
    values: [between.from, between.to, at],
  })
  return rows.map(({ lane, count }) => ({ lane, count: Number(count) }))
}

function seen({ origin, size, root, note }: SeenRow): SeenCheckpoint {
  return { origin, size: Number(size), root, note }
}
