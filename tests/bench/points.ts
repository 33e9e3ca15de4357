/** The points of the benchmark: what each does, and what it says. */
import { setTimeout as pause } from 'node:timers/promises'
import { GIVEN_BACK_MS } from '../../services/gateway/src/give-back.ts'
import { cpuPer, measureCpu, residentMb } from './cpu.ts'
import type { Measured } from './load.ts'
import type { Bench } from './members.ts'

/** One line of the result. Times in ms, CPU in ms per thing done. */
export interface Point {
  readonly bench: string
  readonly concurrency: number
  readonly per_second: number
  readonly p50_ms: number
  readonly p99_ms: number
  readonly cpu_ms?: number
  readonly cpu_by_process?: Readonly<Record<string, number>>
  readonly note?: string
}

/** POST referral → committed at RO with its leaf → receipt verified and committed at NL. */
export async function closedLoop(bench: Bench, concurrency: number, seconds: number): Promise<Point> {
  const before = measureCpu(bench.watched())
  const measured = await bench.load({ concurrency, ms: seconds * 1000, until: 'receipted' })
  const cpu = cpuPer(before, measureCpu(bench.watched()), measured.done)
  await mustBeReceipted(bench)
  return { ...summary('closed loop', concurrency, measured), ...total(cpu), ...failures(measured) }
}

/** RO was down; what waited is opened, checked, committed and receipted. */
export async function catchUp(bench: Bench, messages: number): Promise<Point> {
  await bench.stopRo()
  const posted = await bench.load({ concurrency: 32, ms: 0, count: messages, until: 'committed' })
  await until(async () => (await bench.count(bench.nl, 'select count(*) from outbox_pending')) === 0)
  const known = await bench.count(bench.nl, 'select count(*) from receipt_in')
  const before = measureCpu(bench.watched())
  const from = performance.now()
  await bench.startRo()
  const started = performance.now()
  await receipted(
    async () => (await bench.count(bench.nl, 'select count(*) from receipt_in')) - known,
    posted.done,
  )
  const ms = performance.now() - started
  const cpu = cpuPer(before, measureCpu(bench.watched()), posted.done)
  await mustBeReceipted(bench)
  const note = `${posted.done} messages waited; RO took ${Math.round(started - from)} ms to be ready, not counted`
  return {
    bench: 'catch-up',
    concurrency: 1,
    per_second: rate(posted.done, ms),
    p50_ms: 0,
    p99_ms: 0,
    ...total(cpu),
    note,
  }
}

/** Two gateways, no traffic for so long that they have given back what they held: share of one core and memory of each. */
export async function idle(bench: Bench, seconds: number): Promise<Point> {
  await pause(GIVEN_BACK_MS)
  const before = measureCpu(bench.watched())
  await pause(seconds * 1000)
  const after = measureCpu(bench.watched())
  const gateways = bench.watched().filter(({ name }) => name.startsWith('gateway'))
  const share = ({ name }: { name: string }) =>
    ((after.get(name) ?? 0) - (before.get(name) ?? 0)) / (seconds * 10)
  const note = gateways
    .map((each) => `${each.name} ${share(each).toFixed(1)} % of a core, ${residentMb(each.pid)} MB`)
    .join('; ')
  return { bench: 'idle', concurrency: 0, per_second: 0, p50_ms: 0, p99_ms: 0, note }
}

/** Nothing counts that the database does not hold: every accepted POST has its one receipt. */
async function mustBeReceipted(bench: Bench): Promise<void> {
  const posts = () => bench.count(bench.nl, "select count(*) from event where type = 'referral.submitted'")
  const receipts = () => bench.count(bench.nl, "select count(*) from receipt_in where st = 'stored'")
  await until(async () => (await posts()) === (await receipts()))
}

/**
 * Waits until so many are counted. Counting goes through the whole table, and asked all the while it would be part of
 * what is measured: each time half of what is left is let pass.
 */
async function receipted(counted: () => Promise<number>, wanted: number): Promise<void> {
  const began = performance.now()
  while (performance.now() - began < 300_000) {
    const got = await counted()
    if (got >= wanted) return
    const passed = performance.now() - began
    const left = (passed / Math.max(got, 1)) * (wanted - got)
    // The first guesses are wild.
    await pause(Math.max(20, Math.min(left / 2, passed)))
  }
  throw new Error('what waited has not been receipted within five minutes')
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 6_000; tries++) {
    if (await holds()) return
    await pause(50)
  }
  throw new Error('what was posted has not been receipted within five minutes')
}

export function summary(bench: string, concurrency: number, { done, ms, latencies }: Measured): Point {
  const sorted = Float64Array.from(latencies).sort()
  const at = (share: number) =>
    round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0)
  return { bench, concurrency, per_second: rate(done, ms), p50_ms: at(0.5), p99_ms: at(0.99) }
}

function failures({ failed, firstFailure }: Measured): { note?: string } {
  return failed > 0 ? { note: `${failed} failed: ${firstFailure}` } : {}
}

function total(cpu: Readonly<Record<string, number>>) {
  return { cpu_ms: round(Object.values(cpu).reduce((sum, ms) => sum + ms, 0)), cpu_by_process: cpu }
}

function rate(count: number, ms: number): number {
  return Math.round((count / ms) * 10_000) / 10
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}

/** A floor as a line of the result. */
export function floor(
  bench: string,
  concurrency: number,
  { done, ms, cpu, p50 = 0, p99 = 0 }: { done: number; ms: number; cpu: number; p50?: number; p99?: number },
): Point {
  const round = (value: number) => Math.round(value * 1000) / 1000
  return {
    bench,
    concurrency,
    per_second: Math.round((done / ms) * 10_000) / 10,
    p50_ms: round(p50),
    p99_ms: round(p99),
    cpu_ms: round(cpu),
  }
}
