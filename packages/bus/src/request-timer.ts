// Cures one fault of kafkajs 2.2.4: every connection runs a timer each millisecond for as long as it lives.
//
// `RequestQueue.scheduleCheckPendingRequests` computes its delay as `-1 - Date.now()` when nothing is throttled;
// Node turns the negative delay into 1 ms (and prints a TimeoutNegativeWarning), the timer finds nothing to do
// and sets itself again. It costs 2-3 % of a core when idle. Reported upstream, unreleased.

import { createRequire } from 'node:module'

/**
 * Lets the queue set its timer only when a request waits or the broker throttles us: the two cases it is for.
 * Idempotent. With another version of kafkajs that lacks the method it does nothing.
 */
export function cureRequestTimer(): void {
  // kafkajs publishes no such class, so it is loaded from its file and typed by what we check of it.
  const found: unknown = createRequire(import.meta.url)('kafkajs/src/network/requestQueue')
  if (typeof found !== 'function') return
  const prototype: unknown = found.prototype
  if (typeof prototype !== 'object' || prototype === null) return
  const original: unknown = Reflect.get(prototype, 'scheduleCheckPendingRequests')
  if (typeof original !== 'function' || cured.has(original)) return

  const needed = function scheduleIfNeeded(this: QueueState): void {
    if (this.pending.length > 0 || this.throttledUntil > Date.now()) original.call(this)
  }
  cured.add(needed)
  Reflect.set(prototype, 'scheduleCheckPendingRequests', needed)
}

interface QueueState {
  readonly pending: readonly unknown[]
  readonly throttledUntil: number
}

const cured = new WeakSet<object>()
