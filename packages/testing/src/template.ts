// The template that test databases are cloned from, and their roles.
import { createHmac } from 'node:crypto'
import {
  databaseUrls,
  keepDatabase,
  keepRoles,
  type PerRole,
  perRole,
  roleNames,
} from '../../../infra/postgres/databases.ts'
import { migrate } from '../../../services/gateway/src/store/migrate.ts'

export const testDatabasePrefix = 'onward_test_'

/** All test databases share their roles: roles belong to the server, not to a database. */
export const rolePrefix = 'onward_test'

/** A URL for each role of a test database. */
export function testDatabaseUrls(adminUrl: string, database: string): PerRole {
  return databaseUrls(adminUrl, database, rolePrefix, passwords(adminUrl))
}

/** Makes a test database that belongs to the shared roles: empty, or a copy of a template. */
export async function makeTestDatabase(adminUrl: string, database: string, template?: string): Promise<void> {
  await keepDatabase({ adminUrl, database, prefix: rolePrefix, ...(template !== undefined && { template }) })
}

export async function makeTemplate(adminUrl: string, database: string): Promise<void> {
  await keepRoles({ adminUrl, prefix: rolePrefix, passwords: passwords(adminUrl) })
  await makeTestDatabase(adminUrl, database)
  await migrate(testDatabaseUrls(adminUrl, database).migrator, roleNames(rolePrefix))
}

/** Derived, so that every test process knows them without being told. */
function passwords(adminUrl: string): PerRole {
  return perRole((role) => createHmac('sha256', adminUrl).update(role).digest('base64url'))
}
