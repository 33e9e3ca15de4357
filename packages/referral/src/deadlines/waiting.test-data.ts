/** What is due after some steps, by a calendar that can be checked by hand. */
import { add } from '../calendar.test-data.ts'
import { after, agreement, at, type Step } from '../example.test-data.ts'
import { fold } from '../fold.ts'
import type { History } from '../history.ts'
import { type Deadline, type DeadlineTerms, deadlines } from './deadlines.ts'

export { add } from '../calendar.test-data.ts'

/** What is due after these steps. */
export function dueAfter(steps: readonly Step[], terms: Partial<DeadlineTerms> = {}): readonly Deadline[] {
  return dueIn(after(...steps), terms)
}

/** What is due in a referral with this history. */
export function dueIn(history: History, terms: Partial<DeadlineTerms> = {}): readonly Deadline[] {
  const referral = fold(history)
  return referral ? deadlines(referral, { now: at, agreement, add, ...terms }) : []
}

export function find(due: readonly Deadline[], id: string): Deadline | undefined {
  return due.find((deadline) => deadline.id === id)
}
