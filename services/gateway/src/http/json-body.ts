/** Reads a JSON body once: strictly, and keeping its text for the fingerprint of a repeated request. */
import { ContractError, parseJson } from '@onward/contract'
import type { FastifyInstance } from 'fastify'
import { Problem } from './problem.ts'

/** The largest body, in bytes: an event of the largest size and its JSON escapes. */
export const maxBody = 32 * 1024
const maxDepth = 32

/** Takes `application/json` only; refuses duplicate members, numbers beyond 2^53 − 1, and nesting beyond 32. */
export function readJsonBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  app.decorateRequest('bodyText', '')
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer' },
    async (request: { bodyText: string }, body: Buffer) => {
      if (body.length === 0) return undefined
      const value = parsed(body)
      request.bodyText = body.toString()
      return value
    },
  )
}

function parsed(body: Buffer): unknown {
  try {
    return parseJson(body, { maxBytes: maxBody, maxDepth })
  } catch (error) {
    if (!(error instanceof ContractError)) throw error
    throw new Problem('NOT_JSON', error.message, {
      remedy: 'Send JSON in UTF-8: each member once, whole numbers only, nested at most 32 deep.',
      errors: error.faults.map(({ pointer, reason, hint }) => ({ pointer, reason, remedy: hint })),
    })
  }
}

declare module 'fastify' {
  interface FastifyRequest {
    /** The body as it was sent; empty if there was none. */
    bodyText: string
  }
}
