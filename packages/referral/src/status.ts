/** What a referral amounts to, in one word. Derived; nobody writes it. */
import { closing } from './closure.ts'
import { withdrawn } from './consent.ts'
import { isUnderWay } from './journey.ts'
import type { Referral, Response } from './referral.ts'
import { responsibleSide, wasHandedOver } from './responsibility.ts'

/**
 * `undelivered`: no offer stands, because the receiver's gateway rejected it or it has not come yet.
 * `consentExpired`: nothing more may be shared until the person is asked anew. `overdue`: there is signed evidence
 * that no decision came in time; one may still come.
 */
export type Status =
  | 'undelivered'
  | 'submitted'
  | 'acknowledged'
  | 'overdue'
  | 'informationRequested'
  | 'accepted'
  | 'acceptedWithConditions'
  | 'declined'
  | 'redirected'
  | 'reopened'
  | 'cancelled'
  | 'withdrawn'
  | 'consentExpired'
  | Progress
  | 'closed'
  | Opening

/** How far an accepted case has come. */
type Progress =
  | 'receptionArranged'
  | 'journeyPlanned'
  | 'departed'
  | 'notDeparted'
  | 'missed'
  | 'arrived'
  | 'handedOver'
  | 'inSupport'

/** What two members talk about when no case has been offered. */
type Opening =
  | 'inquiryAsked'
  | 'inquiryAnswered'
  | 'inquiryWithdrawn'
  | 'alertRaised'
  | 'alertAnswered'
  | 'notice'

/**
 * The status by precedence: withdrawal of sharing, withdrawal of the referral, cancellation, closure, where the person
 * is, a no, expiry of consent, any other response, acknowledgement. So a crossing pair (accepted here, withdrawn
 * there) reads the same on both sides. Silence leads nowhere: only the receiver's own signed words make it `accepted`
 * (R11).
 */
export function status(referral: Referral): Status {
  const { offer, consent, acknowledgement, response } = referral.facets
  const taken = withdrawn(referral)
  if (taken.includes('sharing') || taken.includes('referral')) return 'withdrawn'
  if (offer.state === 'cancelled') return 'cancelled'
  if (offer.state === 'none') return opening(referral) ?? 'undelivered'
  if (closing(referral)) return 'closed'
  const there = presence(referral)
  if (there) return there
  if (response.state === 'declined' || response.state === 'redirected') return response.state
  if (consent.state === 'expired') return 'consentExpired'
  const answered = answer(referral, response.state)
  if (answered) return answered
  if (isUndecidedTooLong(referral)) return 'overdue'
  return acknowledgement.state === 'acknowledged' ? 'acknowledged' : 'submitted'
}

/** The requests that no answer of the sender names yet. */
export function openRequests({ facets: { response, information } }: Referral): Response['requests'] {
  return response.requests.filter(
    ({ requestId }) => !information.provided.some((answer) => answer.requestId === requestId),
  )
}

function answer(
  referral: Referral,
  state: Exclude<Response['state'], 'declined' | 'redirected'>,
): Status | undefined {
  switch (state) {
    case 'none':
      return undefined
    case 'informationRequested':
      // Once every request is answered the receiver has the word again.
      return openRequests(referral).length > 0 ? state : undefined
    case 'accepted':
    case 'acceptedWithConditions':
      return prepared(referral) ?? state
    case 'reopened':
      return state
    default:
      return unknownState(state)
  }
}

/** Where the person is, by the facts that both sides have told. A fact is true whatever was agreed. */
function presence(referral: Referral): Status | undefined {
  const { reception, journey, services } = referral.facets
  switch (reception.state) {
    case 'arrived':
      // Whoever answers for the case now, support that was taken over goes on when responsibility is handed back.
      if (wasHandedOver(referral) && Object.values(services).some(isGiven)) return 'inSupport'
      return responsibleSide(referral) === 'sender' ? 'arrived' : 'handedOver'
    case 'missed':
      return journey.state === 'notDeparted' ? 'notDeparted' : 'missed'
    default:
      if (isUnderWay(referral)) return 'departed'
      return journey.state === 'notDeparted' ? journey.state : undefined
  }
}

function isGiven({ state }: Referral['facets']['services'][string]): boolean {
  return state === 'started' || state === 'completed'
}

/** What is arranged for the way, once the case is accepted. */
function prepared({ facets: { reception, journey } }: Referral): Status | undefined {
  if (journey.state === 'planned' || journey.state === 'changed') return 'journeyPlanned'
  return reception.state === 'arranged' ? 'receptionArranged' : undefined
}

function isUndecidedTooLong({ facets: { overdue } }: Referral): boolean {
  return [overdue.sender, overdue.receiver].some((things) => things.decide?.state === 'overdue')
}

function opening({ facets }: Referral): Opening | undefined {
  const { inquiry, inquiryAnswer, alert, alertAnswer } = facets
  if (inquiry.state === 'withdrawn') return 'inquiryWithdrawn'
  if (inquiry.state === 'asked')
    return inquiryAnswer.state === 'answered' ? 'inquiryAnswered' : 'inquiryAsked'
  if (alert.state === 'raised') return alertAnswer.state === 'answered' ? 'alertAnswered' : 'alertRaised'
  const noticed = [
    facets.outage,
    facets.serviceList,
    facets.childNotification,
    facets.identificationAfterReturn,
  ]
  return noticed.some(({ state }) => state !== 'none') ? 'notice' : undefined
}

/** Compiles only while every state is handled; an unknown one is no answer (R10). */
function unknownState(_state: never): undefined {
  return undefined
}
