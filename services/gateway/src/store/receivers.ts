/** Receivers without a gateway: answers that one worker has noted, and links by which one referral is answered (R52). */
import { appendLeaves } from './batch.ts'
import { type IdempotencyRow, insertIdempotency } from './idempotency.ts'
import type { LeafRow } from './rows.ts'
import type { Store } from './transaction.ts'

export interface NotedRow {
  readonly id: string
  readonly referral: string
  /** The actor's attribute. */
  readonly by: string
  readonly at: string
  /** Under the referral's data key, bound to the id. */
  readonly content: Uint8Array
}

export async function insertNote(store: Store, { id, referral, by, at, content }: NotedRow, leaf: LeafRow) {
  await store.transact([
    {
      name: 'note answer',
      text: 'insert into noted_answer (id, referral, by, at, content) values ($1, $2, $3, $4, $5)',
      values: [id, referral, by, at, content],
    },
    appendLeaves([leaf]),
  ])
}

/** The notes on a referral, the oldest first. */
export async function notesOf(store: Store, referral: string): Promise<readonly NotedRow[]> {
  const rows = await store.read<Omit<NotedRow, 'at'> & { at: Date }>({
    name: 'notes of',
    text: 'select id, referral, by, at, content from noted_answer where referral = $1 order by at, id limit 200',
    values: [referral],
  })
  return rows.map(({ at, ...row }) => ({ ...row, at: at.toISOString() }))
}

/** A link as it is kept: of its secrets only what recognises them. */
export interface LinkRow {
  readonly id: string
  readonly referral: string
  readonly organisation: string
  /** The functional post that it is for, and what the organisation is in this referral. */
  readonly post: string
  readonly role: string
  readonly issuedBy: string
  readonly issuedAt: string
  readonly expiresAt: string
  readonly unlockedAt: string | null
  readonly revokedAt: string | null
  readonly tries: number
}

export interface NewLink extends Omit<LinkRow, 'unlockedAt' | 'revokedAt' | 'tries'> {
  /** SHA-256 of the random part of the address. */
  readonly address: Uint8Array
  readonly salt: Uint8Array
  /** scrypt of the code. */
  readonly code: Uint8Array
}

/** @throws unique_violation on `idempotency_pkey` when the key has been used */
export async function insertLink(
  store: Store,
  link: NewLink,
  leaf: LeafRow,
  idempotency: Omit<IdempotencyRow, 'at'>,
): Promise<void> {
  await store.transact([
    insertIdempotency({ ...idempotency, at: link.issuedAt }),
    {
      name: 'issue link',
      text: `insert into link (id, referral, organisation, post, role, issued_by, issued_at, expires_at, address, salt, code)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      values: [
        ...[link.id, link.referral, link.organisation, link.post, link.role, link.issuedBy],
        ...[link.issuedAt, link.expiresAt, link.address, link.salt, link.code],
      ],
    },
    appendLeaves([leaf]),
  ])
}

const COLUMNS =
  'id, referral, organisation, post, role, issued_by, issued_at, expires_at, unlocked_at, revoked_at, tries'

/** The links of a referral, the newest first. */
export async function linksOf(store: Store, referral: string): Promise<readonly LinkRow[]> {
  const rows = await store.read<LinkColumns>({
    name: 'links of',
    text: `select ${COLUMNS} from link where referral = $1 order by issued_at desc, id limit 200`,
    values: [referral],
  })
  return rows.map(link)
}

/** Takes one of the tries that a link has for its code, if it has one left and is open; else undefined. */
export async function takeTry(
  store: Store,
  address: Uint8Array,
  now: string,
): Promise<{ readonly link: LinkRow; readonly salt: Buffer; readonly code: Buffer } | undefined> {
  const [row] = await store.read<LinkColumns & { salt: Buffer; code: Buffer }>({
    name: 'take try',
    text: `update link set tries = tries + 1 where address = $1 and tries < 5 and unlocked_at is null
      and revoked_at is null and expires_at > $2 returning ${COLUMNS}, salt, code`,
    values: [address, now],
  })
  return row && { link: link(row), salt: row.salt, code: row.code }
}

/** Gives the link to one session, once. False: somebody else was first, or it was revoked meanwhile. */
export async function unlock(
  store: Store,
  { id, session, at, until }: { id: string; session: Uint8Array; at: string; until: string },
): Promise<boolean> {
  const rows = await store.read({
    name: 'unlock link',
    text: `update link set unlocked_at = $3, session = $2, session_until = $4
      where id = $1 and unlocked_at is null and revoked_at is null returning id`,
    values: [id, session, at, until],
  })
  return rows.length > 0
}

/** The open link at this address that this session has unlocked. */
export async function linkOf(
  store: Store,
  { address, session, now }: { address: Uint8Array; session: Uint8Array; now: string },
): Promise<LinkRow | undefined> {
  const [row] = await store.read<LinkColumns>({
    name: 'link of',
    text: `select ${COLUMNS} from link where address = $1 and session = $2 and session_until > $3
      and expires_at > $3 and revoked_at is null`,
    values: [address, session, now],
  })
  return row && link(row)
}

/** Ends a link of a referral. False: there is no such link that is still open. */
export async function revokeLink(
  store: Store,
  { id, referral, by, at }: { id: string; referral: string; by: string; at: string },
): Promise<boolean> {
  const rows = await store.read({
    name: 'revoke link',
    text: 'update link set revoked_at = $4, revoked_by = $3 where id = $1 and referral = $2 and revoked_at is null returning id',
    values: [id, referral, by, at],
  })
  return rows.length > 0
}

interface LinkColumns {
  readonly id: string
  readonly referral: string
  readonly organisation: string
  readonly post: string
  readonly role: string
  readonly issued_by: string
  readonly issued_at: Date
  readonly expires_at: Date
  readonly unlocked_at: Date | null
  readonly revoked_at: Date | null
  readonly tries: number
}

function link(row: LinkColumns): LinkRow {
  const { id, referral, organisation, post, role, tries } = row
  return {
    ...{ id, referral, organisation, post, role, tries },
    issuedBy: row.issued_by,
    issuedAt: row.issued_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    unlockedAt: row.unlocked_at?.toISOString() ?? null,
    revokedAt: row.revoked_at?.toISOString() ?? null,
  }
}
