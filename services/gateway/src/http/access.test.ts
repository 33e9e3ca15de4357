import { moves } from '@onward/referral'
import Fastify from 'fastify'
import { expect, test } from 'vitest'
import { roles } from '../actor.ts'
import { requireAccess } from './access.ts'
import { openings } from './case/openings.ts'
import { exampleOf } from './documented-schemas.ts'
import { bearer, caseId, entryId, example, referralId, serve } from './served.test-data.ts'

const everybody = ['caseworker', 'focal-point', 'supervisor', 'dpo', 'auditor', 'operator']
const working = ['caseworker', 'focal-point', 'dpo', 'auditor', 'operator']

/** Who may call what; the walk below compares it with what the app declares and with what it does. */
const expected: Readonly<Record<string, readonly string[] | 'open'>> = {
  'GET /livez': 'open',
  'GET /readyz': 'open',
  'GET /metrics': ['operator', 'auditor'],
  'GET /v1/schemas/:name': 'open',
  'GET /v1/schemas/:folder/:name': 'open',
  'POST /v1/referrals': ['caseworker', 'focal-point'],
  'POST /v1/inquiries': ['caseworker', 'focal-point'],
  'POST /v1/alerts': ['caseworker', 'focal-point'],
  'POST /v1/child-notifications': ['caseworker', 'focal-point'],
  'POST /v1/identifications': ['caseworker', 'focal-point'],
  'POST /v1/services': ['caseworker', 'focal-point'],
  'POST /v1/outages': ['caseworker', 'focal-point'],
  'POST /v1/referrals/:id/commands': ['caseworker', 'focal-point'],
  'GET /v1/referrals': ['caseworker', 'focal-point', 'dpo', 'auditor'],
  'GET /v1/referrals/:id': ['caseworker', 'focal-point'],
  'GET /v1/referrals/:id/sections/:name/versions': ['caseworker', 'focal-point'],
  'GET /v1/deadlines': ['caseworker', 'focal-point', 'auditor'],
  'GET /v1/referrals/:id/accesses': ['focal-point', 'auditor', 'dpo'],
  'POST /v1/referrals/:id/break-glass': ['caseworker'],
  'POST /v1/referrals/:id/break-glass/:grant/confirm': ['focal-point', 'supervisor'],
  'POST /v1/referrals/:id/break-glass/:grant/review': ['focal-point', 'dpo'],
  'GET /v1/referrals/:id/break-glass/:grant': ['focal-point', 'supervisor', 'dpo'],
  'GET /v1/break-glass': ['focal-point', 'supervisor', 'dpo', 'auditor'],
  'GET /v1/referrals/:id/timeline': ['caseworker', 'focal-point', 'dpo', 'auditor'],
  'GET /v1/referrals/:id/evidence': ['caseworker', 'focal-point', 'dpo', 'auditor'],
  'GET /v1/cases/:id': ['caseworker', 'focal-point'],
  'GET /v1/cases/:id/local': ['caseworker', 'focal-point'],
  'POST /v1/cases/:id/corrections': ['caseworker', 'focal-point'],
  'POST /v1/cases/:id/exclusions': ['caseworker', 'focal-point'],
  'POST /v1/cases/:id/protection-checks': ['caseworker', 'focal-point'],
  'POST /v1/cases/:id/reflection-periods': ['caseworker', 'focal-point'],
  'POST /v1/cases/:id/withdrawals': ['caseworker', 'focal-point'],
  'GET /v1/referrals/:id/candidates': ['caseworker', 'focal-point'],
  'POST /v1/referrals/:id/match': ['focal-point'],
  'GET /v1/referrals/:id/attestations': ['caseworker', 'focal-point'],
  'POST /v1/referrals/:id/attestations': ['caseworker', 'focal-point'],
  'POST /v1/referrals/:id/attestations/:attestation/confirmation': ['caseworker', 'focal-point'],
  'GET /v1/referrals/:id/links': ['caseworker', 'focal-point'],
  'POST /v1/referrals/:id/links': ['caseworker', 'focal-point'],
  'POST /v1/referrals/:id/links/:link/revocation': ['caseworker', 'focal-point'],
  'GET /links/:address': 'open',
  'POST /links/:address': 'open',
  'POST /links/:address/answers': 'open',
  'GET /v1/services': ['caseworker', 'focal-point'],
  'GET /v1/members': working,
  'GET /v1/rules': working,
  'GET /v1/referrals/:id/htcds': ['caseworker', 'focal-point'],
  'POST /v1/htcds/imports': ['caseworker', 'focal-point'],
  'POST /v1/referrals/:id/erasure': ['focal-point'],
  'POST /v1/referrals/:id/erasure/approval': ['dpo'],
  'GET /v1/cases/:id/report': ['focal-point', 'dpo'],
  'GET /v1/breach-report': ['dpo', 'operator'],
  'GET /v1/erasures': ['focal-point', 'dpo', 'auditor'],
  'GET /v1/referrals/:id/holds': ['focal-point', 'dpo', 'auditor'],
  'POST /v1/referrals/:id/holds': ['focal-point', 'dpo'],
  'POST /v1/referrals/:id/holds/:hold/end': ['focal-point', 'dpo'],
  'GET /v1/referrals/:id/erasure': ['caseworker', 'focal-point', 'dpo', 'auditor'],
  'GET /v1/quarantine': ['operator', 'focal-point', 'auditor'],
  'POST /v1/quarantine/:id/release': ['operator', 'focal-point'],
  'GET /v1/key-review': ['focal-point', 'operator', 'auditor'],
  'GET /v1/audit/checkpoint': everybody,
  'GET /v1/audit/consistency': everybody,
  'GET /log/checkpoint': 'open',
  'HEAD /log/checkpoint': 'open',
  'GET /log/tile/*': 'open',
  'HEAD /log/tile/*': 'open',
  'GET /log/:nth/checkpoint': 'open',
  'HEAD /log/:nth/checkpoint': 'open',
  'GET /log/:nth/tile/*': 'open',
  'HEAD /log/:nth/tile/*': 'open',
  'GET /v1/sightings/:member': ['operator', 'auditor'],
  'POST /witness/add-checkpoint': 'open',
  'GET /witness/:log/checkpoint': 'open',
  'GET /v1/audit/contradictions': ['auditor', 'operator'],
}

const bodies: Readonly<Record<string, object>> = {
  ...Object.fromEntries(openings.map(({ path, verb }) => [path, exampleOf(moves[verb].type)])),
  '/v1/cases/:id/corrections': example('valid/event/data-corrected.json'),
  '/v1/cases/:id/exclusions': { member: 'BG' },
  '/v1/cases/:id/reflection-periods': { status: 'running' },
  '/v1/cases/:id/protection-checks': { informedOn: '2026-01-01', language: 'ro', outcome: 'none' },
  '/v1/cases/:id/withdrawals': { ...example('valid/event/wishes-recorded.json'), kind: 'withdrawal' },
  '/v1/referrals/:id/match': { sameAs: null, decision: 'notSamePerson' },
  '/v1/referrals/:id/attestations': {
    ...example('valid/event/answer-attested.json'),
    secondWorker: undefined,
  },
  '/v1/referrals/:id/links': { organisation: 'nl-shelter', post: 'night-desk', role: 'Shelter' },
  '/v1/referrals/:id/break-glass': { reason: 'safety', text: 'She did not come home last night.' },
  '/v1/referrals/:id/break-glass/:grant/review': { finding: 'justified' },
  '/v1/referrals/:id/erasure': { ground: 'request' },
  '/v1/referrals/:id/holds': { ground: 'legalClaims', until: '2031-01-31' },
  '/v1/htcds/imports': { prs_FirstName: 'Marinela' },
  '/v1/referrals/:id/commands': { verb: 'accept', data: example('valid/event/referral-accepted.json') },
}

/** A sign-in of just now, with a security key: some doors ask for more than a role. */
const fresh = { acr: 'phrh', auth_time: Math.floor(Date.now() / 1000) }

/** What comes after the door needs a state of its own: a note, a link, a code. Whoever is let in is told what is missing. */
const isLetIn = (url: string, status: number) =>
  status < 300 ||
  (/\/(confirmation|erasure|approval|report|end|links|revocation|answers|:address|:grant|confirm|review|break-glass)$/.test(
    url,
  ) &&
    [404, 409, 410].includes(status))

function addressOf(url: string): string {
  const id = url.startsWith('/v1/quarantine') ? entryId : url.startsWith('/v1/cases') ? caseId : referralId
  const names = url.startsWith('/v1/schemas') ? ['event', 'journey-planned'] : ['', 'needs']
  const [folder = '', name = ''] = url === '/v1/schemas/:name' ? ['', 'permission'] : names
  const address = url
    .replace(':attestation', entryId)
    .replace(':link', entryId)
    .replace(':grant', entryId)
    .replace(':nth', '1')
    .replace(':log', 'a'.repeat(64))
    .replace(':member', 'RO')
    .replace(':hold', entryId)
    .replace(':address', 'a'.repeat(43))
    .replace(':id', id)
    .replace(':folder', folder)
    .replace(':name', name)
    .replace('*', '0/000.p/8')
  const queries: Readonly<Record<string, string>> = {
    '/v1/audit/consistency': '?from=1&to=2',
    '/v1/breach-report': '?member=RO',
  }
  return address + (queries[url] ?? '')
}

test('every route lets its roles in, and nobody else', async () => {
  const { app } = await serve()
  const ours = app.entrances.filter(({ url }) => !url.startsWith('/docs'))
  expect(Object.fromEntries(ours.map(({ method, url, roles }) => [`${method} ${url}`, roles]))).toEqual(
    expected,
  )

  for (const { method, url, roles: allowed } of ours) {
    const request = { method: method === 'POST' ? ('POST' as const) : ('GET' as const), url: addressOf(url) }
    const body = method === 'POST' ? bodies[url] : undefined
    const anonymous = await app.inject({ ...request, headers: { 'idempotency-key': 'walk' } })
    const isOpen = allowed === 'open' && isLetIn(url, anonymous.statusCode)
    expect([url, 'no token', isOpen || anonymous.statusCode]).toEqual([
      url,
      'no token',
      allowed === 'open' ? true : 401,
    ])
    for (const role of roles) {
      const headers = { ...bearer(role, fresh), 'idempotency-key': 'walk' }
      const { statusCode } = await app.inject({ ...request, headers, ...(body ? { payload: body } : {}) })
      const isAllowed = allowed === 'open' || allowed.includes(role)
      expect([url, role, isAllowed ? isLetIn(url, statusCode) : statusCode]).toEqual([
        url,
        role,
        isAllowed ? true : 403,
      ])
    }
  }
})

test('the documentation is open', async () => {
  const { app } = await serve()
  for (const { url, roles } of app.entrances.filter(({ url }) => url.startsWith('/docs')))
    expect([url, roles]).toEqual([url, 'open'])
  expect((await app.inject('/docs/json')).statusCode).toBe(200)
})

test('a route that does not say who may call it does not start', async () => {
  const app = Fastify()
  requireAccess(app)
  expect(() => app.get('/forgotten', async () => 'hello')).toThrow(
    'GET /forgotten does not say who may call it',
  )
  expect(() => app.get('/nobody', { config: { roles: [] } }, async () => 'hello')).toThrow(
    'GET /nobody does not say who may call it',
  )
})

test('an operator sees a quarantined message without the referral it is about', async () => {
  const { app } = await serve()
  const [seenByOperator, seenByAuditor] = await Promise.all(
    (['operator', 'auditor'] as const).map(
      async (role) => (await app.inject({ url: '/v1/quarantine', headers: bearer(role) })).json().entries[0],
    ),
  )
  expect(seenByOperator).toMatchObject({
    code: 'SIG_INVALID',
    offset: 7,
    referral: null,
    author: null,
    sequence: null,
  })
  expect(seenByAuditor).toMatchObject({
    code: 'SIG_INVALID',
    referral: referralId,
    author: 'RO',
    sequence: 1,
  })
})
