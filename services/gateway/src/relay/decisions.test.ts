/** What is decided here gets its number in the commit that records it. */
import { setImmediate as turn } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Decided } from '../store/commit.ts'
import { decided, leaf } from '../store/decided.test-data.ts'
import { gatherCommits } from '../store/gather.ts'
import { headOf, pendingOf } from '../store/lane/outbox.ts'
import { newLane, openSpeakers, type Speakers } from './numbers.test-data.ts'

let speakers: Speakers

beforeAll(async () => {
  speakers = await openSpeakers()
})

afterAll(async () => {
  await speakers?.close()
})

test('decisions are numbered in the commit that records them, and each is sent once, with its body', async () => {
  const lane = newLane()
  const { runners, begin, sent, bodies } = speakers.replica(lane)
  await begin()
  const commit = gatherCommits(speakers.stores[0], runners)
  const all = Array.from({ length: 40 }, () => first(lane))
  expect(await Promise.all(all.map(commit))).toEqual(all.map(() => 'committed'))
  // Nothing waits any more, though no pass has run since.
  expect(await pendingOf(speakers.stores[0], lane, 100)).toEqual([])
  await speakers.wholeLane(lane, 41)
  expect(sent()).toEqual(await speakers.numbered(lane))
  expect(sent().slice(1).toSorted()).toEqual(all.map(({ pending }) => pending.jti).toSorted())
  expect(new Set(bodies().slice(1))).toEqual(new Set(['body']))
})

test('decisions that go on coming at each turn of the event loop are one transaction; one alone is its own', async () => {
  const lane = newLane()
  const { runners, begin } = speakers.replica(lane)
  await begin()
  const together: number[] = []
  const commit = gatherCommits(speakers.stores[0], {
    hand: runners.hand,
    numberWith: (rows, record) => {
      together.push(rows.length)
      return runners.numberWith(rows, record)
    },
  })
  const coming: Promise<unknown>[] = []
  for (let turns = 0; turns < 3; turns++) {
    coming.push(...Array.from({ length: 4 }, () => commit(first(lane))))
    await turn()
  }
  await Promise.all(coming)
  await commit(first(lane))
  expect(together).toEqual([12, 1])
})

test('a later event of a referral waits for a pass, which knows what waits before it', async () => {
  const lane = newLane()
  const { runners, begin, sent } = speakers.replica(lane)
  await begin()
  const before = await headOf(speakers.stores[0], lane)
  const offer = first(lane)
  const later = {
    ...offer,
    event: { ...offer.event, id: crypto.randomUUID(), sequence: 2, digest: first(lane).event.digest },
    leaf: leaf(),
    view: { ...offer.view, expected: 1, version: 2, dataKey: undefined },
    pending: { ...offer.pending, jti: crypto.randomUUID(), sequence: 2 },
  }
  const numbersAt: (number | undefined)[] = []
  const commit = gatherCommits(speakers.stores[0], {
    hand: runners.hand,
    numberWith: (rows, record) =>
      runners.numberWith(rows, (numbers) => {
        numbersAt.push(numbers.numbered.flatMap(({ tokens }) => tokens).length)
        return record(numbers)
      }),
  })
  expect([await commit(offer), await commit(later)]).toEqual(['committed', 'committed'])
  expect(numbersAt).toEqual([1, 0])
  await speakers.wholeLane(lane, (before?.seq ?? 0) + 2)
  await expect.poll(() => sent().slice(-2)).toEqual([offer.pending.jti, later.pending.jti])
})

test('one transaction for several lanes gives each its own numbers; a lane that is not run here waits', async () => {
  const [one, other, elsewhere] = [newLane(), newLane(), newLane()]
  const { runners, begin } = speakers.replica(one, speakers.stores[0], undefined, true, [other])
  await begin()
  const commit = gatherCommits(speakers.stores[0], runners)
  await Promise.all([first(other), first(other)].map(commit))
  await speakers.wholeLane(other, 2)
  const all = [one, other, elsewhere, other, one].map(first)
  expect(await Promise.all(all.map(commit))).toEqual(all.map(() => 'committed'))
  await speakers.wholeLane(one, 3)
  await speakers.wholeLane(other, 4)
  expect(await pendingOf(speakers.stores[0], elsewhere, 10)).toHaveLength(1)
})

test('a decision that cannot be committed takes no number from its neighbours, and leaves no hole', async () => {
  const lane = newLane()
  const { runners, begin } = speakers.replica(lane)
  await begin()
  const commit = gatherCommits(speakers.stores[0], runners)
  const broken = { ...first(lane), leaf: { ...leaf(), hash: 'too short' } }
  const outcomes = await Promise.allSettled([first(lane), first(lane), broken, first(lane)].map(commit))
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled'])
  await speakers.wholeLane(lane, 4)
})

test('of two replicas that decide for one lane at once each number is given once', async () => {
  const lane = newLane()
  const both = speakers.stores.map((store) => ({ store, ...speakers.replica(lane, store) }))
  await both[0]?.begin()
  const commits = both.map(({ store, runners }) => gatherCommits(store, runners))
  const outcomes = await Promise.all(
    Array.from({ length: 60 }, async (_, at) => await commits[at % 2]?.(first(lane))),
  )
  expect(outcomes).toEqual(outcomes.map(() => 'committed'))
  await speakers.wholeLane(lane, 61)
})

/** With the event that its number is to name. */
function first(lane: string): Decided {
  const offer = decided(lane)
  const { digest, referral, sequence } = offer.event
  const claims = JSON.stringify({ dig: digest, cdig: digest })
  return { ...offer, pending: { ...offer.pending, referral, sequence, event: digest, claims } }
}
