/** What stands of the way there: the answer, the reception, the plan, and whether the person has left. Derived. */
import type { EventData } from '@onward/contract'
import { attestedAnswers } from './attested.ts'
import type { Referral } from './referral.ts'
import { otherSide, type Side } from './side.ts'
import { lastSaid, type Said, threadsOf } from './thread.ts'

export type Condition = EventData['referral.acceptedWithConditions']['conditions'][number]['code']

/**
 * True while the receiver's yes stands: its signed word, or, of a receiver without a gateway, the attested one that
 * nothing signed has replaced (practice §9).
 */
export function isAccepted(referral: Referral): boolean {
  const { state } = referral.facets.response
  if (state === 'accepted' || state === 'acceptedWithConditions') return true
  return attestedAnswers(referral).some(
    ({ data: { answer } }) => answer === 'accepted' || answer === 'acceptedWithConditions',
  )
}

/** The conditions of the yes that stands; `unnamed` if it was attested, for then nobody has signed which they are. */
export function conditions(referral: Referral): readonly Condition[] | 'unnamed' {
  const { answer } = referral.facets.response
  if (answer?.type === 'referral.acceptedWithConditions')
    return answer.data.conditions.map(({ code }) => code)
  const isAttested = attestedAnswers(referral).some(({ data }) => data.answer === 'acceptedWithConditions')
  return isAttested ? 'unnamed' : []
}

/** The reception that was arranged last and not taken back, whatever became of the arrival. */
export function reception({ facets }: Referral): Said<'reception.arranged'> | undefined {
  const last = facets.reception.said.findLast(
    ({ type }) => type === 'reception.arranged' || type === 'reception.cancelled',
  )
  return last?.type === 'reception.arranged' ? last : undefined
}

/**
 * True while somebody will be there: a reception stands and the sender has confirmed that very one, in knowledge of it.
 *
 * @param when `planning`: one that has waited in vain does not count, for nobody will be there again; `told`: it does,
 *   for who comes late was awaited
 */
export function isReceptionConfirmed(referral: Referral, when: 'planning' | 'told'): boolean {
  const { facets } = referral
  const arranged = reception(referral)
  if (!arranged) return attestedAnswers(referral).some(({ data }) => data.answer === 'receptionArranged')
  if (when === 'planning' && facets.reception.state === 'missed') return false
  const confirmed = confirmation(referral)
  return confirmed !== undefined && confirmed.seen >= arranged.sequence
}

/** What the sender has said last of the reception. */
export function confirmation({ facets }: Referral): Said<'reception.confirmed'> | undefined {
  return facets.receptionConfirmation.said.at(-1)
}

/** True while a plan stands: stated, and neither cancelled nor failed since. */
export function isPlanned({ facets }: Referral): boolean {
  const last = facets.journey.said.findLast(({ type }) => type !== 'journey.departed')
  return last?.type === 'journey.planned' || last?.type === 'journey.changed'
}

/** True if there has ever been a plan. */
export function wasPlanned({ facets }: Referral): boolean {
  return facets.journey.said.some(({ type }) => type === 'journey.planned' || type === 'journey.changed')
}

/** True while the person is on the way, by the sender's word; a change told on the way does not take it back. */
export function isUnderWay({ facets }: Referral): boolean {
  return facets.journey.said.findLast(({ type }) => type !== 'journey.changed')?.type === 'journey.departed'
}

/**
 * True while a concern that asked to stop holds the transfer back: the other side has not decided it, or has decided
 * anything but that it goes on or is postponed (a later plan is then the postponed one). A code we do not know
 * does not let it go on (R10).
 */
export function isStopped(referral: Referral): boolean {
  return (['sender', 'receiver'] as const).some((side) =>
    concerns(referral, side).some(
      ({ concernId, stopRequested }) => stopRequested && !letsGoOn(referral, otherSide(side), concernId),
    ),
  )
}

function concerns({ facets }: Referral, side: Side): readonly EventData['transfer.concernRaised'][] {
  return Object.values(threadsOf(facets, 'transferConcern', side)).flatMap((thread) => {
    const last = lastSaid(thread, 'transfer.concernRaised')
    return last ? [last.data] : []
  })
}

function letsGoOn({ facets }: Referral, side: Side, concernId: string): boolean {
  const decisions = threadsOf(facets, 'transferDecision', side)
  const thread = Object.hasOwn(decisions, concernId) ? decisions[concernId] : undefined
  const result = thread && lastSaid(thread, 'transfer.decided')?.data.result
  return result === 'goesOn' || result === 'postponed'
}

/** What the receiver has said last of the risk before the return; undefined if nothing. */
export function feedbackBeforeReturn({ facets }: Referral): EventData['assessment.feedback'] | undefined {
  return facets.assessment.said.findLast(({ data }) => data.stage === 'beforeReturn')?.data
}
