/** What one event says, and who says it: the part of an event that the rules look at. */
import type { Contact, Event, EventData, EventType, SealedSection } from '@onward/contract'

/** A type with its data, told apart by `type`. */
export type Statement = { [T in EventType]: { readonly type: T; readonly data: EventData[T] } }[EventType]

/** The statement of one or several types. */
export type StatementOf<T extends EventType> = Extract<Statement, { readonly type: T }>

/**
 * What the actor may do at its organisation. `gateway` is the machine itself: it notes expiry, nothing else. `link` is
 * somebody without a system, who answers for one referral by a link that a colleague at the member gave out (R52).
 */
export type Role = 'caseworker' | 'focal-point' | 'dpo' | 'link' | 'gateway'

const roles: readonly Role[] = ['caseworker', 'focal-point', 'dpo', 'link', 'gateway']

/** The person (or the gateway) who acts: `<organisation>/<role>/<staff id>`, from the credential. */
export interface Actor {
  readonly organisation: string
  readonly role: Role
  readonly staffId: string
}

/** What a statement brings that is sealed to single organisations of the receiver. */
export function sealedIn({ type, data }: Statement): readonly SealedSection[] {
  switch (type) {
    case 'referral.submitted':
    case 'referral.amended':
      return data.sealed ?? []
    default:
      return []
  }
}

/** Pairs a type with its data. The caller has validated the data against the schema of that type. */
export function statement(type: EventType, data: EventData[EventType]): Statement {
  // Sound because every event and command is validated against the schema of its type before it comes here.
  return { type, data } as Statement
}

/** The member that wrote an event: the last part of `urn:onward:member:NL`. */
export function authorOf(event: Pick<Event, 'source'>): string {
  return event.source.slice(event.source.lastIndexOf(':') + 1)
}

/** Reads an actor; undefined if it is not exactly three parts with a known role. */
export function readActor(actor: string): Actor | undefined {
  const [organisation, role, staffId, ...rest] = actor.split('/')
  if (!organisation || !staffId || rest.length > 0) return undefined
  const known = roles.find((each) => each === role)
  return known && { organisation, role: known, staffId }
}

/** Those whom a statement names to take a referral in hand. */
export function takingInHand(said: Statement): readonly Contact[] {
  switch (said.type) {
    case 'referral.acknowledged':
      return [said.data.responsible, said.data.alternate]
    case 'referral.accepted':
    case 'referral.acceptedWithConditions':
      return [said.data.acceptedBy]
    default:
      return []
  }
}
