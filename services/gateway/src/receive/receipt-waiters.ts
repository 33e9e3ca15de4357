/** Callers that wait for a receipt (RFC 7240 `Prefer: wait`): told in this process at once, else they look. */
import type { Change } from '../store/commit.ts'

export interface ReceiptSummary {
  readonly st: string
  readonly code?: string | undefined
  readonly at: string
}

export interface ReceiptWaiters {
  /** The final receipt of the event with this digest, or undefined when none came within `ms`. */
  wait(event: string, ms: number): Promise<ReceiptSummary | undefined>
  /** Receipts were committed. */
  told(change: Change): void
}

/** How often a waiter looks by itself: the receipt may have come to another replica. */
const LOOK_MS = 1_000

export function receiptWaiters(look: (event: string) => Promise<ReceiptSummary | undefined>): ReceiptWaiters {
  const waiting = new Map<string, Set<(receipt: ReceiptSummary) => void>>()

  return {
    wait(event, ms) {
      return new Promise((resolve, reject) => {
        const waiters = waiting.get(event) ?? new Set()
        waiting.set(event, waiters)
        const end = (receipt: ReceiptSummary | undefined) => {
          clearInterval(looking)
          clearTimeout(over)
          waiters.delete(end)
          if (waiters.size === 0) waiting.delete(event)
          resolve(receipt)
        }
        const once = () =>
          look(event).then(
            (receipt) => receipt && end(receipt),
            (error) => {
              end(undefined)
              reject(error)
            },
          )
        const looking = setInterval(once, LOOK_MS)
        const over = setTimeout(() => end(undefined), ms)
        waiters.add(end)
      })
    },
    told(change) {
      for (const { event, st, code, at } of change.receiptsIn ?? []) {
        if (st === 'erased') continue
        for (const end of waiting.get(event) ?? []) end({ st, code, at })
      }
    },
  }
}
