/** What never waits for the post. */
import type { Statement } from './statement.ts'

/**
 * True for what takes effect on arrival even when an earlier event of its author is still missing: a person's
 * withdrawal, a cancellation, and an incident (protocol §4).
 */
export function overtakes({ type, data }: Statement): boolean {
  switch (type) {
    case 'consent.withdrawn':
    case 'referral.cancelled':
    case 'incident.reported':
    case 'incident.updated':
      return true
    case 'wishes.recorded':
      return data.kind === 'withdrawal'
    default:
      return false
  }
}
