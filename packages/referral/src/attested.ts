/** Answers of a receiver without a gateway, as the sender has recorded them: shown as attested, never as signed (practice §9). */
import type { EventData } from '@onward/contract'
import type { Referral } from './referral.ts'
import { lastSaid, threadsOf } from './thread.ts'

export type Attested = EventData['answer.attested']

/** The attested answers that stand: each until the receiver itself signs what it is about. */
export function attestedAnswers({ facets }: Referral): readonly Attested[] {
  return Object.values(threadsOf(facets, 'attested', 'sender')).flatMap((thread) => {
    const last = lastSaid(thread, 'answer.attested')
    return last && !isSigned(facets, last.data.answer) ? [last.data] : []
  })
}

function isSigned(facets: Referral['facets'], answer: Attested['answer']): boolean {
  switch (answer) {
    case 'acknowledged':
      return facets.acknowledgement.state === 'acknowledged'
    case 'accepted':
    case 'acceptedWithConditions':
    case 'declined':
      return facets.response.answer !== undefined
    case 'receptionArranged':
      return facets.reception.state !== 'none'
    case 'arrived':
      return facets.reception.state === 'arrived'
    case 'handoverTaken':
      return Object.values(facets.takeover.receiver).some(({ state }) => state === 'taken')
    default:
      return unknownAnswer(answer)
  }
}

/** Compiles only while every answer is handled; one we do not know is not signed (R10). */
function unknownAnswer(_answer: never): false {
  return false
}
