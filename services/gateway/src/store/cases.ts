/** Local cases as they are read, what people decided about two of them, and where to look for more. */
import { type IdempotencyRow, insertIdempotency } from './idempotency.ts'
import { ERASED, type ReferralView, VIEW, type ViewRow, view } from './referrals.ts'
import type { Store } from './transaction.ts'

/** A referral of a case. `open`: something is still to be done on it. */
export interface CaseReferral extends ReferralView {
  readonly open: boolean
  /** It is to move responsibility for the case. */
  readonly transfers: boolean
}

/** The most referrals that one case is read with. */
const MOST = 200

/** The referrals of a case, the oldest first; none for a case that is not here. */
export async function referralsOfCase(store: Store, id: string): Promise<readonly CaseReferral[]> {
  const rows = await store.read<ViewRow & { open: boolean; transfers: boolean }>({
    name: 'referrals of case',
    text: `select ${VIEW}, ${ERASED}, is_open(r.status) as open, r.transfers from referral r
      where r.local_case = $1 order by r.created_at, r.id limit $2`,
    values: [id, MOST],
  })
  return rows.map(({ open, transfers, ...row }) => ({ ...view(row), open, transfers }))
}

/** Open referrals that changed since then, the newest change first. */
export async function openSince(
  store: Store,
  since: string,
  limit: number,
): Promise<readonly ReferralView[]> {
  const rows = await store.read<ViewRow>({
    name: 'open since',
    text: `select ${VIEW}, ${ERASED} from referral r where r.updated_at >= $1 and is_open(r.status)
      order by r.updated_at desc, r.id desc limit $2`,
    values: [since, limit],
  })
  return rows.map(view)
}

/** The referrals in which lists of services were published, the newest list first. */
export async function serviceLists(store: Store, limit: number): Promise<readonly string[]> {
  const rows = await store.read<{ referral: string }>({
    name: 'service lists',
    text: `select referral from event where type = 'services.published'
      group by referral order by max(recorded_at) desc limit $1`,
    values: [limit],
  })
  return rows.map(({ referral }) => referral)
}

/** What somebody decided about two referrals; `other` is null for "none of them is the same person". */
export interface MatchDecision {
  readonly referral: string
  readonly other: string | null
  readonly decision: 'samePerson' | 'notSamePerson'
  readonly by: string
  readonly at: string
}

/** The referrals that somebody has said are of another person than this one. */
export async function notSamePerson(store: Store, referral: string): Promise<ReadonlySet<string>> {
  const rows = await store.read<{ id: string }>({
    name: 'not same person',
    text: `select case when referral = $1 then other else referral end as id from match_decision
      where $1 in (referral, other) and other is not null and decision = 'notSamePerson'`,
    values: [referral],
  })
  return new Set(rows.map(({ id }) => id))
}

/**
 * Records a decision with its Idempotency-Key, and makes one case of two if both are of the same person.
 *
 * @throws unique_violation on `idempotency_pkey` when the key has been used
 */
export async function recordMatch(
  store: Store,
  { referral, other, decision, by, at }: MatchDecision,
  idempotency: Omit<IdempotencyRow, 'referral' | 'at'>,
): Promise<void> {
  await store.transact([
    insertIdempotency({ ...idempotency, referral, at }),
    {
      name: 'match decision',
      text: 'insert into match_decision (referral, other, decision, by, at) values ($1, $2, $3, $4, $5)',
      values: [referral, other, decision, by, at],
    },
    ...(decision === 'samePerson'
      ? [{ name: 'join cases', text: 'select join_cases($1, $2)', values: [referral, other] }]
      : []),
  ])
}
