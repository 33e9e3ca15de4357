import { makePair, type Pair } from '@onward/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'

let pair: Pair

beforeAll(async () => {
  pair = await makePair()
  await Promise.all([pair.sender.start(), pair.receiver.start()])
})

afterAll(async () => {
  await pair?.stop()
})

test('R4, R5 an offer is receipted by the other gateway, and both sides hold the same state', async () => {
  const { sender, receiver } = pair
  const offered = await sender
    .as('caseworker')
    .post('/v1/referrals', await pair.offer(), { prefer: 'wait=10' })
  expect(offered).toMatchObject({
    status: 201,
    body: { sequence: 1, type: 'referral.submitted', receipt: { st: 'stored' } },
  })

  const path = `/v1/referrals/${offered.text('/referral')}`
  const [here, there] = await Promise.all([
    sender.as('caseworker').get(path),
    receiver.as('focal-point').get(path),
  ])
  expect(there.status).toBe(200)
  expect(there.text('/status')).toBe('submitted')
  const { facets, sections, status } = here.body as Record<string, unknown>
  expect(there.body).toMatchObject({ facets, sections, status })
})
