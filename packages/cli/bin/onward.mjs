#!/usr/bin/env node
// onward: runs the program with a Node that reads TypeScript, whatever Node the machine has. Node built-ins only.
import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const program = join(dirname(dirname(fileURLToPath(import.meta.url))), 'src', 'onward.ts')
const { status, signal, error } = spawnSync(nodeThatReadsTypes(), [program, ...process.argv.slice(2)], {
  stdio: 'inherit',
})
if (error) process.stderr.write(`onward needs Node 24 or newer: ${error.message}\n`)
process.exit(signal || error ? 1 : (status ?? 1))

/** The packaged Node of the lock file where there is one; else the one that runs this. */
function nodeThatReadsTypes() {
  const system = process.platform === 'win32' ? 'win' : process.platform
  const binary = process.platform === 'win32' ? 'node.exe' : 'node'
  try {
    const manifest = createRequire(import.meta.url).resolve(`node-${system}-${process.arch}/package.json`)
    return join(dirname(manifest), 'bin', binary)
  } catch {
    return process.execPath
  }
}
