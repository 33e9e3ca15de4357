// What time brings about, in a gateway that dies in the middle of it.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { makePair, type Pair } from '@onward/testing'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { writeWhole } from '../../infra/atomic.ts'
import { type Gap, gapsOfTime } from '../../services/gateway/src/gap.ts'

const DAY_MS = 86_400_000
const slow = { timeout: 30_000 }

let pair: Pair
let offset = 0
let life: Awaited<ReturnType<Pair['sender']['start']>>

beforeAll(async () => {
  pair = await makePair({ kind: 'exercise' })
  await writeWhole(clockFile(), '0\n')
  await pair.receiver.start({ ONWARD_CLOCK_FILE: clockFile() })
  await live()
})

afterAll(async () => {
  await pair?.stop()
})

const clockFile = () => join(pair.folder, 'clock')
const trap = () => join(pair.sender.member.folder, 'trap')

async function live(): Promise<void> {
  const env = { ONWARD_CLOCK_FILE: clockFile(), TRAP_FILE: trap() }
  life = await pair.sender.start(env, { entry: join(import.meta.dirname, 'crashing-gateway.ts') })
}

/** What has to be there once the gap has been gone through: so many stages, statements and announcements. */
async function count(): Promise<readonly number[]> {
  const client = new pg.Client({ connectionString: pair.sender.member.databaseUrls.gateway })
  await client.connect()
  const { rows } = await client.query<{ stages: number; said: number; began: number; ended: number }>(
    `select (select count(*)::int from reminder) as stages,
      count(*) filter (where type = 'deadline.overdue')::int as said,
      count(*) filter (where type = 'outage.began')::int as began,
      count(*) filter (where type = 'outage.ended')::int as ended from event`,
  )
  await client.end()
  return rows.flatMap(({ stages, said, began, ended }) => [stages, said, began, ended])
}

/** Two deadlines of a new offer run out: six stages, two statements. */
async function silence(): Promise<void> {
  const answer = await pair.sender
    .as('caseworker')
    .post('/v1/referrals', await pair.offer(), { prefer: 'wait=10' })
  expect(answer).toMatchObject({ status: 201, body: { receipt: { st: 'stored' } } })
  await setTrap()
  offset += 20 * DAY_MS
  await writeWhole(clockFile(), `${offset}\n`)
}

/** Nobody was well for a week. */
async function absence(): Promise<void> {
  await setTrap()
  const client = new pg.Client({ connectionString: pair.sender.member.databaseUrls.gateway })
  await client.connect()
  await client.query(
    `insert into heartbeat (at, clock_offset) values ($1, $2) on conflict (one) do update set at = excluded.at`,
    [new Date(Date.now() + offset - 7 * DAY_MS), offset],
  )
  await client.end()
}

let gapNow: Gap
async function setTrap(): Promise<void> {
  await writeFile(trap(), `${gapNow} 1`)
  process.kill(life.pid, 'SIGUSR2')
}

test.each(gapsOfTime)(
  'R13 a gateway is killed at %s: nothing is lost, nothing is said twice',
  async (gap) => {
    gapNow = gap
    await expect.poll(async () => (await pair.sender.as('operator').get('/readyz')).status, slow).toBe(200)
    const before = await count()
    const isOutage = gap === 'outage.announced'
    await (isOutage ? absence() : silence())
    expect(await life.ended).toEqual({ code: null, signal: 'SIGKILL' })
    await live()
    const more = isOutage ? [0, 0, 1, 1] : [6, 2, 0, 0]
    const expected = before.map((each, at) => each + (more[at] ?? 0))
    await expect.poll(count, slow).toEqual(expected)
    // And so it stays.
    await new Promise((resolve) => setTimeout(resolve, 2_500))
    expect(await count()).toEqual(expected)
  },
)
