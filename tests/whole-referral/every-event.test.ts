/** Every type of event of the contract travels from one gateway to another over the real broker, and back its receipt. */
import { isDeepStrictEqual } from 'node:util'
import { eventTypes } from '@onward/contract'
import { makePair, type Pair } from '@onward/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { keepClock, moveClock } from '../../infra/setup/clock.ts'
import { permissionEnds } from './short-stories.ts'
import { stories } from './stories.ts'
import { outcomes, proofsOf, rowOf, type Story, spokenIn, spokenOf, tell, timeline, until } from './tell.ts'

let pair: Pair
let clock: string

beforeAll(async () => {
  pair = await makePair({ kind: 'exercise' })
  clock = await keepClock(pair.folder)
  const settings = { ONWARD_CLOCK_FILE: clock }
  await Promise.all([pair.sender.start(settings), pair.receiver.start(settings)])
})

afterAll(async () => {
  await pair?.stop()
})

const told = [...stories, permissionEnds].flatMap(({ lines }) => lines.map((line) => rowOf(line).type))

test('R4 no type of event of the contract is missing from the stories', () => {
  expect([...new Set(told)].toSorted()).toEqual([...eventTypes].toSorted())
})

test.concurrent.each(stories)(
  'R4, R5 each statement has its manifest and receipt, and both sides read the same: $name',
  async (story) => await isHeardWhole(story, await tell(pair, story)),
)

test('R4, R5 what a gateway says when its time has come has its manifest and receipt too: a permission reaches its end', async () => {
  const later = (hours: number) => moveClock(clock, new Date(Date.now() + hours * 3_600_000))
  await isHeardWhole(permissionEnds, await tell(pair, permissionEnds, later))
})

async function isHeardWhole({ lines }: Story, id: string): Promise<void> {
  const { sender, receiver } = await outcomes(pair, id)
  expect(receiver).toEqual(sender)
  expect(spokenOf(sender).toSorted()).toEqual(spokenIn(pair, lines).toSorted())
  expect(sender.timeline.map(({ standing, receipt }) => [standing, receipt?.st])).toEqual(
    sender.timeline.map(() => ['applied', 'stored']),
  )
  // A gateway may say more by itself between two of these questions.
  const isProved = async () => {
    const [proofs, others] = [await proofsOf(pair, 'sender', id), await proofsOf(pair, 'receiver', id)]
    const proved = proofs.map(({ event, receipt }) => `${event} ${receipt.st}`).toSorted()
    const told = (await timeline(pair, 'sender', id)).map(({ digest }) => `${digest} stored`).toSorted()
    return (isDeepStrictEqual(others, proofs) && isDeepStrictEqual(proved, told)) || undefined
  }
  await until(isProved, `both sides prove all of ${id}`)
}
