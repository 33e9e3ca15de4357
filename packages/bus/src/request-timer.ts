// Cures one fault of kafkajs 2.2.4: every connection runs a timer each millisecond for as long as it lives.
//
// `RequestQueue.scheduleCheckPendingRequests` computes its delay as `-1 - Date.now()` when nothing is throttled;
// Node turns the negative delay into 1 ms (and prints a TimeoutNegativeWarning), the timer finds nothing to do
// and sets itself again. It costs 2-3 % of a core when idle. Reported upstream, unreleased.

/** The queue of requests of a connection. */
export interface RequestQueue {
  readonly pending: readonly unknown[]
  readonly throttledUntil: number
  scheduleCheckPendingRequests(): void
}

/** Lets the queues of this class set their timer only when a request waits or the broker throttles us: what it is for. */
export function cureRequestTimer({ prototype }: { readonly prototype: RequestQueue }): void {
  const { scheduleCheckPendingRequests: schedule } = prototype
  prototype.scheduleCheckPendingRequests = function () {
    if (this.pending.length > 0 || this.throttledUntil > Date.now()) schedule.call(this)
  }
}
