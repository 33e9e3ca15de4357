/** What receiving needs to know: how far a lane is, which tokens came before, what a receipt or proof answers. */
import type { Store } from '../transaction.ts'

export interface LaneIn {
  /** JSON of the position that packages/seal judges by; undefined for a lane that has never moved. */
  readonly position: string | undefined
  /** The next Kafka offset to read; −1 for a lane that has never moved. */
  readonly next: bigint
}

export async function laneIn(store: Store, lane: string): Promise<LaneIn> {
  const [row] = await store.read<{ position: string; next: string }>({
    name: 'lane in',
    text: 'select position, next from lane_in where lane = $1',
    values: [lane],
  })
  return row ? { position: row.position, next: BigInt(row.next) } : { position: undefined, next: -1n }
}

/**
 * Tokens received before on this lane with one of these jti (check 12). `refused`: its data did not match when it
 * came, and what its sender signed has not been here since: neither receipted, nor parked, nor otherwise kept.
 */
export async function knownTokens(
  store: Store,
  lane: string,
  jtis: readonly string[],
): Promise<ReadonlyMap<string, { readonly digest: string; readonly data: 'taken' | 'refused' }>> {
  if (jtis.length === 0) return new Map()
  const rows = await store.read<{ jti: string; digest: string; refused: boolean }>({
    name: 'known tokens',
    text: `select t.jti, t.digest,
        exists (select from quarantine q where q.digest = t.digest and q.code = 'DIG_MISMATCH')
        and not exists (select from quarantine q where q.digest = t.digest and q.code <> 'DIG_MISMATCH')
        and not exists (select from receipt_out r where r.manifest = t.digest) as refused
      from lane_received t where t.lane = $1 and t.jti = any($2::uuid[])`,
    values: [lane, jtis],
  })
  return new Map(
    rows.map((row) => [row.jti, { digest: row.digest, data: row.refused ? 'refused' : 'taken' }]),
  )
}

/** The token received under a number, if any: the same bytes again are harmless, others are a fork (check 13). */
export async function receivedAt(
  store: Store,
  lane: string,
  ep: number,
  seq: number,
): Promise<string | undefined> {
  const [row] = await store.read<{ digest: string }>({
    name: 'received at',
    text: 'select digest from lane_received where lane = $1 and ep = $2 and seq = $3',
    values: [lane, ep, seq],
  })
  return row?.digest
}

/** A manifest that we sent, for the receipt that answers it. */
export interface SentManifest {
  readonly manifest: string
  /** The lane it went out on, and the one its receipt must come by. */
  readonly lane: string
  readonly paired: string
  readonly event: string
  readonly referral: string
  /** The final receipt that we hold for it already. */
  readonly receipted: string | null
}

export async function sentManifests(
  store: Store,
  digests: readonly string[],
): Promise<ReadonlyMap<string, SentManifest>> {
  if (digests.length === 0) return new Map()
  const rows = await store.read<Omit<SentManifest, 'paired'> & { manifest: string }>({
    name: 'sent manifests',
    text: `select t.digest as manifest, t.lane, t.event, e.referral, r.st as receipted
      from lane_token t join event e on e.digest = t.event
      left join receipt_in r on r.manifest = t.digest and r.st <> 'erased'
      where t.digest = any($1::text[])`,
    values: [digests],
  })
  return new Map(
    rows.map((row) => {
      const [, to = '', from = ''] = row.lane.split('.')
      return [row.manifest, { ...row, paired: `lane.${from}.${to}` }]
    }),
  )
}

/** Leaves that receipts have promised to us: leaf hash → is it promised. */
export async function promisedLeaves(store: Store, leaves: readonly string[]): Promise<ReadonlySet<string>> {
  if (leaves.length === 0) return new Set()
  const rows = await store.read<{ leaf: string }>({
    name: 'promised leaves',
    text: 'select leaf from receipt_in where leaf = any($1::text[])',
    values: [leaves],
  })
  return new Set(rows.map((row) => row.leaf))
}

/** The number under which our receipt of a manifest went out, and when a duplicate was last answered with it. */
export interface Answered {
  readonly lane: string
  readonly ep: number
  readonly seq: number
  readonly at: Date | null
}

export async function receiptSentFor(store: Store, manifest: string): Promise<Answered | undefined> {
  const [row] = await store.read<{ lane: string; ep: number; seq: string; at: Date | null }>({
    name: 'receipt sent for',
    text: `select t.lane, t.ep, t.seq, d.at from receipt_out r join lane_token t on t.leaf = r.leaf and t.kind = 'receipt'
      left join duplicate_answered d on d.manifest = r.manifest where r.manifest = $1 and r.st <> 'erased'
      order by t.ep desc, t.seq desc limit 1`,
    values: [manifest],
  })
  return row && { ...row, seq: Number(row.seq) }
}
