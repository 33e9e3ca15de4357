// One gateway as a process of its own, which can read its own secrets and nobody else's.
import { realpathSync } from 'node:fs'
import { get } from 'node:http'
import { join } from 'node:path'
import type { RunningProcess } from './processes.ts'
import { projectFolder, type Servers } from './servers.ts'
import type { LocalMember } from './setup/members.ts'

export interface GatewaySettings {
  readonly member: LocalMember
  readonly servers: Pick<Servers, 'folder' | 'supervisor'>
  /** Overrides and additions to the member's environment. */
  readonly env?: Readonly<Record<string, string>>
  /** For more than one process of a member; 1 unless given. A further one needs its own ONWARD_HTTP_PORT in `env`. */
  readonly replica?: number
  /** Wait until it is ready for work (as it says itself), or only until it answers. */
  readonly until?: 'ready' | 'live'
  /** Another program than the gateway's own: a fault test's, which dies where it is told to. */
  readonly entry?: string
  /**
   * A folder for what Node has compiled, which saves half of a start. Whoever can write there decides what a gateway
   * runs: only gateways that trust each other may share one, as those of a test do; none unless given.
   */
  readonly compiled?: string
}

/** Starts it and waits. Its log is `logs/gateway-<code>.log` of the state folder. */
export async function startGateway({
  member,
  servers,
  env = {},
  replica = 1,
  until = 'ready',
  entry,
  compiled,
}: GatewaySettings): Promise<RunningProcess & { readonly url: string }> {
  const all = { ...member.env, ...env }
  const name = replica === 1 ? `gateway-${member.code}` : `gateway-${member.code}-${replica}`
  const clockFile = all.ONWARD_CLOCK_FILE
  const allowed = [
    ...permissions(member),
    ...(clockFile === undefined ? [] : [`--allow-fs-read=${realpathSync(clockFile)}`]),
    ...mayCompile(compiled),
  ]
  const url = `http://${all.ONWARD_HTTP_HOST}:${all.ONWARD_HTTP_PORT}`
  const running = await servers.supervisor.start({
    name,
    command: process.execPath,
    args: entry
      ? [...allowed, `--allow-fs-read=${realpathSync(entry)}`, entry]
      : [...allowed, join(projectFolder, 'services/gateway/src/main.ts')],
    ...surroundings(servers.folder, name, all, compiled),
    stopWithinMs: 20_000,
    isReady: () => answersOk(`${url}/${until}z`),
  })
  return { ...running, url }
}

/**
 * Node's permission model: the code, the public directory and the member's own folder may be read; nothing may be
 * written, and no process, worker or addon started. So a gateway that was taken over cannot read another member's keys.
 */
export function permissions(
  member: Pick<LocalMember, 'folder' | 'directory' | 'register'>,
): readonly string[] {
  return mayRead([member.directory, member.folder, member.register])
}

export interface EraserSettings {
  readonly member: LocalMember
  readonly servers: Pick<Servers, 'folder' | 'supervisor'>
  readonly env?: Readonly<Record<string, string>>
  readonly compiled?: string
}

/** Starts a member's eraser and waits until it has been through the destruction register. */
export async function startEraser({
  member,
  servers,
  env = {},
  compiled,
}: EraserSettings): Promise<RunningProcess> {
  const { register, eraser, code } = member
  const all = { ...eraser.env, ...env }
  const clockFile = all.ONWARD_CLOCK_FILE
  const name = `eraser-${code}`
  return await servers.supervisor.start({
    name,
    command: process.execPath,
    args: [
      ...mayRead([eraser.folder, register, ...(clockFile === undefined ? [] : [clockFile])]),
      `--allow-fs-write=${realpathSync(register)}`,
      ...mayCompile(compiled),
      join(projectFolder, 'services/gateway/src/eraser.ts'),
    ],
    ...surroundings(servers.folder, name, all, compiled),
    stopWithinMs: 10_000,
    isReady: (logged) => logged().includes('eraser is up'),
  })
}

function mayRead(folders: readonly string[]): readonly string[] {
  const code = ['package.json', 'node_modules', 'packages', 'services', 'schemas'].map((name) =>
    join(projectFolder, name),
  )
  return ['--permission', ...[...code, ...folders].map((path) => `--allow-fs-read=${realpathSync(path)}`)]
}

/** Asked ten times a second while nobody listens yet, which by `fetch` would take a tenth of a core. */
async function answersOk(url: string): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>()
  const request = get(url, { timeout: 2_000 }, (answer) => {
    answer.resume()
    resolve(answer.statusCode === 200)
  })
  request.on('timeout', () => request.destroy())
  request.on('error', () => resolve(false))
  return await promise
}

/**
 * glibc keeps what was freed in the middle of its heap, and each large piece that is freed lets it keep larger ones. With
 * a limit that stays, buffers go back to the system when they are freed: 180 MB after minutes of full load instead of 230.
 */
const malloc = {
  MALLOC_MMAP_THRESHOLD_: '65536',
  MALLOC_TRIM_THRESHOLD_: '65536',
  MALLOC_TOP_PAD_: '0',
} as const

/** What is the same for each process of a member. */
function surroundings(
  folder: string,
  name: string,
  env: Readonly<Record<string, string>>,
  compiled: string | undefined,
) {
  return {
    env: {
      ...{ PATH: process.env.PATH, TZ: 'UTC', ...malloc },
      ...(compiled !== undefined && { NODE_COMPILE_CACHE: compiled }),
      ...env,
    },
    cwd: projectFolder,
    log: join(folder, 'logs', `${name}.log`),
    stopSignal: 'SIGTERM',
    readyWithinMs: 30_000,
  } as const
}

function mayCompile(compiled: string | undefined): readonly string[] {
  return compiled === undefined ? [] : [`--allow-fs-read=${compiled}`, `--allow-fs-write=${compiled}`]
}
