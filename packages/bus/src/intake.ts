// What one lane has brought and nobody has taken yet: judges every offset, so that nothing is skipped. No I/O.

/** One message of a lane as the log holds it. */
export interface LaneMessage {
  readonly offset: bigint
  /** Exactly the bytes that were written; empty for a record without a value. */
  readonly value: Uint8Array
  /** When the broker appended it, milliseconds since the epoch. */
  readonly timestamp: number
}

/**
 * - `taken` some messages were new; `last` is the last one taken
 * - `old` all of them lie before the position: an answer to an older request, or the log has begun anew
 * - `gap` the first new one lies behind the position: something between them is missing
 */
export type Admission =
  | { readonly verdict: 'taken'; readonly last: bigint }
  | { readonly verdict: 'old' }
  | { readonly verdict: 'gap' }

/** The waiting room of one lane. `next` is the offset that must come next. */
export class Intake {
  #next: bigint
  #waiting: LaneMessage[] = []
  #bytes = 0

  constructor(next: bigint) {
    this.#next = next
  }

  get next(): bigint {
    return this.#next
  }

  get isEmpty(): boolean {
    return this.#waiting.length === 0
  }

  /** Full enough that fetching on would only fill memory. */
  get isFull(): boolean {
    return this.#waiting.length >= fullAt.messages || this.#bytes >= fullAt.bytes
  }

  /** Takes in what a fetch brought, up to the first hole: what lies behind it is fetched again and judged then. */
  admit(messages: readonly LaneMessage[]): Admission {
    const fresh = messages.filter(({ offset }) => offset >= this.#next)
    const [first] = fresh
    if (first === undefined) return { verdict: 'old' }
    if (first.offset > this.#next) return { verdict: 'gap' }
    for (const message of fresh) {
      if (message.offset !== this.#next) break
      this.#waiting.push(message)
      this.#bytes += message.value.byteLength
      this.#next += 1n
    }
    return { verdict: 'taken', last: this.#next - 1n }
  }

  /** Goes on at another offset. What waits already stays: it was there, and comes first. */
  moveTo(next: bigint): void {
    this.#next = next
  }

  /** Hands out what waits, at most `most` messages. */
  take(most: number): LaneMessage[] {
    const batch = this.#waiting.splice(0, most)
    for (const { value } of batch) this.#bytes -= value.byteLength
    return batch
  }
}

const fullAt = { messages: 1_000, bytes: 2_000_000 } as const

/** Where to read on, and whether the stored position had to be given up. */
export interface Start {
  readonly at: bigint
  readonly isLost: boolean
}

/**
 * Decides where to read on, given the stored position (negative: nothing stored yet) and what the log holds.
 * A position outside the log is lost: before it, messages have expired unread; behind it, the log has been lost or
 * made anew. Either way everything there is gets read, and the inbox drops what it knows.
 */
export function startOf(position: bigint, { first, next }: { first: bigint; next: bigint }): Start {
  const wanted = position < 0n ? 0n : position
  if (wanted < first || wanted > next) return { at: first, isLost: true }
  return { at: wanted, isLost: false }
}
