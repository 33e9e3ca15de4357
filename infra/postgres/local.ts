// PostgreSQL on this machine, from the binaries that npm brought.
import { randomBytes } from 'node:crypto'
import { access, chown, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { draftOf, writeWhole } from '../atomic.ts'
import { runToEnd } from '../command.ts'
import type { RunningProcess } from '../processes.ts'
import type { Progress } from '../progress.ts'
import { findRunner, postgresFolder, type Runner } from './binaries.ts'
import { closeBuiltIn } from './databases.ts'
import type { Postgres, PostgresSettings } from './postgres.ts'

const HOST = '127.0.0.1'
const SUPERUSER = 'postgres'

/** What a commit promises is never traded for speed: it is on the disk, whole, when it is confirmed. */
const durability = { fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on' } as const

const settings = {
  ...durability,
  listen_addresses: HOST,
  max_connections: '100',
  shared_buffers: '128MB',
  // Fewer checkpoints: after each one, every page is logged whole the first time it changes.
  wal_buffers: '16MB',
  max_wal_size: '2GB',
  checkpoint_timeout: '15min',
  // Under load (five at once) a flush waits up to a millisecond for others to share it; alone it does not wait.
  commit_delay: '1000',
  // Short statements only: compiling them costs more than it saves.
  jit: 'off',
  io_method: 'sync',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_line_prefix: '%m [%p] %u@%d ',
  log_checkpoints: 'off',
  // An error's DETAIL quotes the row it is about; the log must never hold what a row holds.
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
  log_parameter_max_length_on_error: '0',
} as const

export async function localPostgres({
  folder,
  port,
  supervisor,
  progress,
}: PostgresSettings): Promise<Postgres> {
  const home = join(folder, 'postgres')
  const data = join(home, 'data')
  const programs = await postgresFolder()
  const runner = await findRunner([programs, home])
  await mkdir(home, { recursive: true })
  const password = await keepCluster({ home, data, programs, runner, progress })
  await keepRules(data, runner)

  const socketFolder = socketIn(data, port)
  let running: RunningProcess | undefined
  const start = async () => {
    const options = Object.entries({
      ...settings,
      port,
      unix_socket_directories: socketFolder ?? '',
    }).flatMap(([name, value]) => ['-c', `${name}=${value}`])
    running = await supervisor.start({
      name: 'postgres',
      ...runner.command(join(programs, 'bin', 'postgres'), ['-D', data, ...options]),
      env: {
        PATH: process.env.PATH,
        LC_ALL: 'C',
        ...(process.platform === 'win32' && { SystemRoot: process.env.SystemRoot }),
      },
      log: join(folder, 'logs', 'postgres.log'),
      // "Fast": ends the connections instead of waiting for the clients to do so.
      stopSignal: 'SIGINT',
      stopWithinMs: 20_000,
      readyWithinMs: 60_000,
      isReady: (logged) => logged().includes('database system is ready to accept connections'),
    })
  }
  progress(`PostgreSQL 18: starting on ${HOST}:${port}`)
  await start()
  const adminUrl = `postgres://${SUPERUSER}:${password}@${HOST}:${port}/postgres`
  await closeBuiltIn(adminUrl)
  return {
    by: 'npm',
    adminUrl,
    socketFolder,
    pid: () => (running?.isRunning() ? running.pid : undefined),
    start,
    stop: async () => running?.stop(),
    kill: async () => running?.kill(),
  }
}

interface Cluster {
  readonly home: string
  readonly data: string
  readonly programs: string
  readonly runner: Runner
  readonly progress: Progress
}

/** Makes the data folder once, beside its place; gives the superuser's password. */
async function keepCluster({ home, data, programs, runner, progress }: Cluster): Promise<string> {
  const passwordFile = join(home, 'password')
  const exists = await access(data).then(
    () => true,
    () => false,
  )
  if (exists) return (await readFile(passwordFile, 'utf8')).trim()

  progress('PostgreSQL 18: making its data folder (once)')
  const password = randomBytes(24).toString('base64url')
  await writeWhole(passwordFile, `${password}\n`, 0o600)
  const draft = draftOf(data)
  const secret = draftOf(join(home, 'initdb'))
  try {
    await mkdir(draft, { mode: 0o700 })
    await writeFile(secret, `${password}\n`, { mode: 0o400, flag: 'wx' })
    if (runner.user) {
      await Promise.all(
        [draft, secret].map((path) => chown(path, runner.user?.uid ?? 0, runner.user?.gid ?? 0)),
      )
    }
    const options = ['--auth=scram-sha-256', `--pwfile=${secret}`, '--encoding=UTF8', '--data-checksums']
    const locale = ['--locale-provider=builtin', '--locale=C', '--builtin-locale=C.UTF-8']
    const args = [`--pgdata=${draft}`, `--username=${SUPERUSER}`, ...options, ...locale]
    await runToEnd(runner.command(join(programs, 'bin', 'initdb'), args))
    await rename(draft, data)
  } finally {
    await Promise.all([draft, secret].map((path) => rm(path, { recursive: true, force: true })))
  }
  return password
}

/** What the address of a Unix socket may hold, its end included, on the strictest system (macOS). */
const LONGEST_SOCKET = 103

/**
 * Where the server's Unix socket lies: in the data folder, which nobody but its owner (and root) may enter. Undefined
 * where there is none, or where the path is too long for one; TCP is always there.
 */
function socketIn(data: string, port: number): string | undefined {
  const isFit = Buffer.byteLength(join(data, `.s.PGSQL.${port}.lock`)) <= LONGEST_SOCKET
  return process.platform !== 'win32' && isFit ? data : undefined
}

/** Nobody without a password, from this machine only. */
async function keepRules(data: string, { user }: Runner): Promise<void> {
  const path = join(data, 'pg_hba.conf')
  await writeWhole(path, `local all all scram-sha-256\nhost all all ${HOST}/32 scram-sha-256\n`, 0o600)
  if (user) await chown(path, user.uid, user.gid)
}
