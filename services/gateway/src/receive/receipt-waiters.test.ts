import { expect, test } from 'vitest'
import { receiptWaiters } from './receipt-waiters.ts'

const row = {
  manifest: 'm'.repeat(43),
  event: 'e'.repeat(43),
  st: 'stored',
  leaf: 'l'.repeat(43),
  salt: 's'.repeat(43),
  at: '2026-03-01T12:00:00.000Z',
  token: 'a.b.c',
  ownLeaf: 'o'.repeat(43),
  receivedAt: '2026-03-01T12:00:00.100Z',
}

test('R5 who waits is told as soon as the receipt is committed here', async () => {
  const waiters = receiptWaiters(async () => undefined)
  const both = [waiters.wait(row.event, 5_000), waiters.wait(row.event, 5_000)]
  waiters.told({ receiptsIn: [row] })
  expect(await Promise.all(both)).toEqual([
    { st: 'stored', code: undefined, at: row.at },
    { st: 'stored', code: undefined, at: row.at },
  ])
})

test('a receipt that came to another replica is found by looking', async () => {
  const waiters = receiptWaiters(async () => ({ st: 'stored', at: row.at }))
  expect(await waiters.wait(row.event, 10_000)).toEqual({ st: 'stored', at: row.at })
})

test('who has waited long enough is told that there is none yet, and erasure is no answer', async () => {
  const waiters = receiptWaiters(async () => undefined)
  const waiting = waiters.wait(row.event, 50)
  waiters.told({ receiptsIn: [{ ...row, st: 'erased' }] })
  expect(await waiting).toBeUndefined()
})
