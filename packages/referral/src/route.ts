/**
 * The route of a statement: whose gateway it goes through, who reads it there, and who is named to read it later. Pure
 * look-ups; what may take which route is said by the rules.
 */
import type { Contact, Sections } from '@onward/contract'
import { type Body, excludes, type Local, type ProtectionCheck } from './local.ts'
import type { Referral } from './referral.ts'
import type { Register } from './register.ts'
import { otherSide, type Side } from './side.ts'
import { type Statement, sealedIn } from './statement.ts'

/** The organisation at the other side to which a statement of this side goes; the member as a whole if none is named. */
export function readerOf(referral: Referral, side: Side): Body {
  const other = otherSide(side)
  const opening = referral.entries.find(
    ({ said: { data } }) => 'from' in data && 'to' in data && 'caseRef' in data,
  )
  const data = opening?.said.data
  const named = data && 'from' in data && 'to' in data ? data[other === 'sender' ? 'from' : 'to'] : undefined
  const member = referral[other]
  return named?.member === member ? { member, organisation: named.organisation } : { member }
}

/** Organisations at the other side to which a statement of the sender seals something. */
export function sealedTo(said: Statement, { receiver }: Referral): readonly Required<Body>[] {
  return sealedIn(said).map(({ organisation }) => ({ member: receiver, organisation }))
}

/** The bodies that a statement names to read, to do or to go on with something: fallbacks, advice, assignments. */
export function bodiesNamed({ type, data }: Statement, author: string): readonly Body[] {
  const own = (organisation: string | undefined): readonly Body[] =>
    organisation === undefined ? [] : [{ member: author, organisation }]
  const people = (...contacts: readonly (Contact | undefined)[]) =>
    contacts.flatMap((contact) => own(contact?.organisation))
  switch (type) {
    case 'referral.submitted':
    case 'consent.granted':
      return data.permission.scope.recipients
    case 'handover.proposed':
      return [data.to]
    case 'referral.acknowledged':
      return people(data.responsible, data.alternate)
    case 'referral.accepted':
    case 'referral.acceptedWithConditions':
      return people(data.acceptedBy)
    case 'referral.redirected':
      return data.organisations.flatMap(own)
    case 'reception.arranged':
      return [...people(data.meetBy, data.alternate), ...own(data.firstNight?.organisation)]
    case 'service.planned':
      return own(data.organisation)
    default:
      return []
  }
}

/** True when this body, or whoever runs the gateway before it, is excluded. An operator that nobody knows may be. */
export function isShutOut(local: Pick<Local, 'excluded'>, register: Register, body: Body): boolean {
  if (excludes(local, body)) return true
  const operator = register.gatewayOf(body.member)
  return local.excluded.some(
    ({ member, organisation }) =>
      member === body.member && (operator === undefined || operator === organisation),
  )
}

/**
 * Whether a member may be a country of citizenship, former residence or feared harm (practice §3): it is named as one,
 * or it is not known of all three which they are. A member that is no country may have a body in any.
 */
export function mayBeFeared(
  member: string,
  { person, risk, legalStatus }: Sections,
  check: ProtectionCheck | undefined,
): boolean {
  const { origin, recruitment } = legalStatus?.countries ?? {}
  const citizenship = [...(person?.prs_Citizenship ?? [])]
  const residence = [origin, recruitment].filter((country) => country !== undefined)
  const feared = (risk?.factors ?? []).flatMap(({ country }) => country ?? [])
  const named: readonly string[] = [...citizenship, ...residence, ...feared]
  if (member.length !== 2 || named.includes(member)) return true
  if (check?.countries) return check.countries.includes(member)
  return citizenship.length === 0 || residence.length === 0 || feared.length === 0
}
