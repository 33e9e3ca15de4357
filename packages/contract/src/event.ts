/** What one party states about a referral, and what is known of each type of event. */
import type { EventData, InnerEvent, SectionName } from './generated/contract.ts'
import { codes, eventSchemas } from './generated/schemas.ts'

export type EventType = keyof EventData

/** One event, told apart by `type`. Its attributes are those of `schemas/event.schema.json`. */
export type Event<T extends EventType = EventType> = {
  [K in T]: Omit<InnerEvent, 'type' | 'data'> & { readonly type: K; readonly data: EventData[K] }
}[T]

/** Every type of event, in alphabetical order. */
// Sound: the type and this object are generated from the same folder.
export const eventTypes: readonly EventType[] = Object.keys(eventSchemas) as EventType[]

/** Every section that content is divided into. */
export const sectionNames: readonly SectionName[] = codes.SectionName

/** What the code of a member looks like. */
export const memberCode = /^[A-Z]{2,8}$/

/** The largest event in bytes of RFC 8785 JSON: what the largest padding bucket leaves. */
export const maxEventBytes = 24_000

/** The largest value on a lane, in bytes. */
export const maxEnvelopeBytes = 65_536

/** Whether this type of event is known here. */
export function isEventType(type: string): type is EventType {
  return Object.hasOwn(eventSchemas, type)
}

/** The schema of the data of an event type: its `$id`, and the digest of that document's RFC 8785 bytes. */
export function schemaOf(type: EventType): { readonly uri: string; readonly digest: string } {
  return eventSchemas[type]
}
