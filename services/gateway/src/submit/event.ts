/** The event that says what was decided (protocol §2). */
import { randomBytes } from 'node:crypto'
import { type Event, schemaOf } from '@onward/contract'
import type { Decision } from '@onward/referral'
import { v7 as uuidv7 } from 'uuid'
import { type Actor, actorAttribute } from '../actor.ts'
import type { KnownReferral } from '../case/known-referral.ts'

export function eventOf(
  member: string,
  about: {
    readonly id: string
    readonly actor: Actor
    readonly decision: Extract<Decision, { accepted: true }>
    readonly at: string
    readonly lane: string
    readonly agreement: string
    readonly peer: string
    readonly known: KnownReferral | undefined
  },
): Event {
  const { decision, known } = about
  const { type, data, sequence, cause } = decision
  const schema = schemaOf(type)
  const offered = 'caseRef' in data && 'purpose' in data ? data : undefined
  const first = known?.history[0]?.event
  // Sound: `decide` pairs the type with its data.
  return {
    specversion: '1.0',
    id: uuidv7(),
    source: `urn:onward:member:${member}`,
    type,
    subject: about.id,
    time: about.at,
    datacontenttype: 'application/json',
    dataschema: schema.uri,
    schemadigest: schema.digest,
    audience: about.peer,
    lane: about.lane,
    agreement: about.agreement,
    actor: actorAttribute(about.actor),
    sequence,
    ...(cause === undefined ? {} : { cause }),
    correlation: first?.correlation ?? offered?.caseRef ?? '',
    purpose: first?.purpose ?? offered?.purpose ?? '',
    nonce: randomBytes(32).toString('base64url'),
    data,
  } as Event
}
