/**
 * To whom an unanswered deadline is escalated. Where we owe it ourselves, to whoever stands in here. Where the other
 * side owes it, to the next recipient that the person has agreed to: as advice to the caseworker, who may offer to it.
 * Nothing is sent anywhere by itself. Nobody outside of the person's list is ever named, whatever an agreement says; and
 * whom she excluded is passed over, as is a body behind a gateway that an excluded one runs (practice §4).
 */

import type { Register } from '@onward/referral'
import {
  type Body,
  currentScope,
  type Deadline,
  isShutOut,
  type Local,
  type Referral,
} from '@onward/referral'

/** What decides besides the referral who may be named. */
export interface Ways {
  readonly local: Pick<Local, 'excluded'>
  readonly register: Register
}

/** `<member>/<organisation>[/<staff id>]`, or `<member>` for any body of it; undefined when there is nobody to name. */
export function escalatedTo(
  referral: Referral,
  { owedBy }: Deadline,
  member: string,
  ways: Ways,
): string | undefined {
  if (referral[owedBy] === member || referral.receiver === member) return standIn(referral, member, ways)
  return nextRecipient(referral, ways)
}

/** The alternate that was named with the acknowledgement, else the organisation that has the referral here. */
function standIn({ facets, receiver }: Referral, member: string, ways: Ways): string | undefined {
  const { offer, acknowledgement } = facets
  const alternate = member === receiver ? acknowledgement.named?.alternate : undefined
  if (alternate && isOpen({ member, organisation: alternate.organisation }, ways))
    return `${member}/${alternate.organisation}/${alternate.staffId}`
  const own = member === receiver ? offer.terms?.to : offer.terms?.from
  return own && isOpen(own, ways) ? `${own.member}/${own.organisation}` : undefined
}

/** Who comes after the present recipient in the order of the permission, less what the person has since taken back. */
function nextRecipient(referral: Referral, ways: Ways): string | undefined {
  const { terms } = referral.facets.offer
  const recipients = currentScope(referral)?.recipients ?? []
  const present = recipients.findIndex(
    ({ member, organisation }) =>
      member === terms?.to.member && (organisation === undefined || organisation === terms.to.organisation),
  )
  const next = present < 0 ? undefined : recipients.slice(present + 1).find((body) => isOpen(body, ways))
  return next && [next.member, next.organisation].filter((part) => part !== undefined).join('/')
}

function isOpen(body: Body, { local, register }: Ways): boolean {
  return !isShutOut(local, register, body)
}
