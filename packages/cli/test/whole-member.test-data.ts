/** A whole member on real servers, with another that it has lanes with, for the doctor to examine. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { newCode } from '@onward/testing'
import pg from 'pg'
import { inject } from 'vitest'
import { dropDatabase } from '../../../infra/postgres/databases.ts'
import { silent } from '../../../infra/progress.ts'
import { keepMembers } from '../../../infra/setup/members.ts'

export async function wholeMember() {
  const codes = [newCode(), newCode()] as const
  const folder = await mkdtemp(join(tmpdir(), 'onward-doctor-'))
  const { broker, postgres } = inject('servers')
  const [member] = await keepMembers({ servers: { folder, broker, postgres }, codes, progress: silent })
  if (!member) throw new Error('the member was not set up')

  /** A file of the member's, and its path. */
  const file = async (name: string, content: string): Promise<string> => {
    const path = join(member.folder, name)
    await writeFile(path, content, { mode: 0o600 })
    return path
  }
  /** Rows of one statement, with the rights of whoever migrates the database. */
  const sql = async (
    text: string,
    values: readonly unknown[] = [],
  ): Promise<readonly Record<string, unknown>[]> => {
    const client = new pg.Client({ connectionString: member.databaseUrls.migrator })
    await client.connect()
    try {
      return (await client.query(text, [...values])).rows
    } finally {
      await client.end()
    }
  }
  const drop = async () => {
    for (const code of codes) await dropDatabase(postgres.adminUrl, `onward_${code.toLowerCase()}`)
    await rm(folder, { recursive: true, force: true })
  }
  return { codes, folder, member, file, sql, drop } as const
}
