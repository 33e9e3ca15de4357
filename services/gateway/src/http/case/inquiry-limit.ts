/**
 * How many inquiries an organisation may make a day (practice §12). One question names nobody; many questions that differ
 * in one code could find out who is known where.
 */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { actorOf } from '../access.ts'
import { counting } from '../limits.ts'

const DAY = 86_400_000

/**
 * Counts a request that asks an inquiry, by the organisation of the credential: the count of one colleague is that of all.
 * It is kept by this process, so it begins anew with it, and replicas count apart.
 *
 * @param max inquiries in 24 hours
 * @throws Problem INQUIRY_LIMIT, from what it gives
 */
export function inquiryLimit(app: FastifyInstance, max: number): (request: FastifyRequest) => Promise<void> {
  const count = app.createRateLimit({
    max,
    timeWindow: DAY,
    keyGenerator: (request) => {
      const { member, organisation } = actorOf(request)
      return `${member}/${organisation}`
    },
  })
  return counting(count, {
    code: 'INQUIRY_LIMIT',
    reason: `More than ${max} inquiries of your organisation in a day.`,
    remedy:
      'Wait, or offer the case to a recipient the person has chosen; in an emergency nothing is asked first.',
  })
}
