// What waits to be sent on one lane: records in order, cut into batches, each answered to whoever asked. No I/O.

import { BusError } from './fault.ts'

/** The most one batch of a lane may hold: Kafka's limit (1 MB) is for the whole batch. */
export interface BatchLimit {
  readonly bytes: number
  readonly records: number
}

interface Job {
  readonly lane: string
  readonly since: number
  readonly refused: number[]
  left: number
  resolve(): void
  reject(error: BusError): void
}

interface WaitingRecord {
  readonly value: Uint8Array
  readonly index: number
  readonly job: Job
}

/**
 * The queue of one lane. A batch, once cut, stays the lane's batch until it is acknowledged or refused, so that
 * repeating it never lets a later record overtake.
 */
export class LaneQueue {
  readonly lane: string
  /** Sends this lane's batch in a request of its own: another lane's refusal would hide in a shared one. */
  isAlone = false
  /** Not before this moment (ms): the lane's broker has just refused for want of a leader or replicas. */
  notBefore = 0
  /** How often in a row this lane has failed for want of a leader or replicas. */
  failures = 0

  readonly #limit: BatchLimit
  #records: WaitingRecord[] = []
  #batch: WaitingRecord[] = []
  #single = 0

  constructor(lane: string, limit: BatchLimit) {
    this.lane = lane
    this.#limit = limit
  }

  get isEmpty(): boolean {
    return this.#batch.length + this.#records.length === 0
  }

  get size(): number {
    return this.#batch.length + this.#records.length
  }

  /** When the oldest record began to wait. */
  get since(): number | undefined {
    return (this.#batch[0] ?? this.#records[0])?.job.since
  }

  /** Adds the values of one call; resolves when all are written. */
  add(values: readonly Uint8Array[], since: number): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const job: Job = { lane: this.lane, since, refused: [], left: values.length, resolve, reject }
    for (const [index, value] of values.entries()) {
      const record = { value, index, job }
      // Never sent: a request beyond the broker's own limit would cut the connection, for ever.
      if (weight(record) > this.#limit.bytes) refuse(record)
      else this.#records.push(record)
    }
    if (values.length === 0) resolve()
    return promise
  }

  /** The values to send now: the batch under way if there is one, else as many as fit. */
  take(): readonly Uint8Array[] {
    if (this.#batch.length === 0) {
      const most = this.#single > 0 ? 1 : this.#limit.records
      let bytes = 0
      let count = 0
      for (const record of this.#records) {
        bytes += weight(record)
        if (count === most || (count > 0 && bytes > this.#limit.bytes)) break
        count += 1
      }
      this.#batch = this.#records.splice(0, count)
    }
    return this.#batch.map((record) => record.value)
  }

  /** The broker has the batch. */
  acknowledged(): void {
    const batch = this.#endBatch()
    this.failures = 0
    this.isAlone = this.#single > 0
    for (const { job } of batch) settle(job)
  }

  /** The broker says the batch is too large: tries its records one by one, then refuses the one that is. */
  tooLarge(): void {
    const [first, ...others] = this.#batch
    if (first === undefined) return
    if (others.length > 0) {
      this.#single = this.#batch.length
      this.#records.unshift(...this.#batch)
      this.#batch = []
      return
    }
    this.#endBatch()
    this.isAlone = this.#single > 0
    refuse(first)
  }

  /** Rejects everything that waits. Nothing behind a refused batch may go out before it. */
  reject(error: BusError): void {
    const records = [...this.#batch, ...this.#records]
    this.#batch = []
    this.#records = []
    this.#single = 0
    this.isAlone = false
    for (const job of new Set(records.map((record) => record.job))) job.reject(error)
  }

  #endBatch(): WaitingRecord[] {
    const batch = this.#batch
    this.#batch = []
    this.#single = Math.max(0, this.#single - batch.length)
    return batch
  }
}

// Length fields, offsets, timestamp and the one header of a record, generously.
const overhead = 128

function weight({ value }: WaitingRecord): number {
  return value.byteLength + overhead
}

function refuse({ job, index }: WaitingRecord): void {
  job.refused.push(index)
  settle(job)
}

function settle(job: Job): void {
  job.left -= 1
  if (job.left > 0) return
  if (job.refused.length === 0) {
    job.resolve()
    return
  }
  const indices = job.refused.toSorted((a, b) => a - b)
  job.reject(new BusError('TOO_LARGE', `too large for ${job.lane}: ${indices.length} record(s)`, { indices }))
}
