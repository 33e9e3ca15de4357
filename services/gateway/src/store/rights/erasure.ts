/** What was asked to be erased, by whom, and how far it has come; and what a register says against what this database holds. */
import { type IdempotencyRow, insertIdempotency } from '../idempotency.ts'
import type { Statement, Store } from '../transaction.ts'

export type ErasureState = 'asked' | 'approved' | 'told' | 'erased'

/** One erasure. Actors are `<organisation>/<role>/<staff id>`; what has not happened is null. */
export interface ErasureRow {
  readonly id: string
  readonly referral: string
  readonly ground: string
  readonly state: ErasureState
  readonly askedBy: string
  readonly askedAt: string
  readonly approvedBy: string | null
  readonly approvedAt: string | null
  /** Digest of the event by which the other side was told. */
  readonly told: string | null
  readonly erasedAt: string | null
  /** The leaf that says so. */
  readonly leaf: string | null
  readonly leafSeq: string | null
  readonly openings: number | null
}

const COLUMNS = `e.id, e.referral, e.ground, e.by as "askedBy", e.at as asked_at, a.by as "approvedBy", a.at as approved_at,
  t.event as told, t.id is not null as is_told, d.at as erased_at, l.hash as leaf, l.seq as "leafSeq", d.openings`
const TABLES = `erasure e left join erasure_approval a using (id) left join erasure_told t using (id)
  left join erasure_done d using (id) left join audit_leaf l on l.seq = d.leaf_seq`

/** The erasure of a referral, if somebody has asked for it. */
export async function erasureOf(store: Store, referral: string): Promise<ErasureRow | undefined> {
  const [row] = await store.read<Columns>({
    name: 'erasure of',
    text: `select ${COLUMNS} from ${TABLES} where e.referral = $1`,
    values: [referral],
  })
  return row && erasure(row)
}

/** Asked for and not carried out yet; the oldest first. */
export async function waitingErasures(store: Store, limit: number): Promise<readonly ErasureRow[]> {
  const rows = await store.read<Columns>({
    name: 'waiting erasures',
    text: `select ${COLUMNS} from ${TABLES} where d.id is null order by e.at limit $1`,
    values: [limit],
  })
  return rows.map(erasure)
}

/** Approved, not held, and the other side is not told yet; the oldest first. */
export async function untoldErasures(
  store: Store,
  { at, limit }: { readonly at: string; readonly limit: number },
): Promise<readonly ErasureRow[]> {
  const rows = await store.read<Columns>({
    name: 'untold erasures',
    text: `select ${COLUMNS} from ${TABLES} where a.id is not null and t.id is null and d.id is null
      and not is_held(e.referral, $2) order by a.at limit $1`,
    values: [limit, at],
  })
  return rows.map(erasure)
}

/** Records that somebody asks, with the Idempotency-Key. @throws unique_violation on `erasure_referral_key` when somebody has */
export async function askErasure(
  store: Store,
  asked: { readonly id: string; readonly referral: string; readonly ground: string } & By,
  idempotency?: Omit<IdempotencyRow, 'at' | 'referral'>,
): Promise<void> {
  const { id, referral, ground, by, at } = asked
  await store.transact([
    ...noted(idempotency, asked),
    {
      name: 'ask erasure',
      text: 'insert into erasure values ($1, $2, $3, $4, $5)',
      values: [id, referral, ground, by, at],
    },
  ])
}

/** Records that another person approves. Whoever has asked cannot. */
export async function approveErasure(
  store: Store,
  approved: { readonly id: string; readonly referral: string } & By,
  idempotency: Omit<IdempotencyRow, 'at' | 'referral'>,
): Promise<void> {
  const { id, by, at } = approved
  await store.transact([
    ...noted(idempotency, approved),
    {
      name: 'approve erasure',
      text: `insert into erasure_approval select id, $2, $3 from erasure where id = $1 and person_in(by) <> person_in($2)
        on conflict do nothing`,
      values: [id, by, at],
    },
  ])
}

/** Notes that all was said that will be said; from then on it is the eraser's. */
export async function noteTold(
  store: Store,
  told: { readonly id: string; readonly event: string | undefined; readonly at: string },
): Promise<void> {
  await store.transact([
    {
      name: 'erasure told',
      text: 'insert into erasure_told values ($1, $2, $3) on conflict do nothing',
      values: [told.id, told.event ?? null, told.at],
    },
  ])
}

/** The events of a referral as they are known without opening any, the oldest first. */
export async function bareEvents(store: Store, referral: string): Promise<readonly BareEvent[]> {
  const rows = await store.read<Omit<BareEvent, 'time' | 'recordedAt'> & { at: Date; recorded_at: Date }>({
    name: 'bare events',
    text: `select e.id as event, e.digest, e.author, e.sequence, e.type, e.at, e.recorded_at,
        case when v.digest is null then 'applied' else 'void' end as standing
      from event e left join event_void v using (digest) where e.referral = $1
      order by e.recorded_at, e.author, e.sequence`,
    values: [referral],
  })
  return rows.map(({ at, recorded_at, ...row }) => ({
    ...row,
    time: at.toISOString(),
    recordedAt: recorded_at.toISOString(),
  }))
}

export interface BareEvent {
  readonly event: string
  readonly digest: string
  readonly author: string
  readonly sequence: number
  readonly type: string
  /** The author's time, and ours. */
  readonly time: string
  readonly recordedAt: string
  readonly standing: 'applied' | 'void'
}

/** Whether everything that we said about a referral has its receipt. */
export async function isAllReceipted(store: Store, referral: string): Promise<boolean> {
  const [row] = await store.read<{ waits: boolean }>({
    name: 'is all receipted',
    text: `select exists (select from outbox_pending where referral = $1)
      or exists (select from event e join lane_token t on t.event = e.digest join outbox_body b using (jti)
        where e.referral = $1) as waits`,
    values: [referral],
  })
  return row?.waits === false
}

/** How a database stands to the register that it is started with. */
export interface Standing {
  /** Destructions that the database knows, by the digest of their entry. */
  readonly done: readonly string[]
  /** Referrals that have a data key although it was destroyed. */
  readonly alive: readonly string[]
  /** Referrals that this database has never heard of. */
  readonly unknown: readonly string[]
}

export async function standingOf(store: Store, referrals: readonly string[]): Promise<Standing> {
  const [done, alive, unknown] = await Promise.all([
    store.read<{ text: string }>({
      name: 'destroyed',
      text: 'select entry as text from erasure_done order by at',
      values: [],
    }),
    store.read<{ text: string }>({
      name: 'alive',
      text: 'select referral as text from data_key where referral = any($1::uuid[])',
      values: [referrals],
    }),
    store.read<{ text: string }>({
      name: 'never heard of',
      text: `select id as text from unnest($1::uuid[]) as n(id)
        where not exists (select from referral r where r.id = n.id)`,
      values: [referrals],
    }),
  ])
  const texts = (rows: readonly { readonly text: string }[]) => rows.map(({ text }) => text)
  return { done: texts(done), alive: texts(alive), unknown: texts(unknown) }
}

interface By {
  readonly by: string
  readonly at: string
}

function noted(
  idempotency: Omit<IdempotencyRow, 'at' | 'referral'> | undefined,
  { referral, at }: { readonly referral: string; readonly at: string },
): readonly Statement[] {
  return idempotency ? [insertIdempotency({ ...idempotency, referral, at })] : []
}

interface Columns extends Omit<ErasureRow, 'state' | 'askedAt' | 'approvedAt' | 'erasedAt'> {
  readonly asked_at: Date
  readonly approved_at: Date | null
  readonly is_told: boolean
  readonly erased_at: Date | null
}

function erasure({ asked_at, approved_at, is_told, erased_at, ...row }: Columns): ErasureRow {
  const told = is_told ? 'told' : row.approvedBy === null ? 'asked' : 'approved'
  return {
    ...row,
    state: erased_at ? 'erased' : told,
    askedAt: asked_at.toISOString(),
    approvedAt: approved_at?.toISOString() ?? null,
    erasedAt: erased_at?.toISOString() ?? null,
  }
}
