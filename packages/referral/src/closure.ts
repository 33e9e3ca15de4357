/** Whether the case is closed. Either side may close it and either may open it again; nothing here is final. */
import type { Entry, Referral } from './referral.ts'

/**
 * The closing that stands: one that nobody has reopened in knowledge of it. So a closing and a reopening that cross
 * leave the case closed, on both sides, until somebody who has seen the closing reopens it.
 */
export function closing({ entries }: Referral): Entry | undefined {
  const reopenings = entries.filter(({ said }) => said.type === 'case.reopened')
  return entries.findLast(
    (entry) => entry.said.type === 'case.closed' && !reopenings.some((reopening) => knows(reopening, entry)),
  )
}

/** True when the author of `later` had `earlier` before it. */
export function knows(later: Entry, earlier: Entry): boolean {
  return later.side === earlier.side ? later.sequence > earlier.sequence : later.seen >= earlier.sequence
}
