/** A referral as it reads after some steps. */
import { after, type Step } from './example.test-data.ts'
import { fold } from './fold.ts'
import type { History } from './history.ts'
import type { Referral } from './referral.ts'

export function told(...steps: readonly Step[]): Referral {
  return read(after(...steps))
}

export function read(history: History): Referral {
  const referral = fold(history)
  if (!referral) throw new Error('the history is not empty')
  return referral
}
