// npm run reset: stops what an earlier run left behind and removes all local state. Node built-ins only.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readPidFile, stopLeftovers } from './pid-file.mjs'

const state = join(dirname(dirname(fileURLToPath(import.meta.url))), '.onward')

const tests = join(state, 'test')
const folders = [state, ...(existsSync(tests) ? readdirSync(tests).map((name) => join(tests, name)) : [])]

for (const folder of folders) {
  const owner = readPidFile(join(folder, 'owner'))
  if (owner) {
    process.stderr.write(
      `Process ${owner.pid} runs in ${folder}: stop it first (Ctrl-C where it runs, or kill ${owner.pid}).\n`,
    )
    process.exit(1)
  }
}
for (const folder of folders) {
  await stopLeftovers(join(folder, 'run'))
  removeContainer(folder)
}
rmSync(state, { recursive: true, force: true })
process.stderr.write('Local state removed.\n')

/** A broker that ran in Docker has its data in a volume of the same name. */
function removeContainer(folder) {
  let name
  try {
    name = JSON.parse(readFileSync(join(folder, 'state.json'), 'utf8')).container
  } catch {
    return
  }
  if (!/^onward-broker-[0-9a-f]{12}$/.test(name ?? '')) return
  spawnSync('docker', ['rm', '-f', '-v', name], { stdio: 'ignore' })
  spawnSync('docker', ['volume', 'rm', name], { stdio: 'ignore' })
}
