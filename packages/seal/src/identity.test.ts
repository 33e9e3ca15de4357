import { expect, test } from 'vitest'
import { judgeIdentity, judgeToken } from './identity.ts'

test('T4 a token is new, a duplicate, or in conflict with another of its name', () => {
  expect(judgeToken('a', undefined)).toEqual({ ok: true, verdict: 'new' })
  expect(judgeToken('a', { digest: 'a', data: 'taken' })).toEqual({
    ok: false,
    code: 'DUPLICATE',
    class: 'quarantine',
  })
  expect(judgeToken('b', { digest: 'a', data: 'taken' })).toEqual({
    ok: false,
    code: 'REPLAY_CONFLICT',
    class: 'alert',
  })
})

test('a token whose data was exchanged on the way is judged again when it comes with its own', () => {
  expect(judgeToken('a', { digest: 'a', data: 'refused' })).toEqual({ ok: true, verdict: 'again' })
  expect(judgeToken('b', { digest: 'a', data: 'refused' })).toMatchObject({ code: 'REPLAY_CONFLICT' })
})

test('R50, T11 an event is new, known, or in conflict with another of its name', () => {
  expect(judgeIdentity('a', undefined)).toEqual({ ok: true, verdict: 'new' })
  expect(judgeIdentity('a', 'a')).toEqual({ ok: true, verdict: 'known' })
  expect(judgeIdentity('b', 'a')).toEqual({ ok: false, code: 'INNER_ID_CONFLICT', class: 'alert' })
})
