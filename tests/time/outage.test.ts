// An outage does not stop the clock, but the other side is told of it (Regulation (EC) No 1560/2003 Art 21).
import { makePair, type Pair, type Party } from '@onward/testing'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'

let pair: Pair

beforeAll(async () => {
  pair = await makePair()
  await pair.receiver.start()
})

afterAll(async () => {
  await pair?.stop()
})

/** The gateway was last well so many hours ago. */
async function lastWell(party: Party, hours: number): Promise<void> {
  const client = new pg.Client({ connectionString: party.member.databaseUrls.gateway })
  await client.connect()
  await client.query(
    `insert into heartbeat (at, clock_offset) values (now() - make_interval(hours => $1), 0)
      on conflict (one) do update set at = excluded.at`,
    [hours],
  )
  await client.end()
}

async function notices(party: Party): Promise<readonly { readonly id: string; readonly caseRef: string }[]> {
  const { body } = await party.as('caseworker').get('/v1/referrals?status=notice')
  // Sound: the route's schema says so.
  return (body as { readonly referrals: readonly { readonly id: string; readonly caseRef: string }[] })
    .referrals
}

async function typesOf(party: Party, referral: string): Promise<readonly string[]> {
  const { body } = await party.as('auditor').get(`/v1/referrals/${referral}/timeline`)
  const { events } = body as { readonly events: readonly { readonly type: string }[] } // sound: as above
  return events.map(({ type }) => type)
}

test('R13 a gateway that was away for days says so at its start, and that it is over, each once', async () => {
  const { sender, receiver } = pair
  await lastWell(sender, 24 * 7)
  const first = await sender.start()
  await expect.poll(() => notices(receiver), { timeout: 30_000 }).toHaveLength(1)
  const [notice] = await notices(receiver)
  expect(notice?.caseRef).toMatch(new RegExp(`^${sender.code}-G-`))
  await expect
    .poll(() => typesOf(receiver, notice?.id ?? ''), { timeout: 30_000 })
    .toEqual(['outage.began', 'outage.ended'])

  await first.stop()
  const again = await sender.start()
  await new Promise((resolve) => setTimeout(resolve, 12_000))
  expect(await notices(receiver)).toHaveLength(1)
  expect(await typesOf(receiver, notice?.id ?? '')).toHaveLength(2)
  await again.stop()
})

test('a short absence is announced to nobody', async () => {
  const { sender, receiver } = pair
  const before = (await notices(receiver)).length
  await lastWell(sender, 5)
  const life = await sender.start()
  await new Promise((resolve) => setTimeout(resolve, 12_000))
  expect(await notices(receiver)).toHaveLength(before)
  await life.stop()
})
