import { expect, test } from 'vitest'
import { isOnCall } from './on-call.ts'

const zone = 'Europe/Bucharest'
const hours = 'Mo-Fr 08:00-18:00; Sa 09:00-12:00'

test.each([
  ['Monday morning', '2026-11-23T06:00:00.000Z', true],
  ['a minute too early on Monday', '2026-11-23T05:59:00.000Z', false],
  ['Friday at six in the evening', '2026-11-27T16:00:00.000Z', false],
  ['a minute before', '2026-11-27T15:59:00.000Z', true],
  ['Saturday morning', '2026-11-28T07:00:00.000Z', true],
  ['Sunday', '2026-11-29T10:00:00.000Z', false],
  ['eight in the morning by summer time', '2026-07-06T05:00:00.000Z', true],
])('R12 the hours are those of the body’s own clock: %s', (_when, at, isThere) => {
  expect(isOnCall({ always: false, hours }, zone, at)).toBe(isThere)
})

test.each([
  ['Friday night', '2026-11-27T21:00:00.000Z', true],
  ['Saturday before six', '2026-11-28T03:59:00.000Z', true],
  ['Saturday at six', '2026-11-28T04:00:00.000Z', false],
  ['Monday before six', '2026-11-30T03:00:00.000Z', true],
  ['Monday night', '2026-11-30T21:00:00.000Z', false],
])('R12 a night goes over midnight, and from Sunday into Monday: %s', (_when, at, isThere) => {
  expect(isOnCall({ always: false, hours: 'Fr-Su 22:00-06:00' }, zone, at)).toBe(isThere)
})

test('R12 at any hour is at any hour; without hours nobody is there', () => {
  const at = '2026-11-29T02:00:00.000Z'
  expect([isOnCall({ always: true }, zone, at), isOnCall({ always: false }, zone, at)]).toEqual([true, false])
  expect(isOnCall({ always: false, hours: 'any time' }, zone, at)).toBe(false)
})
