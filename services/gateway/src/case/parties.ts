/** The organisations of the two members between whom something was begun. */
import type { Party } from '@onward/contract'
import type { Referral } from '@onward/referral'

/** Who offers and who is asked, by what the referral was opened with; undefined while that is still on its way. */
export function partiesOf({
  facets,
  entries,
}: Referral): { readonly from: Party; readonly to: Party } | undefined {
  if (facets.offer.terms) return facets.offer.terms
  for (const { said, side } of entries) {
    const { data } = said
    if (side === 'sender' && 'caseRef' in data && 'from' in data && 'to' in data) return data
  }
  return undefined
}
