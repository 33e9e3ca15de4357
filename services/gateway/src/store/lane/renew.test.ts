import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { commitLocal, statements } from '../commit.ts'
import { decided } from '../decided.test-data.ts'
import { ownStore } from '../own-store.test-data.ts'
import { bodiesOf, pendingOf } from './outbox.ts'
import { renewEvent, renewOthers } from './renew.ts'

const lane = 'lane.RO.NL'
const { database, store, drop } = await ownStore()
afterAll(drop)

test('R55 what waits after a restore waits under another jti, in its order, and no old body is left', async () => {
  const [first, second] = [decided(lane), decided(lane)]
  for (const each of [first, second]) await commitLocal(store, each)
  const createdAt = '2026-03-02T12:00:00.000Z'
  const proof = { jti: randomUUID(), lane, kind: 'proof', claims: '{"dig":"x"}', createdAt } as const
  const other = { ...proof, jti: randomUUID(), lane: 'lane.BG.NL' }
  const bodies = [proof, other].map(({ jti }) => ({ jti, data: 'proofs' }))
  await store.transact(statements({ pending: [proof, other], bodies }))
  const before = await pendingOf(store, lane, 10)

  const jti = randomUUID()
  await renewEvent(store, first.pending.jti, { jti, claims: '{"dig":"anew"}' }, 'sealed anew')
  await renewOthers(store, lane)
  const after = await pendingOf(store, lane, 10)
  expect(after.map(({ kind, event }) => [kind, event])).toEqual(
    before.map(({ kind, event }) => [kind, event]),
  )
  const renewed = after.find(({ event }) => event === first.event.digest)
  expect(renewed).toMatchObject({ jti, claims: '{"dig":"anew"}' })
  const moved = after.find(({ kind }) => kind === 'proof')
  expect([moved?.jti === proof.jti, moved?.claims]).toEqual([false, proof.claims])
  expect(await allBodies()).toEqual(
    new Map([
      [jti, 'sealed anew'],
      [second.pending.jti, 'body'],
      [moved?.jti, 'proofs'],
      [other.jti, 'proofs'],
    ]),
  )
  expect((await bodiesOf(store, [proof.jti, first.pending.jti])).size).toBe(0)
})

async function allBodies(): Promise<ReadonlyMap<string, string>> {
  const client = new pg.Client({ connectionString: database.urls.migrator })
  await client.connect()
  const { rows } = await client.query<{ jti: string; data: string }>('select jti, data from outbox_body')
  await client.end()
  return new Map(rows.map(({ jti, data }) => [jti, data]))
}
