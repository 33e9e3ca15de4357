import type { Event } from '@onward/contract'
import type { History } from '@onward/referral'
import { expect, test } from 'vitest'
import { bearer, example, known, serve } from '../served.test-data.ts'

const list = example('valid/event/services-published.json')
const [shelter, legalAid] = Object(list.services)

/** What a member published to NL, or NL to others. */
function published(from: string, changes: object, standing: 'applied' | 'void' = 'applied'): History {
  const first = known().history[0]?.event
  const party = { member: from, organisation: `${from.toLowerCase()}-focal-point`, role: 'FocalPoint' }
  const to = from === 'NL' ? 'RO' : 'NL'
  const data = { ...list, from: party, to: { ...party, member: to }, ...changes }
  const about = { correlation: list.caseRef, purpose: list.purpose, source: `urn:onward:member:${from}` }
  // Sound: the contract's example in the attributes of one.
  const event = {
    ...first,
    ...about,
    type: 'services.published',
    sequence: 1,
    audience: to,
    data,
  } as unknown as Event
  return [{ event, digest: 'd'.repeat(43), standing }]
}

const ro = published('RO', { asOf: '2026-12-08T09:30:00.000Z' })
const older = published('RO', {
  asOf: '2026-11-01T09:30:00.000Z',
  services: [{ ...shelter, organisation: 'ro-closed' }],
})
const part = (number: number, services: unknown[]) =>
  published('BG', { asOf: '2026-12-01T09:30:00.000Z', part: { number, of: 2 }, services })
const bg = [
  part(1, [{ ...shelter, organisation: 'bg-crisis', country: 'BG', region: 'BG41', languages: ['bg'] }]),
  part(2, [{ ...legalAid, organisation: 'bg-law', country: 'BG', region: 'BG41', address: 'heron lane 7' }]),
]
const own = published('NL', { services: [{ ...shelter, organisation: 'nl-house', country: 'NL' }] })
const rejected = published('IT', {}, 'void')

const { app } = await serve({ serviceLists: async () => [older, ro, ...bg, own, own, rejected] })
const find = async (query = '') => {
  const reply = await app.inject({ url: `/v1/services${query}`, headers: bearer('caseworker') })
  return reply.json().services
}
const found = async (query: string) =>
  (await find(query)).map(({ organisation }: { organisation: string }) => organisation)

test('R3 the newest list of each publisher, in all its parts, each service once, with who says so', async () => {
  const services = await find()
  expect(services.map(({ member, organisation }: Record<string, string>) => [member, organisation])).toEqual([
    ['RO', 'ro-shelter-1'],
    ['RO', 'ro-legal-aid'],
    ['BG', 'bg-crisis'],
    ['BG', 'bg-law'],
    ['NL', 'nl-house'],
  ])
  expect(services[0]).toEqual({ member: 'RO', asOf: '2026-12-08T09:30:00.000Z', ...shelter })
})

test('R3 an address is never shown, even if a peer has sent one', async () => {
  expect(JSON.stringify(await find())).not.toContain('heron')
})

test.each([
  ['member=RO', ['ro-shelter-1', 'ro-legal-aid']],
  ['country=NL', ['nl-house']],
  ['type=FreeLegalAid', ['ro-legal-aid', 'bg-law']],
  ['targetGroup=womenWithChildren&country=BG', ['bg-crisis']],
  ['language=hu', ['ro-legal-aid', 'bg-law']],
  ['region=BG41&onCall=always', ['bg-crisis']],
  ['onCall=hours&member=RO', ['ro-shelter-1', 'ro-legal-aid']],
  ['onCall=always', ['ro-shelter-1', 'bg-crisis', 'nl-house']],
  ['country=FR', []],
])('R3 services are found by %s', async (query, organisations) => {
  expect(await found(`?${query}`)).toEqual(organisations)
})

test.each(['name=Zorvath', 'organisation=ro-shelter-1', 'q=x', 'type=Anything'])(
  'R3 services are not searched by %s',
  async (query) => {
    const reply = await app.inject({ url: `/v1/services?${query}`, headers: bearer('caseworker') })
    expect([reply.statusCode, reply.json().code]).toEqual([400, 'QUERY_INVALID'])
  },
)
