// The servers of a test run: started once for all test files, in a state folder that no other run uses.
import { randomBytes } from 'node:crypto'
import { mkdir, realpath } from 'node:fs/promises'
import { join } from 'node:path'
import { InfraError } from '../../../infra/error.ts'
import { dropDatabase, listDatabases } from '../../../infra/postgres/databases.ts'
import type { Progress } from '../../../infra/progress.ts'
import { type Servers, startServers, stateFolder } from '../../../infra/servers.ts'
import { makeTemplate, testDatabasePrefix } from './template.ts'

/** What every test file gets: `inject('servers')`. */
export interface TestServers {
  readonly broker: {
    readonly brokers: readonly string[]
    /** PEM of the authority; undefined means plaintext. */
    readonly ca: string | undefined
    readonly admin: { readonly username: string; readonly password: string }
  }
  readonly postgres: {
    readonly adminUrl: string
    /** A database with every migration run, to clone. */
    readonly template: string
  }
}

declare module 'vitest' {
  export interface ProvidedContext {
    servers: TestServers
  }
}

/** Where the gateways of tests keep what Node has compiled of them; for all runs, by what the files hold. */
export async function compiledFolder(): Promise<string> {
  const folder = join(stateFolder, 'cache', 'compiled')
  await mkdir(folder, { recursive: true })
  return await realpath(folder)
}

/** Runs that can go on side by side on one machine. */
const MOST_RUNS = 9

/**
 * Starts servers that nobody else uses, with an empty broker and no databases of earlier runs; for a run, or for a
 * test that stops or kills them. Stop them afterwards.
 */
export async function startTestServers(progress?: Progress): Promise<Servers> {
  for (let run = 1; ; run += 1) {
    const folder = join(stateFolder, 'test', String(run))
    try {
      const servers = await startServers({ folder, lanes: 'empty', ...(progress && { progress }) })
      await dropLeftovers(servers)
      return servers
    } catch (error) {
      const isTaken = error instanceof InfraError && error.code === 'ALREADY_RUNNING'
      if (!isTaken || run === MOST_RUNS) throw error
    }
  }
}

/** What test files need to know of running servers; makes the template that databases are cloned from. */
export async function describeServers({ broker, postgres }: Servers): Promise<TestServers> {
  const template = `${testDatabasePrefix}template_${randomBytes(6).toString('hex')}`
  await makeTemplate(postgres.adminUrl, template)
  return {
    broker: { brokers: broker.brokers, ca: broker.ca, admin: broker.admin },
    postgres: { adminUrl: postgres.adminUrl, template },
  }
}

/** A run that was killed dropped nothing. On a server that others use too, theirs may be in use. */
async function dropLeftovers({ postgres }: Servers): Promise<void> {
  if (postgres.by === 'given') return
  for (const database of await listDatabases(postgres.adminUrl, testDatabasePrefix)) {
    await dropDatabase(postgres.adminUrl, database)
  }
}
