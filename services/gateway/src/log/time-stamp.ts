/**
 * Has the newest checkpoint of our log time-stamped by an authority that is no member (RFC 3161), at most so often: a
 * checkpoint commits to all before it, so one now and then is enough (security.md §1.6). Nothing waits for it.
 */
import { checkAnswer, TimeStampError, timeStampRequest } from '@onward/evidence/time-stamp'
import type { Checkpoint } from '../store/log.ts'
import type { TimeStamp } from '../store/time-stamp.ts'

export interface TimeStampDeps {
  readonly now: () => Date
  /** At most one within this. */
  readonly everyMs: number
  readonly last: () => Promise<Checkpoint | undefined>
  readonly lastStamped: () => Promise<Pick<TimeStamp, 'size' | 'at'> | undefined>
  /** Posts a request to the authority. Rejects when there is no answer. */
  readonly ask: (request: Uint8Array) => Promise<Uint8Array>
  readonly keep: (stamp: TimeStamp) => Promise<void>
  readonly failed: (code: string) => void
}

/** One pass. An answer is kept only if it grants what was asked; whether its signer is to be trusted, its readers say. */
export async function timeStamp(deps: TimeStampDeps): Promise<void> {
  const { now, everyMs } = deps
  const [checkpoint, stamped] = await Promise.all([deps.last(), deps.lastStamped()])
  if (!checkpoint || (stamped && checkpoint.size <= stamped.size)) return
  if (stamped && now().getTime() < stamped.at.getTime() + everyMs) return
  // The note as the log signed it, before any witness did.
  const over = Buffer.from(checkpoint.note)
  const request = timeStampRequest(over)
  const answer = await granted(deps, over, request)
  if (answer) await deps.keep({ size: checkpoint.size, note: checkpoint.note, answer, at: now() })
}

async function granted(
  { ask, failed }: TimeStampDeps,
  over: Uint8Array,
  request: Uint8Array,
): Promise<Uint8Array | undefined> {
  try {
    const answer = await ask(request)
    checkAnswer(answer, over, request)
    return answer
  } catch (error) {
    failed(error instanceof TimeStampError ? error.code : 'TIME_STAMP_UNREACHABLE')
    return undefined
  }
}
