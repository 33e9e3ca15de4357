// The database server: one that was named to us, else one from npm's binaries.
import { InfraError } from '../error.ts'
import type { Supervisor } from '../processes.ts'
import type { Progress } from '../progress.ts'
import { localPostgres } from './local.ts'

export interface Postgres {
  readonly by: 'given' | 'npm'
  /** As a user who may create databases and roles. Holds a password: never print or log it. */
  readonly adminUrl: string
  /** Where its Unix socket lies, which costs its clients less than TCP does; undefined when there is none for us. */
  readonly socketFolder?: string | undefined
  /** The process to stop or freeze in a fault test; undefined while it is down or not ours. */
  pid(): number | undefined
  /** Orderly; ends the connections. @throws InfraError NOT_OURS for a server named to us; so do the two below. */
  stop(): Promise<void>
  /** SIGKILL, as a power cut would. */
  kill(): Promise<void>
  /** Once more on the same port and data; resolves when it takes connections. */
  start(): Promise<void>
}

export interface PostgresSettings {
  readonly folder: string
  readonly port: number
  readonly supervisor: Supervisor
  readonly progress: Progress
}

/** Starts or finds PostgreSQL. */
export async function startPostgres(settings: PostgresSettings): Promise<Postgres> {
  const url = process.env.DATABASE_URL
  if (!url) return localPostgres(settings)
  if (!URL.canParse(url) || !/^postgres(ql)?:$/.test(new URL(url).protocol)) {
    throw new InfraError('BAD_SETTING', 'DATABASE_URL is not a postgres:// URL.')
  }
  settings.progress(`PostgreSQL: the server at ${new URL(url).host}`)
  return { by: 'given', adminUrl: url, pid: () => undefined, start: notOurs, stop: notOurs, kill: notOurs }
}

async function notOurs(): Promise<never> {
  throw new InfraError(
    'NOT_OURS',
    'DATABASE_URL names a server that somebody else runs: it is not ours to start or stop.',
  )
}
