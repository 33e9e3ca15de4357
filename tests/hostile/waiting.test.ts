/** What waits in the receiver for keys, directories and earlier events, in any order, through kills: all of it is applied once. */
import type { Event } from '@onward/contract'
import { type KeyEntry, readDirectory } from '@onward/directory'
import type { SigningKey } from '@onward/seal'
import { firstCase } from '@onward/testing'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Forged, Forger } from './forger.ts'
import { laterKey, openStage, type Stage, until } from './stage.ts'

let stage: Stage
let sender: Forger
/** The key by which the sender's gateway spoke last. */
let current: SigningKey

beforeAll(async () => {
  stage = await openStage()
  sender = stage.sender
  current = sender.keys.gateway
})

afterAll(async () => {
  await stage?.stop()
})

const CHAINS = 6
const LENGTH = 3
/** A third under the key and the directory that are there, a third under the next, and one under those after. */
const SAID = CHAINS * LENGTH

/** In which order the messages come, some of them twice; and after how many of them the next directory is there. */
const arrivals = fc.record({
  order: fc.shuffledSubarray(
    Array.from({ length: SAID }, (_none, at) => at),
    { minLength: SAID },
  ),
  again: fc.array(fc.nat(SAID - 1), { maxLength: 6 }),
  adopted: fc.tuple(fc.nat(SAID), fc.nat(SAID)),
})

test('R50 whatever waits for keys, directories and what was said before it, in whatever order it comes: all of it is applied, once', async () => {
  await fc.assert(
    fc.asyncProperty(arrivals, async ({ order, again, adopted }) => {
      const { version } = await readDirectory(stage.victim.directory)
      const keys = [await laterKey(sender), await laterKey(sender)] as const
      const chains = Array.from({ length: CHAINS }, () => chain())
      // One history along the lane, by one key after the other, the steps of the cases mixed.
      const said = Array.from({ length: SAID }, (_none, at) => {
        const age = Math.floor((at * 3) / SAID)
        const event = chains[at % CHAINS]?.[Math.floor(at / CHAINS)]
        if (!event) throw new Error('there is no such event')
        const key = keys[age - 1]?.key ?? current
        return sender.say(sender.state(event), { key, claims: { dirv: version + age } })
      })
      const coming = [...order, ...again.map((at) => order[at] ?? 0)].flatMap((at) => said[at] ?? [])
      const [first, second] = adopted.toSorted((one, other) => one - other)
      await put(coming.slice(0, first))
      await adopt(keys[0].entry)
      await put(coming.slice(first, second))
      await adopt(keys[1].entry)
      await put(coming.slice(second))
      current = keys[1].key

      await until(() => said.every((each) => told(each).length > 0) || undefined, 'every receipt')
      expect(said.map((each) => new Set(told(each)))).toEqual(said.map(() => new Set(['stored'])))
      for (const events of chains) {
        const { body } = await stage.get('focal-point', `/v1/referrals/${events[0]?.subject}/timeline`)
        const applied = events.map(({ sequence }) => ({ standing: 'applied', sequence }))
        expect(body.events).toMatchObject(applied)
      }
    }),
    { numRuns: 3, endOnFailure: true },
  )
}, 180_000)

async function put(messages: readonly Forged[]): Promise<void> {
  for (let from = 0; from < messages.length; from += 5)
    await sender.put(...messages.slice(from, from + 5).map(({ bytes }) => bytes))
}

/** The gateway is killed whatever it is doing, and reads the directory when it starts again. */
async function adopt(entry: KeyEntry): Promise<void> {
  await stage.register(entry)
  await stage.restart()
}

/** An offer and what is amended of it. */
function chain(): readonly Event[] {
  const parties = { from: sender.member.code, to: stage.victim.code }
  const offer = sender.event('referral.submitted', firstCase(parties))
  const { subject } = offer
  const amended = Array.from({ length: LENGTH - 1 }, (_none, at) =>
    sender.amended({ subject, sequence: at + 2 }),
  )
  return [offer, ...amended]
}

function told({ digest }: Forged): readonly string[] {
  return stage.heard.told(digest)
}
