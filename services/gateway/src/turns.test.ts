import { setImmediate as nextRound } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { takeTurns } from './turns.ts'

test('so many are let through in a round of the event loop, the others in order after it', async () => {
  const turn = takeTurns(2)
  const begun: number[] = []
  const all = [1, 2, 3, 4, 5].map((nth) => turn().then(() => begun.push(nth)))

  await Promise.resolve()
  const rounds = [[...begun]]
  while (begun.length < all.length) {
    await nextRound()
    rounds.push([...begun])
  }

  expect(rounds).toEqual([
    [1, 2],
    [1, 2, 3, 4],
    [1, 2, 3, 4, 5],
  ])
})

test('whoever comes while others wait, waits behind them', async () => {
  const turn = takeTurns(1)
  const begun: string[] = []
  const first = turn().then(async () => {
    begun.push('first')
    await turn()
    begun.push('first again')
  })
  const second = turn().then(() => begun.push('second'))

  await Promise.all([first, second])
  expect(begun).toEqual(['first', 'second', 'first again'])
})

test('whoever is alone waits for nothing', async () => {
  const turn = takeTurns(1)
  const begun: string[] = []
  const alone = turn().then(() => begun.push('alone'))
  await Promise.resolve()
  await Promise.resolve()

  expect(begun).toEqual(['alone'])
  await alone
})
