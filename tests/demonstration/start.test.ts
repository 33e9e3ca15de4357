import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, expect, onTestFinished, test } from 'vitest'
import type { Step } from '../../infra/demonstration/story.ts'
import { projectFolder, stateFolder } from '../../infra/servers.ts'

/** A state folder of its own, with servers of its own: a running `npm start` is not disturbed. */
const folder = join(stateFolder, 'test', `start-${randomBytes(4).toString('hex')}`)

afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
})

/** RFC 7638, SHA-256. */
const kid = /^[\w-]{43}$/

/** Every line that is shown fits, and says who. */
const WIDEST = 72

/** By which rules, in the order in which they are met. */
const refusals = [
  ...['protection-before-contact', 'excluded-party', 'child-decided-by-child-protection'],
  ...['legal-facts-to-the-lawyer', 'sex-only-if-needed', 'asylum-shuts-out-the-state'],
  ...['adult-only-on-evidence', 'family-not-involved', 'return-not-withdrawn', 'asylum-shuts-out-the-state'],
  ...['voluntary-is-declared', 'child-return-is-best', 'child-is-escorted', 'asked-anew-at-eighteen'],
  ...['consent-not-expired', 'consent-not-expired'],
]

test('R4, R5, R6, R9, R11, R16, R19, R20, R25, R29, R35, R36, R37, R42, R43, R44, R52 npm start plays a year of three cases day by day, every check of each step holds, and it leaves no process', async () => {
  const { output, ended } = start('--once', '--json')
  const { code, said } = await ended
  const steps: readonly Step[] = (output().match(/^.+$/gm) ?? []).map((line) => JSON.parse(line))
  expect(steps.filter(({ ok }) => !ok)).toEqual([])
  // Why it ended is said on the standard error.
  expect(code, said).toBe(0)
  expect(steps.map(({ step }) => step)).toEqual(steps.map((_, index) => index + 1))
  expect(steps.filter(({ what }) => what.length > WIDEST)).toEqual([])

  const days = [
    ...[0, 1, 2, 3, 5, 6, 7, 10, 12, 20, 25, 26, 30, 31, 40, 45, 46, 49, 60, 70, 75, 76, 90, 101, 110, 120],
    ...[130, 136, 160, 180, 200, 300, 330, 365],
  ]
  expect([...new Set(steps.map(({ day }) => day))]).toEqual(days)
  // To the minute: what happens at one time in several cases is told case by case.
  const times = steps.map(({ time }) => time.slice(0, 16))
  expect(times).toEqual(times.toSorted())
  // Of every member, by people of several organisations, and by machines.
  expect(new Set(steps.map(({ who }) => who))).toEqual(
    new Set([
      ...['NL nl-fp-01', 'NL nl-fp-02', 'NL nl-fp-05', 'NL gateway', 'NL and RO', 'strangers', 'auditor'],
      ...['lawyer', 'key holders', 'RO witness', 'both sides'],
      ...['RO ro-fp-03', 'RO ro-sh-03', 'RO ro-co-01', 'RO gateway', 'AT at-cp-04', 'AT gateway'],
      ...['BG bg-cp-02', 'BG bg-ch-01', 'BG bg-fp-01', 'BG gateway'],
      ...['ROSA rosa-01', 'ROSA rosa-02', 'CASA casa-01'],
    ]),
  )
  // What is refused and what happened all the same, each with its rule.
  const told = (key: string) => steps.flatMap(({ details: { [key]: found } }) => found ?? [])
  expect(told('refused')).toEqual(refusals)
  expect(told('outside')).toEqual([
    'reception-before-travel',
    'journey-planned-first',
    'other-parent-or-court',
  ])

  const rotated = steps.filter(({ who }) => who === 'key holders').map(({ details }) => details)
  const [{ old, next } = {}] = rotated
  expect(rotated).toMatchObject([
    { old: expect.stringMatching(kid), next: expect.stringMatching(kid) },
    { old, next },
  ])
  expect(old).not.toBe(next)

  const [forged, audited, cosigned, verified, erased, proved] = steps.slice(-6)
  expect(forged?.details).toMatchObject({
    quarantine: { code: 'SIG_INVALID', state: 'quarantined' },
    foreign: { write: 'FORBIDDEN', read: 'FORBIDDEN' },
  })
  expect(audited?.details).toMatchObject({ referrals: 12, faults: [] })
  expect(cosigned?.details).toMatchObject({ origin: 'gateway.nl.example/log', size: expect.any(Number) })
  expect(verified?.details).toMatchObject({ faults: [], missing: [] })
  expect(erased?.details).toMatchObject({ codes: ['ERASED', 'ERASED'] })
  expect(proved?.details).toMatchObject({
    erased: [{ member: 'ROSA', record: { kind: 'erasure', ground: 'request' } }],
  })
  const sent = steps.filter(({ lane, details }) => lane !== null && 'verb' in details)
  expect(Number(audited?.details.messages)).toBeGreaterThanOrEqual(sent.length)
  await expect.poll(() => processesOf(folder), { timeout: 10_000 }).toEqual([])
}, 180_000)

test('a second start finds the year as it was played, stays up with a way in that works, and a Ctrl-C ends all of it', async () => {
  const { output, ended, interrupt } = start()
  const wayIn = /^curl -s -H '(?<name>[\w-]+): (?<value>.+)' (?<url>http:.+)$/m
  await expect.poll(output, { timeout: 150_000, interval: 100 }).toMatch(/^Logs: .+\n/m)
  expect(output()).toContain('Every check held')
  // Nothing is told again but that both sides still hold the same, and what an auditor says, who has looked at all of it
  // and noted how far each log had grown: since then a case was erased.
  const told = output().match(/^D\d.+$/gm) ?? []
  expect(told).toEqual([
    expect.stringMatching(/^D365 .+ Both sides hold the same of 11 referrals; erased: 1 /),
    expect.stringMatching(/^D365 .+ 6 logs begin as they stood; \d{2} messages since, \d{3} proofs hold /),
  ])
  // The rows of the table, one for each side of each referral.
  const rows = output().match(/^│ [A-Z]{2,4}-\w.+│$/gm) ?? []
  expect(rows).toHaveLength(24)
  expect(rows.filter((row) => row.includes('│ erased '))).toHaveLength(2)
  // Time goes on from where it stood, a year after the story began; the exercise is ahead of the real clock.
  const [, year = ''] = /^In the exercise it is (\d{4})-/m.exec(output()) ?? []
  expect(Number(year)).toBeGreaterThanOrEqual(new Date().getFullYear() + 1)

  const { name = '', value = '', url = '' } = wayIn.exec(output())?.groups ?? {}
  const answer = await fetch(url, { headers: { [name]: value } })
  expect(await answer.json()).toMatchObject({ referrals: { length: 7 } })
  for (const [docs = ''] of output().matchAll(/http:\S+\/docs/g)) expect((await fetch(docs)).status).toBe(200)

  expect(await processesOf(folder)).not.toEqual([])
  interrupt()
  expect((await ended).code).toBe(130)
  await expect.poll(() => processesOf(folder), { timeout: 10_000 }).toEqual([])
}, 180_000)

/** `npm start` as a person runs it: no terminal, so that it prints no colours. */
function start(...args: readonly string[]) {
  const program = ['infra/run.mjs', 'infra/start.ts'].map((name) => join(projectFolder, name))
  const child = spawn(process.execPath, [...program, '--state', folder, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  let said = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text
  })
  const ended = new Promise<{ readonly code: number | null; readonly said: string }>((resolve) => {
    child.on('close', (code) => resolve({ code, said }))
  })
  // Whatever happens to this test, its processes end with it.
  onTestFinished(async () => {
    child.kill('SIGTERM')
    await ended
  })
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
