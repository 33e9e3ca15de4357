import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { example } from '../http/served.test-data.ts'
import { Died, openDesk } from '../remind.test-data.ts'

let desk: Awaited<ReturnType<typeof openDesk>>

const OFFERED = '2026-11-23T09:00:00.000Z'
const LATER = '2026-12-10T09:00:00.000Z'

const acknowledged = {
  responsible: { staffId: 'ro-fp-07', organisation: 'ro-focal-point', role: 'FocalPoint' },
  alternate: { staffId: 'ro-fp-11', organisation: 'ro-focal-point', role: 'FocalPoint' },
  reviewDate: '2026-12-31',
}

beforeAll(async () => {
  desk = await openDesk(OFFERED)
})

afterAll(async () => {
  await desk?.close()
})

describe('R38 what happened outside the rules is told to every recipient of the case', () => {
  const arrival = { ...example('valid/event/arrival-confirmed.unplanned.json') }
  const rule = 'authority-only-with-a-ground'
  const fact = { ...arrival, outsideRules: [rule] }
  const told = {
    type: 'incident.reported',
    data: {
      incidentId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      code: 'outsideRules',
      happenedAt: LATER,
      life: false,
      outsideRules: [rule],
    },
  }

  /** A referral with two others of its case. */
  async function threeOfOneCase() {
    desk.at(OFFERED)
    const first = await desk.offer()
    const localCase = await desk.caseOf(first)
    const service = { transfersResponsibility: false }
    const others = [await desk.offer(service, localCase), await desk.offer(service, localCase)]
    desk.at(LATER)
    return { first, others }
  }
  const incidentsOf = async (id: string) =>
    (await desk.saidByGateway(id)).filter(({ type }) => type === 'incident.reported')

  test('by codes alone, each under an id of its own, and its own referral hears it from nobody else', async () => {
    const { first, others } = await threeOfOneCase()
    const stranger = await desk.offer()
    await desk.hear(first, 'arrival.confirmed', fact)
    await desk.replica().run()
    await desk.replica().run()
    const heard = await Promise.all([first, ...others, stranger].map(incidentsOf))
    expect(heard).toEqual([[], [told], [told], []])
    expect(new Set(heard.flat().map(({ data }) => Object(data).incidentId)).size).toBe(2)
  })

  test('a gateway that dies between one recipient and the next tells each once', async () => {
    const { first, others } = await threeOfOneCase()
    await desk.hear(first, 'arrival.confirmed', fact)
    await expect(desk.replica('remind.told').run()).rejects.toThrow(Died)
    expect((await Promise.all(others.map(incidentsOf))).flat()).toEqual([told])
    await desk.replica().run()
    expect(await Promise.all(others.map(incidentsOf))).toEqual([[told], [told]])
  })

  test('what a gateway has passed on to us goes no further', async () => {
    const { first, others } = await threeOfOneCase()
    const passedOn = { ...told.data, incidentId: '3b0f8c52-6d1e-4a97-9c3d-5e7f1a2b4c6d' }
    await desk.hear(first, 'incident.reported', passedOn, 'RO/gateway/gateway')
    await desk.replica().run()
    expect((await Promise.all(others.map(incidentsOf))).flat()).toEqual([])
  })

  test('a referral of the case that is over hears nothing more', async () => {
    const { first, others } = await threeOfOneCase()
    const [over = ''] = others
    await desk.hear(over, 'referral.acknowledged', acknowledged)
    await desk.hear(over, 'referral.declined', { reason: 'NoCapacity' })
    await desk.hear(first, 'arrival.confirmed', fact)
    await desk.replica().run()
    expect((await Promise.all(others.map(incidentsOf))).map(({ length }) => length)).toEqual([0, 1])
  })
})
