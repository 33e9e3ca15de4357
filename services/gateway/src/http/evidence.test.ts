import { expect, test } from 'vitest'
import type { MessageEvidence } from '../store/evidence.ts'
import { bearer, referralId, serve } from './served.test-data.ts'
import type { TimelineEntry } from './timeline.ts'

const leaf = 'L'.repeat(43)
const receipt = {
  st: 'stored',
  code: null,
  at: '2026-01-02T03:04:06.000Z',
  leaf: 'R'.repeat(43),
  salt: 's'.repeat(43),
  token: 'a.b.c',
  proof: 'c2sp.org/tlog-proof@v1',
}
const message: MessageEvidence = {
  direction: 'sent',
  event: 'e'.repeat(43),
  author: 'NL',
  sequence: 1,
  type: 'referral.submitted',
  time: '2026-01-02T03:04:05.678Z',
  lane: 'lane.RO.NL',
  ep: 1,
  seq: 4,
  manifestDigest: 'm'.repeat(43),
  manifest: 'x.y.z',
  leaf,
  receipt,
}
const record = { leaf, index: 8, salt: 't'.repeat(43), record: '{"kind":"msg.sent"}' }
const ask = (app: Awaited<ReturnType<typeof serve>>['app'], what: string, id = referralId) =>
  app.inject({ url: `/v1/referrals/${id}/${what}`, headers: bearer('auditor') })

test('R5, R25 evidence holds what a third party recomputes: token, leaf with its opening, proof, receipt', async () => {
  const { app } = await serve({
    evidence: async () => [message],
    leafRecords: async (leaves) => new Map(leaves.map((each) => [each, record])),
    proofOf: async (each) => `proof of ${each}`,
  })
  const { leaf: _hash, ...rest } = message
  const opened = { hash: leaf, index: 8, salt: record.salt, record: record.record }
  expect((await ask(app, 'evidence')).json()).toEqual({
    referral: referralId,
    messages: [{ ...rest, leaf: opened, proof: `proof of ${leaf}` }],
  })
})

test('R25, R55 what no checkpoint covers, and what is erased, is null and not left out', async () => {
  const { app } = await serve({
    evidence: async () => [
      { ...message, receipt: null },
      { ...message, leaf: null },
    ],
    leafRecords: async () => new Map([[leaf, { leaf, index: null, salt: null, record: null }]]),
  })
  expect((await ask(app, 'evidence')).json().messages).toMatchObject([
    { leaf: { hash: leaf, index: null, salt: null, record: null }, proof: null, receipt: null },
    { leaf: null, proof: null, receipt },
  ])
})

test('a referral without messages has no evidence yet, an unknown one is not found', async () => {
  const { app } = await serve()
  expect((await ask(app, 'evidence')).json()).toEqual({ referral: referralId, messages: [] })
  const unknown = '0199a000-0000-7000-8000-000000000002'
  expect((await ask(app, 'evidence', unknown)).json().code).toBe('NOT_FOUND')
  expect((await ask(app, 'timeline', unknown)).json().code).toBe('NOT_FOUND')
})

test('the timeline tells both sides, with receipts', async () => {
  const {
    direction: _d,
    lane: _l,
    ep: _e,
    seq: _s,
    manifest: _m,
    manifestDigest: _md,
    leaf: _h,
    ...said
  } = message
  const entry: TimelineEntry = {
    ...said,
    digest: 'e'.repeat(43),
    recordedAt: '2026-01-02T03:04:05.700Z',
    actor: 'nl-focal-point/caseworker/c-17',
    standing: 'applied',
    receipt: { st: 'stored', code: null, at: '2026-01-02T03:04:06.000Z' },
  }
  const events = [entry, { ...entry, author: 'RO', actor: null, standing: 'void' as const, receipt: null }]
  const { app } = await serve({ timeline: async () => ({ events, erased: null }) })
  expect((await ask(app, 'timeline')).json()).toEqual({
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
