/** What may be told back about the person, and whether the person wants to be asked at all (practice §2, §11). */
import type { Permission, SectionName } from '@onward/contract'
import { currentScope } from './consent.ts'
import type { Referral } from './referral.ts'
import type { Statement } from './statement.ts'

/** What the person has chosen for the way back. */
export type WayBack = NonNullable<Permission['wayBack']>

/**
 * What the receiver may tell the sender; undefined before it has taken the case over, while both prepare it. It goes on
 * when the case is handed back: what the former receiver learns of the person then is no more the sender's than before.
 * Codes only unless the person chose otherwise; never sections once nothing may be shared.
 */
export function wayBack(referral: Referral): WayBack | undefined {
  const { takeover, consent } = referral.facets
  if (!Object.values(takeover.receiver).some(({ state }) => state === 'taken')) return undefined
  const chosen = consent.permission?.wayBack ?? codesOnly
  return chosen.content === 'sections' && !currentScope(referral) ? codesOnly : chosen
}

const codesOnly: WayBack = { content: 'codesOnly' }

/** The sections that a statement tells of, by what it is or by its words; codes about a step tell of none. */
export function toldBack({ type, data }: Statement): readonly SectionName[] {
  switch (type) {
    case 'data.corrected':
    case 'person.asked':
      return data.dataScope
    case 'support.planShared':
    case 'records.provided':
      return ['case']
    case 'case.closed':
      return data.cas_ReasonForCaseClosure ? ['case'] : []
    case 'handover.proposed':
    case 'referral.declined':
      return data.note ? ['case'] : []
    case 'referral.acceptedWithConditions':
      return data.conditions.some(({ note }) => note) ? ['case'] : []
    case 'child.planReviewed':
      return data.note ? ['child'] : []
    case 'family.assessmentReported':
    case 'assessment.feedback':
      return data.note ? ['risk'] : []
    case 'reception.arranged':
    case 'transfer.concernRaised':
      return data.note ? ['return'] : []
    default:
      return []
  }
}

/**
 * True when the person wants to be asked nothing more: said so to either side, or chose no follow-ups. What the person
 * chose later, in knowledge of it, counts instead.
 */
export function wantsNoContact({ facets }: Referral): boolean {
  const { wishes, followUpPlan } = facets
  const plan = followUpPlan.said.at(-1)
  if (plan?.data.none === true) return true
  const chosen = plan?.data.chosenByPerson === true ? plan : undefined
  const isLater = (sequence: number, known: number | undefined) => known === undefined || sequence > known
  const isWish = ({ said }: (typeof wishes.sender.list)[number]) => said.kind === 'noContact'
  return (
    wishes.receiver.list.some((wish) => isWish(wish) && isLater(wish.sequence, chosen?.sequence)) ||
    wishes.sender.list.some((wish) => isWish(wish) && isLater(wish.sequence, chosen?.seen))
  )
}
