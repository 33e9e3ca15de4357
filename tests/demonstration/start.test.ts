import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, expect, onTestFinished, test } from 'vitest'
import { projectFolder, stateFolder } from '../../infra/servers.ts'

/** A state folder of its own, with servers of its own: a running `npm start` is not disturbed. */
const folder = join(stateFolder, 'test', `start-${randomBytes(4).toString('hex')}`)

afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
})

test('R4, R5, R6, R9, R20, R25 npm start plays the nine steps, every check of each holds, and it leaves no process', async () => {
  const { output, ended } = start('--once', '--json')
  expect(await ended).toBe(0)
  const steps = output()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(steps.map(({ step, who, lane, ok }) => ({ step, who, lane, ok }))).toEqual([
    { step: 1, who: 'NL nl-fp-02', lane: 'lane.RO.NL', ok: true },
    { step: 2, who: 'RO gateway', lane: 'lane.NL.RO', ok: true },
    { step: 3, who: 'RO ro-fp-03', lane: 'lane.NL.RO', ok: true },
    { step: 4, who: 'RO ro-fp-03', lane: 'lane.NL.RO', ok: true },
    { step: 5, who: 'NL and RO', lane: null, ok: true },
    { step: 6, who: 'RO ro-fp-03', lane: 'lane.NL.RO', ok: true },
    { step: 7, who: 'NL nl-fp-02', lane: 'lane.RO.NL', ok: true },
    { step: 8, who: 'strangers', lane: 'lane.RO.NL', ok: true },
    { step: 9, who: 'auditor', lane: null, ok: true },
  ])
  expect(steps[6].details.status).toEqual({ NL: 'withdrawn', RO: 'withdrawn' })
  expect(steps[7].details).toMatchObject({
    quarantine: { code: 'SIG_INVALID', state: 'quarantined' },
    foreign: { write: 'FORBIDDEN', read: 'FORBIDDEN' },
  })
  expect(steps[8].details).toMatchObject({ referrals: 2, messages: 8, receipts: 8, faults: [] })
  await expect.poll(() => processesOf(folder), { timeout: 10_000 }).toEqual([])
}, 180_000)

test('a second start plays again, stays up with a way in that works, and a Ctrl-C ends all of it', async () => {
  const { output, ended, interrupt } = start()
  const wayIn = /^curl -s -H '(?<name>[\w-]+): (?<value>.+)' (?<url>http:.+)$/m
  await expect.poll(output, { timeout: 150_000, interval: 100 }).toMatch(/^Logs: .+\n/m)
  expect(output()).toContain('Every check held')

  const { name = '', value = '', url = '' } = wayIn.exec(output())?.groups ?? {}
  const answer = await fetch(url, { headers: { [name]: value } })
  expect(await answer.json()).toMatchObject({ referrals: { length: 4 } })
  for (const [docs = ''] of output().matchAll(/http:\S+\/docs/g)) expect((await fetch(docs)).status).toBe(200)

  expect(await processesOf(folder)).not.toEqual([])
  interrupt()
  expect(await ended).toBe(130)
  await expect.poll(() => processesOf(folder), { timeout: 10_000 }).toEqual([])
}, 180_000)

/** `npm start` as a person runs it: no terminal, so that it prints no colours. */
function start(...args: readonly string[]) {
  const program = ['infra/run.mjs', 'infra/start.ts'].map((name) => join(projectFolder, name))
  const child = spawn(process.execPath, [...program, '--state', folder, ...args], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text
  })
  // Whatever happens to this test, its processes end with it.
  onTestFinished(() => {
    child.kill('SIGTERM')
  })
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  return { output: () => output, ended, interrupt: () => child.kill('SIGINT') }
}

/** Numbers of the processes that have this folder in their arguments or environment, as each of a run has. */
async function processesOf(name: string): Promise<readonly string[]> {
  const numbers = (await readdir('/proc')).filter((entry) => /^\d+$/.test(entry))
  const named = await Promise.all(
    numbers.map(async (number) => {
      const told = await Promise.all(
        ['cmdline', 'environ'].map((part) => readFile(`/proc/${number}/${part}`, 'utf8').catch(() => '')),
      )
      return told.some((text) => text.includes(name)) ? [number] : []
    }),
  )
  return named.flat()
}
