import { expect, onTestFinished, test } from 'vitest'
import { countInquiry } from './inquiries.ts'
import { ownStore } from './own-store.test-data.ts'
import { openStore } from './transaction.ts'

const morning = new Date('2026-11-20T08:00:00.000Z')
const later = (hours: number) => new Date(morning.getTime() + hours * 3_600_000)
const dayFrom = (first: Date) => ({ until: new Date(first.getTime() + 24 * 3_600_000) })

test('R16, T34 replicas count together, and whoever starts anew counts on', async () => {
  const { database, store, drop } = await ownStore()
  onTestFinished(drop)
  const replica = openStore(database.urls.gateway, () => {})
  const counts = await Promise.all(
    Array.from({ length: 40 }, (_, nth) => countInquiry(nth % 2 ? store : replica, 'desk', morning)),
  )
  await replica.close()
  expect(counts.map(({ count }) => count).sort((a, b) => a - b)).toEqual(
    Array.from({ length: 40 }, (_, nth) => nth + 1),
  )
  const anew = openStore(database.urls.gateway, () => {})
  onTestFinished(() => anew.close())
  expect(await countInquiry(anew, 'desk', later(1))).toEqual({
    ...dayFrom(morning),
    count: 41,
  })
  expect(await countInquiry(anew, 'other-desk', later(1))).toEqual({
    ...dayFrom(later(1)),
    count: 1,
  })
})

test('R16 the day is over 24 hours after its first inquiry, and another begins with the next', async () => {
  const { store, drop } = await ownStore()
  onTestFinished(drop)
  const counted = []
  for (const hours of [0, 23.9, 24, 30, 47.9, 48])
    counted.push(await countInquiry(store, 'desk', later(hours)))
  expect(counted).toEqual([
    { ...dayFrom(morning), count: 1 },
    { ...dayFrom(morning), count: 2 },
    { ...dayFrom(later(24)), count: 1 },
    { ...dayFrom(later(24)), count: 2 },
    { ...dayFrom(later(24)), count: 3 },
    { ...dayFrom(later(48)), count: 1 },
  ])
})
