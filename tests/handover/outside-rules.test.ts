// What happened outside the rules, between two real gateways: recorded, seen by the other side, told to the rest of the case, counted.
import { randomUUID } from 'node:crypto'
import { makePair, type Pair } from '@onward/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'

let pair: Pair
const wait = { prefer: 'wait=10' }
const rule = 'authority-only-with-a-ground'

beforeAll(async () => {
  pair = await makePair()
  await Promise.all([pair.sender.start(), pair.receiver.start()])
})

afterAll(async () => {
  await pair?.stop()
})

test('R38 a fact outside the rules is an incident for every party of the case, due until somebody acts, and counted', async () => {
  const { sender, receiver } = pair
  const [here, there] = [sender.as('focal-point'), receiver.as('focal-point')]
  const first = (await here.post('/v1/referrals', await pair.offer(), wait)).text('/referral')
  const localCase = (await here.get(`/v1/referrals/${first}`)).text('/case')
  const service = await pair.offer({ transfersResponsibility: false })
  const second = (await here.post(`/v1/referrals?case=${localCase}`, service, wait)).text('/referral')

  const incidentId = randomUUID()
  const at = new Date().toISOString()
  const by = {
    staffId: 'ro-fp-03',
    organisation: `${receiver.code.toLowerCase()}-focal-point`,
    role: 'FocalPoint',
  }
  const say = async (verb: string, data: object) =>
    await there.post(`/v1/referrals/${first}/commands`, { verb, data }, wait)
  await say('reportIncident', { incidentId, code: 'threat', happenedAt: at, life: false })
  const acted = await say('actOnIncident', { incidentId, action: 'informedPolice', by, at })
  expect([acted.status, acted.text('/receipt/st')]).toEqual([201, 'stored'])

  // The other side of the referral reads the fact with its rule, and owes an answer to it.
  const seen = (await here.get(`/v1/referrals/${first}`)).body
  expect(seen).toMatchObject({
    outside: [{ incident: acted.text('/event'), type: 'incident.actedOn', side: 'receiver', rules: [rule] }],
  })
  expect((await here.get(`/v1/deadlines?referral=${first}`)).body).toMatchObject({
    deadlines: expect.arrayContaining([
      expect.objectContaining({ id: `actOnIncident:${acted.text('/event')}`, owedBy: sender.code }),
    ]),
  })

  // The other recipient of the case hears of an incident, and not of which.
  const heard = async () => Object((await there.get(`/v1/referrals/${second}`)).body).facets.incidents.sender
  await expect.poll(async () => Object.keys(await heard()).length, { timeout: 10_000 }).toBe(1)
  const [[id, incident] = []] = Object.entries<Record<string, unknown>>(await heard())
  expect(id).not.toBe(incidentId)
  expect(incident?.said).toMatchObject([{ data: { code: 'outsideRules', outsideRules: [rule] } }])

  const countedBy = async (party: Pair['sender'], who: string) => {
    const { body } = await party.as('operator').get('/metrics')
    const line = new RegExp(`onward_outside_rules_total\\{rule="${rule}",by="${who}"[^}]*\\} 1\\b`)
    return line.test(String(body))
  }
  expect([await countedBy(receiver, 'us'), await countedBy(sender, 'peer')]).toEqual([true, true])
})
