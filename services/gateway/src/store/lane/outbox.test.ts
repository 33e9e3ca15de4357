import { randomUUID } from 'node:crypto'
import { cloneDatabase, type TestDatabase } from '@onward/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { noLanes } from '../../relay/no-lanes.test-data.ts'
import { statements } from '../commit.ts'
import { decided, hash, leaf } from '../decided.test-data.ts'
import { gatherCommits } from '../gather.ts'
import type { SentTokenRow } from '../rows.ts'
import { openStore, type Store } from '../transaction.ts'
import { commitNumbers, headOf, pendingOf } from './outbox.ts'

const lane = 'lane.RO.NL'
let database: TestDatabase
let store: Store
let replica: Store
let next = 1

beforeAll(async () => {
  database = await cloneDatabase()
  store = openStore(database.urls.gateway, () => {})
  replica = openStore(database.urls.gateway, () => {})
})

afterAll(async () => {
  await Promise.all([store?.close(), replica?.close()])
  await database?.drop()
})

test('what one replica commits waits in the order of its commit for whoever numbers the lane', async () => {
  const rows = [await say(replica), await say(store)]
  expect((await pendingOf(store, lane, 10)).map(({ jti }) => jti)).toEqual(rows.map(({ jti }) => jti))
  const tokens = [token(rows[0]?.jti), token(rows[1]?.jti)]
  expect(await commitNumbers(store, tokens, [leaf(), leaf()])).toBe('committed')
  expect(await pendingOf(store, lane, 10)).toEqual([])
  expect(await headOf(store, lane)).toMatchObject({ ep: 1, seq: tokens[1]?.seq, digest: tokens[1]?.digest })
})

test('a message that was handed over and waits no more gets no second number, nor does its batch', async () => {
  const [numbered, waits] = [await say(store), await say(store)]
  expect(await commitNumbers(replica, [token(numbered.jti)], [])).toBe('committed')
  const before = await headOf(store, lane)
  expect(await commitNumbers(store, [token(numbered.jti), token(waits.jti)], [leaf()])).toBe('taken')
  expect(await headOf(store, lane)).toEqual(before)
  expect((await pendingOf(store, lane, 10)).map(({ jti }) => jti)).toEqual([waits.jti])
})

test('a number that another relay has given is taken', async () => {
  const row = await say(store)
  expect(await commitNumbers(store, [{ ...token(row.jti), seq: 1 }], [])).toBe('taken')
  expect((await pendingOf(store, lane, 10)).map(({ jti }) => jti)).toContain(row.jti)
})

test('decisions that are committed together are told apart: only the one that came late has to be made again', async () => {
  const commit = gatherCommits(store, noLanes)
  const [first, one, other] = [decided(lane), decided(lane), decided(lane)]
  const late = { ...decided(lane), view: { ...other.view, expected: 7, version: 8 } }
  const outcomes = await Promise.all([first, one, other, late].map(commit))
  expect(outcomes).toEqual(['committed', 'committed', 'committed', 'changed'])
})

test('one decision that the database refuses takes no other with it', async () => {
  const commit = gatherCommits(store, noLanes)
  const broken = { ...decided(lane), leaf: { ...leaf(), hash: 'too short' } }
  const outcomes = await Promise.allSettled([decided(lane), decided(lane), broken, decided(lane)].map(commit))
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled'])
})

async function say(through: Store) {
  const row = {
    jti: randomUUID(),
    lane,
    kind: 'resend',
    claims: '{}',
    createdAt: new Date().toISOString(),
  } as const
  await through.transact(statements({ pending: [row] }))
  return row
}

function token(jti = ''): SentTokenRow {
  return { lane, ep: 1, seq: next++, kind: 'resend', jti, digest: hash(), token: 'a.b.c', iat: 1 }
}
