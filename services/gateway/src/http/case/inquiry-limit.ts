/**
 * How many inquiries an organisation may make a day (practice §12). One question names nobody; many questions that differ
 * in one code could find out who is known where.
 */
import type { FastifyRequest } from 'fastify'
import type { InquiryDay } from '../../store/inquiries.ts'
import { actorOf } from '../access.ts'
import { Problem } from '../problem.ts'

export interface InquiryLimitDeps {
  readonly now: () => Date
  /** Inquiries in 24 hours, for each organisation. */
  readonly inquiryLimit: number
  /** Counts one more of the organisation, in the record: a restart forgets none, and replicas count together. */
  readonly countInquiry: (organisation: string, at: Date) => Promise<InquiryDay>
}

/**
 * Counts a request that asks an inquiry, by the organisation of the credential: the count of one colleague is that of all.
 * What is refused is counted too.
 *
 * @throws Problem INQUIRY_LIMIT, from what it gives
 */
export function inquiryLimit({ now, inquiryLimit: max, countInquiry }: InquiryLimitDeps) {
  return async (request: FastifyRequest): Promise<void> => {
    const at = now()
    const { count, until } = await countInquiry(actorOf(request).organisation, at)
    if (count <= max) return
    throw new Problem('INQUIRY_LIMIT', `More than ${max} inquiries of your organisation in a day.`, {
      retryAfter: Math.ceil((until.getTime() - at.getTime()) / 1000),
      remedy:
        'Wait, or offer the case to a recipient the person has chosen; in an emergency nothing is asked first.',
    })
  }
}
