import fc from 'fast-check'
import { expect, test } from 'vitest'
import { waitSeconds } from './request-headers.ts'

test.each([
  [undefined, undefined],
  ['', undefined],
  ['wait', undefined],
  ['wait=', undefined],
  ['wait=-1', undefined],
  ['wait=1.5', undefined],
  ['wait=99999999999999999999', undefined],
  ['waiter=5', undefined],
  ['return=minimal', undefined],
  ['wait=5', 5],
  ['WAIT = 5', 5],
  ['wait="5"', 5],
  ['wait=5; a=b', 5],
  ['return=minimal, wait=5', 5],
  ['wait=5, wait=9', 5],
  ['wait=x, wait=9', undefined],
  ['wait=31', 30],
])('Prefer: %s waits for %s seconds', (prefer, seconds) => {
  expect(waitSeconds(prefer)).toBe(seconds)
})

test('no header ever waits for more than 30 seconds, or for something that is no whole number', () => {
  fc.assert(
    fc.property(fc.string(), fc.constantFrom('', 'wait=', 'wait=9', ', wait="'), (text, start) => {
      const seconds = waitSeconds(start + text)
      expect(seconds === undefined || (Number.isInteger(seconds) && seconds >= 0 && seconds <= 30)).toBe(true)
    }),
  )
})
