/** What a stolen key of a peer brought here before it was known to be stolen. */
import { insert } from './rows.ts'
import type { Store } from './transaction.ts'

/** Applied events of these lanes that came under tokens which begin like this, from a time on: their digests. */
export async function appliedUnder(
  store: Store,
  lanes: readonly string[],
  tokenStart: string,
  since: Date,
): Promise<readonly string[]> {
  const rows = await store.read<{ event: string }>({
    name: 'applied under tokens',
    text: `select distinct r.event from lane_received t join receipt_out r on r.manifest = t.digest and r.st = 'stored'
      where t.lane = any($1::text[]) and t.kind = 'envelope' and t.at >= $3 and starts_with(t.token, $2) and r.event is not null`,
    values: [lanes, tokenStart, since],
  })
  return rows.map(({ event }) => event)
}

/** Events of an author that are applied here, recorded from a time on: their digests. */
export async function appliedOf(store: Store, author: string, since: Date): Promise<readonly string[]> {
  const rows = await store.read<{ digest: string }>({
    name: 'applied of author',
    text: `select e.digest from event e left join event_void v using (digest)
      where e.author = $1 and e.recorded_at >= $2 and v.digest is null`,
    values: [author, since],
  })
  return rows.map(({ digest }) => digest)
}

/** Lists events for review; gives how many of them were not listed for this key before. */
export async function listForReview(
  store: Store,
  kid: string,
  events: readonly string[],
  at: Date,
): Promise<number> {
  const known = await store.read<{ event: string }>({
    name: 'listed for review',
    text: 'select event from key_review where kid = $1',
    values: [kid],
  })
  const listed = new Set(known.map(({ event }) => event))
  const fresh = events.filter((event) => !listed.has(event))
  if (fresh.length === 0) return 0
  const rows = insert(
    'key_review',
    [
      ['kid', 'text', fresh.map(() => kid)],
      ['event', 'text', fresh],
      ['found_at', 'timestamptz', fresh.map(() => at)],
    ],
    ' on conflict do nothing',
  )
  await store.transact([rows])
  return fresh.length
}

/** An event that somebody has to look at because of the key that brought it. */
export interface UnderReview {
  readonly key: string
  readonly event: string
  readonly referral: string
  readonly author: string
  readonly type: string
  readonly recordedAt: string
  readonly foundAt: string
}

/** The newest first, at most `limit`. */
export async function underReview(store: Store, limit: number): Promise<readonly UnderReview[]> {
  const rows = await store.read<
    Omit<UnderReview, 'recordedAt' | 'foundAt'> & { recorded_at: Date; found_at: Date }
  >({
    name: 'under review',
    text: `select k.kid as key, e.id as event, e.referral, e.author, e.type, e.recorded_at, k.found_at
      from key_review k join event e on e.digest = k.event order by e.recorded_at desc, e.id limit $1`,
    values: [limit],
  })
  return rows.map(({ recorded_at, found_at, ...row }) => ({
    ...row,
    recordedAt: recorded_at.toISOString(),
    foundAt: found_at.toISOString(),
  }))
}
