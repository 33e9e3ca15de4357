import { expect, test } from 'vitest'
import { bodyCache } from './body-cache.ts'

test('a body is found until it is dropped', () => {
  const cache = bodyCache()
  cache.hold('a', 'body')
  expect([cache.find('a'), cache.find('a'), cache.find('b')]).toEqual(['body', 'body', undefined])
  cache.drop(['a', 'b'])
  expect(cache.find('a')).toBeUndefined()
})

test('the oldest is forgotten first', () => {
  const cache = bodyCache(2)
  for (const jti of ['a', 'b', 'c']) cache.hold(jti, jti)
  expect(['a', 'b', 'c'].map((jti) => cache.find(jti))).toEqual([undefined, 'b', 'c'])
})
