// Makes sure the packages are there before anything else runs: `npm ci`, once, and only if they are missing or
// older than the lock file. Node built-ins only, and any Node from 20 on, because nothing is installed yet.
import { spawn } from 'node:child_process'
import { statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const project = dirname(dirname(fileURLToPath(import.meta.url)))

/** npm writes this file last, so an install that was cut short does not count as one. */
const installed = join(project, 'node_modules', '.package-lock.json')

if (changedAt(installed) < changedAt(join(project, 'package-lock.json'))) await install()

function changedAt(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0
}

async function install() {
  const started = Date.now()
  process.stderr.write('Packages: fetching them with npm ci (once, about a minute) … ')
  const { code, output } = await npm(['ci', '--ignore-scripts', '--no-progress', '--loglevel=error'])
  if (code !== 0) {
    process.stderr.write(
      `failed.\n${output}\nThe packages could not be installed: npm ci ended with ${code}.\n`,
    )
    process.exit(1)
  }
  process.stderr.write(`${((Date.now() - started) / 1000).toFixed(0)} s\n`)
}

/** Runs npm as whoever called us did: npm leaves its own path in the environment of the scripts it runs. */
function npm(args) {
  const script = process.env.npm_execpath
  const [command, before] = script?.endsWith('.js') ? [process.execPath, [script]] : ['npm', []]
  const child = spawn(command, [...before, ...args], {
    cwd: project,
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: command === 'npm' && process.platform === 'win32',
  })
  let output = ''
  child.stdout.on('data', (chunk) => {
    output += chunk
  })
  child.stderr.on('data', (chunk) => {
    output += chunk
  })
  return new Promise((resolve) => {
    child.on('error', (error) => resolve({ code: error.code, output: error.message }))
    child.on('close', (code, signal) => resolve({ code: code ?? signal, output }))
  })
}
