import { expect, test } from 'vitest'
import { bodyCache } from './body-cache.ts'

test('a body is given once', () => {
  const cache = bodyCache()
  cache.hold('a', 'body')
  expect([cache.take('a'), cache.take('a'), cache.take('b')]).toEqual(['body', undefined, undefined])
})

test('the oldest is forgotten first', () => {
  const cache = bodyCache(2)
  for (const jti of ['a', 'b', 'c']) cache.hold(jti, jti)
  expect(['a', 'b', 'c'].map((jti) => cache.take(jti))).toEqual([undefined, 'b', 'c'])
})
