import { expect, test } from 'vitest'
import type { PendingRow } from '../store/rows.ts'
import { handedRows } from './handed.ts'

const createdAt = '2026-03-01T12:00:00.000Z'
const row = (jti: string, more: Partial<PendingRow> = {}): PendingRow => ({
  ...{ jti, lane: 'lane.RO.NL', kind: 'receipt', claims: '{}', createdAt },
  ...more,
})
const pending = (jti: string) => ({ jti, kind: 'receipt', event: null, claims: '{}' }) as const

/** Past the first look, which is due at every start. */
function begun() {
  const handed = handedRows()
  handed.hand([row('before the start')])
  expect(handed.take(10)).toBeUndefined()
  return handed
}

test('what is handed over is taken in its order, once, and no more than asked for', () => {
  const handed = begun()
  handed.hand([row('a'), row('b')])
  handed.hand([row('c')])
  expect(handed.take(2)).toEqual([pending('a'), pending('b')])
  expect(handed.take(2)).toEqual([pending('c')])
  expect(handed.take(2)).toBeUndefined()
})

test('after a word that there may be more, the record is read, and what was handed over before is in it', () => {
  const handed = begun()
  handed.hand([row('a')])
  handed.look()
  handed.hand([row('b')])
  expect(handed.take(10)).toBeUndefined()
})

test('what has been read already is not taken again when it is handed over late', () => {
  const handed = begun()
  handed.found([pending('a')])
  handed.hand([row('a'), row('b')])
  expect(handed.take(10)).toEqual([pending('b')])
})

test('an event that is not the first of its referral is read, for an earlier one may wait', () => {
  const handed = begun()
  handed.hand([row('a', { kind: 'envelope', sequence: 1 })])
  handed.hand([row('b', { kind: 'envelope', sequence: 2 })])
  expect(handed.take(10)).toBeUndefined()
})

test('what is more than can be held is read', () => {
  const handed = begun()
  for (let at = 0; at < 501; at++) handed.hand([row(String(at))])
  expect(handed.take(10)).toBeUndefined()
})
