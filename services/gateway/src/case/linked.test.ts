import type { Event, EventData, EventType } from '@onward/contract'
import { expect, test } from 'vitest'
import { example, known as knownReferral } from '../http/served.test-data.ts'
import type { KnownReferral } from './known-referral.ts'
import { linkedTo } from './linked.ts'

const sister = '9d4c1e70-2f6a-4b83-8e15-c07d3a9b6f24'
const brother = '2a8b6d41-a5cf-4e13-9b70-4d6f8c0e2b35'

/** The first case offered between NL and a peer, with what NL said after that. */
function offered(
  id: string,
  peer: string,
  ...said: readonly (readonly [EventType, object])[]
): KnownReferral {
  const known = knownReferral()
  const first = known.history[0]?.event
  const offer = Object(example('handover/first-case.json'))
  const all = [['referral.submitted', { ...offer, to: { ...offer.to, member: peer } }] as const, ...said]
  return {
    ...known,
    id,
    receiver: peer,
    history: all.map(([type, data], index) => ({
      // Sound: data of the contract's examples, in the attributes of one.
      event: {
        ...first,
        ...{ id: `${id.slice(0, -1)}${index}`, subject: id, sequence: index + 1, type, data },
        ...{
          source: 'urn:onward:member:NL',
          audience: peer,
          correlation: offer.caseRef,
          purpose: offer.purpose,
        },
      } as unknown as Event,
      digest: `${id} ${index}`,
      standing: 'applied' as const,
    })),
  }
}

const link = (referral: string, keepTogether = true): readonly [EventType, EventData['referral.linked']] => [
  'referral.linked',
  { referral, relation: 'sibling', keepTogether },
]
const own = '01936c00-0000-7000-8000-000000000001'
const here = (...known: readonly KnownReferral[]) => {
  const byId = new Map(known.map((one) => [one.id, one]))
  return async (id: string) => byId.get(id)
}

test('R38 the referrals that are kept together with this one are told with how they stand here', async () => {
  const load = here(
    offered(sister, 'RO'),
    offered(brother, 'RO', ['referral.cancelled', { reason: 'Duplicate' }]),
  )
  expect(await linkedTo(offered(own, 'RO', link(sister), link(brother)), 'accept', load)).toEqual([
    { referral: sister, status: 'submitted' },
    { referral: brother, status: 'cancelled' },
  ])
})

test('R38 one that need not be kept together, is not known here, or is between other members is left out', async () => {
  const load = here(offered(sister, 'BG'), offered(brother, 'RO'))
  const other = '1f7a5c30-94be-4d02-8a6f-3c5e7b9d1a24'
  const referral = offered(own, 'RO', link(sister), link(brother, false), link(other))
  expect(await linkedTo(referral, 'accept', load)).toEqual([])
})

test('what does not depend on them loads none of them', async () => {
  const loaded: string[] = []
  const load = async (id: string) => {
    loaded.push(id)
    return undefined
  }
  await linkedTo(offered(own, 'RO', link(sister)), 'amend', load)
  await linkedTo(undefined, 'accept', load)
  expect(loaded).toEqual([])
})
