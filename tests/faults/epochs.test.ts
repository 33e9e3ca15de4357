import { setTimeout as sleep } from 'node:timers/promises'
import { readDirectory } from '@onward/directory'
import { makePair, type Pair, type Party } from '@onward/testing'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { dropDatabase, keepDatabase } from '../../infra/postgres/databases.ts'
import { Forger } from '../hostile/forger.ts'
import { newKey, nextEpoch, positionOf, publish, rowsOf, withStatus } from './ceremony.ts'
import { type PartyRecord, readRecord } from './record.ts'

const quick = { ONWARD_DIRECTORY_REFRESH_MS: '200' }
const patient = { timeout: 120_000 }
let pair: Pair
let lane: string
let lives: Awaited<ReturnType<Party['start']>>[]

beforeAll(async () => {
  pair = await makePair()
  lane = `lane.${pair.receiver.code}.${pair.sender.code}`
  lives = await Promise.all([pair.sender.start(quick), pair.receiver.start(quick)])
})

afterAll(async () => {
  await pair?.stop()
})

test(
  'R55 after a fork the lane goes on in a new epoch, and what had fallen beside the fork arrives in it',
  patient,
  async () => {
    const { sender, receiver } = pair
    const first = await offer()
    await arrives([first])
    // Somebody with the gateway's key and its account at the broker says the next number first.
    const thief = await Forger.open({
      member: sender.member,
      to: receiver.code,
      directory: await readDirectory(sender.member.directory),
    })
    const { seq, digest, ep } = await positionOf(receiver, lane)
    const forged = thief.beside(
      'resend',
      { from: 1, to: 1, of: 1 },
      { claims: { ep, seq: seq + 1, prev: digest } },
    )
    await thief.put(forged.bytes)
    await until(async () => (await positionOf(receiver, lane)).digest === forged.digest)

    const beside = await offer()
    await until(async () => (await readRecord(receiver)).quarantine.includes('SEQ_FORK'))
    expect(await authorsOf(receiver, beside)).toEqual([])

    const revoked = { at: seconds(), invalidFrom: seconds(), reason: 'compromise' } as const
    const next = await newKey(sender, 'gw-sig', seconds())
    await publish(pair, {
      keys: { [sender.code]: withStatus(['gw-sig'], { status: 'revoked', revoked }, [next]) },
      lanes: { [lane]: nextEpoch(await positionOf(receiver, lane)) },
    })
    const after = await offer()
    await arrives([first, beside, after])
    await standsIn(2, forged.digest)

    // The old epoch is over, for the thief and for what of ours was still on its way in it.
    const late = thief.beside(
      'resend',
      { from: 1, to: 1, of: 1 },
      { claims: { ep, seq: seq + 2, prev: forged.digest } },
    )
    await thief.put(late.bytes)
    await thief.close()
    await until(async () => (await readRecord(receiver)).quarantine.includes('KEY_REVOKED'))
    await standsIn(2, forged.digest)
  },
)

test(
  'R55 a gateway restored from a backup goes on in a new epoch: no number is said twice, and what the backup held is receipted',
  patient,
  async () => {
    const { sender, receiver } = pair
    await lives[1]?.stop()
    const forks = async () =>
      (await readRecord(receiver)).quarantine.filter((code) => code === 'SEQ_FORK').length
    const before = await forks()
    const unheard = await offer()
    await until(async () => (await readRecord(sender)).sent.at(-1)?.kind === 'envelope')
    await lives[0]?.stop()
    const backup = await copyDatabase(sender, 'onward', 'backup')

    lives = await Promise.all([sender.start(quick), receiver.start(quick)])
    const lost = await offer()
    await arrives([unheard, lost])
    await lives[0]?.kill()
    const position = await positionOf(receiver, lane)
    await copyDatabase(sender, 'backup', 'onward')
    await dropDatabase(inject('servers').postgres.adminUrl, backup)

    await publish(pair, { lanes: { [lane]: nextEpoch(position) } })
    lives[0] = await sender.start(quick)
    const after = await offer()
    await arrives([unheard, after])
    await standsIn(position.ep + 1, position.digest)
    expect(await forks()).toBe(before)
    // What was said after the backup is gone here, and the peer has it.
    expect([await authorsOf(sender, lost), await authorsOf(receiver, lost)]).toEqual([[], [sender.code]])
  },
)

/** Offers a case, and gives the event. */
async function offer(): Promise<string> {
  const answer = await pair.sender.as('caseworker').post('/v1/referrals', await pair.offer())
  expect(answer.status).toBe(201)
  return answer.text('/event')
}

/** Each of these events is applied at the receiver, once, and its sender has the receipt. */
async function arrives(events: readonly string[]): Promise<void> {
  const { sender, receiver } = pair
  for (const event of events) {
    await until(async () => (await receiptsOf(sender, event)) > 0)
    expect(await authorsOf(receiver, event)).toEqual([sender.code])
  }
}

/** The receiver stands in this epoch, which is one unbroken chain from the token that ended the one before. */
async function standsIn(ep: number, start: string): Promise<void> {
  const { receiver } = pair
  expect((await positionOf(receiver, lane)).ep).toBe(ep)
  const tokens = (await readRecord(receiver)).received.filter((row) => row.lane === lane && row.ep === ep)
  expect(tokens.length).toBeGreaterThan(0)
  expect(tokens.map(({ seq }) => seq)).toEqual(tokens.map((_, at) => at + 1))
  expect(tokens.map(prevOf)).toEqual([start, ...tokens.slice(0, -1).map(({ digest }) => digest)])
}

function prevOf({ token }: PartyRecord['received'][number]): string {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()).prev
}

async function authorsOf({ member }: Party, event: string): Promise<readonly string[]> {
  const rows = await rowsOf<{ author: string }>(
    member.databaseUrls.auditor,
    'select author from event e where id = $1 and not exists (select from event_void v where v.digest = e.digest)',
    [event],
  )
  return rows.map(({ author }) => author)
}

async function receiptsOf({ member }: Party, event: string): Promise<number> {
  const rows = await rowsOf<object>(
    member.databaseUrls.auditor,
    `select from event e join lane_token t on t.event = e.digest join receipt_in r on r.manifest = t.digest
      where e.id = $1 and r.st = 'stored'`,
    [event],
  )
  return rows.length
}

/** Copies a member's whole database over another of the same member's; nobody is connected to either. */
async function copyDatabase({ code }: Party, from: string, to: string): Promise<string> {
  const { adminUrl } = inject('servers').postgres
  const prefix = code.toLowerCase()
  const database = `${to}_${prefix}`
  await dropDatabase(adminUrl, database)
  await keepDatabase({ adminUrl, database, prefix, template: `${from}_${prefix}` })
  return database
}

function seconds(): number {
  return Math.floor(Date.now() / 1000)
}

async function until(holds: () => Promise<boolean>, withinMs = 50_000): Promise<void> {
  for (const end = Date.now() + withinMs; !(await holds()); await sleep(100)) {
    if (Date.now() > end) throw new Error(`did not happen within ${withinMs} ms: ${holds}`)
  }
}
