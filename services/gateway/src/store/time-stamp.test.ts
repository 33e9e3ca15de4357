import { afterAll, expect, test } from 'vitest'
import { ownStore } from './own-store.test-data.ts'
import { firstStamped, keepStamp, lastStamped } from './time-stamp.ts'

const at = new Date('2026-10-01T12:00:00Z')
const { store, drop } = await ownStore()
afterAll(drop)

test('a checkpoint is shown by the first of its log that is as large and time-stamped', async () => {
  const own = 'gateway.nl.example/log'
  const first = (...sizes: readonly number[]) =>
    firstStamped(
      store,
      sizes.map((size) => ({ origin: own, size })),
    )
  expect([await lastStamped(store, own), (await first(1)).size]).toEqual([undefined, 0])
  const keep = (size: number, byte = size, origin = own) =>
    keepStamp(store, origin, { size, note: `note ${size}\n`, answer: Buffer.of(byte), at })
  for (const size of [5, 9]) await keep(size)
  await keep(9, 99)
  await keep(20, 20, 'gateway.nl.example/other')
  expect(await lastStamped(store, own)).toEqual({ size: 9, at })
  expect([...(await first(2, 5, 9, 10))]).toEqual([
    ['note 5\n', Buffer.of(5)],
    ['note 9\n', Buffer.of(9)],
  ])
})
