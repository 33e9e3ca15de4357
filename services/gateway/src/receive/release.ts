/**
 * Releasing a quarantined message, once an operator and a focal point agree: the same checks on the same bytes
 * with the arrival time first recorded, 12 and 13 taken as settled, nothing else skipped (protocol §7).
 */
import { newLeaf } from '../log/leaf.ts'
import type { Receiver } from '../receive.ts'
import type { QuarantinedMessage } from '../store/lane/quarantine.ts'
import type { LeafRow } from '../store/rows.ts'
import type { Refused } from '../submit.ts'

export interface ReleaseDeps {
  readonly now: () => Date
  readonly find: (id: string) => Promise<QuarantinedMessage | undefined>
  readonly isReceipted: (manifest: string) => Promise<boolean>
  readonly receiver: (lane: string) => Receiver | undefined
  readonly append: (leaf: LeafRow) => Promise<void>
}

/** What became of the message: its outcome, or `waiting` when it still waits for another. */
export interface Released {
  readonly outcome: string
  readonly code?: string | undefined
}

/** Tries the message again. A message that has been answered with a final receipt is never revived. */
export async function release(deps: ReleaseDeps, id: string): Promise<Released | Refused> {
  const message = await deps.find(id)
  const receiver = message && deps.receiver(message.lane)
  if (message?.digest && (await deps.isReceipted(message.digest))) {
    return refuse('REJECTED_FINAL', 'its sender has a final receipt for it; only its sender can say it anew')
  }
  // Of what was recorded as void no bytes are kept here either, but that was refused above.
  if (!message?.body || !receiver) return refuse('ERASED', 'the bytes of this message are no longer kept')
  const digest = message.digest ?? message.id
  await deps.append(newLeaf({ kind: 'quarantine.released', digest, at: deps.now().toISOString() }))
  await receiver.again([{ ...message, settled: message.settled || message.digest !== null }])
  const after = await deps.find(id)
  if (after?.outcome)
    return { outcome: after.outcome, ...(after.outcomeCode === null ? {} : { code: after.outcomeCode }) }
  return { outcome: 'waiting' }
}

function refuse(code: string, reason: string): Refused {
  return { accepted: false, code, reason }
}
