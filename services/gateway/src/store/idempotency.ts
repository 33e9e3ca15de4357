/** Commands that were carried out before under the same Idempotency-Key (protocol §7). */
import type { Statement, Store } from './transaction.ts'

export interface IdempotencyScope {
  readonly principal: string
  readonly method: string
  readonly path: string
  readonly key: string
}

export interface Remembered {
  readonly request: Buffer
  readonly status: number
  readonly referral: string | null
  readonly event: string | null
}

/** What this key did before, if it did anything. */
export async function remembered(
  store: Store,
  { principal, method, path, key }: IdempotencyScope,
): Promise<Remembered | undefined> {
  const [row] = await store.read<Remembered & { status: number }>({
    name: 'remembered',
    text: 'select request, status, referral, event from idempotency where principal = $1 and method = $2 and path = $3 and key = $4',
    values: [principal, method, path, key],
  })
  return row
}

/** A key and its effect, recorded in the effect's own transaction. */
export interface IdempotencyRow {
  readonly principal: string
  readonly method: string
  readonly path: string
  readonly key: string
  /** HMAC-SHA-256 of the request body under a member key. */
  readonly request: Uint8Array
  readonly status: number
  readonly referral?: string | undefined
  readonly event?: string | undefined
  readonly at: string
}

/** @throws unique_violation on `idempotency_pkey` when another replica recorded the key first */
export const insertIdempotency = (row: IdempotencyRow): Statement => ({
  name: 'idempotency',
  text: 'insert into idempotency values ($1, $2, $3, $4, $5, $6, $7, $8, $9)',
  values: [
    row.principal,
    row.method,
    row.path,
    row.key,
    row.request,
    row.status,
    row.referral ?? null,
    row.event ?? null,
    row.at,
  ],
})
