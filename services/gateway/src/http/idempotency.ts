/**
 * One effect for one Idempotency-Key (protocol §7). The key is recorded in the transaction of its effect; here it is
 * looked up first, and the same key twice at the same time is told to wait.
 */
import type { FastifyRequest } from 'fastify'
import { actorAttribute } from '../actor.ts'
import type { IdempotencyScope, Remembered } from '../store/idempotency.ts'
import { constraintOf } from '../store/transaction.ts'
import type { Command } from '../submit.ts'
import { actorOf } from './access.ts'
import { Problem } from './problem.ts'

export interface IdempotencyDeps {
  readonly remembered: (scope: IdempotencyScope) => Promise<Remembered | undefined>
  /** HMAC-SHA-256 of a body under a member key. */
  readonly fingerprint: (body: string) => Uint8Array
}

/** What an effect has to record, in its own transaction. */
export type IdempotencyNote = NonNullable<Command['idempotency']>

/** Either the effect took place now, or it had before. */
export type Once<T> = { readonly done: T } | { readonly before: Remembered }

/** Runs `act` unless this key was used before. `path` is the resource, without a query. */
export type RunOnce = <T>(
  request: FastifyRequest,
  path: string,
  act: (note: IdempotencyNote) => Promise<T>,
) => Promise<Once<T>>

export const idempotencyHeader = 'idempotency-key'

/** @throws Problem IDEMPOTENCY_CONFLICT for another body under a used key, IDEMPOTENCY_RUNNING for a second call meanwhile */
export function idempotency({ remembered, fingerprint }: IdempotencyDeps): RunOnce {
  const running = new Set<string>()

  return async (request, path, act) => {
    const scope = {
      principal: actorAttribute(actorOf(request)),
      method: request.method,
      path,
      key: keyOf(request),
    }
    const note = { ...scope, request: fingerprint(wholeOf(request)) }
    const name = JSON.stringify(scope)
    if (running.has(name)) {
      throw new Problem('IDEMPOTENCY_RUNNING', 'The first request with this key has not ended yet.', {
        retryAfter: 1,
        remedy: 'Wait, then repeat it.',
      })
    }
    running.add(name)
    try {
      return { done: await act(note) }
    } catch (error) {
      // Looked up only now: a key is new nearly always, and one that is not makes `act` refuse or its commit fail. So
      // the look-up comes before any refusal is told (If-Match among them), and costs nothing when there is none.
      const before =
        error instanceof Problem || constraintOf(error) === KEY ? await remembered(scope) : undefined
      if (before) return { before: same(before, note) }
      throw error
    } finally {
      running.delete(name)
    }
  }
}

const KEY = 'idempotency_pkey'

function same(before: Remembered, { request }: IdempotencyNote): Remembered {
  if (before.request.equals(request)) return before
  throw new Problem('IDEMPOTENCY_CONFLICT', 'This key was used with another body.', {
    remedy: 'Use a new key for a new request.',
  })
}

/** What a repeated request must repeat: its body, and its query if it has one. */
function wholeOf({ bodyText, query }: FastifyRequest): string {
  const asked = JSON.stringify(query)
  return asked === '{}' ? bodyText : `${bodyText}\n${asked}`
}

function keyOf(request: FastifyRequest): string {
  const key = request.headers[idempotencyHeader]
  // The header's schema has refused a request without it.
  if (typeof key !== 'string')
    throw new Error('a route without the header schema asked for the Idempotency-Key')
  return key
}
