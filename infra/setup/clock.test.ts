import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { keepClock, moveClock, readOffset } from './clock.ts'

const HOUR_MS = 3_600_000
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'onward-clock-'))
})

afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
})

test('the clock of an exercise begins with real time, goes ahead, and never back', async () => {
  const file = await keepClock(folder)
  expect(await readFile(file, 'utf8')).toBe('0')

  const offset = await moveClock(file, new Date(Date.now() + HOUR_MS))
  expect(Math.round(offset / HOUR_MS)).toBe(1)
  expect(await moveClock(file, new Date())).toBe(offset)
  expect(await readOffset(file)).toBe(offset)

  await keepClock(folder)
  expect(await readOffset(file)).toBe(offset)
})

test('a file that holds no offset is none', async () => {
  expect(await readOffset(join(folder, 'nothing'))).toBeUndefined()
})
