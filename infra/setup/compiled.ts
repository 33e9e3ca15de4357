// What Node has compiled: of a gateway for each member a copy of its own, so that six of them need not compile the same,
// and of the programs with which somebody checks what gateways say a folder that no gateway can write.
import { execFile } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { makeFolder } from '../atomic.ts'
import { projectFolder, stateFolder } from '../servers.ts'

const gatewayCode = join(stateFolder, 'cache', 'gateway-code')
const checkersCode = join(stateFolder, 'cache', 'checkers-code')

/**
 * Compiles what a first start needs without starting it, meanwhile the servers start. A later one finds it: Node knows
 * by what a file holds whether what it has is still right, and each process writes what was missing when it ends.
 */
export async function compileAhead(folder: string, codes: readonly string[]): Promise<void> {
  if (codes.every((code) => existsSync(placeOf(folder, code)))) return
  await Promise.all([
    compile(gatewayCode, 'services/gateway/src/gateway.ts'),
    compile(checkersCode, 'packages/cli/src/verify.ts'),
  ])
}

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

/** A member's own, which nobody else's gateway can write: whoever can, decides what a gateway runs. */
export async function ownCompiled(folder: string, code: string): Promise<string> {
  const own = placeOf(folder, code)
  // A thousand small files: the asynchronous way takes ten times as long.
  const copy = async (draft: string) => cpSync(gatewayCode, draft, { recursive: true })
  if (!existsSync(own)) await makeFolder(own, copy)
  return realpathSync(own)
}

function placeOf(folder: string, code: string): string {
  return join(folder, 'compiled', code)
}
