// What Node has compiled of a gateway, for each member a copy of its own, so that six of them need not compile the same.
import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { projectFolder, stateFolder } from '../servers.ts'

/** Compiles a gateway's code without starting one, and keeps it for later starts. Gives the folder. */
export async function compileGateway(): Promise<string> {
  const folder = join(stateFolder, 'cache', 'gateway-code')
  const code = pathToFileURL(join(projectFolder, 'services/gateway/src/gateway.ts'))
  await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', `import '${code.href}'`], {
    env: { NODE_COMPILE_CACHE: folder, TZ: 'UTC' },
  })
  return folder
}

/** A copy for one member, which nobody else's gateway can write: whoever can, decides what a gateway runs. */
export function ownCompiled(compiled: string, folder: string, code: string): string {
  const own = join(folder, 'compiled', code)
  mkdirSync(own, { recursive: true, mode: 0o700 })
  // A thousand small files: the asynchronous way takes ten times as long.
  cpSync(compiled, own, { recursive: true })
  return realpathSync(own)
}
