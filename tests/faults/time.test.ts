// What time brings about, in a gateway that dies in the middle of it.
import { randomUUID } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { makePair, type Pair } from '@onward/testing'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { writeWhole } from '../../infra/atomic.ts'
import type { Gap, gapsOfTime } from '../../services/gateway/src/gap.ts'

type GapOfTime = (typeof gapsOfTime)[number]

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
  const { rows } = await client.query<Record<'stages' | 'said' | 'began' | 'ended' | 'told', number>>(
    `select (select count(*)::int from reminder) as stages,
      count(*) filter (where type = 'deadline.overdue')::int as said,
      count(*) filter (where type = 'outage.began')::int as began,
      count(*) filter (where type = 'outage.ended')::int as ended,
      count(*) filter (where type = 'incident.reported')::int as told from event`,
  )
  await client.end()
  return rows.flatMap(({ stages, said, began, ended, told }) => [stages, said, began, ended, told])
}

/** Offers her case and resolves with the referral; a second time to the same case for a service alone. */
async function offered(query = '', changes: object = {}): Promise<string> {
  const offer = { ...(await pair.offer()), ...changes }
  const answer = await pair.sender
    .as('caseworker')
    .post(`/v1/referrals${query}`, offer, { prefer: 'wait=10' })
  expect(answer).toMatchObject({ status: 201, body: { receipt: { st: 'stored' } } })
  return answer.text('/referral')
}

/** Two deadlines of a new offer run out: six stages, two statements. */
async function silence(): Promise<void> {
  await offered()
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
    `insert into heartbeat (at, clock_offset) values ($1, $2)
      on conflict (one) do update set at = excluded.at, clock_offset = excluded.clock_offset`,
    [new Date(Date.now() + offset - 7 * DAY_MS), offset],
  )
  await client.end()
}

/** The police is told of a threat without a ground, and the other referral of the case hears of an incident. */
async function outsideTheRules(): Promise<void> {
  const referral = await offered()
  const { body } = await pair.sender.as('caseworker').get(`/v1/referrals/${referral}`)
  await offered(`?case=${Object(body).case}`, { transfersResponsibility: false })
  await setTrap()
  const there = pair.receiver.as('focal-point')
  const incidentId = randomUUID()
  const at = new Date(Date.now() + offset).toISOString()
  const organisation = `${pair.receiver.code.toLowerCase()}-focal-point`
  const by = { staffId: 'focal-point-01', organisation, role: 'FocalPoint' }
  const said = [
    { verb: 'reportIncident', data: { incidentId, code: 'threat', happenedAt: at, life: false } },
    { verb: 'actOnIncident', data: { incidentId, action: 'informedPolice', by, at } },
  ]
  for (const command of said)
    expect((await there.post(`/v1/referrals/${referral}/commands`, command)).status).toBe(201)
}

/** What happens at each gap, and how much more of each there is afterwards: stages, statements, outages, incidents. */
const happenings: Readonly<Record<GapOfTime, readonly [() => Promise<void>, readonly number[]]>> = {
  'remind.said': [silence, [6, 2, 0, 0, 0]],
  'remind.fired': [silence, [6, 2, 0, 0, 0]],
  'outage.announced': [absence, [0, 0, 1, 1, 0]],
  // The last one, for what it leaves would come due when time goes on.
  'remind.told': [outsideTheRules, [0, 0, 0, 0, 2]],
}

let gapNow: Gap
async function setTrap(): Promise<void> {
  await writeFile(trap(), `${gapNow} 1`)
  process.kill(life.pid, 'SIGUSR2')
}

// Sound: the type of the table names them all and nothing else.
test.each(Object.keys(happenings) as GapOfTime[])(
  'R13 a gateway is killed at %s: nothing is lost, nothing is said twice',
  async (gap) => {
    gapNow = gap
    await expect.poll(async () => (await pair.sender.as('operator').get('/readyz')).status, slow).toBe(200)
    const before = await count()
    const [happens, more] = happenings[gap]
    await happens()
    expect(await life.ended).toEqual({ code: null, signal: 'SIGKILL' })
    await live()
    const expected = before.map((each, at) => each + (more[at] ?? 0))
    await expect.poll(count, slow).toEqual(expected)
    // And so it stays.
    await new Promise((resolve) => setTimeout(resolve, 2_500))
    expect(await count()).toEqual(expected)
  },
)
