/** What is kept of a case and never sent, as rows: ciphertext, in the order in which it was recorded. */
import { appendLeaves } from './batch.ts'
import { type IdempotencyRow, insertIdempotency } from './idempotency.ts'
import type { LeafRow } from './rows.ts'
import type { Statement, Store } from './transaction.ts'

export interface LocalRow {
  /** UUIDv7: in order of time. */
  readonly id: string
  readonly content: Uint8Array
}

/** The records of the cases of these referrals, by referral, the oldest first. */
export async function localOfReferrals(
  store: Store,
  referrals: readonly string[],
): Promise<ReadonlyMap<string, readonly LocalRow[]>> {
  if (referrals.length === 0) return new Map()
  const rows = await store.read<LocalRow & { referral: string }>({
    name: 'local of referrals',
    text: `select r.id as referral, l.id, l.content from referral r join local_record l using (local_case)
      where r.id = any($1::uuid[]) order by l.id`,
    values: [referrals],
  })
  return Map.groupBy(rows, ({ referral }) => referral)
}

/** The records of one case, the oldest first. */
export function localOfCase(store: Store, localCase: string): Promise<readonly LocalRow[]> {
  return store.read<{ id: string; content: Buffer }>({
    name: 'local of case',
    text: 'select id, content from local_record where local_case = $1 order by id',
    values: [localCase],
  })
}

/** Records that come with what begins referrals: each of its case, whichever that has become in the same transaction. */
export const insertLocal = (
  rows: readonly (LocalRow & { readonly referral: string; readonly at: string })[],
): Statement => ({
  name: 'insert local',
  text: `insert into local_record select referral.local_case, r.id, r.content, r.at
    from unnest($1::uuid[], $2::uuid[], $3::bytea[], $4::timestamptz[]) as r(referral, id, content, at)
    join referral on referral.id = r.referral`,
  values: [
    rows.map(({ referral }) => referral),
    rows.map(({ id }) => id),
    rows.map(({ content }) => content),
    rows.map(({ at }) => at),
  ],
})

/**
 * Records of a case by themselves, with their leaf and their Idempotency-Key, or nothing.
 *
 * @throws unique_violation on `idempotency_pkey` when the key has been used; `case-unknown` (faultOf) without such a case
 */
export async function keepLocal(
  store: Store,
  { localCase, rows, at, leaf, idempotency }: Keeping,
): Promise<void> {
  await store.transact([
    insertIdempotency({ ...idempotency, at }),
    {
      name: 'keep local',
      text: 'select keep_local($1, $2::uuid[], $3::bytea[], $4)',
      values: [localCase, rows.map(({ id }) => id), rows.map(({ content }) => content), at],
    },
    appendLeaves([leaf]),
  ])
}

export interface Keeping {
  readonly localCase: string
  readonly rows: readonly LocalRow[]
  readonly at: string
  readonly leaf: LeafRow
  readonly idempotency: Omit<IdempotencyRow, 'referral' | 'event' | 'at'>
}
