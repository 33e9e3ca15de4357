import { cloneDatabase, type TestDatabase } from '@onward/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  cosignaturesOf,
  firstCheckpoints,
  keepCosignature,
  keepCosigned,
  lastCosigned,
  shownCheckpoint,
} from './cosigned.ts'
import { commitGrowth } from './log.ts'
import { openStore, type Store } from './transaction.ts'

const at = new Date('2026-10-01T12:00:00Z')
let database: TestDatabase
let store: Store

beforeAll(async () => {
  database = await cloneDatabase()
  store = openStore(database.urls.gateway, () => {})
})

afterAll(async () => {
  await store?.close()
  await database?.drop()
})

const checkpoint = (size: number) =>
  commitGrowth(store, { leaves: [], tiles: [], size, note: `note ${size}\n`, at })
const cosigns = (size: number, witness: string, line: string) =>
  keepCosignature(store, size, { witness, line, at })

test('the newest checkpoint is shown with the newest line of each witness, and none of another', async () => {
  expect(await shownCheckpoint(store)).toBeUndefined()
  await checkpoint(5)
  await cosigns(5, 'b', '— b 1\n')
  await cosigns(5, 'a', '— a 1\n')
  await cosigns(5, 'b', '— b 2\n')
  expect(await shownCheckpoint(store)).toBe('note 5\n— a 1\n— b 2\n')
  await checkpoint(9)
  expect(await shownCheckpoint(store)).toBe('note 9\n')
})

test('no more lines are shown than a reader takes', async () => {
  await checkpoint(20)
  for (let nth = 0; nth < 70; nth += 1) await cosigns(20, `w${nth}`, `— w${nth} x\n`)
  expect((await shownCheckpoint(store))?.split('\n— ')).toHaveLength(64)
})

test('a quorum is kept as it was when it was first complete, and older lines are let go', async () => {
  for (const size of [5, 9]) await keepCosigned(store, { size, note: `cosigned ${size}\n`, at })
  await keepCosigned(store, { size: 9, note: 'cosigned again\n', at })
  expect(await lastCosigned(store)).toEqual({ size: 9, note: 'cosigned 9\n', at })
  expect([await cosignaturesOf(store, 5), (await cosignaturesOf(store, 20)).length]).toEqual([[], 70])
})

test('a leaf is proved by the first cosigned checkpoint that covers it, or by the first one while none is', async () => {
  expect(await firstCheckpoints(store, [])).toEqual(new Map())
  const found = await firstCheckpoints(store, [0, 4, 5, 8, 9, 19, 20])
  expect([...found].map(([index, { size, note }]) => [index, size, note])).toEqual([
    [0, 5, 'cosigned 5\n'],
    [4, 5, 'cosigned 5\n'],
    [5, 9, 'cosigned 9\n'],
    [8, 9, 'cosigned 9\n'],
    [9, 20, 'note 20\n'],
    [19, 20, 'note 20\n'],
  ])
})
