import { createRequire } from 'node:module'
import { expect, onTestFinished, test, vi } from 'vitest'
import { cureRequestTimers } from './request-timer.ts'

const RequestQueue = createRequire(import.meta.url)('kafkajs/src/network/requestQueue')
cureRequestTimers(RequestQueue)
cureRequestTimers(RequestQueue)
const settings = { logger: { debug() {} }, requestTimeout: 1_000, enforceRequestTimeout: true }

test('an idle connection of kafkajs sets no timer, one with a waiting request does', () => {
  const queue = new RequestQueue(settings)
  queue.scheduleCheckPendingRequests()
  expect(queue.throttleCheckTimeoutId).toBeNull()

  queue.maxInFlightRequests = 0
  queue.pending.push({})
  queue.scheduleCheckPendingRequests()
  expect(queue.throttleCheckTimeoutId).not.toBeNull()
  queue.destroy()
})

test('a request that has waited for longer than it may is given up within half a second, and no other', () => {
  vi.useFakeTimers({ now: 0 })
  onTestFinished(() => {
    vi.useRealTimers()
  })
  const queue = new RequestQueue(settings)
  const givenUp: string[] = []
  const sent = (name: string, requestTimeout: number) =>
    queue.inflight.set(name, { sentAt: 0, requestTimeout, timeoutRequest: () => givenUp.push(name) })
  sent('short', 1_000)
  sent('long', 60_000)
  queue.scheduleRequestTimeoutCheck()
  vi.advanceTimersByTime(1_000)
  expect(givenUp).toEqual([])
  vi.advanceTimersByTime(500)
  expect(givenUp).toEqual(['short'])
  queue.destroy()
  expect(vi.getTimerCount()).toBe(0)
})

test('the timer of a connection that is gone ends', () => {
  vi.useFakeTimers({ now: 0 })
  onTestFinished(() => {
    vi.useRealTimers()
  })
  const queue = new RequestQueue({ ...settings, isConnected: () => false })
  queue.scheduleRequestTimeoutCheck()
  expect(vi.getTimerCount()).toBe(1)
  vi.advanceTimersByTime(500)
  expect(vi.getTimerCount()).toBe(0)
})
