import type { Event } from '@onward/contract'
import { expect, test } from 'vitest'
import type { KnownReferral } from '../case/known-referral.ts'
import { example, known } from '../http/served.test-data.ts'
import { confirmedInCase, confirmedInLists, confirmedTo, endedPermissions } from './capacity.ts'

const to = { member: 'RO', organisation: 'ro-focal-point' } as const
const shelter = { member: 'RO', organisation: 'ro-shelter-1' } as const

/** A referral between NL and RO in which this was said, in turn. */
function saying(
  ...said: readonly (readonly [author: 'NL' | 'RO', type: string, data: object])[]
): KnownReferral {
  const from = known()
  const first = from.history[0]?.event
  const counts = { NL: 0, RO: 0 }
  const history = said.map(([author, type, data]) => {
    counts[author] += 1
    const other = author === 'NL' ? 'RO' : 'NL'
    const event = {
      ...first,
      ...{ id: `${author}-${counts[author]}`, sequence: counts[author], type, data },
      ...{ source: `urn:onward:member:${author}`, audience: other },
    } as unknown as Event // sound: data of the contract's examples, in the attributes of one
    return { event, digest: event.id.padEnd(43, 'x'), standing: 'applied' as const }
  })
  return { ...from, history }
}

const offer = example('handover/first-case.json')
const asked = [
  'NL',
  'inquiry.asked',
  { ...example('valid/event/inquiry-asked.json'), to: Object(offer).to },
] as const
const answer = {
  answer: 'yes',
  capacity: { places: 2, confirmedOn: '2026-11-20' },
  services: ['ro-shelter-1'],
}
const contact = { staffId: 'ro-fp-07', organisation: 'ro-focal-point', role: 'FocalPoint' }
const acknowledged = [
  'RO',
  'referral.acknowledged',
  { responsible: contact, alternate: { ...contact, staffId: 'ro-fp-11' }, reviewDate: '2026-12-31' },
] as const

test('R3 who has answered an inquiry of the case with free places has room, and so have the services it named', () => {
  const answered = (change: object) => [saying(asked, ['RO', 'inquiry.answered', { ...answer, ...change }])]
  const confirmed = { capacityConfirmedAt: '2026-11-20T00:00:00.000Z', hasSaidYes: false }
  const nothing = { capacityConfirmedAt: undefined, hasSaidYes: false }
  expect(confirmedInCase(answered({}), to)).toEqual(confirmed)
  expect(confirmedInCase(answered({}), shelter)).toEqual(confirmed)
  expect(confirmedInCase(answered({}), { ...to, organisation: 'ro-other' })).toEqual(nothing)
  expect(confirmedInCase(answered({}), { ...to, member: 'BG' })).toEqual(nothing)
  expect(confirmedInCase(answered({ answer: 'no', capacity: undefined, reason: 'NoCapacity' }), to)).toEqual(
    nothing,
  )
  expect(confirmedInCase(answered({ capacity: { places: 0, confirmedOn: '2026-11-20' } }), to)).toEqual(
    nothing,
  )
  expect(confirmedInCase([saying(asked)], to)).toEqual(nothing)
})

test('R3 who has said yes in the case is asked without another inquiry, and who has said no is not', () => {
  const said = (type: string, data: object) => [
    saying(['NL', 'referral.submitted', offer], acknowledged, ['RO', type, data]),
  ]
  expect(confirmedInCase(said('referral.accepted', { acceptedBy: contact }), to).hasSaidYes).toBe(true)
  expect(confirmedInCase(said('referral.accepted', { acceptedBy: contact }), shelter).hasSaidYes).toBe(false)
  expect(confirmedInCase(said('referral.declined', { reason: 'NoCapacity' }), to).hasSaidYes).toBe(false)
})

test('R3 a published list says when a service last confirmed that it has room; one that is full confirms nothing', () => {
  const [service] = Object(example('valid/event/services-published.json')).services
  const listed = (change: object) => [
    {
      member: 'RO',
      asOf: '2026-11-21T08:00:00.000Z',
      service: { ...service, organisation: 'ro-shelter-1', lastConfirmed: '2026-11-19', ...change },
    },
  ]
  expect(confirmedInLists(listed({}), shelter)).toBe('2026-11-19T00:00:00.000Z')
  expect(confirmedInLists(listed({ capacity: 0 }), shelter)).toBeUndefined()
  expect(confirmedInLists(listed({}), to)).toBeUndefined()
})

test('R3 of what was told to a caseworker the newest counts, for that recipient', () => {
  const record = (confirmedAt: string, organisation: string) => {
    return { kind: 'capacity', member: 'RO', organisation, confirmedAt, channel: 'telephone' } as const
  }
  const records = [
    record('2026-11-19T08:00:00.000Z', 'ro-focal-point'),
    record('2026-11-20T08:00:00.000Z', 'ro-focal-point'),
    record('2026-11-21T08:00:00.000Z', 'ro-shelter-1'),
  ]
  expect(confirmedTo(records, to)).toBe('2026-11-20T08:00:00.000Z')
  expect(confirmedTo([], to)).toBeUndefined()
})

test('R36 a permission has ended when every referral under it is closed or no longer shared', () => {
  const submitted = ['NL', 'referral.submitted', offer] as const
  const closed = ['NL', 'case.closed', { outcome: 'PersonWithdrew', closedOn: '2026-12-01' }] as const
  const { permissionId } = Object(offer).permission
  const taken = { permissionId, concerns: ['sharing'], withdrawnAt: '2026-12-01T08:00:00.000Z' }
  expect(endedPermissions([saying(submitted)])).toEqual([])
  expect(endedPermissions([saying(submitted, closed)])).toEqual([permissionId])
  expect(endedPermissions([saying(submitted, ['NL', 'consent.withdrawn', taken])])).toEqual([permissionId])
  expect(endedPermissions([saying(submitted, closed), saying(submitted)])).toEqual([])
})
