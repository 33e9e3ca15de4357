/** How those stand here that are accepted together with a referral, or not at all (practice §5). */
import { fold, keptTogether, type Linked, status } from '@onward/referral'
import type { KnownReferral } from './known-referral.ts'

/** The commands for which it is asked; every other one costs nothing. */
const asking: readonly string[] = ['accept', 'acceptWithConditions', 'decline', 'redirect', 'planJourney']

/**
 * The standing of each referral that this one names and that is known here between the same two members; one that is not,
 * or of which the content is erased, is left out, and the rules take it for not accepted.
 */
export async function linkedTo(
  known: KnownReferral | undefined,
  verb: string,
  load: (referral: string) => Promise<KnownReferral | undefined>,
): Promise<readonly Linked[]> {
  const referral = known && asking.includes(verb) ? fold(known.history) : undefined
  if (!referral) return []
  const others = await Promise.all(keptTogether(referral).map((id) => load(id)))
  return others.flatMap((other) => {
    const read = other && fold(other.history)
    // An id that names a referral with somebody else tells nothing here: it was never said to this peer.
    const isBetweenThem = read?.sender === referral.sender && read.receiver === referral.receiver
    return read && isBetweenThem ? [{ referral: read.id, status: status(read) }] : []
  })
}
