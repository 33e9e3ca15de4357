// Cures two timers of kafkajs 2.2.4 that every connection runs for as long as it lives.
//
// One each millisecond: `RequestQueue.scheduleCheckPendingRequests` computes its delay as `-1 - Date.now()` when nothing
// is throttled; Node turns the negative delay into 1 ms (and prints a TimeoutNegativeWarning), the timer finds nothing
// to do and sets itself again. It costs 2-3 % of a core when idle. Reported upstream, unreleased.
//
// One each tenth of a second: it looks whether a request has waited for longer than it may, which is seconds.

/** How often, in ms, it is looked for requests that have waited too long: so much later than they may they time out at most. */
const LOOK_EVERY_MS = 500

/** The queue of requests of a connection. */
export interface RequestQueue {
  readonly pending: readonly unknown[]
  readonly inflight: ReadonlyMap<number, Sent>
  readonly throttledUntil: number
  readonly enforceRequestTimeout: boolean
  requestTimeoutIntervalId: NodeJS.Timeout | null
  readonly isConnected: () => boolean
  scheduleCheckPendingRequests(): void
  scheduleRequestTimeoutCheck(): void
  /** Ends its timers. */
  destroy(): void
}

interface Sent {
  /** Both in ms. */
  readonly sentAt: number
  readonly requestTimeout: number
  timeoutRequest(): void
}

/**
 * Lets the queues of this class set the first timer only when a request waits or the broker throttles us, which is what
 * it is for, and look at what is under way only as often as seconds need it.
 */
export function cureRequestTimers({ prototype }: { readonly prototype: RequestQueue }): void {
  const { scheduleCheckPendingRequests: schedule } = prototype
  prototype.scheduleCheckPendingRequests = function () {
    if (this.pending.length > 0 || this.throttledUntil > Date.now()) schedule.call(this)
  }
  prototype.scheduleRequestTimeoutCheck = function () {
    if (!this.enforceRequestTimeout) return
    this.destroy()
    this.requestTimeoutIntervalId = setInterval(() => {
      for (const sent of this.inflight.values())
        if (Date.now() - sent.sentAt > sent.requestTimeout) sent.timeoutRequest()
      if (!this.isConnected()) this.destroy()
    }, LOOK_EVERY_MS)
  }
}
