/**
 * One statement per table: rows in, one insert out, whatever their number (array parameters, so that a batch
 * of two hundred is one round trip and one plan).
 */
import type { Statement } from './transaction.ts'

/** A leaf of the audit log and what opens it (security §3.2). Hashes and salts are base64url. */
export interface LeafRow {
  readonly hash: string
  readonly salt: Uint8Array
  readonly record: string
}

export interface EventRow {
  readonly id: string
  readonly author: string
  readonly referral: string
  readonly sequence: number
  readonly type: string
  readonly digest: string
  readonly at: string
  readonly recordedAt: string
  /** The inner JWS under the referral's data key. */
  readonly content: Uint8Array
}

export interface VoidRow {
  readonly digest: string
  readonly code: string
  readonly at: string
}

/** Something that waits for its number on a lane. `claims` is JSON: what its kind adds to the common claims. */
export interface PendingRow {
  readonly jti: string
  readonly lane: string
  readonly kind: 'envelope' | 'receipt' | 'proof' | 'resend' | 'tombstone'
  readonly referral?: string
  readonly sequence?: number
  readonly event?: string
  readonly claims: string
  readonly createdAt: string
}

export interface BodyRow {
  readonly jti: string
  readonly data: string
}

/** A numbered token: `digest` is over its signing input, and its bytes never change (protocol §3.2). */
export interface TokenRow {
  readonly lane: string
  readonly ep: number
  readonly seq: number
  readonly kind: string
  readonly jti: string
  readonly digest: string
  readonly token: string
}

export interface SentTokenRow extends TokenRow {
  readonly event?: string
  readonly leaf?: string
  readonly iat: number
}

/** A token of ours that its receiver has given back, with the leaf that says anew that it was sent. */
export interface GivenBackRow extends SentTokenRow {
  readonly leaf: string
}

/** Tokens that follow one another on one lane, with the leaves that they name. */
export interface Numbered {
  readonly tokens: readonly SentTokenRow[]
  readonly leaves: readonly LeafRow[]
}

export interface ReceivedTokenRow extends TokenRow {
  readonly at: string
}

export interface ReceiptOutRow {
  readonly manifest: string
  /** The lane by which the proof of its leaf is owed. */
  readonly lane: string
  readonly st: string
  readonly code?: string
  readonly event?: string
  readonly leaf: string
  readonly at: string
}

export interface ReceiptInRow {
  readonly manifest: string
  /** Digest of the event that the manifest carried; not a column, for those who wait for it. */
  readonly event: string
  readonly st: string
  readonly code?: string
  readonly leaf: string
  readonly salt: string
  readonly at: string
  readonly token: string
  readonly ownLeaf: string
  readonly receivedAt: string
}

export interface QuarantineRow {
  readonly id: string
  readonly lane: string
  readonly offset: bigint
  readonly arrivedAt: string
  readonly code: string
  readonly state: 'quarantined' | 'held' | 'parked'
  readonly until?: string
  readonly kind?: string
  readonly jti?: string
  readonly digest?: string
  readonly referral?: string
  readonly author?: string
  readonly sequence?: number
  readonly bodyHash: string
  readonly settled: boolean
}

export const insertVoids = (rows: readonly VoidRow[]): Statement =>
  insert('event_void', [
    ['digest', 'text', rows.map((row) => row.digest)],
    ['code', 'text', rows.map((row) => row.code)],
    ['at', 'timestamptz', rows.map((row) => row.at)],
  ])

/**
 * Tokens that have been sent, under the numbers that they have; another jti or number is a fault. Each names a leaf that is
 * appended in the same transaction, before.
 */
export const insertSentTokens = (rows: readonly GivenBackRow[]): Statement => ({
  name: 'insert sent tokens',
  text: `insert into lane_token (lane, ep, seq, kind, jti, digest, event, leaf_seq, iat, token)
    select lane, ep, t.seq, kind, jti, digest, event,
      (select seq from audit_leaf_pending join audit_leaf using (seq) where hash = leaf), iat, token
    from unnest($1::text[], $2::int[], $3::bigint[], $4::text[], $5::uuid[], $6::text[], $7::text[], $8::text[], $9::bigint[],
      $10::text[]) as t(lane, ep, seq, kind, jti, digest, event, leaf, iat, token)`,
  values: [
    rows.map((row) => row.lane),
    rows.map((row) => row.ep),
    rows.map((row) => row.seq),
    rows.map((row) => row.kind),
    rows.map((row) => row.jti),
    rows.map((row) => row.digest),
    rows.map((row) => row.event ?? null),
    rows.map((row) => row.leaf),
    rows.map((row) => row.iat),
    rows.map((row) => row.token),
  ],
})

export const insertQuarantine = (rows: readonly QuarantineRow[]): Statement =>
  insert('quarantine', [
    ['id', 'uuid', rows.map((row) => row.id)],
    ['lane', 'text', rows.map((row) => row.lane)],
    ['offset_', 'bigint', rows.map((row) => row.offset)],
    ['arrived_at', 'timestamptz', rows.map((row) => row.arrivedAt)],
    ['code', 'text', rows.map((row) => row.code)],
    ['state', 'text', rows.map((row) => row.state)],
    ['until', 'timestamptz', rows.map((row) => row.until ?? null)],
    ['kind', 'text', rows.map((row) => row.kind ?? null)],
    ['jti', 'uuid', rows.map((row) => row.jti ?? null)],
    ['digest', 'text', rows.map((row) => row.digest ?? null)],
    ['referral', 'uuid', rows.map((row) => row.referral ?? null)],
    ['author', 'text', rows.map((row) => row.author ?? null)],
    ['sequence', 'int', rows.map((row) => row.sequence ?? null)],
    ['body_hash', 'text', rows.map((row) => row.bodyHash)],
    ['settled', 'boolean', rows.map((row) => row.settled)],
  ])

export const insertQuarantineBodies = (rows: readonly { id: string; body: Uint8Array }[]): Statement =>
  insert('quarantine_body', [
    ['id', 'uuid', rows.map((row) => row.id)],
    ['body', 'bytea', rows.map((row) => row.body)],
  ])

type Column = readonly [name: string, type: string, values: readonly unknown[]]

/** `insert into table (columns) select * from unnest(arrays)`. Table and column names are literals of this file. */
export function insert(table: string, columns: readonly Column[], tail = ''): Statement {
  const names = columns.map(([name]) => name).join(', ')
  const arrays = columns.map(([, type], at) => `$${at + 1}::${type}[]`).join(', ')
  return {
    name: `insert ${table}`,
    text: `insert into ${table} (${names}) select * from unnest(${arrays})${tail}`,
    values: columns.map(([, , values]) => values),
  }
}
