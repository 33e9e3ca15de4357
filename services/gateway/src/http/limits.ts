/** How often somebody may ask: a known actor by who it is, everybody else by address. */
import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { actorAttribute } from '../actor.ts'
import { actorOf } from './access.ts'
import { Problem, type ProblemCode } from './problem.ts'

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
  const refusal = {
    code: 'RATE_LIMITED',
    reason: `More than ${max} requests a minute.`,
    remedy: 'Wait, then repeat.',
  } as const
  return { actor: counting(byActor, refusal), address: counting(byAddress, refusal) }
}

/** Counts a request, and refuses one too many with how long to wait. @throws Problem, from what it gives */
function counting(
  count: ReturnType<FastifyInstance['createRateLimit']>,
  { code, reason, remedy }: { readonly code: ProblemCode; readonly reason: string; readonly remedy: string },
): (request: FastifyRequest) => Promise<void> {
  return async (request) => {
    const state = await count(request)
    if (!state.isAllowed && state.isExceeded) {
      throw new Problem(code, reason, { retryAfter: state.ttlInSeconds, remedy })
    }
  }
}
