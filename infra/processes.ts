// Child processes that never outlive us: started in order, waited for, stopped in reverse order.
import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, statSync, truncateSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pidFolder } from './claim.ts'
import { InfraError } from './error.ts'
import { pause, signalGroup, writePidFile } from './pid-file.mjs'

export interface ProcessSpec {
  /** Names its pid file and it in messages. */
  readonly name: string
  readonly command: string
  readonly args: readonly string[]
  /** The whole environment: nothing is inherited. */
  readonly env: Readonly<Record<string, string | undefined>>
  readonly cwd?: string
  /** Takes standard output and standard error, appended. */
  readonly log: string
  /** Another user to run as; only root may. */
  readonly user?: { readonly uid: number; readonly gid: number }
  readonly stopSignal: 'SIGTERM' | 'SIGINT'
  /** After this many milliseconds a stop becomes a kill. */
  readonly stopWithinMs: number
  readonly readyWithinMs: number
  /** Asked again and again, with a way to what it has logged since it was started, until it says yes. */
  readonly isReady: (logged: () => string) => boolean | Promise<boolean>
}

export interface RunningProcess {
  readonly name: string
  readonly pid: number
  /** Settles when it has ended, whatever the reason. */
  readonly ended: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>
  isRunning(): boolean
  /** Asks it to end and waits until it has. */
  stop(): Promise<void>
  /** SIGKILL, and waits until it has ended. */
  kill(): Promise<void>
}

export interface Supervisor {
  /** @throws InfraError ENDED_EARLY or NOT_READY, with the end of its log; it no longer runs then. */
  start(spec: ProcessSpec): Promise<RunningProcess>
  /** Something else that has to be stopped in its turn, a container for instance. */
  onStop(stop: () => Promise<void>): void
  /** Stops what was started and still runs, the last one first. */
  stop(): Promise<void>
}

/** Old enough to be of no use to anybody who looks into a log after a failure. */
const LOG_LIMIT_BYTES = 20_000_000

export function supervise(folder: string): Supervisor {
  const stops: (() => Promise<void>)[] = []
  let guard: ChildProcess | undefined

  return {
    async start(spec) {
      guard ??= startGuard(pidFolder(folder))
      const logStart = openLog(spec.log)
      const started = launch(spec, join(pidFolder(folder), `${spec.name}.pid`))
      stops.push(started.stop)
      try {
        await waitUntilReady(spec, started, () => readFileSync(spec.log).subarray(logStart).toString('utf8'))
      } catch (error) {
        await started.kill()
        throw error
      }
      return started
    },
    onStop(stop) {
      stops.push(stop)
    },
    async stop() {
      try {
        for (let stop = stops.pop(); stop; stop = stops.pop()) await stop()
      } finally {
        guard?.stdin?.end()
        guard = undefined
      }
    },
  }
}

/**
 * Runs `stop` once on Ctrl-C, on a termination request, when the terminal goes, and on an error nobody caught, then
 * ends this process. A second Ctrl-C ends it at once; the guard then stops the rest.
 */
export function stopOnSignals(stop: () => Promise<void>): void {
  let isStopping = false
  const end = (code: number) => {
    if (isStopping) process.exit(code)
    isStopping = true
    stop().then(
      () => process.exit(code),
      (error: unknown) => {
        console.error(error)
        process.exit(1)
      },
    )
  }
  process.on('SIGINT', () => end(130))
  process.on('SIGTERM', () => end(143))
  process.on('SIGHUP', () => end(129))
  process.on('uncaughtException', (error) => {
    console.error(error instanceof InfraError ? error.message : error)
    end(1)
  })
}

function openLog(path: string): number {
  mkdirSync(dirname(path), { recursive: true })
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0
  if (size <= LOG_LIMIT_BYTES) return size
  truncateSync(path)
  return 0
}

function launch(spec: ProcessSpec, pidFile: string): RunningProcess {
  const log = openSync(spec.log, 'a', 0o640)
  // Its own process group: a Ctrl-C in the terminal is for us, and we stop the others in order.
  const child = spawn(spec.command, spec.args, {
    cwd: spec.cwd,
    env: spec.env,
    stdio: ['ignore', log, log],
    detached: process.platform !== 'win32',
    ...spec.user,
  })
  closeSync(log)
  const pid = child.pid
  if (pid !== undefined) writePidFile(pidFile, pid, spec.stopSignal)

  let isRunning = pid !== undefined
  const ended: RunningProcess['ended'] = new Promise((resolve) => {
    const finish = (code: number | null, signal: NodeJS.Signals | null) => {
      isRunning = false
      rmSync(pidFile, { force: true })
      resolve({ code, signal })
    }
    child.on('exit', finish)
    child.on('error', () => finish(null, null))
  })
  const end = async (signal: NodeJS.Signals, withinMs: number) => {
    if (isRunning && pid !== undefined) {
      signalGroup(pid, signal)
      const timer = setTimeout(() => isRunning && signalGroup(pid, 'SIGKILL'), withinMs)
      await ended
      clearTimeout(timer)
    }
  }
  return {
    name: spec.name,
    pid: pid ?? 0,
    ended,
    isRunning: () => isRunning,
    stop: () => end(spec.stopSignal, spec.stopWithinMs),
    kill: () => end('SIGKILL', spec.stopWithinMs),
  }
}

async function waitUntilReady(spec: ProcessSpec, child: RunningProcess, logged: () => string): Promise<void> {
  const began = Date.now()
  while (child.isRunning()) {
    if (await spec.isReady(logged)) return
    const waited = Date.now() - began
    if (waited > spec.readyWithinMs) {
      const seconds = Math.round(spec.readyWithinMs / 1000)
      throw new InfraError('NOT_READY', `${spec.name} was not ready after ${seconds} s; see ${spec.log}.`)
    }
    // Asking all the while would keep it from becoming ready: six that start at once share the cores with whoever asks.
    await pause(Math.min(300, Math.max(50, waited / 10)))
  }
  const lines = logged().trim().split('\n').slice(-5).join('\n')
  throw new InfraError('ENDED_EARLY', `${spec.name} ended while it started; see ${spec.log}.\n${lines}`)
}

/**
 * A shell that waits for the end of its input, which is our own end however it comes (even a SIGKILL), and then
 * stops every process that still has a pid file. After an orderly stop there is none, and it just ends.
 */
function startGuard(folder: string): ChildProcess | undefined {
  if (process.platform === 'win32') return undefined
  const script = `cat >/dev/null
for file in "$1"/*.pid; do read -r pid start signal <"$file" && kill -s "\${signal#SIG}" -- "-$pid"; done
for file in "$1"/*.container; do read -r name <"$file" && docker rm -f -v "$name" && rm "$file"; done`
  const guard = spawn('/bin/sh', ['-c', script, 'onward-guard', folder], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  })
  guard.unref()
  const { stdin } = guard
  // The pipe itself must not keep a finished process alive; a pipe of a child is a socket, which can be unreferenced.
  if (stdin && 'unref' in stdin && typeof stdin.unref === 'function') stdin.unref()
  return guard
}
