import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { migrations } from '../../../services/gateway/src/store/migrate.ts'
import { cloneDatabase, emptyDatabase, type TestDatabase } from './index.ts'

let first: TestDatabase
let second: TestDatabase

beforeAll(async () => {
  first = await cloneDatabase()
  second = await emptyDatabase()
})

afterAll(async () => {
  await first.drop()
  await second.drop()
})

test('a cloned database has every migration', async () => {
  const rows = await query(first.urls.migrator, 'select name from migration order by name')
  expect(rows).toEqual((await migrations()).map((name) => ({ name })))
})

test('two databases share nothing', async () => {
  await query(second.urls.migrator, 'create table only_here (id int)')
  await expect(query(first.urls.migrator, 'select * from only_here')).rejects.toMatchObject({ code: '42P01' })
})

test('a role has no way in without its password', async () => {
  const url = new URL(first.urls.gateway)
  url.password = 'guess'
  await expect(query(url.href, 'select 1')).rejects.toMatchObject({ code: '28P01' })
})

test('a member role cannot enter a database that is not its own', async () => {
  const url = new URL(first.urls.gateway)
  url.pathname = '/postgres'
  await expect(query(url.href, 'select 1')).rejects.toMatchObject({ code: '42501' })
  const open = `select has_database_privilege('public', '${first.name}', 'connect') as open`
  expect(await query(inject('servers').postgres.adminUrl, open)).toEqual([{ open: false }])
})

test('what a commit promises is on the disk', async () => {
  const names = ['fsync', 'full_page_writes', 'synchronous_commit']
  const rows = await query(
    inject('servers').postgres.adminUrl,
    'select name, setting from pg_settings where name = any($1) order by name',
    [names],
  )
  expect(rows).toEqual(names.map((name) => ({ name, setting: 'on' })))
})

test('a dropped database is gone although somebody was still connected', async () => {
  const database = await emptyDatabase()
  const client = new pg.Client({ connectionString: database.urls.gateway })
  client.on('error', () => {})
  await client.connect()
  await database.drop()
  await expect(query(database.urls.gateway, 'select 1')).rejects.toMatchObject({ code: '3D000' })
})

async function query(connectionString: string, text: string, values: unknown[] = []): Promise<unknown[]> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    return (await client.query(text, values)).rows
  } finally {
    await client.end()
  }
}
