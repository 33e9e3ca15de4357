import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { claim, pidFolder } from './claim.ts'
import { pause, startTime, stopLeftovers, writePidFile } from './pid-file.mjs'
import { type ProcessSpec, supervise } from './processes.ts'

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'onward-processes-'))
})

afterEach(() => rm(folder, { recursive: true, force: true }))

const shell = (name: string, script: string): ProcessSpec => ({
  name,
  command: '/bin/sh',
  args: ['-c', script],
  env: {},
  log: join(folder, `${name}.log`),
  stopSignal: 'SIGTERM',
  stopWithinMs: 5_000,
  readyWithinMs: 10_000,
  isReady: (logged) => logged().includes('ready'),
})

test('processes are stopped in the reverse of the order they were started in', async () => {
  const supervisor = supervise(folder)
  const order: string[] = []
  for (const name of ['first', 'second']) {
    const { ended } = await supervisor.start(shell(name, 'echo ready; exec sleep 600'))
    ended.then(() => order.push(name))
  }
  await supervisor.stop()
  expect(order).toEqual(['second', 'first'])
})

test('a process that ends while it starts is reported with the end of its log', async () => {
  const supervisor = supervise(folder)
  const start = supervisor.start(shell('broken', 'echo no such thing; exit 3'))
  await expect(start).rejects.toMatchObject({
    code: 'ENDED_EARLY',
    message: expect.stringContaining('no such thing'),
  })
  await supervisor.stop()
})

test('a process that is never ready is not left running', async () => {
  const supervisor = supervise(folder)
  let pid = 0
  const spec = { ...shell('slow', 'echo $$; exec sleep 600'), readyWithinMs: 200 }
  const isReady = (logged: () => string) => {
    pid = Number(logged().trim())
    return false
  }
  await expect(supervisor.start({ ...spec, isReady })).rejects.toMatchObject({ code: 'NOT_READY' })
  expect(startTime(pid)).toBeUndefined()
  await supervisor.stop()
})

test('what we started ends with us, even when we are killed', async () => {
  const script = join(folder, 'owner.ts')
  const spec = JSON.stringify({ ...shell('child', 'echo ready; exec sleep 600'), isReady: undefined })
  await writeFile(
    script,
    `import { supervise } from ${JSON.stringify(new URL('./processes.ts', import.meta.url).href)}
const child = await supervise(${JSON.stringify(folder)}).start({ ...${spec}, isReady: (logged) => logged().includes('ready') })
console.log(child.pid)
setInterval(() => {}, 1000)`,
  )
  const owner = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] })
  const pid = Number(await firstOutput(owner))
  expect(startTime(pid)).toBeDefined()
  owner.kill('SIGKILL')
  await untilGone(pid)
})

test('leftovers of a killed run are stopped, but never a process that only has the same number', async () => {
  const [leftover, stranger] = ['leftover', 'stranger'].map(() =>
    spawn('sleep', ['600'], { detached: true, stdio: 'ignore' }),
  )
  if (!leftover?.pid || !stranger?.pid) throw new Error('not started')
  const run = pidFolder(folder)
  writePidFile(join(run, 'leftover.pid'), leftover.pid, 'SIGTERM')
  // As after a restart of the machine: the number is somebody else's now, who began at another time.
  await writeFile(join(run, 'stranger.pid'), `${stranger.pid} 1 SIGTERM\n`)
  expect(await stopLeftovers(run)).toBe(1)
  await untilGone(leftover.pid)
  expect(startTime(stranger.pid)).toBeDefined()
  stranger.kill('SIGKILL')
})

test('a state folder belongs to one run at a time, and to nobody once that run is over', async () => {
  const giveBack = await claim(folder)
  await expect(claim(folder)).rejects.toMatchObject({ code: 'ALREADY_RUNNING' })
  await giveBack()
  await (await claim(folder))()
})

test('a state folder whose run died is free again', async () => {
  const dead = spawn('sleep', ['600'], { stdio: 'ignore' })
  if (!dead.pid) throw new Error('not started')
  const owner = `${dead.pid} ${startTime(dead.pid)} SIGTERM\n`
  dead.kill('SIGKILL')
  await untilGone(dead.pid)
  await writeFile(join(folder, 'owner'), owner)
  await claim(folder)
  expect(await readFile(join(folder, 'owner'), 'utf8')).toMatch(new RegExp(`^${process.pid} `))
})

function firstOutput(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => child.stdout?.once('data', (chunk: Buffer) => resolve(chunk.toString())))
}

/** Ends with the test's own time limit if it never goes. */
async function untilGone(pid: number): Promise<void> {
  while (startTime(pid) !== undefined) await pause(20)
}
