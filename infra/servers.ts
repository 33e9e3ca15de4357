// The two servers every gateway needs, started or found together.
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Broker, startBroker } from './broker/broker.ts'
import { claim } from './claim.ts'
import { type Postgres, startPostgres } from './postgres/postgres.ts'
import { type Supervisor, supervise } from './processes.ts'
import { type Progress, silent } from './progress.ts'
import { keepPorts } from './state.ts'

/** The folder of the checkout. */
export const projectFolder = dirname(dirname(fileURLToPath(import.meta.url)))

/** Where `npm start` keeps everything; tests have folders of their own inside it. */
export const stateFolder = join(projectFolder, '.onward')

export interface ServersSettings {
  /** The state folder of this run. One run at a time may have it. */
  readonly folder?: string
  readonly progress?: Progress
}

export interface Servers {
  readonly folder: string
  readonly broker: Broker
  readonly postgres: Postgres
  /** Starts more processes that end with the servers, before them. */
  readonly supervisor: Supervisor
  /** Stops everything in reverse order and gives the folder back. May be called twice. */
  stop(): Promise<void>
}

/**
 * Starts both servers. Whatever fails, nothing is left running.
 *
 * @throws InfraError with one sentence for the person who started it
 */
export async function startServers({
  folder = stateFolder,
  progress = silent,
}: ServersSettings = {}): Promise<Servers> {
  const giveBack = await claim(folder)
  const supervisor = supervise(folder)
  const stop = async () => {
    await supervisor.stop()
    await giveBack()
  }
  const cache = join(stateFolder, 'cache')
  const ports = await keepPorts(folder, ['kafka', 'kafkaInternal', 'kafkaController', 'postgres'])
  // Side by side, but a failure of one waits for the other: else it could start after everything was stopped.
  const [broker, postgres] = await Promise.allSettled([
    startBroker({ folder, cache, ports, supervisor, progress }),
    startPostgres({ folder, port: ports.postgres, supervisor, progress }),
  ])
  if (broker.status === 'fulfilled' && postgres.status === 'fulfilled') {
    return { folder, broker: broker.value, postgres: postgres.value, supervisor, stop }
  }
  await stop()
  throw broker.status === 'rejected'
    ? broker.reason
    : postgres.status === 'rejected'
      ? postgres.reason
      : undefined
}
