/** The member's database: its clock, its migrations, and that the gateway's role may do what it must and no more. */
import { readdir } from 'node:fs/promises'
import { noticeable, skew } from './clock.ts'
import { databaseClient } from './database-client.ts'
import type { Finding } from './finding.ts'
import type { Settings } from './settings.ts'

/** The migrations of the version that the doctor belongs to. */
const migrations = new URL('../../../../services/gateway/src/store/migrations/', import.meta.url)

/** What is for ever (protocol §6): the gateway adds to it, and changes and removes nothing. */
const forEver = [
  'event',
  'audit_leaf',
  'audit_index',
  'receipt_in',
  'receipt_out',
  'lane_token',
  'lane_received',
] as const

export async function checkDatabase({ databaseUrl }: Settings): Promise<readonly Finding[]> {
  const client = databaseClient(databaseUrl)
  try {
    await client.connect()
  } catch (error) {
    // The message may repeat what the URL holds; its code does not.
    const says = `the database does not let the gateway in (${codeOf(error)})`
    return [
      failed(
        'database',
        says,
        'look whether it runs, and at the URL, role and password in ONWARD_DATABASE_URL_FILE',
      ),
    ]
  }
  try {
    const query = async <Row extends object>(text: string, values: readonly unknown[] = []) =>
      (await client.query<Row>(text, [...values])).rows
    return [await clockOf(query), await migrationsOf(query), ...(await rightsOf(query))]
  } catch (error) {
    return [
      failed(
        'database',
        `the database cannot be asked (${codeOf(error)})`,
        'run the migrations of this version',
      ),
    ]
  } finally {
    await client.end()
  }
}

type Query = <Row extends object>(text: string, values?: readonly unknown[]) => Promise<readonly Row[]>

async function clockOf(query: Query): Promise<Finding> {
  const before = Date.now()
  const [row] = await query<{ at: string }>('select extract(epoch from clock_timestamp())::text as at')
  const middle = (before + Date.now()) / 2
  const ahead = (middle - Number(row?.at) * 1000) / 1000
  const says = `this clock is ${Math.abs(ahead).toFixed(1)} s ${ahead >= 0 ? 'ahead of' : 'behind'} the database's`
  if (Math.abs(ahead) >= skew)
    return failed('clock', says, 'set both by NTS: peers refuse messages beyond 300 s')
  if (Math.abs(ahead) >= noticeable)
    return { check: 'clock', state: 'warning', says, remedy: 'look at the time service of both machines' }
  return { check: 'clock', state: 'ok', says }
}

async function migrationsOf(query: Query): Promise<Finding> {
  const done = new Set((await query<{ name: string }>('select name from migration')).map(({ name }) => name))
  const missing = (await readdir(migrations))
    .filter((name) => name.endsWith('.sql') && !done.has(name))
    .sort()
  return missing.length === 0
    ? { check: 'database', state: 'ok', says: `the database has all ${done.size} migrations` }
    : failed(
        'database',
        `the database lacks ${missing.join(', ')}`,
        'run the migrations of this version as its migrator',
      )
}

async function rightsOf(query: Query): Promise<readonly Finding[]> {
  const [role] = await query<{ name: string; powers: readonly string[] }>(
    `select rolname as name, array_remove(array[case when rolsuper then 'superuser' end, case when rolcreatedb then 'createdb' end,
        case when rolcreaterole then 'createrole' end, case when rolbypassrls then 'bypassrls' end,
        case when rolreplication then 'replication' end], null) as powers
      from pg_roles where rolname = current_user`,
  )
  const tables = await query<{ name: string; inserts: boolean; more: readonly string[] }>(
    `select t.name, has_table_privilege(t.name, 'insert') as inserts,
        array_remove(array[case when has_table_privilege(t.name, 'update') then 'update' end,
          case when has_table_privilege(t.name, 'delete') then 'delete' end,
          case when has_table_privilege(t.name, 'truncate') then 'truncate' end], null) as more
      from unnest($1::text[]) as t(name) where to_regclass(t.name) is not null`,
    [forEver],
  )
  const found: Finding[] = []
  const remedy = 'give the gateway the role that the migrations made for it'
  if (role && role.powers.length > 0)
    found.push(failed('database', `the gateway's role is ${role.powers.join(', ')}`, remedy))
  for (const { name, inserts, more } of tables) {
    if (more.length > 0)
      found.push(failed('database', `the gateway's role may ${more.join(', ')} ${name}`, remedy))
    if (!inserts) found.push(failed('database', `the gateway's role may not insert into ${name}`, remedy))
  }
  if (found.length > 0) return found
  return [
    {
      check: 'database',
      state: 'ok',
      says: "the gateway's role may add to what is for ever, and change nothing of it",
    },
  ]
}

function failed(check: Finding['check'], says: string, remedy: string): Finding {
  return { check, state: 'failed', says, remedy }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : 'unreachable'
}
