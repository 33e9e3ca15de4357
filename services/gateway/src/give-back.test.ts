import { execFile } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'
import { giveBackWhenQuiet } from './give-back.ts'

/** Long enough that what a busy machine does beside is no work of this process. */
const WINDOW_MS = 200

test('garbage is collected once after the start and once after each time of work, and never while there is work', async () => {
  let collected = 0
  const collect = () => {
    collected += 1
  }
  const looking = giveBackWhenQuiet({ collect, heldBytes: () => 150_000_000, windowMs: WINDOW_MS })
  onTestFinished(() => clearInterval(looking))
  await expect.poll(() => collected, { timeout: 10_000, interval: 100 }).toBe(1)
  await sleep(5 * WINDOW_MS)
  expect(collected).toBe(1)

  for (const end = Date.now() + 5 * WINDOW_MS; Date.now() < end; ) {
    for (const rest = Date.now() + WINDOW_MS / 2; Date.now() < rest; );
    await sleep(10)
  }
  expect(collected).toBe(1)
  await expect.poll(() => collected, { timeout: 10_000, interval: 100 }).toBe(2)
})

test('where much is held the thorough collection waits until it is no pause between two bursts', async () => {
  const collections: unknown[] = []
  const collect = (options?: unknown) => collections.push(options)
  const looking = giveBackWhenQuiet({ collect, heldBytes: () => 400_000_000, windowMs: 20 })
  onTestFinished(() => clearInterval(looking))
  await sleep(5 * 20)
  expect(collections).toEqual([])
  await expect.poll(() => collections.length, { timeout: 10_000, interval: 100 }).toBe(1)
  await sleep(20 * 20)
  expect(collections).toEqual([{ type: 'major', execution: 'sync', flavor: 'last-resort' }])
})

test('the collector is found, and gives back what nobody holds any more', async () => {
  const held = new WeakRef(Buffer.alloc(1_000_000))
  const looking = giveBackWhenQuiet({ windowMs: WINDOW_MS })
  onTestFinished(() => clearInterval(looking))
  await expect.poll(() => held.deref() === undefined, { timeout: 10_000, interval: 300 }).toBe(true)
})

test('what work has left in no figure of the heap goes back to the system too', async () => {
  const script = `
    import { giveBackWhenQuiet } from ${JSON.stringify(new URL('give-back.ts', import.meta.url).href)}
    let held = []
    for (let round = 0; round < 20; round += 1) {
      held = []
      for (let each = 0; each < 500_000; each += 1) held.push({ round, pair: [each, each + 1] })
    }
    held = undefined
    const before = process.memoryUsage.rss()
    giveBackWhenQuiet({ windowMs: 50 })
    setTimeout(() => console.log(JSON.stringify([before, process.memoryUsage.rss()])), 2_000)
  `
  const args = ['--input-type=module', '--eval', script]
  const { stdout } = await promisify(execFile)(process.execPath, args)
  const [before, after] = JSON.parse(stdout)
  expect(after).toBeLessThan(before / 2)
})
