import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Intake, startOf } from './intake.ts'

const message = (offset: bigint, size = 1) => ({ offset, value: new Uint8Array(size), timestamp: 0 })
const range = (from: bigint, count: number) =>
  Array.from({ length: count }, (_, i) => message(from + BigInt(i)))
const offsets = (messages: readonly { offset: bigint }[]) => messages.map(({ offset }) => offset)

test('messages from the position on are taken in, older ones are not', () => {
  const intake = new Intake(5n)
  expect(intake.admit(range(3n, 5))).toEqual({ verdict: 'taken', last: 7n })
  expect(offsets(intake.take(10))).toEqual([5n, 6n, 7n])
  expect(intake.next).toBe(8n)
})

test('a fetch that brings only what is known is old, one that begins later is a gap', () => {
  const intake = new Intake(5n)
  expect(intake.admit(range(2n, 3))).toEqual({ verdict: 'old' })
  expect(intake.admit(range(6n, 3))).toEqual({ verdict: 'gap' })
  expect(intake.next).toBe(5n)
  expect(intake.isEmpty).toBe(true)
})

test('what lies behind a hole is not taken in', () => {
  const intake = new Intake(0n)
  expect(intake.admit([message(0n), message(1n), message(3n)])).toEqual({ verdict: 'taken', last: 1n })
  expect(intake.admit([message(3n)])).toEqual({ verdict: 'gap' })
})

test('what waits survives a move to another offset', () => {
  const intake = new Intake(0n)
  intake.admit(range(0n, 2))
  intake.moveTo(10n)
  intake.admit(range(10n, 1))
  expect(offsets(intake.take(10))).toEqual([0n, 1n, 10n])
})

test('it is full by number or by bytes, and has room again when messages are handed out', () => {
  const byNumber = new Intake(0n)
  byNumber.admit(range(0n, 1_000))
  expect(byNumber.isFull).toBe(true)
  byNumber.take(1)
  expect(byNumber.isFull).toBe(false)

  const byBytes = new Intake(0n)
  byBytes.admit([message(0n, 2_000_000)])
  expect(byBytes.isFull).toBe(true)
  byBytes.take(1)
  expect(byBytes.isFull).toBe(false)
})

test('R50 whatever the fetches bring, every offset is handed out once, in order, without a hole', () => {
  const fetches = fc.array(
    fc.tuple(fc.bigInt(0n, 60n), fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 9 })),
  )
  fc.assert(
    fc.property(fc.bigInt(0n, 30n), fetches, (start, steps) => {
      const intake = new Intake(start)
      const handed: bigint[] = []
      for (const [from, count, most] of steps) {
        intake.admit(range(from, count))
        handed.push(...offsets(intake.take(most)))
      }
      handed.push(...offsets(intake.take(10_000)))
      expect(handed).toEqual(handed.map((_, i) => start + BigInt(i)))
      expect(intake.next).toBe(start + BigInt(handed.length))
    }),
  )
})

test.each([
  { what: 'inside the log', position: 5n, first: 0n, next: 10n, start: { at: 5n, isLost: false } },
  { what: 'at its end', position: 10n, first: 0n, next: 10n, start: { at: 10n, isLost: false } },
  { what: 'none yet', position: -1n, first: 0n, next: 10n, start: { at: 0n, isLost: false } },
  { what: 'none yet, empty lane', position: -1n, first: 0n, next: 0n, start: { at: 0n, isLost: false } },
  {
    what: 'none yet, but messages have expired',
    position: -1n,
    first: 3n,
    next: 10n,
    start: { at: 3n, isLost: true },
  },
  { what: 'expired', position: 2n, first: 3n, next: 10n, start: { at: 3n, isLost: true } },
  { what: 'beyond the end', position: 11n, first: 3n, next: 10n, start: { at: 3n, isLost: true } },
])(
  'a position $what is read on from where the log allows, and a loss is told',
  ({ position, first, next, start }) => {
    expect(startOf(position, { first, next })).toEqual(start)
  },
)
