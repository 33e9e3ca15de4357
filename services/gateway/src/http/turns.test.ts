import { setImmediate as turn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { turns } from './turns.ts'

/** Requests that begin so many together, and which have begun. */
function requests(together: number) {
  const enter = turns(together)
  const begun: string[] = []
  const begin = async (request: string) => {
    await enter()
    begun.push(request)
  }
  return { begin, begun } as const
}

test('requests that come in one breath begin a few at a time, in their order, and others are heard between', async () => {
  const { begin, begun } = requests(4)
  const names = [...'abcdefghij']
  const all = names.map(begin)
  const heard: number[] = []
  while (begun.length < names.length) {
    await turn()
    heard.push(begun.length)
  }
  await Promise.all(all)
  expect(heard).toEqual([4, 8, 10])
  expect(begun).toEqual(names)
})

test('a request behind those that wait does not overtake them; one alone begins with the next turn', async () => {
  const { begin, begun } = requests(2)
  const first = ['a', 'b', 'c'].map(begin)
  await turn()
  expect(begun).toEqual(['a', 'b'])
  await Promise.all([...first, begin('d')])
  expect(begun).toEqual(['a', 'b', 'c', 'd'])
  await begin('e')
  expect(begun).toEqual(['a', 'b', 'c', 'd', 'e'])
})
