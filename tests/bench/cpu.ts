/** CPU time of processes, from /proc: what the operating system says each has used. */
import { readdirSync, readFileSync } from 'node:fs'

/** Linux counts CPU time in hundredths of a second, whatever the kernel's own tick. */
const MS_PER_TICK = 10

/** User and system CPU time of one process in ms, with that of its children that have ended; 0 once it is gone. */
export function cpuMs(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The second field is the command in brackets and may hold spaces.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) * MS_PER_TICK
  } catch {
    return 0
  }
}

/** Resident memory of one process in MB. */
export function residentMb(pid: number): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024)
  } catch {
    return 0
  }
}

/** A process and everything it has started: PostgreSQL is many processes. */
export function family(pid: number): readonly number[] {
  const parents = new Map<number, number[]>()
  for (const entry of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const stat = readFileSync(`/proc/${entry}/stat`, 'utf8')
      const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
      parents.set(parent, [...(parents.get(parent) ?? []), Number(entry)])
    } catch {
      // It ended while we looked.
    }
  }
  const all = [pid]
  for (const each of all) all.push(...(parents.get(each) ?? []))
  return all
}

/** Groups of processes whose CPU time is told apart. */
export interface Watched {
  readonly name: string
  readonly pid: number
}

/** CPU ms of each watched process with its children, now. */
export function measureCpu(watched: readonly Watched[]): ReadonlyMap<string, number> {
  return new Map(
    watched.map(({ name, pid }) => [name, family(pid).reduce((sum, each) => sum + cpuMs(each), 0)]),
  )
}

/** What was used between two measurements, per `count` things done, in ms. */
export function cpuPer(
  before: ReadonlyMap<string, number>,
  after: ReadonlyMap<string, number>,
  count: number,
): Readonly<Record<string, number>> {
  return Object.fromEntries(
    [...after].map(([name, ms]) => [
      name,
      Math.round(((ms - (before.get(name) ?? 0)) / count) * 1000) / 1000,
    ]),
  )
}
