import { setImmediate as turn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { turns } from './turns.ts'

test('requests that come in one breath begin a few at a time, in their order, and others are heard between', async () => {
  const enter = turns(4)
  const begun: number[] = []
  const begin = async (request: number) => {
    await enter()
    begun.push(request)
  }
  const all = Array.from({ length: 10 }, (_, request) => begin(request))
  const heard: number[] = []
  while (begun.length < 10) {
    await turn()
    heard.push(begun.length)
  }
  await Promise.all(all)
  expect(heard).toEqual([4, 8, 10])
  expect(begun).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
})

test('a request behind those that wait does not overtake them; one alone begins with the next turn', async () => {
  const enter = turns(2)
  const begun: string[] = []
  const begin = async (request: string) => {
    await enter()
    begun.push(request)
  }
  const first = ['a', 'b', 'c'].map(begin)
  await turn()
  expect(begun).toEqual(['a', 'b'])
  await Promise.all([...first, begin('d')])
  expect(begun).toEqual(['a', 'b', 'c', 'd'])
  await begin('e')
  expect(begun).toEqual(['a', 'b', 'c', 'd', 'e'])
})
