/** Two gateways that speak at the same time, over a line so slow that neither has heard the other. */
import { makePair, type Pair } from '@onward/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FaultProxy, openFaultProxy } from '../../packages/bus/test/fault-proxy.ts'
import { type Crossing, crossings } from './crossings.ts'
import { outcomes, type Side, say, spokenIn, spokenOf, tell, timeline } from './tell.ts'

let pair: Pair
let proxy: FaultProxy
let referrals: readonly string[]

beforeAll(async () => {
  pair = await makePair()
  const [broker = ''] = pair.sender.member.bus.brokers
  proxy = await openFaultProxy(broker)
  await Promise.all([
    pair.sender.start({ ONWARD_KAFKA_DIAL: `${broker}=${proxy.address}` }),
    pair.receiver.start(),
  ])
  referrals = await Promise.all(crossings.map(({ name, before }) => tell(pair, { name, lines: before })))
})

afterAll(async () => {
  await pair?.stop()
  await proxy?.close()
})

test('R50 neither side hears of the other while both speak', async () => {
  proxy.slow(2_000)
  try {
    await Promise.all(crossings.map((crossing, at) => cross(crossing, referrals[at] ?? '')))
    const heard = await Promise.all(
      crossings.flatMap(({ crossed }, at) =>
        crossed.map(async (line) => {
          const other: Side = line.by === 'sender' ? 'receiver' : 'sender'
          const events = await timeline(pair, other, referrals[at] ?? '')
          const own = crossings[at]?.before.filter(({ by }) => by === line.by).length ?? 0
          return events.some(({ author, sequence }) => author === pair[line.by].code && sequence > own)
        }),
      ),
    )
    expect(heard).toEqual(heard.map(() => false))
  } finally {
    proxy.slow(0)
  }
})

test.each(crossings.map((crossing, at) => ({ ...crossing, at })))(
  '$name',
  async ({ at, before, crossed, status, responsible }) => {
    const { sender, receiver } = await outcomes(pair, referrals[at] ?? '')
    expect(receiver).toEqual(sender)
    expect(sender.referral).toMatchObject({ status, responsible: { side: responsible } })
    expect(spokenOf(sender).toSorted()).toEqual(spokenIn(pair, [...before, ...crossed]).toSorted())
    const standing = sender.timeline.map(({ standing: is, receipt }) => [is, receipt?.st])
    expect(standing).toEqual(sender.timeline.map(() => ['applied', 'stored']))
  },
)

/** Has each side say its part, at the same time as the other. */
async function cross({ name, crossed }: Crossing, id: string): Promise<void> {
  const sides: readonly Side[] = ['sender', 'receiver']
  await Promise.all(
    sides.map(async (side) => {
      for (const line of crossed.filter(({ by }) => by === side)) {
        const said = await say(pair, line, { id, isLast: false })
        if (said.status !== 201) throw new Error(`${name}: ${line.verb} ${JSON.stringify(said.body)}`)
      }
    }),
  )
}
