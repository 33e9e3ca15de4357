/**
 * The audit logs' rows: leaves, full tiles, checkpoints, and the openings that a proof can be asked for. `nth` is the number
 * of a log, from 1: this member's own, or one before it that ended.
 */
import { appendLeaves, recordBatch } from './batch.ts'
import { type BodyRow, insert, type LeafRow, type PendingRow } from './rows.ts'
import { type Store, unlessTaken } from './transaction.ts'

/** Appends leaves that nothing else needs to be committed with. */
export async function appendLeaf(store: Store, ...leaves: readonly LeafRow[]): Promise<void> {
  await store.transact([appendLeaves(leaves)])
}

/** A leaf that waits for its number. */
export interface WaitingLeaf {
  readonly seq: bigint
  readonly hash: string
}

export async function waitingLeaves(store: Store, limit: number): Promise<readonly WaitingLeaf[]> {
  const rows = await store.read<{ seq: string; hash: string }>({
    name: 'waiting leaves',
    text: `select seq, (select hash from audit_leaf l where l.seq = p.seq) as hash
      from audit_leaf_pending p order by seq limit $1`,
    values: [limit],
  })
  return rows.map((row) => ({ seq: BigInt(row.seq), hash: row.hash }))
}

/** The leaf that a log begins with, whether or not an attempt before this one has written it; it waits for its number. */
export async function beginningLeaf(store: Store, { hash, salt, record }: LeafRow): Promise<WaitingLeaf> {
  const [row] = await store.read<{ seq: string }>({
    name: 'beginning leaf',
    text: `with known as materialized (select seq from audit_leaf_pending join audit_leaf using (seq) where hash = $1 limit 1),
        fresh as (insert into audit_leaf (hash) select $1 where not exists (select from known) returning seq),
        waiting as (insert into audit_leaf_pending select seq from fresh),
        opened as (insert into opening select seq, $2, $3 from fresh)
      select seq from known union all select seq from fresh`,
    values: [hash, salt, record],
  })
  if (!row) throw new Error('the leaf that begins a log was not written')
  return { seq: BigInt(row.seq), hash }
}

export interface Checkpoint {
  readonly size: number
  readonly note: string
  readonly at: Date
}

export async function lastCheckpoint(store: Store, nth: number): Promise<Checkpoint | undefined> {
  const [row] = await store.read<{ size: string; note: string; at: Date }>({
    name: 'last checkpoint',
    text: 'select size, note, at from checkpoint where log = $1 order by size desc limit 1',
    values: [nth],
  })
  return row && { ...row, size: Number(row.size) }
}

/** The bytes of one full tile. @throws Error when it is not there: a full tile is for ever */
export async function fullTile(store: Store, nth: number, level: number, index: number): Promise<Uint8Array> {
  const [row] = await store.read<{ hashes: Buffer }>({
    name: 'full tile',
    text: 'select hashes from audit_tile where level = $1 and index = $2 and log = $3',
    values: [level, index, nth],
  })
  if (!row) throw new Error(`tile ${level}/${index} of the audit log is missing`)
  return row.hashes
}

/** The roots of full tiles, from `from` (inclusive) to `to` (exclusive). */
export async function tileRoots(
  store: Store,
  nth: number,
  level: number,
  from: number,
  to: number,
): Promise<readonly Uint8Array[]> {
  const rows = await store.read<{ root: Buffer }>({
    name: 'tile roots',
    text: `select root from audit_tile where log = $4 and level = $1 and index >= $2 and index < $3 order by index`,
    values: [level, from, to, nth],
  })
  return rows.map((row) => row.root)
}

/** The leaf hashes with numbers `from` (inclusive) to `to` (exclusive). */
export async function leafHashes(
  store: Store,
  nth: number,
  from: number,
  to: number,
): Promise<readonly Uint8Array[]> {
  const rows = await store.read<{ hash: string }>({
    name: 'leaf hashes',
    // One look-up for each: as a join it was planned as a merge, which walks the leaves from the first one.
    text: `select (select hash from audit_leaf l where l.seq = i.seq) as hash from audit_index i
      where log = $3 and leaf_index >= $1 and leaf_index < $2 order by leaf_index`,
    values: [from, to, nth],
  })
  return rows.map((row) => Buffer.from(row.hash, 'base64url'))
}

export interface Growth {
  /** The leaves that get numbers, in order, from `size - leaves.length`. */
  readonly leaves: readonly WaitingLeaf[]
  readonly tiles: readonly {
    readonly level: number
    readonly index: number
    readonly hashes: Uint8Array
    readonly root: Uint8Array
  }[]
  readonly size: number
  readonly note: string
  readonly at: Date
}

/**
 * Numbers leaves and publishes the checkpoint that covers them, in one transaction.
 * `taken`: another replica integrated first; read again, nothing is lost.
 */
export async function commitGrowth(
  store: Store,
  nth: number,
  { leaves, tiles, size, note, at }: Growth,
): Promise<'committed' | 'taken'> {
  const first = size - leaves.length
  const transaction = store.transact([
    insert('audit_index', [
      ['log', 'smallint', leaves.map(() => nth)],
      ['leaf_index', 'bigint', leaves.map((_, offset) => first + offset)],
      ['seq', 'bigint', leaves.map((leaf) => leaf.seq)],
    ]),
    {
      name: 'integrated',
      text: 'delete from audit_leaf_pending where seq = any($1::bigint[])',
      values: [leaves.map((leaf) => leaf.seq)],
    },
    insert('audit_tile', [
      ['log', 'smallint', tiles.map(() => nth)],
      ['level', 'smallint', tiles.map((tile) => tile.level)],
      ['index', 'bigint', tiles.map((tile) => tile.index)],
      ['hashes', 'bytea', tiles.map((tile) => tile.hashes)],
      ['root', 'bytea', tiles.map((tile) => tile.root)],
    ]),
    {
      name: 'checkpoint',
      text: 'insert into checkpoint (log, size, note, at) values ($1, $2, $3, $4)',
      values: [nth, size, note, at],
    },
  ])
  return await unlessTaken(transaction)
}

/** Leaves whose proof we owe a peer and that the log of `size` covers. */
export interface OwedProof {
  readonly seq: string
  readonly leaf: string
  readonly lane: string
  readonly index: number
}

export async function owedProofs(
  store: Store,
  nth: number,
  size: number,
  limit: number,
): Promise<readonly OwedProof[]> {
  const rows = await store.read<{ seq: string; leaf: string; lane: string; index: string }>({
    name: 'owed proofs',
    text: `with owed as materialized (
        select seq, lane, (select i.leaf_index from audit_index i where i.seq = p.seq and i.log = $3) as index from proof_pending p
      ), due as materialized (select * from owed where index < $1 order by lane, index limit $2)
      select seq, lane, index, (select hash from audit_leaf l where l.seq = due.seq) as leaf from due order by lane, index`,
    values: [size, limit, nth],
  })
  return rows.map((row) => ({ ...row, index: Number(row.index) }))
}

/** Puts proof messages in the outbox and strikes the debts they pay. */
export async function commitProofs(
  store: Store,
  paid: readonly OwedProof[],
  pending: readonly PendingRow[],
  bodies: readonly BodyRow[],
): Promise<void> {
  await store.transact([
    {
      name: 'proofs paid',
      text: 'delete from proof_pending where seq = any($1::bigint[])',
      values: [paid.map((owed) => owed.seq)],
    },
    recordBatch({ pending, bodies }),
  ])
}

/** Where a leaf stands, and its opening if it has not been erased. */
export interface LeafRecord {
  readonly hash: string
  /** Null while it has no number, in any log. */
  readonly place: { readonly nth: number; readonly index: number } | null
  readonly salt: string | null
  readonly record: string | null
}

/** By their `seq`, which whatever was recorded with a leaf has noted. */
export async function leafRecords(
  store: Store,
  seqs: readonly string[],
): Promise<ReadonlyMap<string, LeafRecord>> {
  if (seqs.length === 0) return new Map()
  const rows = await store.read<{
    seq: string
    hash: string
    log: number | null
    index: string | null
    salt: Buffer | null
    record: string | null
  }>({
    name: 'leaf records',
    text: `select seq, l.hash, i.log, i.leaf_index as index, o.salt, o.record from audit_leaf l
      left join audit_index i using (seq) left join opening o using (seq) where seq = any($1::bigint[])`,
    values: [seqs],
  })
  return new Map(
    rows.map((row) => [
      row.seq,
      {
        hash: row.hash,
        place: row.log === null || row.index === null ? null : { nth: row.log, index: Number(row.index) },
        salt: row.salt?.toString('base64url') ?? null,
        record: row.record,
      },
    ]),
  )
}
