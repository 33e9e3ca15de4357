// node infra/run.mjs FILE [args]: runs a TypeScript file of this project with the project's own Node, whatever
// Node the machine has. Node built-ins only, and any Node from 20 on.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { constants } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The Node that runs TypeScript by itself: the first version whose type stripping we rely on. */
const NEEDED = 24

/** npm and the terminal both pass a Ctrl-C on; what comes within this time is the same key press. */
const SAME_PRESS_MS = 1_000

const project = dirname(dirname(fileURLToPath(import.meta.url)))
const [file, ...args] = process.argv.slice(2)
const node = ownNode()
if (!file) stop('Usage: node infra/run.mjs FILE [args]')
if (!node) {
  stop(
    `This needs Node ${NEEDED}: there is no packaged one for ${process.platform} ${process.arch} at this version, ` +
      `and this is Node ${process.versions.node}. Install Node ${NEEDED} or newer and run the same command again.`,
  )
}
run()

function ownNode() {
  const system = process.platform === 'win32' ? 'win' : process.platform
  const binary = process.platform === 'win32' ? 'node.exe' : 'node'
  const own = join(project, 'node_modules', `node-${system}-${process.arch}`, 'bin', binary)
  if (existsSync(own)) return own
  return Number.parseInt(process.versions.node, 10) >= NEEDED ? process.execPath : undefined
}

function run() {
  // In its own process group, or a Ctrl-C in the terminal would reach it twice: from the terminal and from here.
  const child = spawn(node, [file, ...args], {
    stdio: 'inherit',
    detached: process.platform !== 'win32',
    // What Node has compiled is kept, found again by what a file holds: reading types is half of a start.
    env: { NODE_COMPILE_CACHE: join(project, '.onward', 'cache', 'code'), ...process.env },
  })
  const lastSent = new Map()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      if (Date.now() - (lastSent.get(signal) ?? 0) < SAME_PRESS_MS) return
      lastSent.set(signal, Date.now())
      child.kill(signal)
    })
  }
  child.on('error', (error) => stop(`Cannot run ${node}: ${error.message}`))
  child.on('exit', (code, signal) => {
    process.exit(code ?? 128 + (constants.signals[signal] ?? 0))
  })
}

function stop(sentence) {
  process.stderr.write(`${sentence}\n`)
  process.exit(1)
}
