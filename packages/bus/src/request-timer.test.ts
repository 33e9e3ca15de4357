import { createRequire } from 'node:module'
import { expect, test } from 'vitest'
import { cureRequestTimer } from './request-timer.ts'

test('an idle connection of kafkajs sets no timer, one with a waiting request does', () => {
  const RequestQueue = createRequire(import.meta.url)('kafkajs/src/network/requestQueue')
  cureRequestTimer(RequestQueue)
  cureRequestTimer(RequestQueue)
  const queue = new RequestQueue({ logger: { debug() {} }, requestTimeout: 1_000 })
  queue.scheduleCheckPendingRequests()
  expect(queue.throttleCheckTimeoutId).toBeNull()

  queue.maxInFlightRequests = 0
  queue.pending.push({})
  queue.scheduleCheckPendingRequests()
  expect(queue.throttleCheckTimeoutId).not.toBeNull()
  queue.destroy()
})
