// Glass that is broken at one member, between two running gateways: with two replicas there, and the other member told.
import { makePair, type Pair } from '@onward/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freePort } from '../../infra/ports.ts'

let pair: Pair
/** The second process of the receiver. */
let replica: string

beforeAll(async () => {
  pair = await makePair()
  const ONWARD_HTTP_PORT = String(await freePort())
  const [, , second] = await Promise.all([
    pair.sender.start(),
    pair.receiver.start(),
    pair.receiver.start({ ONWARD_HTTP_PORT }, { replica: 2 }),
  ])
  replica = second.url
})

afterAll(async () => {
  await pair?.stop()
})

const text = 'The police ask for the address of a friend where she may be in danger now.'

test('a replica that did not see it broken shows the content, the other member is told, and both officers see it', async () => {
  const { sender, receiver } = pair
  const offered = await sender
    .as('caseworker')
    .post('/v1/referrals', await pair.offer(), { prefer: 'wait=10' })
  expect(offered).toMatchObject({ status: 201, body: { receipt: { st: 'stored' } } })
  const referral = offered.text('/referral')
  const path = `/v1/referrals/${referral}`
  const organisation = `${receiver.code.toLowerCase()}-shelter`
  const outsider = { staffId: 'night-01', organisation, role: 'caseworker', steppedUp: true } as const

  expect((await receiver.by(outsider).get(path)).body).toMatchObject({ reading: 'metadata', sections: {} })
  const broken = await receiver.by(outsider).post(`${path}/break-glass`, { reason: 'vitalInterests', text })
  expect(broken).toMatchObject({ status: 201, body: { state: 'waiting' } })
  const grant = broken.text('/grant')

  const read = await receiver.by(outsider, replica).get(path)
  expect(read.body).toMatchObject({ reading: 'content', grant, sections: { person: expect.anything() } })
  const second = { ...outsider, staffId: 'fp-02', role: 'focal-point' } as const
  const confirmed = await receiver.by(second, replica).post(`${path}/break-glass/${grant}/confirm`, {})
  expect(confirmed).toMatchObject({ status: 200, body: { state: 'confirmed' } })

  // At the other member it stands among what happened outside the rules, and waits for somebody to look at it.
  await expect
    .poll(async () => (await sender.as('focal-point').get(path)).body, { timeout: 20_000 })
    .toMatchObject({
      outside: [{ incident: grant, type: 'incident.reported', side: 'receiver', rules: ['break-glass'] }],
    })
  const due = await sender.as('focal-point').get('/v1/deadlines')
  expect(JSON.stringify(due.body)).toContain('actOnIncident')
  expect(JSON.stringify((await sender.as('focal-point').get(path)).body)).not.toContain('night-01')

  await expect
    .poll(async () => Object((await receiver.as('dpo').get('/v1/break-glass')).body).grants, {
      timeout: 20_000,
    })
    .toMatchObject([
      { grant, referral, state: 'confirmed', otherMember: { event: expect.any(String), code: null } },
    ])
  const { accesses } = Object((await receiver.as('auditor').get(`${path}/accesses`)).body)
  expect(accesses).toMatchObject([
    { kind: 'access.breakglass', actor: 'fp-02' },
    { kind: 'access.read', actor: 'night-01', sections: 'content', grant },
    { kind: 'access.breakglass', actor: 'night-01' },
  ])
  const metrics = String((await receiver.as('operator').get('/metrics')).body)
  expect(metrics).toMatch(/^onward_alarms_total\{code="BREAK_GLASS".*\} 1$/m)
})
