/** Answers of a receiver without a gateway, as the sender has recorded them: shown as attested, never as signed (practice §9). */
import type { EventData, EventType } from '@onward/contract'
import type { Referral } from './referral.ts'
import { openProposals } from './responsibility.ts'
import { lastSaid, type Said, threadsOf } from './thread.ts'

export type Attested = EventData['answer.attested']

/** An attested answer with its place: the sender's number, and when it was recorded. */
export type AttestedAnswer = Said<'answer.attested'>

/** The attested answers that stand: each until the receiver itself signs something about the same matter. */
export function attestedAnswers(referral: Referral): readonly AttestedAnswer[] {
  return Object.values(threadsOf(referral.facets, 'attested', 'sender')).flatMap((thread) => {
    const last = lastSaid(thread, 'answer.attested')
    return last && !isReplaced(referral, last) ? [last] : []
  })
}

/** What the receiver signs about a matter; whatever it says, its own word replaces the one that was heard. */
const decision = [
  'referral.accepted',
  'referral.acceptedWithConditions',
  'referral.declined',
  'referral.redirected',
] as const
const signedAbout: Readonly<Record<Attested['answer'], readonly EventType[]>> = {
  acknowledged: ['referral.acknowledged'],
  accepted: decision,
  acceptedWithConditions: decision,
  declined: decision,
  receptionArranged: ['reception.arranged', 'reception.cancelled', 'arrival.confirmed', 'arrival.missed'],
  arrived: ['arrival.confirmed', 'arrival.missed'],
  handoverTaken: ['handover.taken', 'handover.refused'],
}

/** True when the receiver signed it without the author of the attested answer having seen that: it came after, or crossed it. */
function isReplaced({ entries }: Referral, { data, seen }: AttestedAnswer): boolean {
  const types = typesAbout(data.answer)
  return entries.some(
    ({ side, said, sequence }) => side === 'receiver' && sequence > seen && types.includes(said.type),
  )
}

// An answer of a later version is shown as attested and never taken for signed (R10).
function typesAbout(answer: string): readonly string[] {
  return Object.hasOwn(signedAbout, answer) ? signedAbout[answer as Attested['answer']] : [] // sound: it is one of its keys
}

/**
 * True when the receiver's own signed word on this matter is in force: then there is nothing to attest. A redirection is
 * advice, so another organisation that the person agreed to may still be heard.
 */
export function isSigned(referral: Referral, answer: Attested['answer']): boolean {
  const { acknowledgement, response, reception, takeover } = referral.facets
  switch (answer) {
    case 'acknowledged':
      return acknowledgement.state === 'acknowledged'
    case 'accepted':
    case 'acceptedWithConditions':
    case 'declined':
      return ['accepted', 'acceptedWithConditions', 'declined'].includes(response.state)
    case 'receptionArranged':
      return reception.state === 'arranged' || reception.state === 'arrived'
    case 'arrived':
      return reception.state === 'arrived'
    case 'handoverTaken':
      return (
        openProposals(referral, 'sender').length === 0 &&
        Object.values(takeover.receiver).some(({ state }) => state === 'taken')
      )
    default:
      return unknownAnswer(answer)
  }
}

/** Compiles only while every answer is handled; one we do not know is not signed (R10). */
function unknownAnswer(_answer: never): false {
  return false
}
