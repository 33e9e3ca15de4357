import { setTimeout as sleep } from 'node:timers/promises'
import { makePair, type Pair, startTestServers } from '@onward/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Accepted, type Load, type LoadSettings, startLoad } from './load.ts'
import { untruths } from './whole-truth.ts'

/** For a busy machine; on a quiet one the longest takes 35 s. */
const patient = { timeout: 120_000 }
const accepted: Accepted[] = []
let servers: Awaited<ReturnType<typeof startTestServers>>
let pair: Pair
let lives: readonly Awaited<ReturnType<Pair['sender']['start']>>[]

beforeAll(async () => {
  servers = await startTestServers()
  pair = await makePair({ servers })
  lives = await Promise.all([pair.sender.start(), pair.receiver.start()])
})

afterAll(async () => {
  await pair?.stop()
  await servers?.stop()
})

test(
  'R50 while the broker is away for 15 s every offer is taken, and all arrive when it is back',
  patient,
  async () => {
    const load = await underWay({ restMs: 300 })
    await servers.broker.stop()
    const answers = []
    for (const end = Date.now() + 15_000; Date.now() < end; await sleep(200)) {
      const answer = await pair.sender.as('caseworker').post('/v1/referrals', await pair.offer())
      answers.push(answer.status)
      accepted.push({
        by: pair.sender.code,
        referral: answer.text('/referral'),
        event: answer.text('/event'),
      })
    }
    expect(new Set(answers)).toEqual(new Set([201]))
    await saysOfItself({
      database: 'ok',
      kafka: 'UNREACHABLE',
      lanes: 'STALLED',
      checkpoint: 'ok',
      directory: 'ok',
      keys: 'ok',
    })

    await servers.broker.start()
    await saysOfItself({
      database: 'ok',
      kafka: 'ok',
      lanes: 'ok',
      checkpoint: 'ok',
      directory: 'ok',
      keys: 'ok',
    })
    accepted.push(...(await load.stop()))
    expect(await untruths(pair, accepted)).toEqual([])
    expect(lives.map((life) => life.isRunning())).toEqual([true, true])
  },
)

test(
  'R50 while PostgreSQL is away nothing is taken and everybody is told when to come back; then all goes on, however often',
  patient,
  async () => {
    const load = await underWay({ callers: 6, restMs: 20 })
    await servers.postgres.stop()
    const refused = await pair.sender.as('caseworker').post('/v1/referrals', await pair.offer())
    expect(refused).toMatchObject({ status: 503, body: { code: 'DATABASE_UNAVAILABLE' } })
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    await saysOfItself({ database: 'DATABASE_UNREACHABLE' })

    // Again and again, so that one of the times it goes in the middle of every kind of work.
    for (let times = 0; times < 4; times += 1) {
      await servers.postgres.start()
      const before = load.accepted.length
      await expect.poll(() => load.accepted.length, { timeout: 30_000 }).toBeGreaterThan(before + 20)
      await servers.postgres.stop()
    }
    await servers.postgres.start()
    await saysOfItself({
      database: 'ok',
      kafka: 'ok',
      lanes: 'ok',
      checkpoint: 'ok',
      directory: 'ok',
      keys: 'ok',
    })
    accepted.push(...(await load.stop()))
    expect(await untruths(pair, accepted)).toEqual([])
    expect(lives.map((life) => life.isRunning())).toEqual([true, true])
  },
)

/** A load that has begun to be taken. */
async function underWay(settings: LoadSettings): Promise<Load> {
  const load = startLoad(pair, settings)
  await expect.poll(() => load.accepted.length, { timeout: 30_000 }).toBeGreaterThan(10)
  return load
}

/** Waits until the sender's gateway says this of its parts, and that it is ready only if all is well. */
async function saysOfItself(checks: Readonly<Record<string, string>>): Promise<void> {
  const ready = Object.values(checks).every((check) => check === 'ok')
  await expect
    .poll(() => pair.sender.as('operator').get('/readyz'), { timeout: 30_000, interval: 100 })
    .toMatchObject({ status: ready ? 200 : 503, body: { ready, checks } })
}
