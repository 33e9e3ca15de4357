import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { knownTokens, promisedLeaves, receiptSentFor, sentManifests } from './lane/inbox.ts'
import { resendsOf, unreceipted, unreceiptedBefore } from './lane/outbox.ts'
import { leafHashes, owedProofs, waitingLeaves } from './log.ts'
import { ownStore } from './own-store.test-data.ts'

/** Messages in the record, each with its leaf, its number and its receipt. */
const RECORDED = 5_000

// One connection: what it has read is asked of itself.
const { database, store, drop } = await ownStore(1)
const owner = new pg.Client({ connectionString: database.urls.migrator })
await owner.connect()
afterAll(async () => {
  await owner.end()
  await drop()
})

const lane = 'lane.RO.NL'
const name = (of: string, nth: number) => `${of}${nth}`.padEnd(43, '.')
const [jti, other] = [randomUUID(), randomUUID()]
await owner.query(`with leaf as (
    insert into audit_leaf (hash) select rpad('leaf' || n, 43, '.') from generate_series(1, ${RECORDED}) n returning seq
  ) insert into audit_index (log, leaf_index, seq) select 1, row_number() over (order by seq) - 1, seq from leaf`)
await owner.query(
  `insert into lane_token (lane, ep, seq, kind, jti, digest, leaf, iat, token)
    select $1, 1, n, case when n % 2 = 0 then 'receipt' else 'envelope' end, case n when 4999 then $2 when 4997 then $3 else gen_random_uuid() end,
      rpad('digest' || n, 43, '.'), rpad('leaf' || n, 43, '.'), 0, 't' from generate_series(1, ${RECORDED}) n`,
  [lane, jti, other],
)
await owner.query(`insert into receipt_in (manifest, st, leaf, salt, at, token, own_leaf, received_at)
  select rpad('digest' || n, 43, '.'), 'stored', rpad('promised' || n, 43, '.'), 's', 'a', 't', 'o', now()
  from generate_series(1, ${RECORDED - 10}) n`)
await owner.query(`insert into receipt_out (manifest, st, leaf, at, leaf_seq)
  select rpad('theirs' || n, 43, '.'), 'stored', rpad('leaf' || n, 43, '.'), now(), n from generate_series(1, ${RECORDED}) n`)
await owner.query('insert into audit_leaf_pending values (1), (2)')
await owner.query('insert into proof_pending values (7, $1)', [lane])
await owner.query('insert into resend_pending values ($1, 1, 4999)', [lane])
await owner.query("insert into outbox_body values ($1, 'd'), ($2, 'd')", [jti, other])

/** Rows that PostgreSQL has looked at so far for this connection. */
async function looked(): Promise<number> {
  const [row] = await store.read<{ rows: string }>({
    name: 'test: rows looked at',
    text: `select sum(seq_tup_read + coalesce(idx_tup_fetch, 0)) as rows, pg_stat_force_next_flush() from pg_stat_user_tables`,
    values: [],
  })
  return Number(row?.rows)
}

test.each([
  [
    'leaves that receipts have promised',
    () => promisedLeaves(store, [name('promised', 9)]).then((found) => found.size),
    1,
  ],
  [
    'manifests that receipts answer',
    () => sentManifests(store, [name('digest', 9)]).then((found) => found.size),
    0,
  ],
  ['tokens that came before', () => knownTokens(store, lane, [jti]).then((found) => found.size), 0],
  ['the number of a receipt', () => receiptSentFor(store, name('theirs', 8)).then((found) => found?.seq), 8],
  ['leaves that wait for a number', () => waitingLeaves(store, 10).then((found) => found.length), 2],
  [
    'proofs that are owed',
    () => owedProofs(store, 1, RECORDED, 10).then((found) => found.map(({ index }) => index)),
    [6],
  ],
  [
    'leaves at the edge of the log',
    () => leafHashes(store, 1, 4_992, RECORDED).then((found) => found.length),
    8,
  ],
  [
    'what is asked for again',
    () => resendsOf(store, lane, 10).then((found) => found.map(({ seq }) => seq)),
    [4_999],
  ],
  [
    'what has no receipt',
    () => unreceipted(store, lane, 9, new Date()).then((found) => found.map(({ seq }) => seq)),
    [4_997, 4_999],
  ],
  [
    'what has no receipt of an epoch that is over',
    () => unreceiptedBefore(store, lane, 2).then((found) => found.map(({ seq }) => seq)),
    [4_997, 4_999],
  ],
])('%s are found in a long record by looking at a few rows', async (_, ask, answer) => {
  const before = await looked()
  await looked()
  expect(await ask()).toEqual(answer)
  await looked()
  expect((await looked()) - before).toBeLessThan(60)
})
