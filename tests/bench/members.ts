/** Two gateways as `npm start` runs them, on servers of the bench's own, with empty lanes and databases. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { readDirectory } from '@onward/directory'
import pg from 'pg'
import { writeWhole } from '../../infra/atomic.ts'
import { startGateway } from '../../infra/gateway.ts'
import { dropDatabase } from '../../infra/postgres/databases.ts'
import type { RunningProcess } from '../../infra/processes.ts'
import { type Servers, startServers, stateFolder } from '../../infra/servers.ts'
import { keepMembers, type LocalMember } from '../../infra/setup/members.ts'
import { policyText } from '../../infra/setup/witness-policy.ts'
import type { Watched } from './cpu.ts'
import type { Measured, Window } from './load.ts'

export interface Bench {
  readonly servers: Servers
  readonly nl: LocalMember
  readonly ro: LocalMember
  readonly watched: () => readonly Watched[]
  startRo(): Promise<void>
  stopRo(): Promise<void>
  load(
    window: Pick<Window, 'concurrency' | 'ms' | 'until'> & { readonly count?: number; readonly url?: string },
  ): Promise<Measured>
  /** A number from one of the two databases. */
  count(member: LocalMember, sql: string): Promise<number>
  stop(): Promise<void>
}

/** Only the limit on requests is lifted: everything else is what `npm start` sets. */
const env = { ONWARD_CHECKPOINT_MS: '1000', ONWARD_RATE_LIMIT: '10000000' }

/** @param witnesses each gateway has the other cosign its log, and waits for it as in a network of many */
export async function startBench(
  progress: (line: string) => void,
  { witnesses = false }: { readonly witnesses?: boolean } = {},
): Promise<Bench> {
  const servers = await startServers({
    folder: join(stateFolder, 'bench'),
    lanes: 'empty',
    messages: 'many',
    progress,
  })
  try {
    for (const code of ['nl', 'ro']) await dropDatabase(servers.postgres.adminUrl, `onward_${code}`)
    const [nl, ro] = await keepMembers({ servers, codes: ['NL', 'RO'], progress })
    if (!nl || !ro) throw new Error('two members were asked for')
    const start = async (member: LocalMember) => {
      const own = witnesses && {
        ONWARD_WITNESS_POLICY_FILE: await keepPolicy(member, member === nl ? ro : nl),
      }
      return startGateway({ member, servers, env: { ...env, ...own } })
    }
    const [atNl, atRo] = await Promise.all([start(nl), start(ro)])
    let gatewayRo: RunningProcess = atRo
    const token = await nl.issueToken({
      role: 'caseworker',
      organisation: 'nl-focal-point',
      staffId: 'nl-fp-02',
      seconds: 36_000,
    })
    const generator = fork(join(import.meta.dirname, 'load.ts'), {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    })
    await once(generator, 'message')
    const clients = new Map<string, pg.Client>()

    return {
      servers,
      nl,
      ro,
      watched: () => [
        { name: 'gateway NL', pid: atNl.pid },
        { name: 'gateway RO', pid: gatewayRo.pid },
        { name: 'PostgreSQL', pid: servers.postgres.pid() ?? 0 },
        { name: 'Kafka', pid: servers.broker.pid() ?? 0 },
        { name: 'load', pid: generator.pid ?? 0 },
      ],
      async startRo() {
        gatewayRo = await start(ro)
      },
      stopRo: () => gatewayRo.stop(),
      async load(window) {
        const answer = once(generator, 'message')
        generator.send({ url: nl.url, token, ...window } satisfies Window)
        const [measured] = await answer
        return measured as Measured // sound: load.ts sends nothing else after its first message
      },
      async count(member, sql) {
        const url = member.databaseUrls.auditor
        const client = clients.get(url) ?? new pg.Client(url)
        if (!clients.has(url)) await client.connect()
        clients.set(url, client)
        const { rows } = await client.query({ text: sql, rowMode: 'array' })
        return Number(rows[0]?.[0])
      },
      async stop() {
        for (const client of clients.values()) await client.end()
        generator.disconnect()
        await servers.stop()
      },
    }
  } catch (error) {
    await servers.stop()
    throw error
  }
}

/** That its log counts when the other has cosigned it; gives the file. */
async function keepPolicy(member: LocalMember, other: LocalMember): Promise<string> {
  const directory = await readDirectory(member.directory)
  const file = join(member.folder, 'witness-policy.txt')
  const witnessing = { logs: [member], witnesses: [other], enough: 1 }
  await writeWhole(file, policyText(directory, witnessing, new Date()))
  return file
}
