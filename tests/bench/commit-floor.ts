/** PostgreSQL alone: the commit of one event with its leaf and outbox row, fsync on, by the gateway's own statement. */
import { randomBytes, randomUUID } from 'node:crypto'
import { commitLocal } from '../../services/gateway/src/store/commit.ts'
import { cpuMs, family } from './cpu.ts'
import { ownDatabase } from './database.ts'
import type { Bench } from './members.ts'
import { floor, type Point } from './points.ts'

export async function commitFloor(bench: Bench, seconds: number): Promise<readonly Point[]> {
  const { store, drop } = await ownDatabase(bench, 'onward_floor')
  const { postgres } = bench.servers
  const server = () => family(postgres.pid() ?? 0).reduce((sum, pid) => sum + cpuMs(pid), 0)

  const run = async (concurrency: number, ms: number) => {
    const latencies: number[] = []
    const from = performance.now()
    const own = process.cpuUsage()
    const theirs = server()
    const caller = async () => {
      while (performance.now() - from < ms) {
        const at = performance.now()
        await commitLocal(store, decided())
        latencies.push(performance.now() - at)
      }
    }
    await Promise.all(Array.from({ length: concurrency }, caller))
    const { user, system } = process.cpuUsage(own)
    const cpu = (server() - theirs + (user + system) / 1000) / latencies.length
    latencies.sort((one, other) => one - other)
    const at = (share: number) => latencies[Math.floor(latencies.length * share)] ?? 0
    const took = { done: latencies.length, ms: performance.now() - from, cpu, p50: at(0.5), p99: at(0.99) }
    return floor('floor: PostgreSQL commit of event, leaf and outbox row', concurrency, took)
  }
  try {
    await run(64, 3_000)
    return [await run(64, seconds * 1000), await run(1, seconds * 500)]
  } finally {
    await drop()
  }
}

const content = randomBytes(5_600)
const body = randomBytes(8_200).toString('base64url')

function running(name: string, at: string) {
  const concerns = ['NL/nl-focal-point', 'RO/ro-focal-point', 'NL/nl-focal-point/caseworker-01']
  return { id: name, name, owedBy: 'RO', since: at, due: at, pausedSince: undefined, concerns }
}

function decided() {
  const referral = randomUUID()
  const digest = () => randomBytes(32).toString('base64url')
  const event = digest()
  const at = new Date().toISOString()
  const jti = randomUUID()
  return {
    view: {
      ...{ id: referral, expected: 0, version: 1, caseRef: 'NL-R-7F3K9Q', sender: 'NL', receiver: 'RO', at },
      ...{ purpose: 'SafeReturn', urgency: 'normal', status: 'submitted', transfers: true },
      dataKey: randomBytes(60),
      ...{
        nextDue: at,
        deadlines: ['acknowledge', 'decide', 'consentExpiry'].map((name) => running(name, at)),
      },
    },
    event: {
      ...{ id: randomUUID(), author: 'NL', referral, sequence: 1, type: 'referral.submitted', digest: event },
      ...{ at, recordedAt: at, content },
    },
    leaf: {
      hash: digest(),
      salt: randomBytes(32),
      record: JSON.stringify({ at, cdig: event, kind: 'event' }),
    },
    pending: { jti, lane: 'lane.RO.NL', kind: 'envelope', claims: '{}', createdAt: at } as const,
    body,
  }
}
