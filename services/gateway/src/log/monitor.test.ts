import type { FormerLog } from '@onward/directory'
import { beforeEach, expect, test } from 'vitest'
import type { Contradiction, SeenCheckpoint } from '../store/witness.ts'
import { contradict } from './contradictions.ts'
import { firstLeaf } from './leaf.ts'
import { type MemoryLog, memoryLog, type NoteKeys, noteKeys } from './memory-log.test-data.ts'
import { type MonitorDeps, monitor } from './monitor.ts'

const at = new Date('2026-10-01T12:00:00Z')
const url = 'https://gateway.ro.example/log'
let log: NoteKeys
let honest: MemoryLog
let forked: MemoryLog
let served: { note: string; tiles: MemoryLog }
let last: SeenCheckpoint | undefined
let waiting: (SeenCheckpoint & { seenBy: 'proof' | 'witness' })[]
let cosigned: SeenCheckpoint[]
let found: Contradiction[]
let failed: string[]
let alarms: string[]
let kept: number[]
/** Where the log before this one ended, and what we had seen of it. */
let after: FormerLog | undefined
let ended: SeenCheckpoint | undefined

beforeEach(async () => {
  log = noteKeys('gateway.ro.example/log')
  honest = await memoryLog(log)
  forked = await memoryLog(log, 3)
  last = undefined
  waiting = []
  cosigned = []
  found = []
  failed = []
  alarms = []
  kept = []
  after = undefined
  ended = undefined
  served = { note: (await honest.at(7)).note, tiles: honest }
})

const isSame = (one: SeenCheckpoint, other: SeenCheckpoint) =>
  one.size === other.size && Buffer.compare(one.root, other.root) === 0

function deps(): MonitorDeps {
  return {
    now: () => at,
    logs: () => [{ log, url, after }],
    fetchCheckpoint: async () => served.note,
    tilesOf: () => served.tiles.readTile,
    last: async () => last,
    keep: async (seen) => {
      last = seen
    },
    newestSeen: async () => ended,
    cosigned: async () => cosigned.at(-1),
    unjudged: async () => waiting,
    judged: async (seen, { proved }) => {
      waiting = waiting.filter((each) => !isSame(each, seen))
      if (!proved) kept.push(seen.size)
    },
    forksOf: async (seen) =>
      [...cosigned, ...(last ? [last] : []), ...waiting].filter(
        (each) => each.size === seen.size && !isSame(each, seen),
      ),
    contradict: contradict({
      now: () => at,
      keep: async (each) => {
        if (found.some(({ digest }) => digest === each.digest)) return false
        found.push(each)
        return true
      },
      alarm: (code, { kind, size, seenBy }) => alarms.push(`${code} ${kind} ${size} ${seenBy}`),
    }),
    failed: (_origin, code) => failed.push(code),
  }
}

const shows = async (size: number, of = honest) => {
  served = { note: (await of.at(size)).note, tiles: of }
  await monitor(deps())
}

test('a log that only grows is followed', async () => {
  for (const size of [0, 1, 7, 7, 8, 40]) await shows(size)
  expect([last?.size, found, failed, alarms]).toEqual([40, [], [], []])
})

test('R25 a log that shows another root for a size is told of, once, with both notes', async () => {
  await shows(7)
  await shows(7, forked)
  await shows(7, forked)
  expect(alarms).toEqual(['LOG_FORK fork 7 monitor'])
  expect(found.map(({ first, second }) => [first, second])).toEqual([
    [(await honest.at(7)).note, (await forked.at(7)).note],
  ])
})

test('R25 a log that goes on from another beginning is told of once, however far it goes', async () => {
  await shows(7)
  for (const size of [8, 9, 20]) await shows(size, forked)
  expect(alarms).toEqual(['LOG_FORK inconsistent 8 monitor'])
  expect(last?.size).toBe(7)
})

test('R25 a log that goes back is told of once, and followed again when it has come back', async () => {
  await shows(20)
  await shows(8)
  await shows(7)
  await shows(21)
  expect(alarms).toEqual(['LOG_ROLLBACK rollback 8 monitor'])
  expect(last?.size).toBe(21)
})

test('a fork that is the same so far is none yet', async () => {
  await shows(3)
  await shows(3, forked)
  expect(alarms).toEqual([])
})

test('R25 what came with a proof, or to our witness, must be of the log that we are shown', async () => {
  waiting = [
    { ...(await honest.at(5)), seenBy: 'proof' },
    { ...(await forked.at(6)), seenBy: 'witness' },
    { ...(await forked.at(7)), seenBy: 'proof' },
  ]
  await shows(7)
  expect(alarms.toSorted()).toEqual(['LOG_FORK fork 7 monitor', 'LOG_FORK inconsistent 7 witness'])
  // What the log commits to is let go.
  expect([waiting, kept]).toEqual([[], [6, 7]])
})

test('a note that is ahead of what we are shown waits until the log has come so far', async () => {
  waiting = [{ ...(await forked.at(20)), seenBy: 'witness' }]
  await shows(7)
  expect([alarms, waiting.length]).toEqual([[], 1])
  await shows(21)
  expect([alarms, waiting.length]).toEqual([['LOG_FORK inconsistent 21 witness'], 0])
})

test('what our witness has cosigned counts as well', async () => {
  cosigned = [await forked.at(7)]
  await shows(7)
  expect(alarms).toEqual(['LOG_FORK fork 7 monitor'])
})

test('R25 a log that shows one tree to our witness and another to everybody is told of, though each only grows', async () => {
  cosigned = [await forked.at(5)]
  await shows(7)
  expect(alarms).toEqual(['LOG_FORK inconsistent 7 monitor'])
  expect(found[0]).toMatchObject({ first: (await forked.at(5)).note, second: (await honest.at(7)).note })

  // What the witness cosigns after we have seen that size is compared as well.
  cosigned = [await forked.at(7)]
  await monitor(deps())
  expect(alarms).toEqual(['LOG_FORK inconsistent 7 monitor', 'LOG_FORK fork 7 monitor'])
})

test('what our witness has cosigned ahead of what we are shown waits, and what continues is well', async () => {
  cosigned = [await honest.at(3)]
  await shows(7)
  cosigned = [await honest.at(20)]
  await shows(8)
  cosigned = [await honest.at(8)]
  await shows(8)
  expect([alarms, failed]).toEqual([[], []])
})

test('without an address two roots for one size are found, and nothing else', async () => {
  waiting = [
    { ...(await honest.at(7)), seenBy: 'proof' },
    { ...(await forked.at(7)), seenBy: 'proof' },
    { ...(await forked.at(9)), seenBy: 'proof' },
  ]
  const without: MonitorDeps = { ...deps(), logs: () => [{ log, url: undefined }] }
  await monitor(without)
  expect(alarms).toEqual(['LOG_FORK fork 7 proof'])
  expect(waiting).toEqual([])
})

test.each([
  [
    'a note that another key signed',
    async () => (await (await memoryLog(noteKeys(log.name))).at(7)).note,
    'NOTE_UNTRUSTED',
  ],
  [
    'a checkpoint of another origin',
    async () => (await (await memoryLog({ ...log, name: 'gateway.bg.example/log' })).at(7)).note,
    'NOTE_UNTRUSTED',
  ],
  ['a page', async () => '<html>', 'NOTE_MALFORMED'],
  ['tiles of another tree', async () => (await forked.at(7)).note, 'LOG_TILES'],
  [
    'nothing',
    async () => {
      throw new Error('unreachable')
    },
    'LOG_UNREACHABLE',
  ],
])('a log that serves %s is not followed, and is no contradiction', async (_, note, code) => {
  await shows(5)
  await monitor({ ...deps(), fetchCheckpoint: note })
  expect([failed, last?.size, found]).toEqual([[code], 5, []])
})

test('one log that fails keeps no other waiting', async () => {
  const broken = noteKeys('gateway.bg.example/log')
  await monitor({
    ...deps(),
    logs: () => [
      { log: broken, url: 'https://gateway.bg.example/log' },
      { log, url },
    ],
    last: async (origin) => (origin === broken.name ? Promise.reject(new Error('gone')) : last),
    fetchCheckpoint: async (of) => (of === url ? served.note : Promise.reject(new Error('gone'))),
  })
  expect([last?.size, new Set(failed)]).toEqual([7, new Set(['LOG_UNREACHABLE'])])
})

test('R55, T21 a log that follows another is followed only if it begins with the end of that one', async () => {
  const before = await memoryLog(noteKeys('gateway.ro.example/log-1'))
  const seen = await before.at(9)
  const end = (size: number, root: Uint8Array) => ({
    origin: seen.origin,
    size,
    root: Buffer.from(root).toString('base64url'),
  })
  after = end(9, seen.root)
  await shows(7)
  expect([failed, last]).toEqual([['LOG_BEGINNING'], undefined])

  const follows = await memoryLog(log, 40, Buffer.from(firstLeaf(after).hash, 'base64url'))
  ended = seen
  await shows(7, follows)
  expect([failed.length, last?.size, alarms]).toEqual([1, 7, []])
})

test('R55, T21 a log that is said to have ended before what was seen of it has been rolled back', async () => {
  const before = await memoryLog(noteKeys('gateway.ro.example/log-1'))
  const [shorter, seen] = [await before.at(5), await before.at(9)]
  after = { origin: seen.origin, size: 5, root: Buffer.from(shorter.root).toString('base64url') }
  const follows = await memoryLog(log, 40, Buffer.from(firstLeaf(after).hash, 'base64url'))
  ended = seen
  await shows(7, follows)
  await shows(8, follows)
  expect([alarms, found.map(({ first }) => first), last?.size]).toEqual([
    ['LOG_ROLLBACK rollback 7 monitor'],
    [seen.note],
    8,
  ])
})
