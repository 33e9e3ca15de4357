/** What each role of a member's database may do (protocol §6), asked of PostgreSQL itself. */
import { cloneDatabase, type TestDatabase } from '@onward/testing'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'

let database: TestDatabase
const clients = new Map<string, pg.Client>()
const roles = ['gateway', 'eraser', 'auditor'] as const
type Role = (typeof roles)[number]

beforeAll(async () => {
  database = await cloneDatabase()
  for (const role of [...roles, 'migrator'] as const) {
    const client = new pg.Client({ connectionString: database.urls[role] })
    await client.connect()
    clients.set(role, client)
  }
})

afterAll(async () => {
  for (const client of clients.values()) await client.end()
  await database?.drop()
})

/** Every table and who may select, insert, update and delete there; a lower-case letter: some columns only. */
const rights: Readonly<Record<string, readonly [gateway: string, eraser: string, auditor: string]>> = {
  access_leaf: ['SI', 'SD', 'S'],
  audit_index: ['SI', '', 'S'],
  audit_leaf: ['SI', 'SI', 'S'],
  audit_leaf_pending: ['SID', 'SI', 'S'],
  audit_tile: ['SI', '', 'S'],
  break_glass: ['SI', 'SD', 's'],
  break_glass_confirmation: ['SI', 'SD', 'S'],
  break_glass_notice: ['SI', 'SD', 'S'],
  break_glass_review: ['SI', 'SD', 'S'],
  checkpoint: ['SI', '', 'S'],
  cosignature: ['SIUD', '', 'S'],
  cosigned_checkpoint: ['SI', '', 'S'],
  data_key: ['SI', 'SD', ''],
  directory_file: ['SI', '', 'S'],
  directory_timestamp: ['SIu', '', 'S'],
  directory_version: ['SI', '', 'S'],
  due_list: ['SIUD', 'SD', 'S'],
  duplicate_answered: ['SIU', '', ''],
  erasure: ['SI', 'SI', 'S'],
  erasure_approval: ['SI', 'SI', 'S'],
  erasure_done: ['S', 'SI', 'S'],
  erasure_told: ['SI', 'S', 'S'],
  event: ['SI', 'S', 's'],
  event_void: ['SI', 'S', 'S'],
  heartbeat: ['SIu', '', 'S'],
  idempotency: ['SI', 'SD', ''],
  inquiry_count: ['SIU', '', 'S'],
  legal_hold: ['SI', 'S', 'S'],
  legal_hold_end: ['SI', 'S', 'S'],
  key_review: ['SI', '', 'S'],
  lane_in: ['SIU', '', 'S'],
  lane_received: ['SI', '', 'S'],
  lane_sent: ['SIU', '', 'S'],
  lane_token: ['SI', 'S', 'S'],
  link: ['SIu', 'SD', 's'],
  local_record: ['SIu', 'sD', 's'],
  log_contradiction: ['SI', '', 'S'],
  match_decision: ['SI', 'SD', 'S'],
  migration: ['S', '', ''],
  noted_answer: ['SI', 'SD', 's'],
  opening: ['SI', 'SID', 'S'],
  outbox_body: ['SI', 'SD', ''],
  peer_checkpoint: ['SIU', '', 'S'],
  peer_note: ['SIuD', '', 'S'],
  outbox_pending: ['SID', 'SD', 'S'],
  proof_in: ['SI', '', 'S'],
  proof_overdue: ['SI', '', 'S'],
  proof_pending: ['SID', '', ''],
  quarantine: ['SI', 'S', 'S'],
  quarantine_approval: ['SI', '', 'S'],
  quarantine_body: ['SI', 'SD', ''],
  quarantine_flood: ['SIU', '', 'S'],
  quarantine_outcome: ['SI', '', 'S'],
  receipt_in: ['SI', '', 'S'],
  receipt_out: ['SI', 'S', 'S'],
  referral: ['SIu', 'Su', 's'],
  reminder: ['SI', '', 'S'],
  resend_pending: ['SID', '', ''],
  resent: ['SIU', '', ''],
  time_stamp: ['SI', '', 'S'],
  witnessed: ['SIU', '', 'S'],
  said_anew: ['SI', '', ''],
}

test('T38 every table gives each role what it needs for its work and no more', async () => {
  const found: Record<string, readonly string[]> = {}
  for (const table of await tables()) {
    const given = []
    for (const role of roles) given.push(await rightsOf(role, table))
    found[table] = given
  }
  expect(found).toEqual(rights)
})

test('R25, T38 no column that holds content or a key is among those that the auditor reads', async () => {
  const { rows: hidden } = await client('migrator').query<{ name: string }>(
    `select c.table_name || '.' || c.column_name as name from information_schema.columns c
       where c.table_schema = 'public' and has_table_privilege($1, c.table_name, 'select') is false
         and not has_column_privilege($1, c.table_name::text, c.column_name::text, 'select')
         and c.table_name in ('event', 'data_key', 'outbox_body', 'quarantine_body', 'idempotency', 'referral')
       order by 1`,
    [database.roles.auditor],
  )
  expect(hidden.map(({ name }) => name)).toEqual(
    [
      'data_key.referral',
      'data_key.wrapped',
      'event.content',
      ...['created_at', 'event', 'key', 'method', 'path', 'principal', 'referral', 'request', 'status'].map(
        (name) => `idempotency.${name}`,
      ),
      'outbox_body.data',
      'outbox_body.jti',
      'quarantine_body.body',
      'quarantine_body.id',
      'referral.consent_until',
    ].toSorted(),
  )
})

/** Each of these was tried, and refused by the database with 42501 (insufficient_privilege). */
const forbidden: readonly (readonly [Role, string])[] = [
  ['gateway', "update event set content = ''"],
  ['gateway', 'delete from event'],
  ['gateway', 'truncate event cascade'],
  ['gateway', "update audit_leaf set hash = ''"],
  ['gateway', 'delete from audit_leaf'],
  ['gateway', 'delete from audit_index'],
  ['gateway', 'update audit_tile set level = 1'],
  ['gateway', "update checkpoint set note = ''"],
  ['gateway', 'delete from receipt_in'],
  ['gateway', "update receipt_in set st = 'rejected'"],
  ['gateway', "update receipt_out set st = 'rejected'"],
  ['gateway', "update lane_token set token = ''"],
  ['gateway', 'delete from lane_token'],
  ['gateway', 'delete from lane_received'],
  ['gateway', 'delete from key_review'],
  ['gateway', 'delete from event_void'],
  ['gateway', 'delete from opening'],
  ['gateway', 'delete from access_leaf'],
  ['gateway', 'update break_glass set at = now()'],
  ['gateway', 'delete from break_glass'],
  ['gateway', 'update break_glass_confirmation set at = now()'],
  ['gateway', 'delete from data_key'],
  ['gateway', 'update referral set sender = receiver'],
  ['gateway', 'delete from referral'],
  ['gateway', 'delete from reminder'],
  ['gateway', 'update reminder set fired_at = at'],
  ['gateway', 'delete from outbox_body'],
  ['gateway', 'delete from quarantine'],
  ['gateway', "update quarantine set code = ''"],
  ['gateway', 'delete from quarantine_body'],
  ['gateway', 'delete from idempotency'],
  ['gateway', 'create table mine (id int)'],
  ['gateway', 'create function mine() returns int language sql as $$ select 1 $$'],
  ['gateway', 'alter table event disable trigger all'],
  [
    'gateway',
    'create trigger mine before insert on event for each row execute function suppress_redundant_updates_trigger()',
  ],
  ['gateway', 'drop table event cascade'],
  ['gateway', "copy event to program 'true'"],
  ['gateway', "select pg_read_file('postgresql.conf')"],
  ['eraser', 'delete from event'],
  ['eraser', 'delete from receipt_in'],
  ['eraser', 'delete from audit_leaf'],
  ['gateway', "insert into erasure_done values (gen_random_uuid(), '', 0, now(), 1)"],
  ['gateway', "update erasure set by = ''"],
  ['gateway', 'delete from erasure_approval'],
  ['eraser', 'delete from erasure'],
  ['eraser', 'insert into erasure_told values (gen_random_uuid(), null, now())'],
  ['eraser', "update referral set status = 'closed'"],
  ['eraser', 'delete from quarantine'],
  ['eraser', "update data_key set wrapped = ''"],
  ['eraser', "insert into data_key values (gen_random_uuid(), '')"],
  ['eraser', "select drop_receipted_bodies('{}')"],
  ['auditor', 'select content from event'],
  ['auditor', 'select * from event'],
  ['auditor', 'select wrapped from data_key'],
  ['auditor', 'select text from break_glass'],
  ['auditor', 'select data from outbox_body'],
  ['auditor', 'select body from quarantine_body'],
  ['auditor', 'select request from idempotency'],
  ['auditor', 'delete from opening'],
  ['auditor', "insert into audit_leaf (hash) values ('')"],
  ['auditor', "select drop_receipted_bodies('{}')"],
]

test.each(forbidden)('%s may not: %s', async (role, statement) => {
  await expect(client(role).query(statement)).rejects.toMatchObject({ code: '42501' })
})

test('T38 no role can become another one', async () => {
  for (const role of roles) {
    for (const other of [...roles, 'migrator'] as const) {
      if (other === role) continue
      const become = client(role).query(`set role ${pg.escapeIdentifier(database.roles[other])}`)
      await expect(become).rejects.toMatchObject({ code: '42501' })
    }
  }
})

async function tables(): Promise<readonly string[]> {
  const { rows } = await client('migrator').query<{ name: string }>(
    "select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f') order by 1",
  )
  return rows.map(({ name }) => name)
}

async function rightsOf(role: Role, table: string): Promise<string> {
  const { rows } = await client('migrator').query<{ right: string; whole: boolean; part: boolean }>(
    `select r as right, has_table_privilege($1, $2, r) as whole,
       case when r = 'delete' then false else has_any_column_privilege($1, $2, r) end as part
     from unnest(array['select', 'insert', 'update', 'delete']) with ordinality as t(r, n) order by n`,
    [database.roles[role], table],
  )
  const letter = (right: string) => right[0] ?? ''
  return rows
    .map(({ right, whole, part }) => (whole ? letter(right).toUpperCase() : part ? letter(right) : ''))
    .join('')
}

function client(role: Role | 'migrator'): pg.Client {
  const found = clients.get(role)
  if (!found) throw new Error(`${role} is not connected`)
  return found
}
