// Everything that a handover leaves behind: log segments, databases, logs.
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { stateFolder } from '../../infra/servers.ts'
import { readState } from '../../infra/state.ts'
import type { Place } from './search.ts'

/** The state folder of the servers that listen there; undefined when they do not run from one on this machine. */
export async function stateOfBroker(brokers: readonly string[]): Promise<string | undefined> {
  const runs = await readdir(join(stateFolder, 'test')).catch(() => [])
  for (const run of runs) {
    const folder = join(stateFolder, 'test', run)
    const { broker, ports } = await readState(folder)
    if (broker !== 'docker' && brokers.includes(`127.0.0.1:${ports.kafka}`)) return folder
  }
  return undefined
}

/** What the broker keeps of these lanes, and of all that is not a lane: segments, indexes, metadata, its own topics. */
export async function brokerFiles(state: string, lanes: readonly string[]): Promise<readonly Place[]> {
  const data = join(state, 'broker', 'data')
  const names = await readdir(data)
  const wanted = names.filter(
    (name) => !name.startsWith('lane.') || lanes.some((lane) => name.startsWith(lane)),
  )
  const places = await Promise.all(wanted.map((name) => filesIn(join(data, name), `broker ${name}`)))
  return [...places.flat(), { where: 'names of topics', bytes: Buffer.from(wanted.join('\n')) }]
}

/** Every file of a folder; a file is itself. */
export async function filesIn(path: string, where: string): Promise<readonly Place[]> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true }).catch(() => undefined)
  if (!entries) return [{ where, bytes: await readFile(path) }]
  return Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async ({ parentPath, name }) => ({
        where: `${where}/${name}`,
        bytes: await readFile(join(parentPath, name)),
      })),
  )
}

/** Every value of every row of every table, as a dump would have them; binary ones as their bytes. */
export async function databaseRows(url: string): Promise<readonly Place[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows: tables } = await client.query<{ name: string }>(
      "select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1",
    )
    const places: Place[] = []
    for (const { name } of tables) {
      const { rows } = await client.query<unknown[]>({
        text: `select * from ${pg.escapeIdentifier(name)}`,
        rowMode: 'array',
      })
      const values = rows.flatMap((row) => row.flatMap((value) => [bytesOf(value), Buffer.from('\n')]))
      places.push({ where: `table ${name}`, bytes: Buffer.concat(values) })
    }
    return places
  } finally {
    await client.end()
  }
}

function bytesOf(value: unknown): Buffer {
  if (Buffer.isBuffer(value)) return value
  return Buffer.from(value instanceof Date ? value.toISOString() : String(value))
}
