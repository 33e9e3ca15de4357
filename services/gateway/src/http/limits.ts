/** How often somebody may ask: a known actor by who it is, everybody else by address. */
import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { actorAttribute } from '../actor.ts'
import { actorOf } from './access.ts'
import { Problem } from './problem.ts'

export interface Limits {
  /** Counts a request of a known actor. @throws Problem RATE_LIMITED */
  actor(request: FastifyRequest): Promise<void>
  /**
   * Counts an open request, or a login that was rejected. A good token is never refused for what others try from
   * the same address. @throws Problem RATE_LIMITED
   */
  address(request: FastifyRequest): Promise<void>
}

const MINUTE = 60_000

/** @param max requests a minute */
export async function limits(app: FastifyInstance, max: number): Promise<Limits> {
  await app.register(rateLimit, { global: false, max, timeWindow: MINUTE })
  const byActor = app.createRateLimit({
    max,
    timeWindow: MINUTE,
    keyGenerator: (request) => actorAttribute(actorOf(request)),
  })
  // Without a key generator of its own it counts by address, and an IPv6 network as one.
  const byAddress = app.createRateLimit({ max, timeWindow: MINUTE })
  const counting = (count: typeof byActor) => async (request: FastifyRequest) => {
    const state = await count(request)
    if (!state.isAllowed && state.isExceeded) {
      throw new Problem('RATE_LIMITED', `More than ${max} requests a minute.`, {
        retryAfter: state.ttlInSeconds,
        remedy: 'Wait, then repeat.',
      })
    }
  }
  return { actor: counting(byActor), address: counting(byAddress) }
}
