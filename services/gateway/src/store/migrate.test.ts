import { emptyDatabase } from '@onward/testing'
import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { evidenceOf } from './evidence.ts'
import { leafRecords, owedProofs } from './log.ts'
import { migrate, migrations } from './migrate.ts'
import { accessesOf } from './rights/accesses.ts'
import { erasureOf } from './rights/erasure.ts'
import { openStore } from './transaction.ts'

const database = await emptyDatabase()
const owner = new pg.Client({ connectionString: database.urls.migrator })
await owner.connect()
const store = openStore(database.urls.gateway, () => {})
afterAll(async () => {
  await Promise.all([store.close(), owner.end()])
  await database.drop()
})

const referral = '0199a000-0000-7000-8000-000000000001'
const [jti, erasure] = ['0199a000-0000-7000-8000-0000000000a1', '0199a000-0000-7000-8000-0000000000e1']
const at = '2026-03-02T12:00:00.000Z'
const hash = (name: string) => name.padEnd(43, '.')
const names = ['event', 'sent', 'theirs', 'receipt', 'reading', 'erasure']

test('R55 a database whose leaves were found by their hashes has them by number: openings, messages, readings, proofs owed, erasures', async () => {
  await migrateUpTo('0022-by-index.sql')
  await owner.query(`insert into referral (id, case_ref, sender, receiver, purpose, urgency, status, version, created_at, updated_at, local_case)
    values ('${referral}', 'NL-R-7F3K9Q', 'NL', 'RO', 'SafeReturn', 'routine', 'submitted', 1, '${at}', '${at}', gen_random_uuid())`)
  await owner.query('select append_leaves($1)', [
    JSON.stringify(
      names.map((name) => ({
        hash: hash(name),
        salt: `\\x${'ab'.repeat(32)}`,
        record: `{"kind":"${name}"}`,
      })),
    ),
  ])
  await owner.query(
    'insert into audit_index (log, leaf_index, seq) select 1, row_number() over (order by seq) - 1, seq from audit_leaf',
  )
  for (const [author, sequence, digest] of [
    ['NL', 1, hash('said')],
    ['RO', 1, hash('heard')],
  ]) {
    await owner.query(
      `insert into event values (gen_random_uuid(), $1, $2, $3, 'referral.submitted', $4, $5, $5, 'x')`,
      [author, referral, sequence, digest, at],
    )
  }
  await owner.query(
    `insert into lane_token (lane, ep, seq, kind, jti, digest, event, leaf, iat, token) values
      ('lane.RO.NL', 1, 1, 'envelope', $1, $2, $3, $4, 0, 'manifest'), ('lane.RO.NL', 1, 2, 'receipt', gen_random_uuid(), $5, null, $6, 0, 'receipt')`,
    [jti, hash('manifest'), hash('said'), hash('sent'), hash('other'), hash('receipt')],
  )
  await owner.query(
    `insert into lane_received values ('lane.NL.RO', 1, 1, 'envelope', gen_random_uuid(), $1, 'their manifest', $2)`,
    [hash('their manifest'), at],
  )
  await owner.query(`insert into receipt_out values ($1, 'stored', null, $2, $3, $4)`, [
    hash('their manifest'),
    hash('heard'),
    hash('receipt'),
    at,
  ])
  await owner.query(`insert into proof_pending values ($1, 'lane.RO.NL')`, [hash('receipt')])
  await owner.query('insert into access_leaf values ($1, $2, $3)', [hash('reading'), referral, at])
  await owner.query(`insert into erasure values ($1, $2, 'request', 'nl-focal-point/dpo/dpo-01', $3)`, [
    erasure,
    referral,
    at,
  ])
  await owner.query('insert into erasure_done values ($1, $2, $3, 0, $4)', [
    erasure,
    'entry',
    hash('erasure'),
    at,
  ])

  expect(await migrate(database.urls.migrator, database.roles)).toContain('0023-leaves-by-number.sql')

  const messages = await evidenceOf(store, referral)
  const erased = await erasureOf(store, referral)
  const seqs = [
    ...messages.flatMap(({ leafSeq, receipts }) => [leafSeq, ...receipts.map((each) => each.leafSeq)]),
    erased?.leafSeq,
  ]
  const records = await leafRecords(
    store,
    seqs.filter((seq) => typeof seq === 'string'),
  )
  expect(seqs.map((seq) => records.get(seq ?? '')?.record ?? null)).toEqual([
    null,
    '{"kind":"receipt"}',
    '{"kind":"sent"}',
    '{"kind":"erasure"}',
  ])
  expect([...records.values()].map((each) => [each.hash, each.place?.index])).toEqual([
    [hash('sent'), 1],
    [hash('receipt'), 3],
    [hash('erasure'), 5],
  ])
  expect(erased?.leaf).toBe(hash('erasure'))
  expect(await accessesOf(store, referral, { limit: 10 })).toMatchObject([
    { leaf: hash('reading'), index: 4, record: '{"kind":"reading"}' },
  ])
  expect(await owedProofs(store, 1, names.length, 10)).toMatchObject([
    { leaf: hash('receipt'), lane: 'lane.RO.NL', index: 3 },
  ])
})

/** As the version that ended with this migration left it. */
async function migrateUpTo(last: string): Promise<void> {
  const later = (await migrations()).filter((name) => name > last)
  await owner.query('create table migration (name text primary key, at timestamptz not null default now())')
  await owner.query('insert into migration (name) select unnest($1::text[])', [later])
  await migrate(database.urls.migrator, database.roles)
  await owner.query('delete from migration where name = any($1::text[])', [later])
}
