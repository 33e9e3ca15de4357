// What is shown is in the log first: each route that tells of content, with what it notes, and what it does when it cannot.
import { expect, test } from 'vitest'
import type { AppDeps } from '../../app.ts'
import type { Access } from '../../rights/accesses.ts'
import { bearer, caseId, caseReferral, example, known, referralId, serve } from '../served.test-data.ts'

const secret = /Marinela|Zorvath|1997-03-14|NL-P-/
const offeredSections = Object.keys(Object(example('valid/event/referral-submitted.json').sections))
const referral = `/v1/referrals/${referralId}`

/** Everything a reader of content can ask that shows some of it, and what is noted of it. */
const shows: readonly (readonly [path: string, Pick<Access, 'kind' | 'sections'>])[] = [
  [referral, { kind: 'access.read', sections: 'content' }],
  [`${referral}/sections/needs/versions`, { kind: 'access.read', sections: ['needs'] }],
  [`${referral}/candidates`, { kind: 'access.read', sections: ['person'] }],
  [`${referral}/attestations`, { kind: 'access.read', sections: ['attestations'] }],
  [`/v1/cases/${caseId}/local`, { kind: 'access.read', sections: ['local'] }],
  [`${referral}/htcds`, { kind: 'export', sections: offeredSections }],
]

/** Where a referral stands, and all else that shows nothing of the person. */
const showsNothing = [
  '/v1/referrals',
  '/v1/deadlines',
  `${referral}/timeline`,
  `${referral}/evidence`,
  `${referral}/links`,
  `${referral}/accesses`,
  `/v1/cases/${caseId}`,
  '/v1/services',
  '/v1/members',
]

async function served(changes: Partial<AppDeps> = {}) {
  const noted: Access[] = []
  const noteAccesses = async (accesses: readonly Access[]) => void noted.push(...accesses)
  const { app } = await serve({ noteAccesses, ...changes })
  return { app, noted }
}

test.each(shows)('%s is noted before it is shown', async (url, what) => {
  const { app, noted } = await served()
  const reply = await app.inject({ url, headers: bearer('focal-point') })
  expect(reply.statusCode).toBe(200)
  const by = {
    member: 'NL',
    organisation: 'nl-focal-point',
    role: 'focal-point',
    staffId: 'staff-focal-point',
  }
  expect(noted).toEqual([{ ...what, referral: referralId, actor: by }])
})

test.each(shows)('T25 %s shows nothing when it cannot be noted', async (url) => {
  const { app } = await served({
    noteAccesses: async () => {
      throw new Error('the disk is full')
    },
  })
  const reply = await app.inject({ url, headers: bearer('focal-point') })
  expect([reply.statusCode, reply.json().code]).toEqual([500, 'INTERNAL'])
  expect(reply.body).not.toMatch(secret)
})

test('reading where a referral stands is no reading of content', async () => {
  const { app, noted } = await served()
  for (const url of showsNothing)
    expect([url, (await app.inject({ url, headers: bearer('focal-point') })).statusCode]).toEqual([url, 200])
  const other = { organisation: 'nl-other-desk' }
  const reply = await app.inject({ url: referral, headers: bearer('caseworker', other) })
  expect([reply.statusCode, reply.json().reading]).toEqual([200, 'metadata'])
  expect(noted).toEqual([])
})

test('what is refused is not noted', async () => {
  const { app, noted } = await served()
  for (const [url] of shows.slice(1)) {
    const headers = bearer('caseworker', { organisation: 'nl-other-desk' })
    expect([url, (await app.inject({ url, headers })).statusCode]).toEqual([url, 403])
  }
  expect(noted).toEqual([])
})

test('a candidate that is shown was read too', async () => {
  const other = '0199a000-0000-7000-8000-000000000002'
  const { app, noted } = await served({
    load: async (id) => ({ ...known(), id, localCase: id === other ? '0'.repeat(36) : caseId }),
    matching: {
      openSince: async () => [{ ...caseReferral(), id: other, case: '0'.repeat(36) }],
      notSamePerson: async () => new Set(),
      record: async () => {},
    },
  })
  const reply = await app.inject({ url: `${referral}/candidates`, headers: bearer('focal-point') })
  expect(reply.json().candidates).toHaveLength(1)
  expect(noted.map(({ referral }) => referral)).toEqual([referralId, other])
})
