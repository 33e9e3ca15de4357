// What a third member can do to two others with all that is its own: keys, lanes, agreements, and what it was sent. What it
// can do on its own lane alone is in tests/hostile.
import { randomBytes, randomUUID } from 'node:crypto'
import { digest } from '@onward/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Content } from '../hostile/forger.ts'
import { until } from '../hostile/stage.ts'
import { type Network, openNetwork } from './network.ts'

let network: Network
/** An offer that one member made to the third, as it lay on the lane. */
let post: Network['heard']['messages'][number]

beforeAll(async () => {
  network = await openNetwork()
  const { one, third, heard } = network
  await network.offer(one, third)
  post = await until(() => heard.messages.find(({ type }) => type === 'onward.envelope.v1'), 'an offer')
}, 120_000)

afterAll(async () => {
  await network?.stop()
})

/** The referrals at a member by the ones who sent them. */
async function referralsFrom(member: Network['one'], sender: string): Promise<number> {
  const { referrals } = await network.get(member, '/v1/referrals?limit=100')
  const all: readonly { readonly sender: string }[] = Object(referrals)
  return all.filter((each) => each.sender === sender).length
}

/** Puts a message on the third's lane to the other member; gives the codes that it adds to the quarantine there. */
async function afterwards(bytes: Uint8Array): Promise<readonly string[]> {
  const { toOther, other } = network
  const before = (await network.quarantined(other)).length
  await toOther.put(bytes)
  return await until(async () => {
    const added = (await network.quarantined(other)).slice(before)
    return added.length > 0 ? added : undefined
  }, 'something in quarantine')
}

test('T1 what one member was sent it cannot send on as if its author had sent it there', async () => {
  const { one, other, toOther } = network
  const { jws } = network.opened(post)
  expect(await afterwards(toOther.say(toOther.seal(jws)).bytes)).toEqual(['INNER_KEY_NOT_OF_ISSUER'])
  expect(await referralsFrom(other, one.code)).toBe(0)
})

test('T2 a ciphertext that another member made is nothing under a manifest of one’s own', async () => {
  const { one, third, other, toOther } = network
  const { jwe } = network.opened(post)
  const { cdig, jti } = post.claims
  const stolen: Content = { jwe, jti, cdig, dig: digest(jwe) }
  expect(await afterwards(toOther.say(stolen).bytes)).toEqual(['CRYPTO_HEADER'])
  expect([await referralsFrom(other, one.code), await referralsFrom(other, third.code)]).toEqual([0, 0])
})

test('T3 a message for one member is nothing on the lane to another', async () => {
  const { one, other } = network
  expect(await afterwards(post.value)).toEqual(['ROUTE_NOT_FOR_ME'])
  expect(await referralsFrom(other, one.code)).toBe(0)
})

test('T18 a member with sound keys speaks in nobody else’s name, outside or inside', async () => {
  const { one, toOther } = network
  const content = toOther.seal(network.opened(post).jws)
  const asOne = toOther.beside(
    'envelope',
    toOther.manifest(content),
    { claims: { iss: one.code } },
    content.jwe,
  )
  expect(await afterwards(asOne.bytes)).toEqual(['KEY_NOT_OF_ISSUER'])
  const event = toOther.event(
    'referral.cancelled',
    { reason: 'NoLongerNeeded' },
    { source: `urn:onward:member:${one.code}` },
  )
  expect(await afterwards(toOther.say(toOther.state(event)).bytes)).toEqual(['INNER_ISSUER'])
  const byGateway = toOther.state(event, { key: toOther.keys.gateway })
  expect(await afterwards(toOther.say(byGateway).bytes)).toEqual(['INNER_KEY_USE'])
})

test('T30 who knows the id of a referral between two others says nothing about it that counts, at either of them', async () => {
  const { one, other, toOne, toOther } = network
  const referral = await network.offer(one, other)
  const path = `/v1/referrals/${referral}`
  const before = [await network.get(one, path), await network.get(other, path)]
  const cancelled = (forger: typeof toOne) =>
    forger.event('referral.cancelled', { reason: 'NoLongerNeeded' }, { subject: referral })
  const withdrawn = (forger: typeof toOne) =>
    forger.event(
      'consent.withdrawn',
      { permissionId: randomUUID(), concerns: ['sharing'], withdrawnAt: new Date().toISOString() },
      { subject: referral, sequence: 2 },
    )
  for (const [forger, member] of [
    [toOne, one],
    [toOther, other],
  ] as const) {
    const count = (await network.quarantined(member)).length
    await forger.put(
      forger.say(forger.state(cancelled(forger))).bytes,
      forger.say(forger.state(withdrawn(forger))).bytes,
    )
    const codes = await until(async () => {
      const added = (await network.quarantined(member)).slice(count)
      return added.length === 2 ? added : undefined
    }, 'both in quarantine')
    expect(codes).toEqual(['BIZ_STATE', 'BIZ_STATE'])
  }
  expect([await network.get(one, path), await network.get(other, path)]).toEqual(before)
})

test('T29 while a third member floods its lanes with poison, two others hand over a case', async () => {
  const { one, other, toOne, toOther } = network
  const poison = Array.from({ length: 400 }, (_, at) =>
    at % 2 ? randomBytes(2_000) : Buffer.alloc(60_000, '['),
  )
  await Promise.all([toOne.put(...poison), toOther.put(...poison)])
  const referral = await network.offer(one, other)
  expect(await network.get(other, `/v1/referrals/${referral}`)).toMatchObject({ status: 'submitted' })
})
