/** Commands that were carried out before under the same Idempotency-Key (protocol §7). */
import type { Store } from './transaction.ts'

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
export async function remembered(store: Store, { principal, method, path, key }: IdempotencyScope): Promise<Remembered | undefined> {
  const [row] = await store.read<Remembered & { status: number }>({
    name: 'remembered',
    text: 'select request, status, referral, event from idempotency where principal = $1 and method = $2 and path = $3 and key = $4',
    values: [principal, method, path, key],
  })
  return row
}
