import { afterAll, expect, test } from 'vitest'
import {
  cosignaturesOf,
  firstCheckpoints,
  keepCosignature,
  keepCosigned,
  lastCosigned,
  shownCheckpoint,
} from './cosigned.ts'
import { commitGrowth } from './log.ts'
import { ownStore } from './own-store.test-data.ts'

const at = new Date('2026-10-01T12:00:00Z')
const { store, drop } = await ownStore()
afterAll(drop)

const checkpoint = (size: number) =>
  commitGrowth(store, 1, { leaves: [], tiles: [], size, note: `note ${size}\n`, at })
const cosigns = (size: number, witness: string, line: string) =>
  keepCosignature(store, 1, size, { witness, line, at })

test('the newest checkpoint is shown with the newest line of each witness, and none of another', async () => {
  expect(await shownCheckpoint(store, 1)).toBeUndefined()
  await checkpoint(5)
  await cosigns(5, 'b', '— b 1\n')
  await cosigns(5, 'a', '— a 1\n')
  await cosigns(5, 'b', '— b 2\n')
  expect(await shownCheckpoint(store, 1)).toBe('note 5\n— a 1\n— b 2\n')
  await checkpoint(9)
  expect(await shownCheckpoint(store, 1)).toBe('note 9\n')
})

test('no more lines are shown than a reader takes', async () => {
  await checkpoint(20)
  for (let nth = 0; nth < 70; nth += 1) await cosigns(20, `w${nth}`, `— w${nth} x\n`)
  expect((await shownCheckpoint(store, 1))?.split('\n— ')).toHaveLength(64)
})

test('a quorum is kept as it was when it was first complete, and older lines are let go', async () => {
  for (const size of [5, 9]) await keepCosigned(store, 1, { size, note: `cosigned ${size}\n`, at })
  await keepCosigned(store, 1, { size: 9, note: 'cosigned again\n', at })
  expect(await lastCosigned(store, 1)).toEqual({ size: 9, note: 'cosigned 9\n', at })
  expect([await cosignaturesOf(store, 1, 5), (await cosignaturesOf(store, 1, 20)).length]).toEqual([[], 70])
})

test('a leaf is proved by the first cosigned checkpoint that covers it, and while there is none by the first', async () => {
  await checkpoint(2)
  await checkpoint(12)
  const found = await firstCheckpoints(store, 1, [0, 4, 5, 8, 9, 11, 12, 20])
  const first = { size: 5, note: 'cosigned 5\n' }
  const second = { size: 9, note: 'cosigned 9\n' }
  const third = { size: 12, note: 'note 12\n' }
  const fourth = { size: 20, note: 'note 20\n' }
  expect([...found].toSorted(([one], [other]) => one - other)).toEqual([
    [0, first],
    [4, first],
    [5, second],
    [8, second],
    [9, third],
    [11, third],
    [12, fourth],
  ])
})

test('a log that ended keeps its own, and none of it is shown of the one after it', async () => {
  expect(await shownCheckpoint(store, 2)).toBeUndefined()
  await commitGrowth(store, 2, { leaves: [], tiles: [], size: 5, note: 'another 5\n', at })
  await keepCosignature(store, 2, 5, { witness: 'a', line: '— a 3\n', at })
  await keepCosigned(store, 2, { size: 6, note: 'cosigned 6\n', at })
  expect(await shownCheckpoint(store, 2)).toBe('another 5\n')
  expect([await lastCosigned(store, 1), await lastCosigned(store, 2)]).toMatchObject([
    { size: 9 },
    { size: 6 },
  ])
  expect(await cosignaturesOf(store, 1, 20)).toHaveLength(70)
})
