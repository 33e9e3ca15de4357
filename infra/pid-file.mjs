// Which processes are ours: one file each, `<pid> <start time> <signal that stops it>`. A pid alone is not enough:
// after a crash the system may have given the number to somebody else. Plain JavaScript, because `npm run reset`
// must work with whatever Node the machine has.
import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms))

/** When a process started, in a form that only serves to compare; undefined if it does not run. */
export function startTime(pid) {
  try {
    if (process.platform === 'linux') {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
      // The name in brackets may hold spaces and brackets itself. A zombie (Z) no longer runs.
      const [state, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      return state === 'Z' ? undefined : fields[18]
    }
    if (process.platform === 'win32') return undefined
    const text = execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' })
    return text.trim().replaceAll(' ', '_') || undefined
  } catch {
    return undefined
  }
}

export function writePidFile(path, pid, signal) {
  mkdirSync(join(path, '..'), { recursive: true })
  const draft = `${path}.${process.pid}`
  writeFileSync(draft, `${pid} ${startTime(pid) ?? 'gone'} ${signal}\n`)
  renameSync(draft, path)
}

/** What a pid file says, if that very process still runs. */
export function readPidFile(path) {
  let text
  try {
    text = readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
  const [pid, started, signal] = text.trim().split(' ')
  if (!/^[1-9]\d*$/.test(pid ?? '') || started === undefined || signal === undefined) return undefined
  return startTime(Number(pid)) === started ? { pid: Number(pid), signal } : undefined
}

/** Signals a process and those it started; says nothing if it has gone meanwhile. */
export function signalGroup(pid, signal) {
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, signal)
  } catch (error) {
    if (error.code !== 'ESRCH') throw error
  }
}

/** Stops what an earlier run left behind in this folder of pid files. Gives how many there were. */
export async function stopLeftovers(folder, withinMs = 15_000) {
  const files = listFiles(folder).filter((name) => name.endsWith('.pid'))
  const paths = files.map((name) => join(folder, name))
  const ours = paths.filter((path) => readPidFile(path) !== undefined)
  for (const path of ours) {
    const { pid, signal } = readPidFile(path) ?? {}
    if (pid) signalGroup(pid, signal)
  }
  const until = Date.now() + withinMs
  while (Date.now() < until && ours.some((path) => readPidFile(path))) await pause(50)
  for (const path of paths) {
    const left = readPidFile(path)
    if (left) signalGroup(left.pid, 'SIGKILL')
    rmSync(path, { force: true })
  }
  return ours.length
}

function listFiles(folder) {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
