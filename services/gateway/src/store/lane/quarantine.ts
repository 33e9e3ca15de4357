/** What waits: held until a directory or clock catches up, parked behind a missing event, or quarantined. */
import { type IdempotencyRow, insertIdempotency } from '../idempotency.ts'
import type { Store } from '../transaction.ts'

export interface QuarantineEntry {
  readonly id: string
  readonly lane: string
  readonly offset: bigint
  readonly arrivedAt: string
  readonly code: string
  readonly state: 'quarantined' | 'held' | 'parked'
  readonly until: string | null
  readonly kind: string | null
  readonly jti: string | null
  readonly digest: string | null
  readonly referral: string | null
  readonly author: string | null
  readonly sequence: number | null
  readonly settled: boolean
  readonly outcome: string | null
  readonly outcomeCode: string | null
  readonly approvedBy: readonly string[]
}

/** An entry with its message, still under the member key; null once erased. */
export interface QuarantinedMessage extends QuarantineEntry {
  readonly body: Buffer | null
}

interface EntryRow {
  readonly id: string
  readonly lane: string
  readonly offset_: string
  readonly arrived_at: Date
  readonly code: string
  readonly state: 'quarantined' | 'held' | 'parked'
  readonly until: Date | null
  readonly kind: string | null
  readonly jti: string | null
  readonly digest: string | null
  readonly referral: string | null
  readonly author: string | null
  readonly sequence: number | null
  readonly settled: boolean
  readonly outcome: string | null
  readonly outcome_code: string | null
  readonly approved: readonly string[] | null
  readonly body?: Buffer | null
}

const ENTRY = `q.*, o.outcome, o.code as outcome_code,
  (select array_agg(a.role order by a.role) from quarantine_approval a where a.id = q.id) as approved`
const FROM = 'from quarantine q left join quarantine_outcome o on o.id = q.id'

/** One page of the quarantine, newest first. Facts of headers only, never content. */
export async function listQuarantine(
  store: Store,
  filter: {
    readonly code?: string | undefined
    readonly lane?: string | undefined
    readonly before?: string | undefined
    readonly limit: number
  },
): Promise<readonly QuarantineEntry[]> {
  const rows = await store.read<EntryRow>({
    name: 'list quarantine',
    text: `select ${ENTRY} ${FROM} where ($1::text is null or q.code = $1) and ($2::text is null or q.lane = $2)
      and ($3::uuid is null or (q.arrived_at, q.id) < (select b.arrived_at, b.id from quarantine b where b.id = $3))
      order by q.arrived_at desc, q.id desc limit $4`,
    values: [filter.code ?? null, filter.lane ?? null, filter.before ?? null, filter.limit],
  })
  return rows.map(entry)
}

/** One entry with its message. */
export async function quarantined(store: Store, id: string): Promise<QuarantinedMessage | undefined> {
  const [row] = await store.read<EntryRow>({
    name: 'quarantined',
    text: `select ${ENTRY}, b.body ${FROM} left join quarantine_body b on b.id = q.id where q.id = $1`,
    values: [id],
  })
  return row && message(row)
}

/** Parked messages of these referrals that are still waiting, in the order of their authors' sequences. */
export async function parkedOf(
  store: Store,
  referrals: readonly string[],
): Promise<readonly QuarantinedMessage[]> {
  if (referrals.length === 0) return []
  const rows = await store.read<EntryRow>({
    name: 'parked of',
    text: `select ${ENTRY}, b.body ${FROM} left join quarantine_body b on b.id = q.id
      where q.state = 'parked' and o.id is null and q.referral = any($1::uuid[]) order by q.referral, q.author, q.sequence`,
    values: [referrals],
  })
  return rows.map(message)
}

/** Held messages, all of them, and parked ones whose time is over: the first hundred after that entry, oldest first. */
export async function waitingMessages(
  store: Store,
  now: Date,
  after?: string,
): Promise<readonly QuarantinedMessage[]> {
  const place = (of: string) => `${of}.arrived_at, ${of}.lane, ${of}.offset_, ${of}.id`
  const rows = await store.read<EntryRow>({
    name: 'waiting messages',
    text: `select ${ENTRY}, b.body ${FROM} left join quarantine_body b on b.id = q.id
      where o.id is null and (q.state = 'held' or (q.state = 'parked' and q.until < $1))
        and ($2::uuid is null or (${place('q')}) > (select ${place('a')} from quarantine a where a.id = $2))
      order by ${place('q')} limit 100`,
    values: [now, after ?? null],
  })
  return rows.map(message)
}

/** Unauthenticated messages of a lane kept in this hour so far (protocol §5: at most 100). */
export async function unauthenticatedSince(store: Store, lane: string, since: Date): Promise<number> {
  const [row] = await store.read<{ count: string }>({
    name: 'unauthenticated since',
    text: 'select count(*) from quarantine where lane = $1 and arrived_at >= $2 and not settled',
    values: [lane, since],
  })
  return Number(row?.count ?? 0)
}

/** Somebody agrees to a release; recorded with the Idempotency-Key of the request. */
export interface ReleaseApproval {
  readonly id: string
  readonly role: 'operator' | 'focal-point'
  readonly by: string
  readonly at: Date
  readonly idempotency: Omit<IdempotencyRow, 'at'>
}

/** Records the agreement and returns the roles of all who agree so far. One person agrees in one role only. */
export async function approveRelease(
  store: Store,
  { id, role, by, at, idempotency }: ReleaseApproval,
): Promise<readonly string[]> {
  await store.transact([
    {
      name: 'approve release',
      text: 'insert into quarantine_approval values ($1, $2, $3, $4) on conflict do nothing',
      values: [id, role, by, at],
    },
    insertIdempotency({ ...idempotency, at: at.toISOString() }),
  ])
  return (await quarantined(store, id))?.approvedBy ?? []
}

/** Whether a final receipt was given for this manifest: then the message is settled for ever. */
export async function isReceipted(store: Store, manifest: string): Promise<boolean> {
  const rows = await store.read({
    name: 'is receipted',
    text: "select from receipt_out where manifest = $1 and st <> 'erased'",
    values: [manifest],
  })
  return rows.length > 0
}

function entry(row: EntryRow): QuarantineEntry {
  return {
    id: row.id,
    lane: row.lane,
    offset: BigInt(row.offset_),
    arrivedAt: row.arrived_at.toISOString(),
    code: row.code,
    state: row.state,
    until: row.until?.toISOString() ?? null,
    kind: row.kind,
    jti: row.jti,
    digest: row.digest,
    referral: row.referral,
    author: row.author,
    sequence: row.sequence,
    settled: row.settled,
    outcome: row.outcome,
    outcomeCode: row.outcome_code,
    approvedBy: row.approved ?? [],
  }
}

function message(row: EntryRow): QuarantinedMessage {
  return { ...entry(row), body: row.body ?? null }
}
