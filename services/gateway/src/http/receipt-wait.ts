/** Waiting for the other gateway's receipt, for a caller that prefers to (RFC 7240 `Prefer: wait`). */
import type { FastifyInstance, FastifyRequest } from 'fastify'

/** What the other gateway's machine did with an event, and when. */
export interface ReceiptSeen {
  readonly st: string
  readonly code?: string | undefined
  readonly at: string
}

/** Resolves with the receipt of an event once it is committed; undefined when none comes within `ms`. */
export type ReceiptOf = (event: string, ms: number) => Promise<ReceiptSeen | undefined>

/**
 * Waits as `receiptOf` does, but never fails and never holds up a server that closes: the event is committed
 * whatever becomes of the wait, and its caller must hear that.
 */
export function receiptWait(app: FastifyInstance, receiptOf: ReceiptOf) {
  const waiting = new Set<() => void>()
  app.addHook('preClose', async () => {
    for (const end of waiting) end()
  })

  return async (request: FastifyRequest, event: string, ms: number): Promise<ReceiptSeen | undefined> => {
    const { promise, resolve } = Promise.withResolvers<ReceiptSeen | undefined>()
    const end = () => resolve(undefined)
    waiting.add(end)
    receiptOf(event, ms).then(resolve, () => {
      request.log.warn({ code: 'RECEIPT_UNKNOWN' }, 'the receipt could not be looked up')
      end()
    })
    try {
      return await promise
    } finally {
      waiting.delete(end)
    }
  }
}
