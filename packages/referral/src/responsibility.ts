/**
 * Who answers for the case. Responsibility belongs to the case and moves only when one side has proposed it and the
 * other has taken it, both signed (practice §6). Until the take is signed the last responsible goes on.
 */
import type { Contact, Party } from '@onward/contract'
import type { Referral } from './referral.ts'
import { otherSide, type Side } from './side.ts'
import { lastSaid, threadsOf } from './thread.ts'

/** Who answers for the case. */
export interface Responsible {
  readonly side: Side
  readonly organisation: Party
  /** The person there who has taken it; the one who offered the case is on its events. */
  readonly contact?: Contact
  /** The person at the receiver who has the referral in hand; acknowledging moves no responsibility. */
  readonly acknowledgedBy?: Contact
  /** The parties disagree about it, and have not settled it yet. */
  readonly disputed: boolean
}

/**
 * Who answers for the case of this referral, the same on both sides: each take can only follow the other side's last,
 * so they alternate. Undefined while no offer is known, and where the referral carries no responsibility.
 */
export function responsible(referral: Referral): Responsible | undefined {
  const { offer, acknowledgement } = referral.facets
  if (!offer.terms?.transfersResponsibility) return undefined
  const side = responsibleSide(referral)
  const taken = lastTake(referral, side)
  const acknowledgedBy = acknowledgement.named?.responsible
  return {
    side,
    organisation: taken?.organisation ?? (side === 'sender' ? offer.terms.from : offer.terms.to),
    ...(taken && { contact: taken.contact }),
    ...(acknowledgedBy && { acknowledgedBy }),
    disputed: openDisputes(referral).length > 0,
  }
}

/** The side that answers for the case: the receiver if it has taken it once more than it was taken back. */
export function responsibleSide(referral: Referral): Side {
  const { sender, receiver } = takes(referral)
  return receiver > sender ? 'receiver' : 'sender'
}

/** True once the receiver has taken the case, whoever answers for it since. */
export function wasHandedOver(referral: Referral): boolean {
  return takes(referral).receiver > 0
}

/** The proposals that the other side has neither taken nor refused, and that were not withdrawn. */
export function openProposals({ facets }: Referral, by: Side): readonly string[] {
  const answered = threadsOf(facets, 'takeover', otherSide(by))
  return Object.entries(threadsOf(facets, 'handover', by))
    .filter(([id, { state }]) => state === 'proposed' && !Object.hasOwn(answered, id))
    .map(([id]) => id)
}

/** The disputes that neither side has settled. */
export function openDisputes({ facets }: Referral): readonly string[] {
  const all = [...Object.keys(facets.dispute.sender), ...Object.keys(facets.dispute.receiver)]
  return all.filter(
    (id) => !Object.hasOwn(facets.settlement.sender, id) && !Object.hasOwn(facets.settlement.receiver, id),
  )
}

function takes({ facets }: Referral): Readonly<Record<Side, number>> {
  const count = (side: Side) =>
    Object.values(threadsOf(facets, 'takeover', side)).filter(({ state }) => state === 'taken').length
  return { sender: count('sender'), receiver: count('receiver') }
}

/** The newest take of a side, with the organisation that the proposal was made to. */
function lastTake({ facets, entries }: Referral, side: Side) {
  const taken = entries.findLast((entry) => entry.side === side && entry.said.type === 'handover.taken')
  if (taken?.said.type !== 'handover.taken') return undefined
  const { proposalId, responsible: contact } = taken.said.data
  const proposals = threadsOf(facets, 'handover', otherSide(side))
  const proposal = proposals[proposalId] && lastSaid(proposals[proposalId], 'handover.proposed')
  return { contact, ...(proposal && { organisation: proposal.data.to }) }
}
