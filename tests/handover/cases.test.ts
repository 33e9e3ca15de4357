// What two gateways hold of one person: lists of services, cases that are each side's own, and what is said on all of a case.
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { makePair, type Pair } from '@onward/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'

let pair: Pair
const wait = { prefer: 'wait=10' }

beforeAll(async () => {
  pair = await makePair()
  await Promise.all([pair.sender.start(), pair.receiver.start()])
})

afterAll(async () => {
  await pair?.stop()
})

const party = (member: string) => ({
  member,
  organisation: `${member.toLowerCase()}-focal-point`,
  role: 'FocalPoint',
})

test('R3 a list of services comes over the bus, and is read with who says so', async () => {
  const file = new URL('../../schemas/examples/valid/event/services-published.json', import.meta.url)
  const example = JSON.parse(readFileSync(file, 'utf8'))
  const { sender, receiver } = pair
  const list = { ...example, from: party(receiver.code), to: party(sender.code) }
  const published = await receiver.as('focal-point').post('/v1/services', list, wait)
  expect(published).toMatchObject({ status: 201, body: { receipt: { st: 'stored' } } })
  const read = async (query: string) => (await sender.as('caseworker').get(`/v1/services${query}`)).body
  const [shelter] = example.services
  expect(await read('?onCall=always')).toEqual({
    services: [{ member: receiver.code, asOf: example.asOf, ...shelter }],
  })
  expect(await read(`?member=${sender.code}`)).toEqual({ services: [] })
})

test('R38 R48 each side has a case of its own, and what is corrected for the case is corrected there', async () => {
  const { sender, receiver } = pair
  const here = sender.as('focal-point')
  const there = receiver.as('focal-point')
  const offer = await pair.offer()
  const first = await here.post('/v1/referrals', offer, wait)
  const path = `/v1/referrals/${first.text('/referral')}`
  const [ours, theirs] = [(await here.get(path)).text('/case'), (await there.get(path)).text('/case')]
  expect(ours).not.toBe(theirs)
  const service = await pair.offer({ transfersResponsibility: false })
  const second = await here.post(`/v1/referrals?case=${ours}`, service, wait)
  // Two referrals of one person to one receiver are two cases there: that they are one is for people there to find.
  const other = `/v1/referrals/${second.text('/referral')}`
  expect((await there.get(other)).text('/case')).not.toBe(theirs)
  expect((await there.get(`/v1/cases/${theirs}`)).body).toMatchObject({
    responsible: { member: sender.code, organisation: party(sender.code).organisation },
    carriedBy: [first.text('/referral')],
    referrals: [{ direction: 'received', peer: sender.code, transfers: true, open: true }],
  })

  const { needs } = offer.sections
  const corrected = { ...needs, urgentNeeds: ['interpreter'] }
  const said = await here.post(`/v1/cases/${ours}/corrections`, {
    ...{ correctionId: randomUUID(), dataScope: ['needs'], reason: 'Outdated' },
    sections: { needs: corrected },
  })
  expect(said.body).toMatchObject({ results: [{ outcome: 'said' }, { outcome: 'said' }] })
  for (const referral of [path, other]) {
    await expect
      .poll(async () => (await there.get(referral)).body)
      .toMatchObject({ sections: { needs: corrected } })
    const versions = (await there.get(`${referral}/sections/needs/versions`)).body
    expect(versions).toMatchObject({
      versions: [
        { standing: 'replaced', author: sender.code },
        { standing: 'current', reason: 'Outdated' },
      ],
    })
  }

  const candidates = (await there.get(`${path}/candidates`)).body
  expect(candidates).toMatchObject({ candidates: [{ referral: second.text('/referral') }] })
  await there.post(`${path}/match`, { sameAs: second.text('/referral'), decision: 'samePerson' })
  expect((await there.get(other)).text('/case')).toBe(theirs)
})
