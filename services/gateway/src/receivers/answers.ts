/** What a receiver has answered, and how: signed at its gateway, by a hosted organisation, through a link, or attested (R52). */
import type { Event } from '@onward/contract'
import type { Directory } from '@onward/directory'
import { attestedAnswers, authorOf, type History, type Referral, readActor } from '@onward/referral'

/** How an answer was given. Only `attested` is not the receiver's own signed word. */
export type ReceiverKind = 'gateway' | 'hosted' | 'link' | 'attested'

export interface Answer {
  /** A code of `attested-answer`, or what a receiver can sign besides. */
  readonly answer: string
  readonly kind: ReceiverKind
  readonly organisation: string
  /** The pseudonymous id or the post of who answered. */
  readonly by: string
  /** When it was answered. */
  readonly at: string
  /** Of an attested answer: how it came, and the two workers who stand for it. */
  readonly channel?: string
  readonly attestedBy?: readonly [first: string, second: string]
}

/** What of an event is counted. */
export type CountedAnswer = Pick<Answer, 'answer' | 'kind'>

export type Hosts = Pick<Directory, 'hosts'>

/** The matters that are answered; the last word on each is the answer. */
const matters = {
  'referral.acknowledged': ['acknowledgement', 'acknowledged'],
  'information.requested': ['decision', 'informationRequested'],
  'referral.accepted': ['decision', 'accepted'],
  'referral.acceptedWithConditions': ['decision', 'acceptedWithConditions'],
  'referral.declined': ['decision', 'declined'],
  'referral.redirected': ['decision', 'redirected'],
  'referral.reopened': ['decision', 'reopened'],
  'reception.arranged': ['reception', 'receptionArranged'],
  'arrival.confirmed': ['arrival', 'arrived'],
  'arrival.missed': ['arrival', 'missed'],
  'handover.taken': ['handover', 'handoverTaken'],
} as const satisfies Readonly<Record<string, readonly [matter: string, answer: string]>>

/** The answer in an event, and how it was given; undefined if it is none. */
export function answerIn(
  event: Pick<Event, 'type' | 'actor' | 'source' | 'time' | 'data'>,
  directory: Hosts,
): CountedAnswer | undefined {
  if (event.type === 'answer.attested' && 'answer' in event.data)
    return { kind: 'attested', answer: String(event.data.answer) }
  const matter = matterOf(event.type)
  return matter && { kind: kindOf(event, directory), answer: matter[1] }
}

/** The answers that stand, the oldest first: the last signed word on each matter, and what is attested until one is signed. */
export function answersOf(referral: Referral, history: History, directory: Hosts): readonly Answer[] {
  const signed = new Map<string, Answer>()
  for (const { event, standing } of history) {
    const matter = matterOf(event.type)
    if (!matter || standing !== 'applied' || authorOf(event) !== referral.receiver) continue
    const { organisation = '', staffId: by = '' } = readActor(event.actor) ?? {}
    const kind = kindOf(event, directory)
    signed.set(matter[0], { answer: matter[1], kind, organisation, by, at: event.time })
  }
  const heard = attestedAnswers(referral).map(({ data, sequence }): Answer => {
    const first = history.find(
      ({ event }) => event.sequence === sequence && authorOf(event) === referral.sender,
    )
    return {
      answer: data.answer,
      kind: 'attested',
      organisation: data.organisation,
      by: data.receivedFrom,
      at: data.at,
      channel: data.channel,
      attestedBy: [readActor(first?.event.actor ?? '')?.staffId ?? '', data.secondWorker],
    }
  })
  return [...signed.values(), ...heard].toSorted((one, other) => (one.at < other.at ? -1 : 1))
}

function kindOf(
  { actor, source, time }: Pick<Event, 'actor' | 'source' | 'time'>,
  directory: Hosts,
): ReceiverKind {
  const who = readActor(actor)
  if (who?.role === 'link') return 'link'
  const at = Date.parse(time) / 1000
  return who && directory.hosts(authorOf({ source }), who.organisation, at) ? 'hosted' : 'gateway'
}

function matterOf(type: string): readonly [matter: string, answer: string] | undefined {
  return Object.hasOwn(matters, type) ? matters[type as keyof typeof matters] : undefined // sound: it is one of its keys
}
