/** What may be shared now: the permission, less everything the person has since taken back with either party. */
import type { Concern, Scope } from '@onward/contract'
import { knows } from './closure.ts'
import type { Entry, Referral, Wish } from './referral.ts'
import type { Side } from './side.ts'

const concerns: readonly Concern[] = ['sharing', 'referral', 'return', 'support']

/** Everything the person has withdrawn, whichever party was told. Withdrawing one withdraws no other (practice §2). */
export function withdrawn({ facets: { consent, wishes } }: Referral): readonly Concern[] {
  const wished = [...wishes.sender.list, ...wishes.receiver.list]
    .filter(({ said }) => said.kind === 'withdrawal')
    .flatMap(({ said }) => said.concerns)
  return concerns.filter((concern) => consent.withdrawn.includes(concern) || wished.includes(concern))
}

/**
 * The scope in force: the permission's, within every narrowing the person asked for since it was given. A
 * permission given in knowledge of a narrowing supersedes it. Undefined when nothing may be shared: there is no
 * permission, it has expired, or sharing was withdrawn with either party.
 */
export function currentScope(referral: Referral): Scope | undefined {
  const { consent, wishes } = referral.facets
  if (consent.state !== 'granted' && consent.state !== 'narrowed') return undefined
  if (withdrawn(referral).includes('sharing')) return undefined
  const since = (list: readonly Wish[], known: number) =>
    list
      .filter(({ sequence, said }) => said.kind === 'narrowing' && sequence > known)
      .map(({ said }) => said.scope)
  return [
    ...since(wishes.sender.list, consent.given.sequence),
    ...since(wishes.receiver.list, consent.given.seen),
  ].reduce<Scope>((scope, narrower) => (narrower ? within(scope, narrower) : scope), consent.permission.scope)
}

/**
 * What the person took back with a side, or what ended there by itself: each withdrawal and narrowing, and the end of a
 * permission that has not been given anew. Whoever had the content stops, and says so (R20).
 */
export function takenBack({ entries }: Referral, side: Side): readonly Entry[] {
  return entries.filter((entry) => entry.side === side && isTakenBack(entry, entries))
}

/** True for one of `takenBack`. */
export function isTakenBack(entry: Entry, entries: readonly Entry[]): boolean {
  const { said } = entry
  switch (said.type) {
    case 'consent.narrowed':
    case 'consent.withdrawn':
      return true
    case 'wishes.recorded':
      return said.data.kind === 'withdrawal' || said.data.kind === 'narrowing'
    case 'consent.expired':
      return !entries.some((later) => later.said.type === 'consent.granted' && knows(later, entry))
    default:
      return false
  }
}

/** True when `inner` has nothing that `outer` has not. */
export function contains<T>(outer: readonly T[] | undefined, inner: readonly T[]): boolean {
  return inner.every((one) => outer?.includes(one))
}

/** True when the scope names this organisation, or all of its member; without a scope nobody is named. */
export function namesRecipient(scope: Scope | undefined, member: string, organisation: string): boolean {
  return scope !== undefined && covers(scope, { member, organisation })
}

/** True when `inner` allows nothing that `outer` does not. */
export function isWithin(inner: Scope, outer: Scope): boolean {
  return (
    inner.recipients.every((recipient) => covers(outer, recipient)) &&
    inner.sections.every((section) => outer.sections.includes(section)) &&
    inner.purposes.every((purpose) => outer.purposes.includes(purpose))
  )
}

/** What both scopes allow. */
function within(a: Scope, b: Scope): Scope {
  const both = [
    ...a.recipients.filter((recipient) => covers(b, recipient)),
    ...b.recipients.filter((recipient) => covers(a, recipient)),
  ]
  const key = ({ member, organisation }: Scope['recipients'][number]) => `${member}/${organisation ?? ''}`
  return {
    recipients: both.filter(
      (recipient, index) => both.findIndex((other) => key(other) === key(recipient)) === index,
    ),
    sections: a.sections.filter((section) => b.sections.includes(section)),
    purposes: a.purposes.filter((purpose) => b.purposes.includes(purpose)),
  }
}

function covers({ recipients }: Scope, { member, organisation }: Scope['recipients'][number]): boolean {
  return recipients.some(
    (recipient) =>
      recipient.member === member &&
      (recipient.organisation === undefined || recipient.organisation === organisation),
  )
}
