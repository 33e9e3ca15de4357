import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { exerciseClock, realClock } from './clock.ts'
import { readConfig } from './config.ts'

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'onward-clock-'))
})

afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
})

const YEAR_MS = 365 * 86_400_000

/** As whoever leads the exercise writes it: whole, by renaming. */
async function write(file: string, text: string): Promise<string> {
  await writeFile(join(folder, 'next'), text)
  await rename(join(folder, 'next'), join(folder, file))
  return join(folder, file)
}

test('outside of an exercise the clock is the real one', () => {
  expect(Math.abs(realClock.now().getTime() - Date.now())).toBeLessThan(50)
  expect(realClock.offset()).toBe(0)
})

test('all clocks of an exercise move together, a year at once, and never back', async () => {
  const file = await write('together', '0')
  const refused: string[] = []
  const one = exerciseClock(file, (text) => refused.push(text))
  // The timer of another gateway looks at another moment.
  await new Promise((resolve) => setTimeout(resolve, 50))
  const other = exerciseClock(file, () => {})

  await write('together', `${YEAR_MS}\n`)
  const seen: (readonly [number, number])[] = []
  while ((seen.at(-1)?.[0] ?? 0) === 0 && seen.length < 2_000) {
    seen.push([one.offset(), other.offset()])
    await new Promise((resolve) => setTimeout(resolve, 1))
  }
  expect(seen.at(-1)).toEqual([YEAR_MS, YEAR_MS])
  expect(seen.every(([here, there]) => here === there)).toBe(true)
  expect(Math.abs(one.now().getTime() - Date.now() - YEAR_MS)).toBeLessThan(50)

  for (const text of ['5', '-1', 'tomorrow', '']) {
    await write('together', text)
    await expect.poll(() => refused.at(-1), { timeout: 5_000 }).toBe(text)
  }
  await rm(file)
  await new Promise((resolve) => setTimeout(resolve, 500))
  expect([one.offset(), other.offset()]).toEqual([YEAR_MS, YEAR_MS])
})

test('a clock that can be moved is for exercises only', async () => {
  const file = await write('told', '0')
  const faultsOf = (env: Readonly<Record<string, string>>) => {
    try {
      return readConfig(env)
    } catch (error) {
      return String(error)
        .split('\n')
        .filter((line) => line.includes('CLOCK'))
        .map((line) => line.trim())
    }
  }
  expect(faultsOf({ ONWARD_CLOCK_FILE: file })).toEqual([
    'ONWARD_CLOCK_FILE moves the clock, which only an exercise may: set ONWARD_EXERCISE=1, or remove it',
  ])
  expect(faultsOf({ ONWARD_CLOCK_FILE: join(folder, 'missing'), ONWARD_EXERCISE: '1' })).toEqual([
    'ONWARD_CLOCK_FILE names a file without an offset: write whole milliseconds into it, such as 0',
  ])
  expect(faultsOf({ ONWARD_CLOCK_FILE: file, ONWARD_EXERCISE: '1' })).toEqual([])
})
