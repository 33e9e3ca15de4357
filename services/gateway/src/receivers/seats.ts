/** Who may speak where an organisation with a seat here is concerned (practice §9): the guest on what is its own, and nobody for it. */
import { fold } from '@onward/referral'
import type { Actor } from '../actor.ts'
import type { KnownReferral } from '../case/known-referral.ts'
import { type IsHosted, reachOf } from '../rights/reading.ts'

/**
 * `unknown`: a guest asks for what is not its own, and is not to learn of it. `guest`: a hosted organisation is this
 * member's party here, and the actor is of another that nobody has named.
 */
export type Seating = 'open' | 'unknown' | 'guest'

/** How an actor stands to a referral. The gateway itself notes what is due everywhere. */
export function seatingOf(known: KnownReferral, actor: Actor, isHosted: IsHosted): Seating {
  if (actor.role === 'gateway') return 'open'
  const isGuest = isHosted(actor.organisation)
  const party = partyOf(known, actor.member)
  if (!isGuest && (party === undefined || !isHosted(party))) return 'open'
  const referral = fold(known.history)
  // A link reads what it was issued for, and its organisation is no guest.
  const role = actor.role === 'link' ? 'caseworker' : actor.role
  if (referral && reachOf(referral, { ...actor, role }, isHosted) !== 'metadata') return 'open'
  return isGuest ? 'unknown' : 'guest'
}

/** This member's organisation, by whatever began the referral: read without folding it, since it is asked at each command. */
function partyOf({ history, sender }: KnownReferral, member: string): string | undefined {
  for (const { event } of history) {
    const { data } = event
    if ('from' in data && 'to' in data && 'caseRef' in data)
      return (sender === member ? data.from : data.to).organisation
  }
  return undefined
}
