/** Referrals that belong to this one: of those who travel with the person. */
import type { Referral } from './referral.ts'
import { lastSaid } from './thread.ts'

/**
 * The referrals with which this one is accepted together or not at all: those linked so, and those of companions who must
 * not be parted from the person. A companion without a referral of its own, such as a child with a safe caring parent,
 * travels on this one and is not among them. Each of two referrals names the other, or only one is held back.
 */
export function keptTogether({ facets: { links }, sections: { person } }: Referral): readonly string[] {
  const linked = Object.entries(links).filter(
    ([, thread]) => thread.state === 'linked' && lastSaid(thread, 'referral.linked')?.data.keepTogether,
  )
  const unlinked = Object.entries(links).filter(([, { state }]) => state === 'unlinked')
  const own = (person?.companions ?? []).flatMap(({ keepTogether, ownReferral }) =>
    keepTogether && ownReferral !== undefined ? [ownReferral] : [],
  )
  const apart = unlinked.map(([id]) => id)
  return [...new Set([...linked.map(([id]) => id), ...own.filter((id) => !apart.includes(id))])]
}
