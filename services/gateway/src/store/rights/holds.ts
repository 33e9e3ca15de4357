/** Legal holds on referrals, and which closed referrals may be due to be erased. */
import { appendLeaves } from '../batch.ts'
import { type IdempotencyRow, insertIdempotency } from '../idempotency.ts'
import type { LeafRow } from '../rows.ts'
import type { Store } from '../transaction.ts'

export interface HoldRow {
  readonly id: string
  readonly referral: string
  /** A code of KeepGround. */
  readonly ground: string
  /** `<organisation>/<role>/<staff id>`. */
  readonly by: string
  readonly at: string
  /** The last day, as YYYY-MM-DD in UTC. */
  readonly until: string
  /** When somebody ended it before its time. */
  readonly endedAt: string | null
}

export type Hold = Omit<HoldRow, 'endedAt'>
type Note = Omit<IdempotencyRow, 'at' | 'referral'>

/** The holds of a referral, the oldest first. */
export async function holdsOf(store: Store, referral: string): Promise<readonly HoldRow[]> {
  const rows = await store.read<Omit<HoldRow, 'at' | 'endedAt'> & { at: Date; ended_at: Date | null }>({
    name: 'holds of',
    text: `select h.id, h.referral, h.ground, h.by, h.at, h.until::text, e.at as ended_at
      from legal_hold h left join legal_hold_end e using (id) where h.referral = $1 order by h.at, h.id`,
    values: [referral],
  })
  return rows.map(({ at, ended_at, ...row }) => ({
    ...row,
    at: at.toISOString(),
    endedAt: ended_at?.toISOString() ?? null,
  }))
}

/** A hold with its leaf and its Idempotency-Key, or nothing. */
export async function placeHold(store: Store, hold: Hold, leaf: LeafRow, note: Note): Promise<void> {
  const { id, referral, ground, by, at, until } = hold
  await store.transact([
    insertIdempotency({ ...note, referral, at }),
    {
      name: 'place hold',
      text: 'insert into legal_hold values ($1, $2, $3, $4, $5, $6)',
      values: [id, referral, ground, by, at, until],
    },
    appendLeaves([leaf]),
  ])
}

/** Ends a hold before its time, with its leaf. */
export async function endHold(
  store: Store,
  { id, referral, by, at }: Pick<Hold, 'id' | 'referral' | 'by' | 'at'>,
  leaf: LeafRow,
  note: Note,
): Promise<void> {
  await store.transact([
    insertIdempotency({ ...note, referral, at }),
    { name: 'end hold', text: 'insert into legal_hold_end values ($1, $2, $3)', values: [id, by, at] },
    appendLeaves([leaf]),
  ])
}

/**
 * Referrals on which nothing is left to do, whose erasure nobody has asked for, in order of their ids: one page after the
 * other, for each has to be opened to tell since when.
 *
 * @param createdBefore what began later cannot be due
 */
export async function closedReferrals(
  store: Store,
  {
    after,
    createdBefore,
    limit,
  }: { readonly after: string; readonly createdBefore: Date; readonly limit: number },
): Promise<readonly string[]> {
  const rows = await store.read<{ id: string }>({
    name: 'closed referrals',
    text: `select r.id from referral r join data_key k on k.referral = r.id
      where r.id > $1 and r.created_at <= $2 and not is_open(r.status)
        and not exists (select from erasure e where e.referral = r.id) order by r.id limit $3`,
    values: [after, createdBefore, limit],
  })
  return rows.map(({ id }) => id)
}
