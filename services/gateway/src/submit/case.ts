/** To which local case a new referral belongs, and what the record refuses of it. */
import { type Decision, refusalBy, ruleNamed } from '@onward/referral'
import type { CaseEntry } from '../store/commit.ts'
import type { Command, Refused, SubmitDeps } from '../submit.ts'

/** The local case that a new referral belongs to, and whether it is to move responsibility for that case. */
export async function entryOf(
  { load }: Pick<SubmitDeps, 'load'>,
  { localCase }: Command,
  { data }: Extract<Decision, { accepted: true }>,
): Promise<CaseEntry> {
  const previous = 'previousReferral' in data ? data.previousReferral : undefined
  return {
    localCase: localCase ?? (previous === undefined ? undefined : (await load(previous))?.localCase),
    transfers: 'transfersResponsibility' in data && data.transfersResponsibility,
  }
}

/** What only the record knows, since it sees every referral of the case at once. */
export function refusedByCase(committed: 'case-unknown' | 'case-carried'): Refused {
  if (committed === 'case-unknown')
    return {
      accepted: false,
      code: 'CASE_NOT_FOUND',
      reason: 'there is no such case here',
      remedy: 'leave it out, and a new case begins',
    }
  const rule = ruleNamed('one-responsible-per-case')
  if (!rule) throw new Error('the rules do not know what the record has refused')
  return refusalBy(rule)
}
