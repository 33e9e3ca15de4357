/** Leaves about who read what of a referral (0019-access.sql). */
import type { LeafRow } from '../rows.ts'
import type { Statement, Store } from '../transaction.ts'

/** A leaf, and the referral with which its opening is erased. */
export interface AccessRow extends LeafRow {
  readonly referral: string
  readonly at: string
}

export function appendAccesses(rows: readonly AccessRow[]): Statement {
  const leaves = rows.map(({ salt, ...row }) => ({ ...row, salt: `\\x${Buffer.from(salt).toString('hex')}` }))
  return { name: 'append accesses', text: 'select append_accesses($1)', values: [JSON.stringify(leaves)] }
}

/** A leaf about a reading; its opening is null once erased, its number until a checkpoint covers it. */
export interface RecordedAccess {
  readonly seq: string
  readonly leaf: string
  readonly index: number | null
  readonly at: string
  readonly salt: string | null
  readonly record: string | null
}

export interface AccessFilter {
  readonly limit: number
  /** The last one of the page before. */
  readonly before?: { readonly at: string; readonly seq: string } | undefined
}

/** Who read what of one referral, the newest first. */
export async function accessesOf(
  store: Store,
  referral: string,
  { limit, before }: AccessFilter,
): Promise<readonly RecordedAccess[]> {
  const rows = await store.read<{
    seq: string
    leaf: string
    index: string | null
    at: Date
    salt: Buffer | null
    record: string | null
  }>({
    name: 'accesses of',
    text: `select seq, l.hash as leaf, a.at, i.leaf_index as index, o.salt, o.record from access_leaf a
      join audit_leaf l using (seq) left join audit_index i using (seq) left join opening o using (seq)
      where a.referral = $1 and ($2::timestamptz is null or (a.at, seq) < ($2, $3::bigint))
      order by a.at desc, seq desc limit $4`,
    values: [referral, before?.at ?? null, before?.seq ?? null, limit],
  })
  return rows.map(({ seq, leaf, index, at, salt, record }) => ({
    seq,
    leaf,
    index: index === null ? null : Number(index),
    at: at.toISOString(),
    salt: salt?.toString('base64url') ?? null,
    record,
  }))
}
