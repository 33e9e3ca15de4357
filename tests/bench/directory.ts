/** A directory of 200 members and 1,100 lanes, as its gateways read it: whole at the start, and refreshed. */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { memorySource, readRepository, sourceAt, type TrustedDirectory } from '@onward/directory'
import { makeMember } from '../../infra/setup/keys.ts'
import { documentsOf } from '../../infra/setup/network.ts'
import { changeMember, foundRepository, type RepositoryPlace } from '../../infra/setup/repository.ts'
import type { Point } from './points.ts'

const MEMBERS = 200
const AGREEMENTS = 550

/** Reads it from a folder, then again after one member has changed; CPU and memory of this process. */
export async function directoryPoints(): Promise<readonly Point[]> {
  const folder = await mkdtemp(join(tmpdir(), 'onward-bench-directory-'))
  try {
    const place = {
      repository: join(folder, 'repository'),
      keysOf: (role: string) => join(folder, 'keys', role),
    }
    const root = await found(place)
    const empty = memoryMb()
    const read = async (kept?: TrustedDirectory) =>
      await timed(() =>
        readRepository({
          root,
          source: sourceAt(place.repository),
          kept: kept && memorySource(kept.files),
          earlier: kept?.directory,
          now: new Date(),
        }),
      )
    const first = await read()
    const costs = memoryMb() - empty
    await changeMember(place, codeOf(7), (targets) => ({
      ...targets,
      member: { ...targets.member, name: 'Renamed' },
    }))
    const again = await read(first.value)
    const lanes = again.value.directory.lanes().length
    return [
      {
        ...point('directory: first reading', first),
        note: `${MEMBERS} members, ${lanes} lanes, ${costs} MB`,
      },
      point('directory: refresh, one member changed', again),
    ]
  } finally {
    await rm(folder, { recursive: true })
  }
}

async function found(place: RepositoryPlace): Promise<Uint8Array> {
  const [from, until] = [new Date(Date.now() - 86_400_000), new Date(Date.now() + 86_400_000)]
  const times = { nbf: Math.floor(from.getTime() / 1000), naf: Math.floor(until.getTime() / 1000) }
  const members = await Promise.all(
    Array.from({ length: MEMBERS }, (_, at) => {
      const organisations = [{ id: `focal-point-${at}`, roles: ['FocalPoint'], operatorKind: 'state' }]
      return makeMember({ code: codeOf(at), name: `Member ${at}`, seat: 'NL', organisations, ...times })
    }),
  )
  const pairs = Array.from({ length: AGREEMENTS }, (_, at): readonly [string, string] => {
    const one = at % MEMBERS
    return [codeOf(one), codeOf((one + 1 + Math.floor(at / MEMBERS)) % MEMBERS)]
  })
  const documents = documentsOf(members, { from, until, exercise: false }, pairs)
  await foundRepository(place, { ...documents, policy: { minDirv: 0 } }, until)
  return await readFile(join(place.repository, 'metadata', '1.root.json'))
}

function codeOf(number: number): string {
  return `X${String.fromCharCode(65 + Math.floor(number / 26), 65 + (number % 26))}`
}

async function timed<T>(work: () => Promise<T>) {
  const [from, before] = [performance.now(), process.cpuUsage()]
  const value = await work()
  const { user, system } = process.cpuUsage(before)
  return { value, ms: performance.now() - from, cpuMs: (user + system) / 1000 }
}

function point(bench: string, { ms, cpuMs }: { readonly ms: number; readonly cpuMs: number }): Point {
  const rounded = Math.round(ms)
  return {
    bench,
    concurrency: 1,
    per_second: Math.round(10_000 / ms) / 10,
    p50_ms: rounded,
    p99_ms: rounded,
    cpu_ms: Math.round(cpuMs),
  }
}

/** What is reachable, in MB. */
function memoryMb(): number {
  setFlagsFromString('--expose-gc')
  runInNewContext('gc')()
  const { heapUsed, external } = process.memoryUsage()
  return Math.round((heapUsed + external) / 1e6)
}
