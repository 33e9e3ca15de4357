/** Broken glass, and what became of it (0019-access.sql). */

import { type IdempotencyRow, insertIdempotency } from '../idempotency.ts'
import { type Store, unlessTaken } from '../transaction.ts'
import { type AccessRow, appendAccesses } from './accesses.ts'

export interface NewGrant {
  readonly id: string
  readonly referral: string
  /** The attribute of who broke it. */
  readonly by: string
  readonly reason: string
  /** Under the referral's data key, bound to the id. */
  readonly text: Uint8Array
  readonly at: string
}

export interface GrantRow extends NewGrant {
  readonly confirmed: { readonly by: string; readonly at: string } | null
  readonly reviewed: { readonly by: string; readonly at: string; readonly finding: string } | null
  /** How the other member was told: by this event, or for this code not. Null until then. */
  readonly notice: { readonly event: string | null; readonly code: string | null } | null
}

/** The grant, its leaf and the Idempotency-Key, or nothing. @throws unique_violation when the key has been used */
export async function insertGrant(
  store: Store,
  { id, referral, by, reason, text, at }: NewGrant,
  leaf: AccessRow,
  idempotency: Omit<IdempotencyRow, 'at' | 'referral' | 'event'>,
): Promise<void> {
  await store.transact([
    insertIdempotency({ ...idempotency, referral, event: id, at }),
    {
      name: 'break glass',
      text: 'insert into break_glass (id, referral, by, reason, text, at) values ($1, $2, $3, $4, $5, $6)',
      values: [id, referral, by, reason, text, at],
    },
    appendAccesses([leaf]),
  ])
}

interface Second {
  readonly by: string
  readonly at: string
}

/** `taken` when somebody has confirmed it before. */
export function confirmGrant(
  store: Store,
  grant: Pick<GrantRow, 'id' | 'by' | 'at'>,
  { by, at }: Second,
  leaf: AccessRow,
): Promise<'committed' | 'taken'> {
  return unlessTaken(
    store.transact([
      {
        name: 'confirm grant',
        text: 'insert into break_glass_confirmation values ($1, $2, $3, $4, $5)',
        values: [grant.id, grant.by, grant.at, by, at],
      },
      appendAccesses([leaf]),
    ]),
  )
}

/** `taken` when somebody has reviewed it before. */
export function reviewGrant(
  store: Store,
  grant: Pick<GrantRow, 'id' | 'by' | 'at'>,
  { by, at, finding }: Second & { readonly finding: string },
  leaf: AccessRow,
): Promise<'committed' | 'taken'> {
  return unlessTaken(
    store.transact([
      {
        name: 'review grant',
        text: 'insert into break_glass_review values ($1, $2, $3, $4, $5, $6)',
        values: [grant.id, grant.by, grant.at, by, at, finding],
      },
      appendAccesses([leaf]),
    ]),
  )
}

/** `taken` when another replica noted it first. */
export function insertNotice(
  store: Store,
  id: string,
  { event, code }: NonNullable<GrantRow['notice']>,
): Promise<'committed' | 'taken'> {
  const values = [id, event, code]
  return unlessTaken(
    store.transact([
      { name: 'note notice', text: 'insert into break_glass_notice values ($1, $2, $3)', values },
    ]),
  )
}

const GRANTS = `select g.id, g.referral, g.by, g.reason, g.text, g.at, c.by as confirmed_by, c.at as confirmed_at,
  r.by as reviewed_by, r.at as reviewed_at, r.finding, n.grant_id as noticed, n.event, n.code
  from break_glass g left join break_glass_confirmation c on c.grant_id = g.id
  left join break_glass_review r on r.grant_id = g.id left join break_glass_notice n on n.grant_id = g.id`

export async function grantOf(store: Store, id: string): Promise<GrantRow | undefined> {
  const values = [id]
  const [row] = await store.read<GrantColumns>({ name: 'grant', text: `${GRANTS} where g.id = $1`, values })
  return row && grant(row)
}

/** What this actor has broken since then of one referral, or of any, the newest first. */
export async function grantsBy(
  store: Store,
  { by, referral, since }: { by: string; referral?: string; since: string },
): Promise<readonly GrantRow[]> {
  const rows = await store.read<GrantColumns>({
    name: 'grants by',
    text: `${GRANTS} where g.by = $1 and g.at > $2 and ($3::uuid is null or g.referral = $3) order by g.at desc limit 100`,
    values: [by, since, referral ?? null],
  })
  return rows.map(grant)
}

export interface GrantFilter {
  readonly limit: number
  /** The last one of the page before. */
  readonly before?: { readonly at: string; readonly id: string } | undefined
}

/** All of them, the newest first. */
export async function listGrants(store: Store, { limit, before }: GrantFilter): Promise<readonly GrantRow[]> {
  const rows = await store.read<GrantColumns>({
    name: 'list grants',
    text: `${GRANTS} where $1::timestamptz is null or (g.at, g.id) < ($1, $2::uuid) order by g.at desc, g.id desc limit $3`,
    values: [before?.at ?? null, before?.id ?? null, limit],
  })
  return rows.map(grant)
}

/** Those of which the other member has not been told, the oldest first. */
export async function untoldGrants(store: Store, limit: number): Promise<readonly GrantRow[]> {
  const rows = await store.read<GrantColumns>({
    name: 'untold grants',
    text: `${GRANTS} where n.grant_id is null order by g.at, g.id limit $1`,
    values: [limit],
  })
  return rows.map(grant)
}

interface GrantColumns {
  readonly id: string
  readonly referral: string
  readonly by: string
  readonly reason: string
  readonly text: Buffer
  readonly at: Date
  readonly confirmed_by: string | null
  readonly confirmed_at: Date | null
  readonly reviewed_by: string | null
  readonly reviewed_at: Date | null
  readonly finding: string | null
  readonly noticed: string | null
  readonly event: string | null
  readonly code: string | null
}

function grant({ id, referral, by, reason, text, at, ...row }: GrantColumns): GrantRow {
  const { confirmed_by, confirmed_at, reviewed_by, reviewed_at, finding, noticed, event, code } = row
  return {
    ...{ id, referral, by, reason, text, at: at.toISOString() },
    confirmed:
      confirmed_by === null || confirmed_at === null
        ? null
        : { by: confirmed_by, at: confirmed_at.toISOString() },
    reviewed:
      reviewed_by === null || reviewed_at === null || finding === null
        ? null
        : { by: reviewed_by, at: reviewed_at.toISOString(), finding },
    notice: noticed === null ? null : { event, code },
  }
}
