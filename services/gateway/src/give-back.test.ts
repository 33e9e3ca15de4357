import { setTimeout as sleep } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { giveBackWhenQuiet } from './give-back.ts'

/** Long enough that what a busy machine does beside is no work of this process. */
const WINDOW_MS = 200

test('garbage is collected once after the start and once after each time of work, and never while there is work', async () => {
  let collected = 0
  const collect = () => {
    collected += 1
  }
  const looking = giveBackWhenQuiet({ collect, windowMs: WINDOW_MS })
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

test('the collector is found, and gives back what nobody holds any more', async () => {
  const held = new WeakRef(Buffer.alloc(1_000_000))
  const looking = giveBackWhenQuiet({ windowMs: WINDOW_MS })
  onTestFinished(() => clearInterval(looking))
  await expect.poll(() => held.deref() === undefined, { timeout: 10_000, interval: 300 }).toBe(true)
})
