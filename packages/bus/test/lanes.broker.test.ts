import { afterEach, expect, test } from 'vitest'
import { type LaneConsumer, type LaneProducer, laneName, openProducer, provision } from '../src/index.ts'
import { adminSettings, memberCode, openTestLane, until, userSettings } from './broker.ts'
import { type Collect, collect } from './collect.ts'

const open: { stop(): Promise<void> }[] = []
const keep = <T extends LaneProducer | LaneConsumer>(resource: T): T => {
  open.push(resource)
  return resource
}
const collecting = (options: Collect) => {
  const collected = collect(options)
  keep(collected.consumer)
  return collected
}
afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => each.stop()))
})

const bytes = (...values: readonly string[]) => values.map((value) => Buffer.from(value))

/** A lane to a member that has others already. */
async function anotherLaneTo(
  to: string,
): Promise<{ readonly lane: string; readonly producer: LaneProducer }> {
  const from = memberCode()
  const lane = laneName({ to, from })
  const members = [{ code: from, username: from, password: `${from}-secret` }]
  await provision(adminSettings(), { members, lanes: [lane] })
  return { lane, producer: keep(openProducer(userSettings(from))) }
}

test('R15 a consumer that runs takes up another lane, and the one that it reads loses nothing', async () => {
  const { lane, to, sender, receiver } = await openTestLane()
  const received = collecting({ settings: receiver, lanes: [lane] })
  const producer = keep(openProducer(sender))
  const sent = Array.from({ length: 60 }, (_, number) => `old ${number}`)
  const sending = (async () => {
    for (const each of sent) await producer.send(lane, bytes(each))
  })()
  await until(() => received.texts.length >= 10, 'the first messages')
  const another = await anotherLaneTo(to)
  await another.producer.send(another.lane, bytes('new 0'))
  received.consumer.read([lane, another.lane])
  await another.producer.send(another.lane, bytes('new 1'))
  await sending
  await until(() => new Set(received.texts).size >= 62, 'all messages of both lanes')
  const once = [...new Set(received.texts)]
  expect(once.filter((text) => text.startsWith('old'))).toEqual(sent)
  expect(once.filter((text) => text.startsWith('new'))).toEqual(['new 0', 'new 1'])
  expect(received.states).toEqual([{ state: 'RUNNING' }])

  // What it reads already changes nothing, and a name that is none is refused.
  received.consumer.read([lane])
  expect(() => received.consumer.read(['lane.ro.nl'])).toThrowError(
    expect.objectContaining({ code: 'LANE_NAME' }),
  )
  expect(received.consumer.health()).toMatchObject({ state: 'running' })
})

test('a consumer without a lane is well, and reads the first one that it is given', async () => {
  const { lane, sender, receiver, to } = await openTestLane()
  const received = collecting({ settings: receiver, group: `${to}.in`, lanes: [] })
  expect(received.consumer.health()).toEqual({ state: 'running', lastFetchAgeMs: 0 })
  received.consumer.read([lane])
  expect(received.consumer.health()).toMatchObject({ state: 'starting' })
  await keep(openProducer(sender)).send(lane, bytes('first'))
  await until(() => received.texts.length === 1, 'the message')
  expect(received.states).toEqual([{ state: 'RUNNING' }])
})

test('a lane that the broker does not let us see stops no other, also where it is taken up later', async () => {
  const { lane, to, sender, receiver } = await openTestLane()
  const received = collecting({ settings: receiver, lanes: [lane] })
  const missing = laneName({ to, from: memberCode() })
  received.consumer.read([missing])
  await keep(openProducer(sender)).send(lane, bytes('one'))
  await until(() => received.texts.includes('one'), 'the message of the lane that is there')
  await until(() => received.states.some(({ state }) => state === 'LANE_REFUSED'), 'the refusal')
  const refused = received.states.filter((each) => each.state === 'LANE_REFUSED')
  expect(refused).toEqual([expect.objectContaining({ lane: missing, code: 'LANE_MISSING' })])
})
