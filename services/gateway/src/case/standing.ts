/** Who answers for a case as a whole: responsibility belongs to the case, never to one referral of it (practice §6). */
import { fold, responsible } from '@onward/referral'
import type { KnownReferral } from './known-referral.ts'
import { partiesOf } from './parties.ts'

/** What is known of a referral without opening it. */
export interface CaseMember {
  readonly id: string
  readonly open: boolean
  readonly transfers: boolean
  readonly status: string
}

export interface CaseStanding {
  /** Null while that cannot be told: what the case began with is still on its way, or erased. */
  readonly responsible: { readonly member: string; readonly organisation: string } | null
  /** The open referrals that move responsibility. More than one only where two cases were found to be one. */
  readonly carriedBy: readonly string[]
}

/**
 * The standing of a case whose referrals are given, the oldest first. An open referral that moves responsibility says
 * who has it; else one that ended with somebody having it; else whoever began the case still has it.
 */
export async function caseStanding(
  referrals: readonly CaseMember[],
  load: (referral: string) => Promise<KnownReferral | undefined>,
): Promise<CaseStanding> {
  const carrying = referrals.filter(({ open, transfers }) => open && transfers)
  const ended = referrals.filter(({ status, transfers }) => transfers && status === 'closed')
  const telling = carrying.at(-1) ?? ended.at(-1)
  const [oldest] = referrals
  const known = telling ?? oldest
  const referral = known && fold((await load(known.id))?.history ?? [])
  const party = referral && (telling ? responsible(referral)?.organisation : partiesOf(referral)?.from)
  return {
    responsible: party ? { member: party.member, organisation: party.organisation } : null,
    carriedBy: carrying.map(({ id }) => id),
  }
}
