// What Node has compiled: of a gateway for each member a copy of its own, so that six of them need not compile the same,
// and of the programs with which somebody checks what gateways say a folder that no gateway can write.
import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { projectFolder, stateFolder } from '../servers.ts'

/** Compiles what a start needs without starting it, and keeps it for later starts. Gives the folder of the gateway's code. */
export async function compileAhead(): Promise<string> {
  const gateway = join(stateFolder, 'cache', 'gateway-code')
  await Promise.all([
    compile(gateway, 'services/gateway/src/gateway.ts'),
    compile(checkersCode, 'packages/cli/src/verify.ts'),
  ])
  return gateway
}

const checkersCode = join(stateFolder, 'cache', 'checkers-code')

/** How a program that checks uses what is compiled of it: arguments of Node, and its environment. */
export function compiledForCheckers() {
  mkdirSync(checkersCode, { recursive: true })
  return {
    args: [`--allow-fs-read=${checkersCode}`, `--allow-fs-write=${checkersCode}`],
    env: { NODE_COMPILE_CACHE: checkersCode },
  } as const
}

async function compile(folder: string, file: string): Promise<void> {
  const code = pathToFileURL(join(projectFolder, file))
  await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', `import '${code.href}'`], {
    env: { NODE_COMPILE_CACHE: folder, TZ: 'UTC' },
  })
}

/** A copy for one member, which nobody else's gateway can write: whoever can, decides what a gateway runs. */
export function ownCompiled(compiled: string, folder: string, code: string): string {
  const own = join(folder, 'compiled', code)
  mkdirSync(own, { recursive: true, mode: 0o700 })
  // A thousand small files: the asynchronous way takes ten times as long.
  cpSync(compiled, own, { recursive: true })
  return realpathSync(own)
}
