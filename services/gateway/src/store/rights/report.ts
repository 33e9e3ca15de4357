/** What is told to a person about her data, and to those who have to tell of a breach: metadata, never content. */
import type { Store } from '../transaction.ts'

/** What is in the log about a reader, a link or an export of one referral, as far as its openings are there. */
export interface ReadingRow {
  readonly kind: string
  readonly at: string
  /** Staff id or post, and what it belongs to; by a link, those it was given to. */
  readonly by: string | null
  readonly organisation: string | null
  readonly reason: string | null
}

/** Everything of the kinds `access.*`, `export` and `link.*` that names this referral or a link of it, the oldest first. */
export function readingsOf(store: Store, referral: string): Promise<readonly ReadingRow[]> {
  return store.read<ReadingRow & Record<string, unknown>>({
    name: 'readings of',
    text: `select record::jsonb ->> 'kind' as kind, record::jsonb ->> 'at' as at, record::jsonb ->> 'actor' as by,
        record::jsonb ->> 'organisation' as organisation, record::jsonb ->> 'reason' as reason
      from opening where record like '%"referral":%' and record::jsonb ->> 'referral' = $1::uuid::text
        and (record::jsonb ->> 'kind' like 'access.%' or record::jsonb ->> 'kind' = 'export')
      union all select o.record::jsonb ->> 'kind', o.record::jsonb ->> 'at', l.post, l.organisation, null
      from link l join opening o on o.record like '%"link":%' and o.record::jsonb ->> 'link' = l.id::text
      where l.referral = $1 order by at`,
    values: [referral],
  })
}

/** Messages between two instants, of one member or of all. */
export interface Affected {
  /** Who spoke or was spoken to; `as` says which of the two counts. */
  readonly member?: { readonly code: string; readonly as: 'author' | 'recipient' | 'either' } | undefined
  readonly from: string
  readonly to: string
  readonly limit: number
}

/** A referral with messages among those, and who was told in them. */
export interface AffectedRow {
  readonly referral: string
  readonly case: string
  readonly caseRef: string
  readonly sender: string
  readonly receiver: string
  readonly messages: number
  readonly first: string
  readonly last: string
  readonly erased: boolean
}

export async function affectedBy(
  store: Store,
  { member, from, to, limit }: Affected,
): Promise<readonly AffectedRow[]> {
  const rows = await store.read<Omit<AffectedRow, 'first' | 'last'> & { first: Date; last: Date }>({
    name: 'affected by',
    text: `select r.id as referral, r.local_case as case, r.case_ref as "caseRef", r.sender, r.receiver,
        count(*)::int as messages, min(e.at) as first, max(e.at) as last,
        not exists (select from data_key k where k.referral = r.id) as erased
      from event e join referral r on r.id = e.referral
      where e.at >= $1 and e.at < $2
        and ($3::text is null or case $4 when 'author' then e.author = $3
          when 'recipient' then e.author <> $3 and $3 in (r.sender, r.receiver) else $3 in (r.sender, r.receiver) end)
      group by r.id order by min(e.at), r.id limit $5`,
    values: [from, to, member?.code ?? null, member?.as ?? null, limit],
  })
  return rows.map(({ first, last, ...row }) => ({
    ...row,
    first: first.toISOString(),
    last: last.toISOString(),
  }))
}
