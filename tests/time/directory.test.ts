// What becomes of two gateways when nobody vouches for the directory any more, and when a member is suspended.
import { join } from 'node:path'
import { makePair, type Pair, type Party } from '@onward/testing'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { writeWhole } from '../../infra/atomic.ts'
import { repositoryOf } from '../../infra/setup/network.ts'
import { suspendMembers, vouch } from '../../infra/setup/repository.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const slow = { timeout: 30_000 }
const inDays = (days: number) => new Date(Date.now() + days * 24 * HOUR_MS)

let pair: Pair

beforeAll(async () => {
  pair = await makePair({ kind: 'exercise' })
  // Each has a clock of its own, so that one of them can be the only one that is late.
  const start = async (party: Party, refreshMs: number) => {
    await moveTo(party, 0)
    const settings = { ONWARD_CLOCK_FILE: clockOf(party), ONWARD_DIRECTORY_REFRESH_MS: String(refreshMs) }
    await party.start(settings)
  }
  await Promise.all([start(pair.sender, 86_400_000), start(pair.receiver, 1_000)])
})

afterAll(async () => {
  await pair?.stop()
})

const clockOf = ({ code }: Party) => join(pair.folder, `clock-${code}`)

async function moveTo(party: Party, ms: number): Promise<void> {
  await writeWhole(clockOf(party), `${ms}\n`)
  await new Promise((resolve) => setTimeout(resolve, 600))
}

/** The example case, offered by either side to the other. */
async function offer(from: Party, wait: number) {
  const { sender, receiver } = pair
  const offered = await pair.offer()
  const [own, other] = from === sender ? [sender, receiver] : [receiver, sender]
  const [there] = offered.permission.scope.recipients
  const body = {
    ...offered,
    caseRef: offered.caseRef.replace(/^\w+/, own.code),
    from: { ...offered.from, ...focalPoint(own) },
    to: { ...offered.to, ...focalPoint(other) },
    permission: {
      ...offered.permission,
      scope: { ...offered.permission.scope, recipients: [{ ...there, ...focalPoint(other) }] },
    },
  }
  const answer = await from.as('caseworker').post('/v1/referrals', body, { prefer: `wait=${wait}` })
  // Sound: the route's schema says so.
  return {
    status: answer.status,
    body: answer.body as { referral?: string; receipt?: { st: string }; code?: string },
  }
}

const focalPoint = ({ code }: Party) => ({ member: code, organisation: `${code.toLowerCase()}-focal-point` })

/** The timestamp that a gateway has adopted last. */
async function vouchedAt({ member }: Party): Promise<number> {
  const client = new pg.Client({ connectionString: member.databaseUrls.gateway })
  await client.connect()
  const { rows } = await client.query('select version::int from directory_timestamp')
  await client.end()
  return rows[0]?.version
}

/** The version that it has adopted last. */
async function adoptedAt({ member }: Party): Promise<number> {
  const client = new pg.Client({ connectionString: member.databaseUrls.gateway })
  await client.connect()
  const { rows } = await client.query('select max(version)::int as version from directory_version')
  await client.end()
  return rows[0]?.version
}

async function readyOf(party: Party) {
  const { status, body } = await party.as('operator').get('/readyz')
  // Sound: the route's schema says so.
  return [status, (body as { readonly checks: { readonly directory: string } }).checks.directory]
}

async function codesAt(party: Party): Promise<readonly string[]> {
  const { body } = await party.as('operator').get('/v1/quarantine?limit=100')
  return (body as { readonly entries: readonly { readonly code: string }[] }).entries.map(({ code }) => code)
}

const knows = (party: Party, referral: string | undefined) => async () =>
  (await party.as('focal-point').get(`/v1/referrals/${referral}`)).status

test('what a gateway holds for a newer directory is judged at once, also where that came while it was being stored', async () => {
  const { sender, receiver } = pair
  await suspendMembers(repositoryOf(pair.folder), [])
  await expect.poll(async () => (await adoptedAt(receiver)) > (await adoptedAt(sender)), slow).toBe(true)
  const before = await adoptedAt(sender)
  // What is newer is looked up once a minute.
  await moveTo(sender, 2 * MINUTE_MS)
  await moveTo(receiver, 2 * MINUTE_MS)
  // Nothing can be set aside at the one that is behind; what waits there can be read.
  const client = new pg.Client({ connectionString: sender.member.databaseUrls.migrator })
  await client.connect()
  await client.query('begin; lock table quarantine in exclusive mode')
  const heard = offer(receiver, 7)
  await expect.poll(() => adoptedAt(sender), slow).toBeGreaterThan(before)
  await new Promise((resolve) => setTimeout(resolve, 500))
  await client.query('commit')
  await client.end()
  // The next round of what waits would begin ten seconds after that.
  expect(await heard).toMatchObject({ status: 201, body: { receipt: { st: 'stored' } } })
  expect(await codesAt(sender)).toEqual(['DIR_STALE'])
}, 60_000)

test('R1 the lanes of a suspended member are closed within one refresh, and open again', async () => {
  const { sender, receiver } = pair
  await suspendMembers(repositoryOf(pair.folder), [sender.code])
  const refused = async () => (await offer(receiver, 0)).body.code
  await expect.poll(refused, slow).toBe('MEMBER_SUSPENDED')
  // The suspended member does not know it yet, and speaks on: nothing of it is taken.
  const unheard = await offer(sender, 3)
  expect(unheard).toMatchObject({ status: 201, body: { receipt: null } })
  // Among it are its receipts for what the other said before it was told.
  await expect.poll(async () => new Set(await codesAt(receiver)), slow).toEqual(new Set(['ROUTE_SUSPENDED']))

  await suspendMembers(repositoryOf(pair.folder), [])
  await expect.poll(refused, slow).not.toBe('MEMBER_SUSPENDED')
  // What was said meanwhile is said again after fifteen minutes, and taken now.
  await moveTo(sender, 0.3 * HOUR_MS)
  await moveTo(receiver, 0.3 * HOUR_MS)
  await expect.poll(knows(receiver, unheard.body.referral), { timeout: 60_000 }).toBe(200)
}, 120_000)

test('a gateway says from the first hour that nobody vouches for its directory, and after three days trusts nothing', async () => {
  const { sender, receiver } = pair
  expect(await readyOf(receiver)).toEqual([200, 'ok'])
  const before = await vouchedAt(receiver)
  await vouch(repositoryOf(pair.folder), inDays(1))
  await expect.poll(() => vouchedAt(receiver), slow).toBe(before + 1)
  await moveTo(receiver, 25 * HOUR_MS)
  await expect.poll(() => readyOf(receiver), slow).toEqual([200, 'DIRECTORY_STALE'])
  // Its receipts are of tomorrow, as the other side sees it; the case itself has arrived.
  const heard = await offer(sender, 0)
  await expect.poll(knows(receiver, heard.body.referral), slow).toBe(200)

  await moveTo(receiver, (24 + 73) * HOUR_MS)
  await expect.poll(() => readyOf(receiver), slow).toEqual([503, 'DIRECTORY_ENDED'])
  expect(await offer(receiver, 0)).toMatchObject({ status: 503, body: { code: 'DIRECTORY_ENDED' } })
  const unheard = await offer(sender, 3)
  expect(unheard).toMatchObject({ status: 201, body: { receipt: null } })
  await expect.poll(() => codesAt(receiver), slow).toContain('DIR_ENDED')

  await vouch(repositoryOf(pair.folder), inDays(365))
  await expect.poll(() => readyOf(receiver), slow).toEqual([200, 'ok'])
  await moveTo(sender, 0.6 * HOUR_MS)
  await expect.poll(knows(receiver, unheard.body.referral), { timeout: 60_000 }).toBe(200)
}, 180_000)

test('a gateway whose clock leaps over its interval reads the directory at once', async () => {
  const { sender, receiver } = pair
  await vouch(repositoryOf(pair.folder), inDays(400))
  await expect.poll(() => vouchedAt(receiver), slow).toBeGreaterThan(await vouchedAt(sender))
  await moveTo(sender, 30 * HOUR_MS)
  await expect.poll(async () => (await vouchedAt(sender)) === (await vouchedAt(receiver)), slow).toBe(true)
}, 90_000)
