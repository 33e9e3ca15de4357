import { randomUUID } from 'node:crypto'
import { afterAll, expect, test } from 'vitest'
import { commitRemote } from '../store/commit.ts'
import { waitingMessages } from '../store/lane/quarantine.ts'
import { ownStore } from '../store/own-store.test-data.ts'
import type { QuarantineRow } from '../store/rows.ts'
import { requeue } from './requeue.ts'

const lanes = ['lane.NL.RO', 'lane.NL.BG'] as const
const { store, drop } = await ownStore()
afterAll(drop)

test('R50 every message that waits is judged once in a round, however many cannot be judged yet', async () => {
  const now = new Date('2026-03-02T12:00:00.000Z')
  const waiting = Array.from({ length: 250 }, (_none, at) => held(lanes[at < 200 ? 0 : 1], at))
  const parked = { ...held(lanes[0], 300), state: 'parked', until: '2026-03-03T12:00:00.000Z' } as const
  await commitRemote(store, {
    quarantine: [...waiting, parked, { ...held(lanes[0], 301), state: 'quarantined' }],
  })

  const judged: string[] = []
  const receiver = () => ({
    ...unused,
    again: async (messages: readonly { readonly id: string }[]) => {
      judged.push(...messages.map(({ id }) => id))
    },
  })
  await requeue({ now: () => now, waiting: (at, after) => waitingMessages(store, at, after), receiver })
  expect(judged.sort()).toEqual(waiting.map(({ id }) => id).sort())
})

/** Three came at the same time, each. */
function held(lane: string, at: number): QuarantineRow {
  const arrivedAt = new Date(Date.UTC(2026, 2, 2, 11, 0, Math.floor(at / 3))).toISOString()
  const about = { code: 'DIR_STALE', state: 'held', bodyHash: 'x', settled: true } as const
  return { id: randomUUID(), lane, offset: BigInt(at), arrivedAt, ...about }
}

async function never(): Promise<never> {
  throw new Error('not asked here')
}

const unused = { position: never, deliver: never, resumeAt: () => {} }
