import { afterAll, expect, test } from 'vitest'
import { newLeaf } from '../log/leaf.ts'
import { appendLeaf, beginningLeaf, leafRecords, waitingLeaves } from './log.ts'
import { ownStore } from './own-store.test-data.ts'

const { store, drop } = await ownStore()
afterAll(drop)

const padding = () => newLeaf({ kind: 'padding', at: '2026-03-02T12:00:00.000Z' })

test('the leaf that a log begins with is written once, however often it is begun', async () => {
  await appendLeaf(store, padding(), padding())
  const leaf = padding()
  const first = await beginningLeaf(store, leaf)
  expect(await beginningLeaf(store, leaf)).toEqual(first)
  const waiting = await waitingLeaves(store, 10)
  expect(waiting.filter(({ hash }) => hash === leaf.hash)).toEqual([first])
  expect(waiting).toHaveLength(3)
})

test('leaves that are appended together have their own openings', async () => {
  const leaves = Array.from({ length: 50 }, padding)
  await appendLeaf(store, ...leaves)
  const waiting = (await waitingLeaves(store, 100)).filter(({ hash }) =>
    leaves.some((leaf) => leaf.hash === hash),
  )
  const records = await leafRecords(
    store,
    waiting.map(({ seq }) => seq.toString()),
  )
  const found = [...records.values()].map(({ hash, salt }) => [hash, salt])
  expect(found.sort()).toEqual(
    leaves.map(({ hash, salt }) => [hash, Buffer.from(salt).toString('base64url')]).sort(),
  )
})
