/** Messages that wait: held until a directory or a clock catches up, parked until their day is over. */
import type { Receiver } from '../receive.ts'
import type { QuarantinedMessage } from '../store/lane/quarantine.ts'

export interface RequeueDeps {
  readonly now: () => Date
  /** Some of them, the oldest after that one; none when it was the last. */
  readonly waiting: (now: Date, after: string | undefined) => Promise<readonly QuarantinedMessage[]>
  readonly receiver: (lane: string) => Receiver | undefined
}

/** One round: each waiting message is judged again by its lane's receiver. Resolves with 0: it never hurries. */
export async function requeue(deps: RequeueDeps): Promise<number> {
  const now = deps.now()
  for (let after: string | undefined; ; ) {
    const messages = await deps.waiting(now, after)
    for (const [lane, ofLane] of Map.groupBy(messages, (message) => message.lane))
      await deps.receiver(lane)?.again(ofLane)
    after = messages.at(-1)?.id
    if (after === undefined) return 0
  }
}
