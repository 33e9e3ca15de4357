/**
 * What this process has just committed for a lane, handed to its relay so that it need not be read back. A short cut,
 * never the truth: that is the pending row. What nobody hands over (another replica's, what a crash left, what did not
 * fit) is found by reading, and what was handed over and waits no more is refused by `number_lane`.
 */
import type { Pending } from '../store/lane/outbox.ts'
import type { PendingRow } from '../store/rows.ts'

export interface Handed {
  /** Rows whose commit has just been confirmed. */
  hand(rows: readonly PendingRow[]): void
  /** There may be rows that nobody hands over: the next `take` says that the record must be read. */
  look(): void
  /** What to number next, at most `limit` rows; undefined when the record is to be read instead. */
  take(limit: number): readonly Pending[] | undefined
  /** These have been read, so whoever hands them over comes late. */
  found(rows: readonly Pending[]): void
}

/** More than this is read when its turn comes; bodies are not held for ever either. */
const MOST = 500

export function handedRows(): Handed {
  let rows: Pending[] = []
  let mustLook = true
  let read: ReadonlySet<string> = new Set()

  const look = () => {
    rows = []
    mustLook = true
  }
  return {
    look,
    hand(committed) {
      if (!committed.every(isFirst) || rows.length + committed.length > MOST) look()
      if (mustLook) return
      for (const { jti, kind, event = null, claims } of committed) rows.push({ jti, kind, event, claims })
    },
    take(limit) {
      rows = rows.filter(({ jti }) => !read.has(jti))
      if (!mustLook && rows.length > 0) return rows.splice(0, limit)
      // From here on what is committed is handed over, or in what is about to be read, or both.
      mustLook = false
      return undefined
    },
    found(pending) {
      read = new Set(pending.map(({ jti }) => jti))
    },
  }
}

/** Not so of a later event: whether an earlier one of the same referral still waits, the record alone knows. */
export function isFirst({ kind, sequence }: PendingRow): boolean {
  return kind !== 'envelope' || sequence === 1
}
