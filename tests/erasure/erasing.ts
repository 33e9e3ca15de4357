// Two people erase a referral, over HTTP, and it is waited for.
import type { Party } from '@onward/testing'
import { expect } from 'vitest'

const slow = { timeout: 30_000, interval: 100 }

/** Asks, approves, and waits until the eraser has been there. */
export async function eraseAt(party: Party, id: string, ground = 'request'): Promise<void> {
  const path = `/v1/referrals/${id}/erasure`
  expect((await party.as('focal-point').post(path, { ground })).status).toBe(202)
  expect((await party.as('dpo').post(`${path}/approval`, {})).status).toBe(202)
  await erased(party, id)
}

export async function erased(party: Party, id: string): Promise<void> {
  const state = async () => (await party.as('dpo').get(`/v1/referrals/${id}/erasure`)).body
  await expect.poll(state, slow).toMatchObject({ state: 'erased', leaf: expect.any(String) })
}
