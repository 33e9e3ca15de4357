// The two servers every gateway needs, started or found together.
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { removeDrafts } from './atomic.ts'
import { type Broker, startBroker } from './broker/broker.ts'
import { kafkaVersion } from './broker/version.ts'
import { claim } from './claim.ts'
import { type Postgres, startPostgres } from './postgres/postgres.ts'
import { type Supervisor, supervise } from './processes.ts'
import { type Progress, silent } from './progress.ts'
import { keepPorts } from './state.ts'

/** The folder of the checkout. */
export const projectFolder = dirname(dirname(fileURLToPath(import.meta.url)))

/** Where `npm start` keeps everything; tests have folders of their own inside it. */
export const stateFolder = join(projectFolder, '.onward')

const HOUR_MS = 3_600_000

export interface ServersSettings {
  /** The state folder of this run. One run at a time may have it. */
  readonly folder?: string
  readonly progress?: Progress
  /** `empty` throws away what an earlier run left on the broker; a gateway's database would miss it. */
  readonly lanes?: 'kept' | 'empty'
  /** `many` for a load that is measured: the broker is slower to start, and quicker then. */
  readonly messages?: 'few' | 'many'
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
  lanes = 'kept',
  messages = 'few',
}: ServersSettings = {}): Promise<Servers> {
  const giveBack = await claim(folder)
  const supervisor = supervise(folder)
  const stop = async () => {
    await supervisor.stop()
    await giveBack()
  }
  try {
    const cache = join(stateFolder, 'cache')
    for (const name of ['.', 'broker', 'postgres', 'compiled']) await removeDrafts(join(folder, name))
    for (const name of ['.', 'classes'])
      await removeDrafts(join(cache, `kafka-${kafkaVersion}`, name), HOUR_MS)
    const ports = await keepPorts(folder, ['kafka', 'kafkaInternal', 'kafkaController', 'postgres'])
    const [broker, postgres] = await bothOrNone(
      startBroker({ folder, cache, ports, lanes, messages, supervisor, progress }),
      startPostgres({ folder, port: ports.postgres, supervisor, progress }),
    )
    return { folder, broker, postgres, supervisor, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Like Promise.all, but waits for the second when the first fails: else it could start after all was stopped. */
async function bothOrNone<First, Second>(
  first: Promise<First>,
  second: Promise<Second>,
): Promise<[First, Second]> {
  await Promise.allSettled([first, second])
  return Promise.all([first, second])
}
