/** Numbers are given by passes and in the commits of batches. */
import { randomInt } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Change, commitRemote } from '../store/commit.ts'
import { headOf } from '../store/lane/outbox.ts'
import type { Numbered } from '../store/rows.ts'
import { numberRows } from './number.ts'
import { newLane, openSpeakers, receipt, rest, type Speakers } from './numbers.test-data.ts'

let speakers: Speakers

beforeAll(async () => {
  speakers = await openSpeakers()
})

afterAll(async () => {
  await speakers?.close()
})

test('the answers of a batch are numbered in its own commit as soon as a pass has found the head of the lane', async () => {
  const lane = newLane()
  const { answer, sent } = speakers.replica(lane)
  expect(await answer(1)).toEqual(['pending committed'])
  await expect.poll(sent).toHaveLength(1)
  expect(await answer(3)).toEqual(['numbered committed'])
  await speakers.wholeLane(lane, 4)
  expect(sent()).toEqual(await speakers.numbered(lane))
})

test('nothing is sent whose commit is not confirmed', async () => {
  const lane = newLane()
  const { answer, begin, sent, gaps } = speakers.replica(lane)
  await begin()
  const committed = Promise.withResolvers<void>()
  const answered = answer(2, async (change, numbered) => {
    const outcome = await commitRemote(speakers.stores[0], change, numbered)
    await committed.promise
    return outcome
  })
  await expect.poll(() => speakers.numbered(lane)).toHaveLength(3)
  expect([sent().length, gaps.filter((gap) => gap === 'relay.numbered').length]).toEqual([1, 1])
  committed.resolve()
  expect(await answered).toEqual(['numbered committed'])
  expect([sent().length, gaps.filter((gap) => gap === 'relay.numbered').length]).toEqual([3, 2])
})

test.each(['changed', 'moved'] as const)(
  'a batch that is %s takes no number with it: what it had signed is never sent, and the next is signed anew',
  async (outcome) => {
    const lane = newLane()
    const { answer, begin, sent } = speakers.replica(lane)
    await begin()
    const thrownAway: string[] = []
    const asked = await answer(2, async (_change, numbered) => {
      const tokens = numbered.flatMap((each) => each.tokens)
      thrownAway.push(...tokens.map(({ jti }) => jti))
      return outcome
    })
    expect(asked).toEqual([`numbered ${outcome}`])
    expect(thrownAway).toHaveLength(2)
    expect(await answer(2)).toEqual(['numbered committed'])
    await speakers.wholeLane(lane, 3)
    expect(sent()).toEqual(await speakers.numbered(lane))
    expect(sent().filter((jti) => thrownAway.includes(jti))).toEqual([])
  },
)

test('a batch that is refused is tried once without numbers, so that no message is set aside for that of its answer', async () => {
  const lane = newLane()
  const { answer, begin } = speakers.replica(lane)
  await begin()
  const commit = async (change: Change, numbered: readonly Numbered[]) => {
    return numbered.length > 0 ? 'refused' : await commitRemote(speakers.stores[0], change)
  }
  expect(await answer(1, commit)).toEqual(['numbered refused', 'pending committed'])
  await speakers.wholeLane(lane, 2)
})

test('passes and batches that meet take turns: each number once, and sent in the order of the numbers', async () => {
  const lane = newLane()
  const { answer, begin, say, sent, faults } = speakers.replica(lane)
  await begin()
  const kinds = new Set<string>()
  let count = 1
  for (let round = 0; round < 12; round++) {
    const work = Array.from({ length: 1 + randomInt(8) }, async () => {
      const size = 1 + randomInt(3)
      count += size
      await rest(randomInt(6))
      if (randomInt(2) === 0) await say(size)
      else for (const kind of await answer(size)) kinds.add(kind)
    })
    await Promise.all(work)
  }
  await speakers.wholeLane(lane, count)
  await expect.poll(sent).toHaveLength(count)
  expect(sent()).toEqual(await speakers.numbered(lane))
  expect(kinds).toContain('numbered committed')
  expect(kinds).not.toContain('numbered taken')
  expect(faults).toEqual([])
})

test('when another replica has given the number, the batch is committed with what waits, and nothing is numbered twice', async () => {
  const lane = newLane()
  const { answer, begin, faults } = speakers.replica(lane)
  await begin()
  const { jti, kind, claims } = receipt(lane)
  const head = await headOf(speakers.stores[1], lane)
  const other = numberRows(speakers.numbering, lane, head, [{ jti, kind, claims, event: null, data: null }])
  expect(await commitRemote(speakers.stores[1], {}, other ? [other] : [])).toBe('committed')

  expect(await answer(1)).toEqual(['numbered taken', 'pending committed'])
  await speakers.wholeLane(lane, 3)
  expect(await answer(1)).toEqual(['numbered committed'])
  await speakers.wholeLane(lane, 4)
  expect(faults).toEqual([])
})

test('while no key of ours may sign, what is said waits in the record, and goes out in order once one may', async () => {
  const lane = newLane()
  const { answer, say, begin, sent, faults } = speakers.replica(lane)
  await begin()
  speakers.mayNotSign()
  expect(await answer(2)).toEqual(['pending committed'])
  await say(1)
  await rest(100)
  expect([sent().length, await speakers.numbered(lane)]).toEqual([1, sent()])
  speakers.maySign()
  await speakers.wholeLane(lane, 4)
  expect(await answer(1)).toEqual(['numbered committed'])
  await speakers.wholeLane(lane, 5)
  expect(faults).toEqual([])
})

test('two replicas that both believe they have the lane, answering at once, leave one unbroken lane', async () => {
  const lane = newLane()
  const both = [speakers.replica(lane), speakers.replica(lane, speakers.stores[1])]
  await Promise.all(both.map(({ looked }) => looked))
  for (const { begin } of both) await begin()
  const asked = await Promise.all(
    Array.from({ length: 40 }, async (_, at) => {
      await rest(randomInt(100))
      return (await both[at % 2]?.answer(2)) ?? []
    }),
  )
  expect(asked.map((kinds) => kinds.at(-1))).toEqual(asked.map(() => expect.stringMatching('committed')))
  const count = both.reduce((sum, { said }) => sum + said(), 0)
  await speakers.wholeLane(lane, count)
  const all = () => both.flatMap(({ sent }) => sent())
  await expect.poll(() => all().length).toBe(count)
  expect(all().toSorted()).toEqual([...(await speakers.numbered(lane))].toSorted())
  for (const { sent } of both) {
    const order = await speakers.numbered(lane)
    expect(sent()).toEqual(order.filter((jti) => sent().includes(jti)))
  }
})

test.each([true, false])(
  'when nobody knows what became of a batch (committed: %s), its numbers are used once all the same',
  async (isCommitted) => {
    const lane = newLane()
    const { answer, begin, sent, faults } = speakers.replica(lane)
    await begin()
    const lost = new Error('Connection terminated unexpectedly')
    const asked = answer(2, async (change, numbered) => {
      if (isCommitted) await commitRemote(speakers.stores[0], change, numbered)
      throw lost
    })
    await expect(asked).rejects.toThrow(lost)
    expect(sent()).toHaveLength(1)
    // What comes before the relay has begun anew waits.
    expect(await answer(1)).toEqual(['pending committed'])
    await speakers.wholeLane(lane, isCommitted ? 4 : 2)
    await expect.poll(() => new Set(sent())).toEqual(new Set(await speakers.numbered(lane)))
    expect(faults).toEqual([lost])
  },
)

test('a broker that does not answer holds up no batch: its answers wait', async () => {
  const lane = newLane()
  const broker = Promise.withResolvers<void>()
  let isAway = false
  const { answer, begin, sent } = speakers.replica(lane, speakers.stores[0], () =>
    isAway ? broker.promise : undefined,
  )
  await begin()
  isAway = true
  for (let batches = 0; batches < 10; batches++) expect(await answer(1)).toEqual(['numbered committed'])
  expect(await answer(1)).toEqual(['pending committed'])
  broker.resolve()
  await speakers.wholeLane(lane, 12)
  await expect.poll(sent).toEqual(await speakers.numbered(lane))
})

test('a batch that is large has its answers waiting, so that the relay numbers while the next one is judged', async () => {
  const lane = newLane()
  const { answer, begin, sent } = speakers.replica(lane)
  await begin()
  expect([await answer(48), await answer(49)]).toEqual([['numbered committed'], ['pending committed']])
  await speakers.wholeLane(lane, 98)
  await expect.poll(sent).toEqual(await speakers.numbered(lane))
})

test('a lane that has been stopped gives no number any more', async () => {
  const lane = newLane()
  const { answer, begin, runners } = speakers.replica(lane)
  await begin()
  const last = answer(1)
  await runners.stop()
  await last
  expect(await answer(1)).toEqual(['pending committed'])
  expect(await speakers.numbered(lane)).toHaveLength(2)
})

test('a lane that another replica runs has its answers waiting for it', async () => {
  const lane = newLane()
  const { answer, told } = speakers.replica(lane, speakers.stores[0], undefined, false)
  expect(await answer(1)).toEqual(['pending committed'])
  expect(told).toEqual([lane])
})
