/**
 * A database is backed up, people are erased, and the backup is restored. The packaged PostgreSQL has no pg_dump, so the
 * backup is PostgreSQL's own copy of the whole database while nobody is connected (`create database … template …`).
 */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { makePair, type Pair, type Party } from '@onward/testing'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { dropDatabase, keepDatabase } from '../../infra/postgres/databases.ts'
import type { RunningProcess } from '../../infra/processes.ts'
import { search } from '../privacy/search.ts'
import { eraseAt } from './erasing.ts'
import { openable } from './openable.ts'

let pair: Pair
let lives: RunningProcess[] = []
/** Erased after the backup: one that is in it, and one that came after it. */
let known: string
let later: string
/** What the receiver's log was last seen to have signed. */
let last: { readonly file: string; readonly size: number }
let canary: Readonly<Record<string, string>>

beforeAll(async () => {
  pair = await makePair()
  await pair.sender.start()
  lives = [await pair.receiver.start(), await pair.receiver.startEraser()]
  const offer = await pair.offer()
  canary = { name: offer.sections.person?.prs_FirstName ?? '' }
  known = await begin(offer)
  await stopped()
  await copyDatabase('backup')
  lives = [await pair.receiver.start(), await pair.receiver.startEraser()]
  later = await begin(await pair.offer())
}, 120_000)

afterAll(async () => {
  await dropDatabase(inject('servers').postgres.adminUrl, nameOf('backup'))
  await pair?.stop()
})

test('R55, T23 a gateway starts on a restored backup only after the eraser has destroyed again what the register says', async () => {
  const { receiver } = pair
  await eraseAt(receiver, known)
  await eraseAt(receiver, later, 'withdrawal')
  const note = String((await receiver.as('auditor').get('/v1/audit/checkpoint')).body)
  last = { file: join(receiver.member.folder, 'last-checkpoint'), size: Number(note.split('\n')[1]) }
  await writeFile(last.file, note)
  await stopped()
  await copyDatabase('restored')
  const found = search(await openable(receiver.member), canary).join('\n')
  expect(found).toContain('event: name')

  expect(await startFault(receiver)).toContain(
    'The database holds 1 data keys that the destruction register says were destroyed: run the eraser first',
  )
  lives = [await receiver.startEraser()]
  expect(search(await openable(receiver.member), canary)).toEqual([])
  lives.push(await receiver.start({ ONWARD_LAST_CHECKPOINT: last.file }, { until: 'live' }))
  for (const id of [known, later]) {
    // The second is not in the backup at all, and its messages are still on the broker.
    const answer = await receiver.as('focal-point').get(`/v1/referrals/${id}`)
    expect([id, answer.status]).toEqual([id, 410])
  }
  expect((await receiver.as('auditor').get(`/v1/referrals/${known}/erasure`)).body).toMatchObject({
    state: 'erased',
    ground: 'request',
  })
  // What was said meanwhile comes again from the lane, and the one that was erased does not begin anew.
  const after = await say(await pair.offer())
  const status = async () => (await receiver.as('focal-point').get(`/v1/referrals/${after}`)).status
  await expect.poll(status, { timeout: 60_000, interval: 200 }).toBe(200)
  expect((await receiver.as('focal-point').get(`/v1/referrals/${later}`)).status).toBe(410)
}, 240_000)

test('R25 a gateway whose log was seen to be further takes what comes and signs nothing, and says so', async () => {
  const { receiver } = pair
  expect(await receiver.as('operator').get('/readyz')).toMatchObject({
    status: 503,
    body: { ready: false, checks: { checkpoint: 'LOG_BEHIND' } },
  })
  const refused = await receiver.as('focal-point').post('/v1/referrals', await pair.offer())
  expect([refused.status, refused.text('/code')]).toEqual([503, 'LOG_BEHIND'])
  const client = new pg.Client({ connectionString: receiver.member.databaseUrls.migrator })
  await client.connect()
  const { rows } = await client.query(
    `select (select count(*)::int from outbox_pending where kind = 'receipt') > 0 as waits,
       (select max(size)::int from checkpoint) < $1 as behind`,
    [last.size],
  )
  await client.end()
  expect(rows).toEqual([{ waits: true, behind: true }])
})

test('R55 without its register, with an older one, or with another member’s, no gateway starts', async () => {
  const { receiver, sender } = pair
  await stopped()
  const file = join(receiver.member.register, 'destroyed.jsonl')
  const whole = await readFile(file)
  const says = async (bytes: string | Uint8Array) => {
    await writeFile(file, bytes)
    return await startFault(receiver)
  }
  const [head = '', first = ''] = whole.toString().split('\n')
  expect(await says(`${head}\n${first.slice(0, -4)}\n`)).toContain(
    'does not follow from its beginning at line 2',
  )
  expect(await says(`${head}\n`)).toContain(
    'ONWARD_DESTRUCTION_REGISTER lacks 1 of the destructions that the database knows',
  )
  const others = await readFile(join(sender.member.register, 'destroyed.jsonl'))
  expect(await says(others)).toContain('does not begin as the register of this member')
  expect(await says('')).toContain('does not begin as the register of this member')
  await writeFile(file, whole)
}, 240_000)

async function stopped(): Promise<void> {
  for (const life of lives) await life.stop()
  lives = []
}

function nameOf(copy: 'backup' | 'live'): string {
  const live = `onward_${pair.receiver.code.toLowerCase()}`
  return copy === 'live' ? live : `${live}_backup`
}

/** Backs the receiver's database up, or puts the backup in its place. Nobody is connected. */
async function copyDatabase(to: 'backup' | 'restored'): Promise<void> {
  const { adminUrl } = inject('servers').postgres
  const [from, made] = to === 'backup' ? (['live', 'backup'] as const) : (['backup', 'live'] as const)
  if (to === 'restored') await dropDatabase(adminUrl, nameOf('live'))
  const prefix = pair.receiver.code.toLowerCase()
  await keepDatabase({ adminUrl, prefix, database: nameOf(made), template: nameOf(from) })
}

/** What a gateway says that does not start. */
async function startFault(party: Party): Promise<string> {
  const log = join(pair.folder, 'logs', `gateway-${party.code}.log`)
  const before = (await readFile(log, 'utf8')).length
  await expect(party.start()).rejects.toMatchObject({ code: 'ENDED_EARLY' })
  return (await readFile(log, 'utf8')).slice(before)
}

/** Says it to whoever will hear it. */
async function say(offer: object): Promise<string> {
  const answer = await pair.sender.as('caseworker').post('/v1/referrals', offer)
  expect(answer.status).toBe(201)
  return answer.text('/referral')
}

async function begin(offer: object): Promise<string> {
  const answer = await pair.sender.as('caseworker').post('/v1/referrals', offer, { prefer: 'wait=25' })
  expect(answer).toMatchObject({ status: 201, body: { receipt: { st: 'stored' } } })
  return answer.text('/referral')
}
