/**
 * Brings a member's database to the schema of this version. Migrations are numbered files, never edited once
 * released; each runs in its own transaction together with the row that says it has run, so a second migrator
 * collides on that row and stops.
 */
import { readdir, readFile } from 'node:fs/promises'
import pg from 'pg'
import type { Store } from './transaction.ts'

/** The database roles of one member (protocol §6); the migrator is whoever connects. */
export interface Roles {
  readonly gateway: string
  readonly eraser: string
  readonly auditor: string
}

const FOLDER = new URL('./migrations/', import.meta.url)

/** Runs what has not run yet and returns the names of the migrations it ran. */
export async function migrate(connectionString: string, roles: Roles): Promise<readonly string[]> {
  const client = new pg.Client({ connectionString, application_name: 'onward-migrator' })
  // A server that goes as we come in says so to nobody otherwise, and that ends the process; the next question tells it.
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query(
      'create table if not exists migration (name text primary key, at timestamptz not null default now())',
    )
    await client.query(`grant select on migration to ${pg.escapeIdentifier(roles.gateway)}`)
    const { rows } = await client.query<{ name: string }>('select name from migration')
    const done = new Set(rows.map((row) => row.name))
    const missing = (await migrations()).filter((name) => !done.has(name))
    for (const name of missing) {
      const sql = named(await readFile(new URL(name, FOLDER), 'utf8'), roles)
      await client.query(
        `begin; insert into migration (name) values (${pg.escapeLiteral(name)}); ${sql} commit;`,
      )
    }
    return missing
  } finally {
    await client.end()
  }
}

/** Migrations of this version that the database does not have; a gateway does not start on such a database. */
export async function missingMigrations(store: Store): Promise<readonly string[]> {
  const rows = await store.read<{ name: string }>({
    name: 'migrations',
    text: 'select name from migration',
    values: [],
  })
  const done = new Set(rows.map((row) => row.name))
  return (await migrations()).filter((name) => !done.has(name))
}

/** The names of all migrations of this version, in order. */
export async function migrations(): Promise<readonly string[]> {
  return (await readdir(FOLDER)).filter((name) => name.endsWith('.sql')).sort()
}

function named(sql: string, roles: Roles): string {
  return sql
    .replaceAll(':gateway', pg.escapeIdentifier(roles.gateway))
    .replaceAll(':eraser', pg.escapeIdentifier(roles.eraser))
    .replaceAll(':auditor', pg.escapeIdentifier(roles.auditor))
}
