/** Referrals as they are read: the view for lists, the signed events for decisions. */
import type { Store } from './transaction.ts'

export interface ReferralView {
  readonly id: string
  readonly caseRef: string
  /** The case here that it belongs to. */
  readonly case: string
  readonly sender: string
  readonly receiver: string
  readonly purpose: string
  readonly urgency: string
  readonly status: string
  readonly version: number
  readonly createdAt: string
  readonly updatedAt: string
  /** Its content is gone for good. */
  readonly erased: boolean
}

/** One event as stored: `content` is the inner JWS under the data key. */
export interface StoredEvent {
  readonly digest: string
  readonly author: string
  readonly sequence: number
  readonly recordedAt: string
  readonly content: Buffer
  readonly void: boolean
  /** When the peer says it stored it; null while no receipt says so. */
  readonly storedAt: string | null
}

/** A referral's events with what is needed to open them. `wrappedKey` is null once the content is erased. */
export interface StoredReferral {
  readonly view: ReferralView
  readonly wrappedKey: Buffer | null
  readonly events: readonly StoredEvent[]
}

export interface ReferralFilter {
  readonly status?: string | undefined
  readonly urgency?: string | undefined
  readonly party?: string | undefined
  readonly purpose?: string | undefined
  /** Only what was opened with an event of one of these types. */
  readonly openedWith?: readonly string[] | undefined
  /** Keyset cursor: rows that changed before this one. */
  readonly before?: { readonly updatedAt: string; readonly id: string } | undefined
  readonly limit: number
}

/** The columns of `ReferralView`, of `referral r`. */
export const VIEW = `r.id, r.case_ref, r.local_case, r.sender, r.receiver, r.purpose, r.urgency, r.status, r.version,
  to_char(r.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as created_at,
  to_char(r.updated_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as updated_at`

/** Whether `referral r` is erased: without its data key nothing of it can be opened. */
export const ERASED = 'not exists (select from data_key k where k.referral = r.id) as erased'

/** The referrals with these ids, each with its events in order of author and sequence. Unknown ids are absent. */
export async function loadReferrals(
  store: Store,
  ids: readonly string[],
): Promise<ReadonlyMap<string, StoredReferral>> {
  if (ids.length === 0) return new Map()
  // One statement, so that view, key and events are of one snapshot: a decision must not see halves of a commit.
  const rows = await store.read<ViewRow & EventColumns>({
    name: 'load referrals',
    text: `select ${VIEW}, k.wrapped is null as erased, k.wrapped, e.digest, e.author, e.sequence, e.recorded_at, e.content, v.digest is not null as void,
        (select min(i.at) from lane_token t join receipt_in i on i.manifest = t.digest and i.st = 'stored' where t.event = e.digest)
          as stored_at
      from referral r left join data_key k on k.referral = r.id
      join event e on e.referral = r.id left join event_void v on v.digest = e.digest
      where r.id = any($1::uuid[]) order by r.id, e.author, e.sequence`,
    values: [ids],
  })
  const loaded = new Map<string, StoredReferral & { events: StoredEvent[] }>()
  for (const row of rows) {
    const known = loaded.get(row.id) ?? { view: view(row), wrappedKey: row.wrapped, events: [] }
    known.events.push({
      digest: row.digest,
      author: row.author,
      sequence: row.sequence,
      recordedAt: row.recorded_at.toISOString(),
      content: row.content,
      void: row.void,
      storedAt: row.stored_at,
    })
    loaded.set(row.id, known)
  }
  return loaded
}

/** One page of the list, newest change first. */
export async function listReferrals(store: Store, filter: ReferralFilter): Promise<readonly ReferralView[]> {
  const rows = await store.read<ViewRow>({
    name: 'list referrals',
    text: `select ${VIEW}, ${ERASED} from referral r
      where ($1::text is null or r.status = $1) and ($2::text is null or r.urgency = $2)
        and ($3::text is null or r.sender = $3 or r.receiver = $3)
        and ($4::timestamptz is null or (r.updated_at, r.id) < ($4, $5::uuid))
        and ($7::text is null or r.purpose = $7)
        and ($8::text[] is null or exists (select from event e where e.referral = r.id and e.author = r.sender
          and e.sequence = 1 and e.type = any($8)))
      order by r.updated_at desc, r.id desc limit $6`,
    values: [
      filter.status ?? null,
      filter.urgency ?? null,
      filter.party ?? null,
      filter.before?.updatedAt ?? null,
      filter.before?.id ?? null,
      filter.limit,
      filter.purpose ?? null,
      filter.openedWith ?? null,
    ],
  })
  return rows.map(view)
}

/** Which of these `(author, id)` pairs are recorded already, with the digest each was recorded under (check 18). */
export async function knownEvents(
  store: Store,
  events: readonly { readonly author: string; readonly id: string }[],
): Promise<ReadonlyMap<string, string>> {
  if (events.length === 0) return new Map()
  const rows = await store.read<{ author: string; id: string; digest: string }>({
    name: 'known events',
    text: `select author, id, digest from event
      where (author, id) in (select * from unnest($1::text[], $2::uuid[]))`,
    values: [events.map((event) => event.author), events.map((event) => event.id)],
  })
  return new Map(rows.map((row) => [`${row.author} ${row.id}`, row.digest]))
}

/** Which referral an event of ours belongs to. */
export async function referralOf(store: Store, event: string): Promise<string | undefined> {
  const [row] = await store.read<{ referral: string }>({
    name: 'referral of',
    text: 'select referral from event where digest = $1',
    values: [event],
  })
  return row?.referral
}

export interface ViewRow {
  readonly id: string
  readonly case_ref: string
  readonly local_case: string
  readonly sender: string
  readonly receiver: string
  readonly purpose: string
  readonly urgency: string
  readonly status: string
  readonly version: number
  readonly created_at: string
  readonly updated_at: string
  readonly erased: boolean
}

interface EventColumns {
  readonly wrapped: Buffer | null
  readonly digest: string
  readonly author: string
  readonly sequence: number
  readonly recorded_at: Date
  readonly content: Buffer
  readonly void: boolean
  readonly stored_at: string | null
}

export function view(row: ViewRow): ReferralView {
  return {
    id: row.id,
    caseRef: row.case_ref,
    case: row.local_case,
    sender: row.sender,
    receiver: row.receiver,
    purpose: row.purpose,
    urgency: row.urgency,
    status: row.status,
    version: row.version,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    erased: row.erased,
  }
}
