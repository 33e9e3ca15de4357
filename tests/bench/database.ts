/** A database of its own for what is measured without a gateway. */
import { randomBytes } from 'node:crypto'
import pg from 'pg'
import {
  databaseUrls,
  dropDatabase,
  keepDatabase,
  keepRoles,
  perRole,
  roleNames,
} from '../../infra/postgres/databases.ts'
import { migrate } from '../../services/gateway/src/store/migrate.ts'
import { openStore, type Store } from '../../services/gateway/src/store/transaction.ts'
import type { Bench } from './members.ts'

export interface OwnDatabase {
  /** With a gateway's rights. */
  readonly store: Store
  /** Does at once what PostgreSQL would do in the minutes after much was written, so that it is not measured. */
  settle(): Promise<void>
  drop(): Promise<void>
}

/** Makes it anew, with every migration. `name` begins the names of its roles too. */
export async function ownDatabase({ servers }: Bench, name: string): Promise<OwnDatabase> {
  const { adminUrl } = servers.postgres
  const passwords = perRole(() => randomBytes(16).toString('hex'))
  await dropDatabase(adminUrl, name)
  await keepRoles({ adminUrl, prefix: name, passwords })
  await keepDatabase({ adminUrl, database: name, prefix: name })
  const urls = databaseUrls(adminUrl, name, name, passwords)
  await migrate(urls.migrator, roleNames(name))
  const store = openStore(urls.gateway, () => {})
  return {
    store,
    settle: async () => {
      const url = new URL(adminUrl)
      url.pathname = name
      const client = new pg.Client({ connectionString: url.href })
      await client.connect()
      await client.query('vacuum (analyze)')
      await client.query('checkpoint')
      await client.end()
    },
    drop: async () => {
      await store.close()
      await dropDatabase(adminUrl, name)
    },
  }
}
