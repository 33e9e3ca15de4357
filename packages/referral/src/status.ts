/** What a referral amounts to, in one word, and who answers for the case. Derived; nobody writes it. */
import type { Contact, Party } from '@onward/contract'
import { withdrawn } from './consent.ts'
import type { Referral, Response } from './referral.ts'

/**
 * `undelivered`: no offer stands, because the receiver's gateway rejected it or it has not come yet.
 * `consentExpired`: nothing more may be shared until the person is asked anew.
 */
export type Status =
  | 'undelivered'
  | 'submitted'
  | 'acknowledged'
  | 'informationRequested'
  | 'accepted'
  | 'acceptedWithConditions'
  | 'declined'
  | 'redirected'
  | 'reopened'
  | 'cancelled'
  | 'withdrawn'
  | 'consentExpired'

/**
 * The status by precedence: withdrawal of sharing, withdrawal of the referral, cancellation, a no, expiry of
 * consent, any other response, acknowledgement. So a crossing pair (accepted here, withdrawn there) reads the same
 * on both sides. Silence leads nowhere: only the receiver's own signed words make it `accepted` (R11).
 */
export function status(referral: Referral): Status {
  const { offer, consent, acknowledgement, response } = referral.facets
  const taken = withdrawn(referral)
  if (taken.includes('sharing') || taken.includes('referral')) return 'withdrawn'
  if (offer.state === 'cancelled') return 'cancelled'
  if (offer.state === 'none') return 'undelivered'
  if (response.state === 'declined' || response.state === 'redirected') return response.state
  if (consent.state === 'expired') return 'consentExpired'
  const answered = answer(referral, response.state)
  if (answered) return answered
  return acknowledgement.state === 'acknowledged' ? 'acknowledged' : 'submitted'
}

/** Who answers for the case. */
export interface Responsible {
  readonly organisation: Party
  /** The person at the receiver who has acknowledged it; acknowledging moves no responsibility. */
  readonly acknowledgedBy?: Contact
}

/**
 * The sender's organisation: responsibility moves only when a handover is signed by both (practice §6), and no
 * response is that. Undefined while no offer is known.
 */
export function responsible({ facets: { offer, acknowledgement } }: Referral): Responsible | undefined {
  if (!offer.terms) return undefined
  const acknowledgedBy = acknowledgement.named?.responsible
  return { organisation: offer.terms.from, ...(acknowledgedBy && { acknowledgedBy }) }
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
    case 'reopened':
      return state
    default:
      return unknownState(state)
  }
}

/** Compiles only while every state is handled; an unknown one is no answer (R10). */
function unknownState(_state: never): undefined {
  return undefined
}
