/** What a handover cannot cost less than, each part measured alone in the same run. CPU in ms of all processes concerned. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { commitFloor } from './commit-floor.ts'
import { cpuMs } from './cpu.ts'
import { cryptoFloor } from './crypto-floor.ts'
import { roundTripFloor } from './kafka-floor.ts'
import type { Bench } from './members.ts'
import { floor, type Point } from './points.ts'

/** Every floor, in the order of the budget. */
export async function floors(bench: Bench, seconds: number): Promise<readonly Point[]> {
  return [
    ...(await roundTripFloor(bench, seconds)),
    ...(await commitFloor(bench, seconds)),
    ...(await cryptoFloor(seconds)),
    await httpFloor(bench, seconds),
  ]
}

/** Token, strict parse, schema and answer, with nothing behind them: the server's own CPU. */
async function httpFloor(bench: Bench, seconds: number): Promise<Point> {
  const server = fork(join(import.meta.dirname, 'http-floor.ts'), {
    env: { ...bench.nl.env, PATH: process.env.PATH },
  })
  const [url] = await once(server, 'message')
  try {
    await bench.load({ concurrency: 64, ms: 5_000, until: 'committed', url })
    const before = cpuMs(server.pid ?? 0)
    const { done, ms } = await bench.load({ concurrency: 64, ms: seconds * 1000, until: 'committed', url })
    const cpu = (cpuMs(server.pid ?? 0) - before) / done
    return floor('floor: HTTP and validation', 64, { done, ms, cpu })
  } finally {
    server.disconnect()
    await once(server, 'exit')
  }
}
