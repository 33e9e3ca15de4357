import { expect, test } from 'vitest'
import type { ReferralFilter, ReferralView } from '../../store/referrals.ts'
import { bearer, caseId, example, known, referralId, serve } from '../served.test-data.ts'

const offer = example('valid/event/referral-submitted.json')

const row = (number: number): ReferralView => ({
  id: `0199a000-0000-7000-8000-${String(number).padStart(12, '0')}`,
  caseRef: 'NL-R-7F3K9Q',
  case: caseId,
  sender: 'NL',
  receiver: 'RO',
  purpose: 'SafeReturn',
  urgency: 'normal',
  status: 'submitted',
  version: 1,
  createdAt: '2026-01-02T03:04:05.000001Z',
  updatedAt: `2026-01-02T03:04:05.${String(999_999 - number).padStart(6, '0')}Z`,
  erased: false,
})

test('a referral is read with its content, its state, and what its reader may do', async () => {
  const { app } = await serve()
  const reply = await app.inject({ url: `/v1/referrals/${referralId}`, headers: bearer('focal-point') })
  expect([reply.statusCode, reply.headers.etag, reply.headers['cache-control']]).toEqual([
    200,
    '"3"',
    'no-store',
  ])
  expect(reply.json()).toMatchObject({
    id: referralId,
    version: 3,
    sender: 'NL',
    receiver: 'RO',
    caseRef: offer.caseRef,
    status: 'submitted',
    responsible: { organisation: offer.from },
    facets: { offer: { state: 'submitted' }, consent: { state: 'granted' } },
    sections: offer.sections,
    heads: { NL: { sequence: 1 } },
  })
  const verbs = reply.json().nextActions.map((action: { verb: string }) => action.verb)
  expect(verbs).toContain('cancel')
  expect(verbs).not.toContain('accept')
})

test('R55 an erased referral is gone, and an unknown one is not found', async () => {
  const { app } = await serve({
    load: async (id) =>
      id === referralId ? { ...known(), history: [], dataKey: undefined, erased: true } : undefined,
  })
  const ask = async (id: string) =>
    (await app.inject({ url: `/v1/referrals/${id}`, headers: bearer('caseworker') })).json()
  expect(await ask(referralId)).toMatchObject({ status: 410, code: 'ERASED' })
  expect(await ask(row(9).id)).toMatchObject({ status: 404, code: 'NOT_FOUND' })
})

test('pages follow one another by the link, through the whole list, each row once', async () => {
  const all = Array.from({ length: 7 }, (_, number) => row(number))
  const filters: ReferralFilter[] = []
  const { app } = await serve({
    list: async (filter) => {
      filters.push(filter)
      const { before, limit } = filter
      return all.filter((each) => !before || each.updatedAt < before.updatedAt).slice(0, limit)
    },
  })
  const seen: string[] = []
  let url: string | undefined = '/v1/referrals?limit=3&status=submitted&urgency=normal&party=RO'
  while (url) {
    const reply: { json(): { referrals: ReferralView[] }; headers: object } = await app.inject({
      url,
      headers: bearer('auditor'),
    })
    seen.push(...reply.json().referrals.map(({ id }) => id))
    url = /^<([^>]+)>; rel="next"$/.exec(String(Object(reply.headers).link))?.[1]
  }
  expect(seen).toEqual(all.map(({ id }) => id))
  const asked = { status: 'submitted', urgency: 'normal', party: 'RO', limit: 4 }
  expect(filters).toEqual([
    { ...asked, before: undefined },
    { ...asked, before: { updatedAt: row(2).updatedAt, id: row(2).id } },
    { ...asked, before: { updatedAt: row(5).updatedAt, id: row(5).id } },
  ])
})

test('a list holds metadata only', async () => {
  const { app } = await serve({ list: async () => [{ ...row(1), sections: offer.sections } as ReferralView] })
  const reply = await app.inject({ url: '/v1/referrals', headers: bearer('auditor') })
  expect(reply.json()).toEqual({ referrals: [row(1)] })
})

test.each([
  ['limit=0', '/limit'],
  ['limit=101', '/limit'],
  ['limit=1e2', '/limit'],
  ['limit=%2010', '/limit'],
  ['limit=1&limit=2', '/limit'],
  ['urgency=soon', '/urgency'],
  ['party=ro', '/party'],
  ['status=%27;drop', '/status'],
  ['page=2', '/page'],
  ['cursor=..', '/cursor'],
])('the query %s is refused at %s', async (query, pointer) => {
  const { app } = await serve()
  const reply = await app.inject({ url: `/v1/referrals?${query}`, headers: bearer('caseworker') })
  expect([reply.statusCode, reply.json().code, reply.json().errors[0].pointer]).toEqual([
    400,
    'QUERY_INVALID',
    pointer,
  ])
})

const cursor = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

test.each([
  'AAAA',
  cursor('text'),
  cursor([]),
  cursor(['2026-01-02T03:04:05.000001Z']),
  cursor(['2026-01-02T03:04:05.000001Z', 'x']),
  cursor(['now()', row(1).id]),
  cursor(['2026-01-02T03:04:05.000001Z', row(1).id, 'more']),
  cursor([{}, row(1).id]),
])('the cursor %s is none of ours', async (made) => {
  const { app } = await serve()
  const reply = await app.inject({ url: `/v1/referrals?cursor=${made}`, headers: bearer('caseworker') })
  expect([reply.statusCode, reply.json().code]).toEqual([400, 'CURSOR_INVALID'])
})
