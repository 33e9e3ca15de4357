// A checkpoint of ours, and a real time-stamping authority (openssl ts behind HTTP).
import { verifyTimeStamp } from '@onward/evidence/time-stamp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTsa, type Tsa } from '../../../../packages/testing/src/tsa.ts'
import { timeStampAt } from './client.ts'
import { memoryLog, noteKeys } from './memory-log.test-data.ts'
import { type TimeStampDeps, timeStamp } from './time-stamp.ts'

const log = await memoryLog(noteKeys('gateway.nl.example/log'))
let tsa: Tsa

beforeAll(async () => {
  tsa = await startTsa()
}, 60_000)

afterAll(async () => {
  await tsa?.stop()
})

/** A log that grows, a clock, and what becomes of it. */
function stage(ask: TimeStampDeps['ask']) {
  const state = {
    size: 7,
    now: Date.now(),
    kept: [] as Parameters<TimeStampDeps['keep']>[0][],
    failed: [] as string[],
  }
  const deps: TimeStampDeps = {
    now: () => new Date(state.now),
    everyMs: 3_600_000,
    last: async () => ({ ...(await log.at(state.size)), at: new Date(state.now) }),
    lastStamped: async () => state.kept.at(-1),
    ask,
    async keep(stamp) {
      state.kept.push(stamp)
    },
    failed: (code) => state.failed.push(code),
  }
  return { state, pass: () => timeStamp(deps) }
}

test('T37 the newest checkpoint is time-stamped, and the next after an hour if the log has grown', async () => {
  const { state, pass } = stage((request) => timeStampAt(tsa.url, request))
  await pass()
  state.size = 9
  await pass()
  expect([state.kept.map(({ size }) => size), state.failed]).toEqual([[7], []])
  state.now += 3_600_000
  await pass()
  state.now += 3_600_000
  await pass()
  expect(state.kept.map(({ size }) => size)).toEqual([7, 9])
  for (const { note, answer } of state.kept) {
    const stamp = await verifyTimeStamp(answer, Buffer.from(note), tsa.ca)
    expect(stamp.by).toBe('CN=tsa.example')
  }
})

test.each<[string, (tsa: Tsa) => TimeStampDeps['ask'], string]>([
  [
    'is away',
    () => async () => await timeStampAt('http://127.0.0.1:1/', new Uint8Array()),
    'TIME_STAMP_UNREACHABLE',
  ],
  ['answers something else', () => async () => Buffer.from('<html>'), 'TIME_STAMP_MALFORMED'],
  ['refuses', (each) => () => each.answer(Buffer.from('no request')), 'TIME_STAMP_REFUSED'],
])('of an authority that %s nothing is kept, and it is asked again', async (_, ask, code) => {
  const { state, pass } = stage(ask(tsa))
  await pass()
  await pass()
  expect([state.kept, state.failed]).toEqual([[], [code, code]])
})
