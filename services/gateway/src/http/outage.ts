/** Tells a database that is gone from everything else that can be thrown. */
import { faultOf } from '../store/transaction.ts'

/** True when the same request can succeed once the database is back. */
export function isOutage(error: unknown): boolean {
  return faultOf(error) === 'unreachable'
}
