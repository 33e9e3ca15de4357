import { randomBytes, randomUUID } from 'node:crypto'
import { cloneDatabase, type TestDatabase } from '@onward/testing'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStore, type Store } from '../store/transaction.ts'
import { noteOverdueProofs } from '../store/witness.ts'
import { overdueProofs } from './overdue-proofs.ts'

const start = new Date('2026-10-01T12:00:00Z').getTime()
let database: TestDatabase
let owner: pg.Client
let store: Store
let now = start
let alarms: unknown[] = []

beforeAll(async () => {
  database = await cloneDatabase()
  store = openStore(database.urls.gateway, () => {})
  owner = new pg.Client({ connectionString: database.urls.migrator })
  await owner.connect()
})

afterAll(async () => {
  await Promise.all([store?.close(), owner?.end()])
  await database?.drop()
})

const name = () => randomBytes(32).toString('base64url')
let seq = 0

/** A receipt that came at this second, on the answer lane of this one; gives its leaf. */
async function receipt(lane: string, second: number, st = 'stored'): Promise<string> {
  const [manifest, leaf] = [name(), name()]
  seq += 1
  await owner.query(
    `insert into lane_token (lane, ep, seq, kind, jti, digest, iat, token) values ($1, 1, $2, 'envelope', $3, $4, 0, 't')`,
    [lane, seq, randomUUID(), manifest],
  )
  await owner.query(
    `insert into receipt_in (manifest, st, leaf, salt, at, token, own_leaf, received_at) values ($1, $2, $3, 's', 'a', 't', 'o', $4)`,
    [manifest, st, leaf, new Date(start + second * 1000)],
  )
  return leaf
}

const proof = (leaf: string) =>
  owner.query('insert into proof_in (leaf, proof, arrived_at) values ($1, $2, now())', [leaf, 'proof'])

const opened = () =>
  overdueProofs({
    now: () => new Date(now),
    afterMs: 300_000,
    noteOverdue: (between, at) => noteOverdueProofs(store, between, at),
    alarm: (code, facts) => alarms.push({ code, ...facts }),
  })

test('a proof that did not come in time is told of once, by the lane on which it was promised', async () => {
  const overdue = opened()
  const [first] = [
    await receipt('lane.RO.NL', 0),
    await receipt('lane.RO.NL', 1),
    await receipt('lane.BG.NL', 2),
  ]
  await receipt('lane.RO.NL', 3, 'erased')
  await proof(await receipt('lane.BG.NL', 4))
  now = start + 299_000
  await overdue.pass()
  expect(alarms).toEqual([])

  now = start + 328_000
  await overdue.pass()
  expect(alarms).toEqual([])
  now = start + 329_000
  await overdue.pass()
  const told = [
    { code: 'PROOF_OVERDUE', lane: 'lane.BG.NL', count: 1 },
    { code: 'PROOF_OVERDUE', lane: 'lane.RO.NL', count: 2 },
  ]
  expect(alarms).toEqual(told)
  now = start + 359_000
  await overdue.pass()
  // Another process has not told of it yet, but the record has.
  await opened().pass()
  expect(alarms).toEqual(told)
  await proof(first)
})

test('a pass that failed is made up for by the next', async () => {
  alarms = []
  await receipt('lane.RO.NL', 400)
  let isAway = true
  const overdue = overdueProofs({
    now: () => new Date(now),
    afterMs: 300_000,
    noteOverdue: (between, at) =>
      isAway ? Promise.reject(new Error('away')) : noteOverdueProofs(store, between, at),
    alarm: (code, facts) => alarms.push({ code, ...facts }),
  })
  now = start + 701_000
  await expect(overdue.pass()).rejects.toThrow('away')
  isAway = false
  await overdue.pass()
  expect(alarms).toEqual([{ code: 'PROOF_OVERDUE', lane: 'lane.RO.NL', count: 1 }])
})
