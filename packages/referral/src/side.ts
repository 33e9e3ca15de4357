/** The two parties of a referral. */

/** The party that offers, or the one to whom it is offered. */
export type Side = 'sender' | 'receiver'

/** The two member codes. */
export interface Parties {
  readonly sender: string
  readonly receiver: string
}

/** Which side a member is on; undefined for a stranger to this referral. */
export function sideOf({ sender, receiver }: Parties, member: string): Side | undefined {
  if (member === sender) return 'sender'
  return member === receiver ? 'receiver' : undefined
}

/** The other one of the two. */
export function otherSide(side: Side): Side {
  return side === 'sender' ? 'receiver' : 'sender'
}
