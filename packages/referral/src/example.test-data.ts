/** An invented case between NL and RO, and how to bring it to any point by saying things in turn. */
import type { Agreement, Event, EventData, EventType, Purpose, Sections } from '@onward/contract'
import { decide } from './decide.ts'
import type { History, Recorded } from './history.ts'
import type { Local } from './local.ts'
import { moveOf, type Verb } from './moves.ts'
import { agreement, at, id, local, offer, permission, register } from './offer.test-data.ts'
import type { Register } from './register.ts'
import { words } from './words.test-data.ts'

export * from './offer.test-data.ts'
export * from './words.test-data.ts'

/** Who usually says each verb: what both may say is begun by NL, and answered by RO. */
export function speakerOf(verb: Verb): 'NL' | 'RO' {
  const { pen, answers } = moveOf(verb)
  return pen === 'receiver' || (pen === 'each' && answers) ? 'RO' : 'NL'
}

/** The focal point of the member's own organisation where it may, else whoever may there. */
export function actorOf(verb: Verb, member: string = speakerOf(verb)): string {
  const by = moveOf(verb).by
  return `${organisationOf(member)}/${by.includes('focal-point') ? 'focal-point' : by[0]}/desk-1`
}

/** The organisation that offers at NL, or that is asked at RO. */
export function organisationOf(member: string): string {
  return (member === 'NL' ? offer.from : offer.to).organisation
}

/** When each verb is said, unless told otherwise: expiry comes at the end of the permission. */
export function timeOf(verb: Verb): string {
  return verb === 'expireConsent' ? permission.validUntil : at
}

/** What differs from the usual. */
export interface Saying {
  readonly by?: string
  readonly data?: unknown
  readonly toSeal?: Sections
  readonly at?: string
  readonly actor?: string
  readonly agreement?: Agreement | undefined
  readonly under?: 'no agreement'
  readonly local?: Local
  /** Whether somebody is on call anywhere. */
  readonly onCall?: Register['isOnCall']
  readonly register?: Register
}

/** Decides one verb with its usual words. */
export function tryTo(history: History, verb: Verb, saying: Saying = {}) {
  const when = saying.at ?? timeOf(verb)
  return decide({
    history,
    member: saying.by ?? speakerOf(verb),
    verb,
    data: saying.data ?? words[verb],
    toSeal: saying.toSeal,
    at: when,
    actor: saying.actor ?? actorOf(verb, saying.by),
    agreement: saying.under ? undefined : (saying.agreement ?? agreement),
    register: saying.register ?? (saying.onCall ? { ...register, isOnCall: saying.onCall } : register),
    // Whenever something is offered, the recipient has just said that it has room.
    local: saying.local ?? { ...local, capacityConfirmedAt: when },
    subject: id,
  })
}

/** What becomes of it, in a word: `accepted`, or the rule that refuses it, or the code where it is no rule. */
export function verdictOn(history: History, verb: Verb, saying?: Saying): string {
  const decision = tryTo(history, verb, saying)
  return decision.accepted ? 'accepted' : (decision.rule ?? decision.code)
}

/** Signs what was decided. The digest stands for the real one: unique by author and number. */
export function recorded(history: History, verb: Verb, saying: Saying = {}): Recorded {
  const decision = tryTo(history, verb, saying)
  if (!decision.accepted) throw new Error(`${verb} refused: ${decision.rule ?? decision.code}`)
  const author = saying.by ?? speakerOf(verb)
  const { type, data, sequence, cause } = decision
  const event = eventOf({
    author,
    type,
    data,
    sequence,
    at: saying.at ?? timeOf(verb),
    actor: saying.actor ?? actorOf(verb, author),
    cause,
    purpose: purposeIn(history, data),
  })
  return { event, digest: digestOf(event), standing: 'applied' }
}

/** The purpose that every event of a referral repeats is that of its first. */
export function purposeIn([first]: History, data: EventData[EventType]): Purpose {
  return first?.event.purpose ?? ('purpose' in data ? data.purpose : offer.purpose)
}

export function digestOf(event: Event): string {
  return `digest of ${event.id}`
}

export function eventOf(of: {
  author: string
  type: EventType
  data: EventData[EventType]
  sequence: number
  at?: string
  actor?: string
  cause?: string | undefined
  purpose?: Purpose
}): Event {
  const other = of.author === 'NL' ? 'RO' : 'NL'
  const event = {
    specversion: '1.0',
    id: `${of.author}-${of.sequence}`,
    source: `urn:onward:member:${of.author}`,
    type: of.type,
    subject: id,
    time: of.at ?? at,
    datacontenttype: 'application/json',
    dataschema: 'https://onward.example/schemas/v1/event/x.schema.json',
    schemadigest: 'x',
    audience: other,
    lane: `lane.${other}.${of.author}`,
    agreement: 'x',
    actor: of.actor ?? `${organisationOf(of.author)}/focal-point/desk-1`,
    sequence: of.sequence,
    ...(of.cause === undefined ? {} : { cause: of.cause }),
    correlation: offer.caseRef,
    purpose: of.purpose ?? offer.purpose,
    nonce: 'x',
    data: of.data,
  }
  // Sound: `type` and `data` come as a pair from a decision or from a test that names both.
  return event as Event
}

export type Step = Verb | readonly [Verb, Saying]

/** The history after these steps, each decided by its usual author with everything before it in view. */
export function after(...steps: readonly Step[]): History {
  const history: Recorded[] = []
  for (const step of steps) {
    const [verb, saying] = typeof step === 'string' ? [step, {}] : step
    history.push(recorded(history, verb, saying))
  }
  return history
}
