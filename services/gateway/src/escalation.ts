/**
 * To whom an unanswered deadline is escalated. Where we owe it ourselves, to whoever stands in here. Where the other
 * side owes it, to the next recipient that the person has agreed to: as advice to the caseworker, who may offer to it.
 * Nothing is sent anywhere by itself, and nobody outside of the person's list is ever named (practice §4).
 */
import { currentScope, type Deadline, type Referral } from '@onward/referral'

/** `<member>/<organisation>[/<staff id>]`, or `<member>` for any body of it; undefined when there is nobody to name. */
export function escalatedTo(referral: Referral, { owedBy }: Deadline, member: string): string | undefined {
  if (referral[owedBy] === member || referral.receiver === member) return standIn(referral, member)
  return nextRecipient(referral)
}

/** The alternate that was named with the acknowledgement, else the organisation that has the referral here. */
function standIn({ facets, receiver }: Referral, member: string): string | undefined {
  const { offer, acknowledgement } = facets
  const alternate = member === receiver ? acknowledgement.named?.alternate : undefined
  if (alternate) return `${member}/${alternate.organisation}/${alternate.staffId}`
  const own = member === receiver ? offer.terms?.to : offer.terms?.from
  return own && `${own.member}/${own.organisation}`
}

/** Who comes after the present recipient in the order of the permission, less what the person has since taken back. */
function nextRecipient(referral: Referral): string | undefined {
  const { terms } = referral.facets.offer
  const recipients = currentScope(referral)?.recipients ?? []
  const present = recipients.findIndex(
    ({ member, organisation }) =>
      member === terms?.to.member && (organisation === undefined || organisation === terms.to.organisation),
  )
  const next = present < 0 ? undefined : recipients[present + 1]
  return next && [next.member, next.organisation].filter((part) => part !== undefined).join('/')
}
