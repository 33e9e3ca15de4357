import { expect, test } from 'vitest'
import { keepRunning } from './runner.ts'

const never = 60_000

test('work goes on at once while it says that there was something to do, then waits to be woken', async () => {
  const answers = [1, 1, 0, 0]
  const idle = Promise.withResolvers<void>()
  const woken = Promise.withResolvers<void>()
  let passes = 0
  const runner = keepRunning(
    async () => {
      passes += 1
      if (passes === 3) idle.resolve()
      if (passes === 4) woken.resolve()
      return answers[passes - 1] ?? 0
    },
    never,
    () => {},
  )
  await idle.promise
  expect(passes).toBe(3)
  runner.wake()
  await woken.promise
  await runner.stop()
  expect(passes).toBe(4)
})

test('a wake-up during a pass is not lost', async () => {
  const second = Promise.withResolvers<void>()
  let passes = 0
  const runner = keepRunning(
    async () => {
      passes += 1
      if (passes === 1) runner.wake()
      if (passes === 2) second.resolve()
      return 0
    },
    never,
    () => {},
  )
  await second.promise
  await runner.stop()
  expect(passes).toBe(2)
})

test('a fault is told and the work is tried again', async () => {
  const faults: unknown[] = []
  const healed = Promise.withResolvers<void>()
  const runner = keepRunning(
    async () => {
      if (faults.length < 2) throw new Error(`fault ${faults.length + 1}`)
      healed.resolve()
      return 0
    },
    never,
    (error) => faults.push(error),
  )
  await healed.promise
  await runner.stop()
  expect(faults.map(String)).toEqual(['Error: fault 1', 'Error: fault 2'])
})

test('stopping waits for the pass under way', async () => {
  const gate = Promise.withResolvers<void>()
  let isDone = false
  const runner = keepRunning(
    async () => {
      await gate.promise
      isDone = true
      return 1
    },
    never,
    () => {},
  )
  const stopped = runner.stop()
  gate.resolve()
  await stopped
  expect(isDone).toBe(true)
})
