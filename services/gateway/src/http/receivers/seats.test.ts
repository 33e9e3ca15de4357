// Organisations with a seat on NL's gateway: what its guests may do there, and what its own people may not (R52).
import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Role } from '../../actor.ts'
import type { KnownReferral } from '../../case/known-referral.ts'
import { bearer, example, known, posting, referralId, serve } from '../served.test-data.ts'

const otherId = '0199a000-0000-7000-8000-000000000002'

/** The example case, offered by this organisation of NL. */
function offeredBy(organisation: string, id: string): KnownReferral {
  const referral = known()
  const [first] = referral.history
  if (!first) throw new Error('the example has an event')
  const data = { ...first.event.data, from: { member: 'NL', organisation, role: 'Shelter' } }
  // Sound: the example's event with another organisation of the same form.
  const event = { ...first.event, data } as typeof first.event
  return { ...referral, id, history: [{ ...first, event }] }
}

/** NL hosts `md-shelter`; one referral is its own, the other NL's. */
async function hosting() {
  const referrals = [offeredBy('md-shelter', referralId), offeredBy('nl-focal-point', otherId)]
  const row = (id: string) => ({
    ...{ id, caseRef: 'NL-R-7F3K9Q', case: 'x', sender: 'NL', receiver: 'RO', purpose: 'SafeReturn' },
    ...{ urgency: 'normal', status: 'submitted', version: 1 },
    ...{ createdAt: '2026-01-02T03:04:05.000000Z', updatedAt: '2026-01-02T03:04:05.000000Z' },
    erased: false,
  })
  const { app, commands } = await serve({
    isHosted: (organisation) => organisation === 'md-shelter',
    load: async (id) => referrals.find((each) => each.id === id),
    list: async ({ before }) => (before ? [] : [row(referralId), row(otherId)]),
  })
  const as = (organisation: string, role: Role = 'focal-point') => ({
    async get(url: string) {
      const reply = await app.inject({ url, headers: bearer(role, { organisation }) })
      return { status: reply.statusCode, body: reply.json() }
    },
    async post(url: string, payload: object) {
      const headers = { ...posting(role, randomUUID()), ...bearer(role, { organisation }) }
      const reply = await app.inject({ method: 'POST', url, headers, payload })
      return { status: reply.statusCode, code: reply.json().code }
    },
  })
  return { guest: as('md-shelter'), host: as('nl-focal-point'), commands }
}

const cancel = { verb: 'cancel', data: { reason: 'NoLongerNeeded' } }
const offer = (organisation: string) => ({
  ...example('valid/event/referral-submitted.json'),
  from: { member: 'NL', organisation, role: 'Shelter' },
})

test('R52 a guest reads its own referrals and does not learn of any other', async () => {
  const { guest } = await hosting()
  const [own, other, none] = [
    await guest.get(`/v1/referrals/${referralId}`),
    await guest.get(`/v1/referrals/${otherId}`),
    await guest.get('/v1/referrals/0199a000-0000-7000-8000-000000000003'),
  ]
  expect(own).toMatchObject({ status: 200, body: { reading: 'content' } })
  expect(other.body).toEqual({ ...none.body, instance: other.body.instance })
  expect((await guest.get('/v1/referrals')).body.referrals.map(({ id }: { id: string }) => id)).toEqual([
    referralId,
  ])
})

test('R52 a guest speaks on its own referrals, as itself, and begins others in its own name only', async () => {
  const { guest, commands } = await hosting()
  const said = [
    await guest.post(`/v1/referrals/${referralId}/commands`, cancel),
    await guest.post(`/v1/referrals/${otherId}/commands`, cancel),
    await guest.post('/v1/referrals', offer('md-shelter')),
    await guest.post('/v1/referrals', offer('nl-focal-point')),
    await guest.post(`/v1/referrals?case=${referralId}`, offer('md-shelter')),
  ]
  expect(said.map(({ status, code }) => [status, code])).toEqual([
    [201, undefined],
    [404, 'NOT_FOUND'],
    [201, undefined],
    [403, 'FORBIDDEN'],
    [403, 'FORBIDDEN'],
  ])
  expect(commands.map(({ actor }) => actor.organisation)).toEqual(['md-shelter', 'md-shelter'])
})

test('R52 what is the member’s own is closed to a guest, a new route too until it is opened', async () => {
  const { guest } = await hosting()
  for (const url of [
    '/v1/deadlines',
    '/v1/quarantine',
    `/v1/cases/${referralId}`,
    `/v1/referrals/${referralId}/candidates`,
    `/v1/referrals/${referralId}/links`,
  ])
    expect([url, (await guest.get(url)).status]).toEqual([url, 403])
})

test('R52 the host reads of a guest’s referral where it stands, and says nothing in its place', async () => {
  const { host, commands } = await hosting()
  expect((await host.get(`/v1/referrals/${referralId}`)).body).toMatchObject({
    reading: 'metadata',
    sections: {},
  })
  expect((await host.get(`/v1/referrals/${otherId}`)).body).toMatchObject({ reading: 'content' })
  const said = [
    await host.post(`/v1/referrals/${referralId}/commands`, cancel),
    await host.post('/v1/referrals', offer('md-shelter')),
    await host.post(`/v1/referrals/${otherId}/commands`, cancel),
  ]
  expect(said.map(({ status }) => status)).toEqual([403, 403, 201])
  expect(commands.map(({ referral }) => referral)).toEqual([otherId])
})
