// A database of one's own for each test file.
import { randomBytes } from 'node:crypto'
import { inject } from 'vitest'
import { dropDatabase, type PerRole, roleNames } from '../../../infra/postgres/databases.ts'
import './servers.ts'
import { makeTestDatabase, rolePrefix, testDatabasePrefix, testDatabaseUrls } from './template.ts'

export interface TestDatabase {
  readonly name: string
  /** One URL for each role: migrator (owner), gateway, eraser, auditor. */
  readonly urls: PerRole
  /** The roles' names, as `migrate` takes them. */
  readonly roles: PerRole
  /** Removes it, whoever is still connected. */
  drop(): Promise<void>
}

/** Clones the migrated template of this run. Drop it afterwards. */
export function cloneDatabase(): Promise<TestDatabase> {
  return makeDatabase(inject('servers').postgres.template)
}

/** A database with nothing in it, to test migrations. */
export function emptyDatabase(): Promise<TestDatabase> {
  return makeDatabase()
}

async function makeDatabase(template?: string): Promise<TestDatabase> {
  const { adminUrl } = inject('servers').postgres
  const name = `${testDatabasePrefix}${randomBytes(8).toString('hex')}`
  await makeTestDatabase(adminUrl, name, template)
  return {
    name,
    urls: testDatabaseUrls(adminUrl, name),
    roles: roleNames(rolePrefix),
    drop: () => dropDatabase(adminUrl, name),
  }
}
