// A member's database is backed up and restored: by pg_dump and pg_restore where they are as new as the server, and else,
// since the packaged PostgreSQL comes without them, by the server's own copy of a whole database.
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import pg from 'pg'
import { dropDatabase, keepDatabase } from '../../infra/postgres/databases.ts'

const run = promisify(execFile)

export interface Backup {
  readonly by: 'pg_dump' | 'copy'
  /** Puts it in the place of the database, whoever is connected. */
  restore(): Promise<void>
  remove(): Promise<void>
}

/** Backs up the database of a member. For a copy nobody may be connected to it. */
export async function backUp(
  { code }: { readonly code: string },
  adminUrl: string,
  folder: string,
): Promise<Backup> {
  const prefix = code.toLowerCase()
  const live = `onward_${prefix}`
  if (await hasTools(adminUrl)) {
    const file = `${folder}/${live}.dump`
    await run('pg_dump', ['--format=custom', `--file=${file}`, urlOf(adminUrl, live)])
    return {
      by: 'pg_dump',
      async restore() {
        await dropDatabase(adminUrl, live)
        await keepDatabase({ adminUrl, prefix, database: live })
        await run('pg_restore', ['--exit-on-error', `--dbname=${urlOf(adminUrl, live)}`, file])
      },
      remove: async () => {},
    }
  }
  const kept = `backup_${prefix}`
  await keepDatabase({ adminUrl, prefix, database: kept, template: live })
  return {
    by: 'copy',
    async restore() {
      await dropDatabase(adminUrl, live)
      await keepDatabase({ adminUrl, prefix, database: live, template: kept })
    },
    remove: () => dropDatabase(adminUrl, kept),
  }
}

async function hasTools(adminUrl: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  const { rows } = await client.query<{ version: number }>(
    `select current_setting('server_version_num')::int / 10000 as version`,
  )
  await client.end()
  const wanted = rows[0]?.version ?? 0
  const { stdout } = await run('pg_dump', ['--version']).catch(() => ({ stdout: '' }))
  return Number(/ (\d+)\./.exec(stdout)?.[1] ?? 0) >= wanted
}

function urlOf(adminUrl: string, database: string): string {
  const url = new URL(adminUrl)
  url.pathname = `/${database}`
  return url.href
}
