import type { Event } from '@onward/contract'
import { expect, test } from 'vitest'
import type { Role } from '../../actor.ts'
import type { KnownReferral } from '../../case/known-referral.ts'
import type { TimelineEntry } from '../case/timeline.ts'
import { bearer, known, referralId, serve } from '../served.test-data.ts'

const ask = (app: Awaited<ReturnType<typeof serve>>['app'], what: string, role: Role = 'auditor') =>
  app.inject({ url: `/v1/referrals/${what}`, headers: bearer(role) })

test('R25 evidence is one file, to the byte as it was signed, and without content unless it is asked for', async () => {
  const { app } = await serve()
  const reply = await ask(app, `${referralId}/evidence`)
  expect([reply.statusCode, reply.headers['content-type'], reply.body]).toEqual([
    200,
    'application/json',
    `{"bundle":"${referralId} without content"}`,
  ])
})

test.each<[Role, number, string]>([
  ['focal-point', 200, 'with content'],
  ['caseworker', 200, 'with content'],
  ['auditor', 403, 'FORBIDDEN'],
])('R22, R25 with its content it is for who reads the content: %s', async (role, status, told) => {
  const { app } = await serve()
  const reply = await ask(app, `${referralId}/evidence?content=1`, role)
  expect([reply.statusCode, reply.body]).toEqual([status, expect.stringContaining(told)])
})

test('R22, R46 whoever gets less than all of a referral does not get the signed events, which hold all', async () => {
  const { app } = await serve({ load: async () => withProceedings() })
  const asked = await Promise.all(
    (['focal-point', 'caseworker'] as const).map((role) =>
      ask(app, `${referralId}/evidence?content=1`, role),
    ),
  )
  // The organisation that offered the case reads its proceedings; nobody else at the sender does.
  expect(asked.map(({ statusCode }) => statusCode)).toEqual([200, 200])
  const others = await app.inject({
    url: `/v1/referrals/${referralId}/evidence?content=1`,
    headers: bearer('focal-point', { organisation: 'nl-other' }),
  })
  expect([others.statusCode, others.json().code]).toEqual([403, 'FORBIDDEN'])
})

test('R55 of an erased referral the evidence remains, and its content is gone', async () => {
  const erased = { ...known(), history: [], dataKey: undefined, erased: true }
  const { app } = await serve({ load: async () => erased })
  const replies = await Promise.all(
    ['evidence', 'evidence?content=1'].map((path) => ask(app, `${referralId}/${path}`, 'focal-point')),
  )
  expect(replies.map((reply) => [reply.statusCode, reply.json().code])).toEqual([
    [200, undefined],
    [410, 'ERASED'],
  ])
})

test('of an unknown referral there is no evidence, and nothing but 1 asks for content', async () => {
  const { app } = await serve()
  const unknown = '0199a000-0000-7000-8000-000000000002'
  expect((await ask(app, `${unknown}/evidence`)).json().code).toBe('NOT_FOUND')
  expect((await ask(app, `${unknown}/timeline`)).json().code).toBe('NOT_FOUND')
  expect((await ask(app, `${referralId}/evidence?content=0`)).json().code).toBe('QUERY_INVALID')
})

test('the timeline tells both sides, with receipts', async () => {
  const entry: TimelineEntry = {
    event: 'e'.repeat(43),
    author: 'NL',
    sequence: 1,
    type: 'referral.submitted',
    time: '2026-01-02T03:04:05.678Z',
    digest: 'e'.repeat(43),
    recordedAt: '2026-01-02T03:04:05.700Z',
    actor: 'nl-focal-point/caseworker/c-17',
    standing: 'applied',
    receipt: { st: 'stored', code: null, at: '2026-01-02T03:04:06.000Z' },
  }
  const events = [entry, { ...entry, author: 'RO', actor: null, standing: 'void' as const, receipt: null }]
  const { app } = await serve({ timeline: async () => ({ events, erased: null }) })
  expect((await ask(app, `${referralId}/timeline`)).json()).toEqual({
    referral: referralId,
    events,
    erased: null,
  })
})

test('a checkpoint is the signed note to the byte, and 503 before the first', async () => {
  const { app } = await serve()
  const reply = await app.inject({ url: '/v1/audit/checkpoint', headers: bearer('auditor') })
  expect([reply.headers['content-type'], reply.body]).toEqual([
    'text/plain; charset=utf-8',
    'gateway.nl.example/log\n1\nAAAA\n\n— signed\n',
  ])
  const early = await serve({ checkpoint: async () => undefined })
  expect(
    (await early.app.inject({ url: '/v1/audit/checkpoint', headers: bearer('auditor') })).json(),
  ).toMatchObject({ status: 503, code: 'NO_CHECKPOINT' })
})

test.each([
  ['from=2&to=8', 200],
  ['from=8&to=2', 400],
  ['from=2&to=9', 400],
  ['from=0&to=8', 400],
  ['from=2', 400],
])('consistency for %s is answered with %i', async (query, status) => {
  const { app } = await serve()
  const reply = await app.inject({ url: `/v1/audit/consistency?${query}`, headers: bearer('operator') })
  expect([reply.statusCode, reply.json()]).toMatchObject([
    status,
    status === 200 ? { from: 2, to: 8, hashes: ['AAAA'] } : { code: 'QUERY_INVALID' },
  ])
})

/** The example offer, and proceedings that bear on nobody's safety. */
function withProceedings(): KnownReferral {
  const from = known()
  const [offer] = from.history
  const data = {
    proceedingId: '0199a000-0000-4000-8000-000000000061',
    kind: 'hearing',
    stage: 'announced',
    country: 'NL',
  }
  // Sound: what the contract knows as proceedings, in the attributes of the offer.
  const event = { ...offer?.event, sequence: 2, type: 'proceedings.reported', data } as unknown as Event
  return { ...from, history: [...from.history, { event, digest: 'p'.repeat(43), standing: 'applied' }] }
}
