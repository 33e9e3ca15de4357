/** Every type of event of the contract travels from one gateway to another over the real broker, and back its receipt. */
import { eventTypes } from '@onward/contract'
import { makePair, type Pair } from '@onward/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { stories } from './stories.ts'
import { outcomes, proofsOf, rowOf, spokenIn, spokenOf, tell } from './tell.ts'

let pair: Pair

beforeAll(async () => {
  pair = await makePair()
  await Promise.all([pair.sender.start(), pair.receiver.start()])
})

afterAll(async () => {
  await pair?.stop()
})

const told = stories.flatMap(({ lines }) => lines.map((line) => rowOf(line).type))

test('R4 no type of event of the contract is missing from the stories', () => {
  expect([...new Set(told)].toSorted()).toEqual([...eventTypes].toSorted())
})

test.concurrent.each(stories)(
  'R4, R5 each statement has its manifest and receipt, and both sides read the same: $name',
  async (story) => {
    const id = await tell(pair, story)
    const { sender, receiver } = await outcomes(pair, id)
    expect(receiver).toEqual(sender)
    expect(spokenOf(sender).toSorted()).toEqual(spokenIn(pair, story.lines).toSorted())
    expect(sender.timeline.map(({ standing, receipt }) => [standing, receipt?.st])).toEqual(
      sender.timeline.map(() => ['applied', 'stored']),
    )
    const [proofs, others] = [await proofsOf(pair, 'sender', id), await proofsOf(pair, 'receiver', id)]
    expect(others).toEqual(proofs)
    expect(proofs.map(({ event, receipt }) => `${event} ${receipt.st}`).toSorted()).toEqual(
      sender.timeline.map(({ digest }) => `${digest} stored`).toSorted(),
    )
  },
)
