import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BusError } from './fault.ts'
import { LaneQueue } from './waiting.ts'

const text = (values: readonly Uint8Array[]) => values.map((value) => Buffer.from(value).toString())
const bytes = (...texts: string[]) => texts.map((each) => Buffer.from(each))
const roomy = { bytes: 100_000, records: 100 }

test('a batch is what waited, in order, and each call is answered when all its values are written', async () => {
  const queue = new LaneQueue('lane.RO.NL', roomy)
  const first = queue.add(bytes('a', 'b'), 1)
  const second = queue.add(bytes('c'), 2)
  expect(text(queue.take())).toEqual(['a', 'b', 'c'])
  queue.acknowledged()
  await expect(Promise.all([first, second])).resolves.toEqual([undefined, undefined])
  expect(queue.isEmpty).toBe(true)
})

test('a batch under way stays the same until it is answered, whatever comes behind it', () => {
  const queue = new LaneQueue('lane.RO.NL', roomy)
  void queue.add(bytes('a'), 1)
  queue.take()
  void queue.add(bytes('b'), 2)
  expect(text(queue.take())).toEqual(['a'])
  queue.acknowledged()
  expect(text(queue.take())).toEqual(['b'])
})

test('a batch is capped by number and by bytes, but holds at least one record', () => {
  const byNumber = new LaneQueue('lane.RO.NL', { bytes: 100_000, records: 2 })
  void byNumber.add(bytes('a', 'b', 'c'), 1)
  expect(text(byNumber.take())).toEqual(['a', 'b'])

  const byBytes = new LaneQueue('lane.RO.NL', { bytes: 1_000, records: 100 })
  void byBytes.add(bytes('a'.repeat(600), 'b'.repeat(600)), 1)
  expect(byBytes.take().map((value) => value.byteLength)).toEqual([600])
})

test('a value over the limit is refused by its index without being sent; the others of the call are', async () => {
  const queue = new LaneQueue('lane.RO.NL', { bytes: 1_000, records: 100 })
  const answer = queue.add(bytes('a', 'x'.repeat(1_000), 'b'), 1)
  expect(text(queue.take())).toEqual(['a', 'b'])
  queue.acknowledged()
  await expect(answer).rejects.toMatchObject({ code: 'TOO_LARGE', indices: [1] })
})

test('when the broker finds a batch too large its records go one by one and only the large one is refused', async () => {
  const queue = new LaneQueue('lane.RO.NL', roomy)
  const first = queue.add(bytes('a', 'large', 'b'), 1)
  const second = queue.add(bytes('c'), 2)
  queue.take()
  queue.tooLarge()
  const tried: string[][] = []
  for (let tries = 0; tries < 4; tries += 1) {
    const batch = text(queue.take())
    tried.push(batch)
    if (batch.includes('large')) queue.tooLarge()
    else queue.acknowledged()
  }
  expect(tried).toEqual([['a'], ['large'], ['b'], ['c']])
  await expect(first).rejects.toMatchObject({ code: 'TOO_LARGE', indices: [1] })
  await expect(second).resolves.toBeUndefined()
  expect(queue.isAlone).toBe(false)
})

test('a rejected lane rejects all that waits on it', async () => {
  const queue = new LaneQueue('lane.RO.NL', roomy)
  const answers = [queue.add(bytes('a'), 1), queue.add(bytes('b'), 2)]
  queue.take()
  queue.reject(new BusError('FORBIDDEN', 'no'))
  for (const answer of answers) await expect(answer).rejects.toMatchObject({ code: 'FORBIDDEN' })
  expect(queue.isEmpty).toBe(true)
})

test('a call without values is answered at once', async () => {
  const queue = new LaneQueue('lane.RO.NL', roomy)
  await expect(queue.add([], 1)).resolves.toBeUndefined()
})

test('R50 however batches are acknowledged, repeated or found too large, first copies keep their order', async () => {
  const step = fc.oneof(
    fc.record({
      do: fc.constant('add' as const),
      sizes: fc.array(fc.integer({ min: 1, max: 400 }), { maxLength: 5 }),
    }),
    fc.constant({ do: 'send' as const }),
    fc.constant({ do: 'repeat' as const }),
  )
  const fits = 700
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const queue = new LaneQueue('lane.RO.NL', { bytes: 900, records: 4 })
      const added: number[] = []
      const written: number[] = []
      const answers: Promise<unknown>[] = []
      const send = () => {
        const batch = queue.take()
        // A broker with a smaller limit than ours.
        if (batch.reduce((sum, { byteLength }) => sum + byteLength, 0) > fits) queue.tooLarge()
        else {
          written.push(...batch.map((value) => new DataView(value.buffer, value.byteOffset).getInt32(0)))
          queue.acknowledged()
        }
      }
      for (const each of steps) {
        if (each.do === 'add') {
          const values = each.sizes.map((size) => {
            const value = new Uint8Array(size + 4)
            new DataView(value.buffer).setInt32(0, added.length)
            added.push(added.length)
            return value
          })
          answers.push(queue.add(values, 0))
        } else if (each.do === 'send' && !queue.isEmpty) send()
        else queue.take()
      }
      while (!queue.isEmpty) send()
      expect(written).toEqual(added)
      await Promise.all(answers)
    }),
  )
})
