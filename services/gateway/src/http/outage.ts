/** Tells a database that is gone from everything else that can be thrown. */
import pg from 'pg'
import { faultOf } from '../store/transaction.ts'

// What pg and pg-pool say when there is no connection; they have no codes for it.
const GONE =
  /^(Connection terminated|timeout expired|timeout exceeded when trying|Query read timeout|Client (was closed|has encountered))|after calling end on the pool/
const NETWORK = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
])

/** True when the same request can succeed once the database is back. A defect of ours is never called an outage. */
export function isOutage(error: unknown): boolean {
  if (error instanceof pg.DatabaseError) return faultOf(error) === 'unreachable'
  if (!(error instanceof Error)) return false
  if ('code' in error && typeof error.code === 'string' && NETWORK.has(error.code)) return true
  return GONE.test(error.message)
}
