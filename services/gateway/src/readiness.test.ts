import { expect, test } from 'vitest'
import { type ReadinessDeps, readiness } from './readiness.ts'

const now = new Date('2026-10-01T12:00:00Z')
const well: ReadinessDeps = {
  database: async () => 'ok',
  // Sound: only these two of their fields are looked at.
  consumer: () => ({ state: 'running' }) as ReturnType<ReadinessDeps['consumer']>,
  producer: () => ({ state: 'running' }) as ReturnType<ReadinessDeps['producer']>,
  checkpointAgeMs: () => 10,
  checkpointMs: 60_000,
  directory: () => 'ok' as const,
  signingStanding: () => 'ok' as const,
  keys: () => 'ok' as const,
  now: () => now,
}
const checks = { database: 'ok', kafka: 'ok', lanes: 'ok', checkpoint: 'ok', directory: 'ok', keys: 'ok' }
const ago = (seconds: number) => async () => new Date(now.getTime() - seconds * 1000)

test('of witnesses nothing is said where none is asked', async () => {
  expect(await readiness(well)).toEqual({ ready: true, checks })
})

test.each([
  ['a moment ago', ago(1), { quorum: 'ok', ageSeconds: 1 }],
  ['by a clock that is ahead', ago(-5), { quorum: 'ok', ageSeconds: 0 }],
  ['ten intervals ago', ago(600), { quorum: 'QUORUM_LATE', ageSeconds: 600 }],
  ['never', async () => undefined, { quorum: 'QUORUM_LATE', ageSeconds: null }],
  ['nobody knows when', () => Promise.reject(new Error('gone')), { quorum: 'QUORUM_LATE', ageSeconds: null }],
])('a quorum that cosigned %s is told of, and no gateway stops for it', async (_, cosignedAt, witnesses) => {
  expect(await readiness({ ...well, cosignedAt })).toEqual({ ready: true, checks, witnesses })
})
