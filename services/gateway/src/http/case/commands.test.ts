import { expect, test } from 'vitest'
import { bearer, eventId, example, posting, referralId, serve, submitted } from '../served.test-data.ts'

const { caseRef, ...offerWithoutCaseRef } = example('valid/event/referral-submitted.json')
const offer = { caseRef, ...offerWithoutCaseRef }
const url = `/v1/referrals/${referralId}/commands`
const cancel = { verb: 'cancel', data: example('valid/event/referral-cancelled.json') }

test('an offer is recorded and answered with where it is', async () => {
  const { app, commands } = await serve()
  const reply = await app.inject({
    method: 'POST',
    url: '/v1/referrals',
    headers: posting('caseworker', 'k'),
    payload: offer,
  })
  expect(reply.statusCode).toBe(201)
  expect(reply.headers).toMatchObject({
    location: `/v1/referrals/${referralId}`,
    etag: '"1"',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  })
  const { digest: _digest, accepted: _accepted, ...told } = submitted
  expect(reply.json()).toEqual({ ...told, receipt: null })
  expect(commands).toMatchObject([
    {
      verb: 'submit',
      data: offer,
      seen: undefined,
      idempotency: { method: 'POST', path: '/v1/referrals', key: 'k' },
    },
  ])
})

test('R5 who prefers to wait gets the receipt', async () => {
  const waits: [string, number][] = []
  const { app } = await serve({
    receiptOf: async (event, ms) => {
      waits.push([event, ms])
      return { st: 'stored', at: '2026-01-02T03:04:06.000Z' }
    },
  })
  const ask = (prefer: string, key: string) =>
    app.inject({
      method: 'POST',
      url: '/v1/referrals',
      headers: { ...posting('caseworker', key), prefer },
      payload: offer,
    })
  const waited = await ask('respond-async, wait=10', '1')
  expect(waited.headers['preference-applied']).toBe('wait=10')
  expect(waited.json().receipt).toEqual({ st: 'stored', at: '2026-01-02T03:04:06.000Z' })
  expect((await ask('Wait="900"', '2')).headers['preference-applied']).toBe('wait=30')
  const ignored = await ask('wait=soon', '3')
  expect([ignored.headers['preference-applied'], ignored.json().receipt]).toEqual([undefined, null])
  expect(waits).toEqual([
    [submitted.digest, 10_000],
    [submitted.digest, 30_000],
  ])
})

test('a receipt that does not come in time is null', async () => {
  const { app } = await serve({ receiptOf: async () => undefined })
  const reply = await app.inject({
    method: 'POST',
    url: '/v1/referrals',
    headers: { ...posting('caseworker', 'k'), prefer: 'wait=0' },
    payload: offer,
  })
  expect([reply.statusCode, reply.headers['preference-applied'], reply.json().receipt]).toEqual([
    201,
    'wait=0',
    null,
  ])
})

test('a command carries the version its person had seen', async () => {
  const { app, commands } = await serve()
  for (const [key, tag] of [
    ['1', '"7"'],
    ['2', '*'],
  ] as const) {
    await app.inject({
      method: 'POST',
      url,
      headers: { ...posting('caseworker', key), 'if-match': tag },
      payload: cancel,
    })
  }
  expect(commands).toMatchObject([
    { verb: 'cancel', data: cancel.data, referral: referralId, seen: 7 },
    { verb: 'cancel', seen: undefined },
  ])
})

test.each(['W/"7"', '7', '"x"', '"1", "2"', '"0"'])('an If-Match of %s is refused', async (tag) => {
  const { app, commands } = await serve()
  const reply = await app.inject({
    method: 'POST',
    url,
    headers: { ...posting('caseworker', 'k'), 'if-match': tag },
    payload: cancel,
  })
  expect([reply.statusCode, reply.json().code, reply.json().errors[0].pointer]).toEqual([
    400,
    'HEADER_INVALID',
    '/if-match',
  ])
  expect(commands).toEqual([])
})

test.each([
  ['VERSION_CONFLICT', {}, 409, 'VERSION_CONFLICT'],
  ['VERSION_CONFLICT', { 'if-match': '"1"' }, 412, 'PRECONDITION_FAILED'],
  ['NOT_FOUND', {}, 404, 'NOT_FOUND'],
  ['NOT_YOUR_PEN', {}, 403, 'NOT_YOUR_PEN'],
  ['ROLE', {}, 403, 'ROLE'],
  ['NOT_IN_THIS_STATE', {}, 409, 'NOT_IN_THIS_STATE'],
  ['RULE', {}, 409, 'RULE'],
  ['ERASED', {}, 410, 'ERASED'],
  ['EVENT_TOO_LARGE', {}, 413, 'EVENT_TOO_LARGE'],
  ['NO_LANE', {}, 422, 'NO_LANE'],
  ['BIZ_LATER', {}, 409, 'BIZ_LATER'],
])('the refusal %s with %j is a problem %i %s', async (code, headers, status, told) => {
  const refused = {
    accepted: false,
    code,
    reason: 'It cannot be.',
    remedy: 'Do it so.',
    rule: 'a-rule',
    pointer: '/reason',
  } as const
  const { app } = await serve({ submit: async () => refused })
  const reply = await app.inject({
    method: 'POST',
    url,
    headers: { ...posting('caseworker', 'k'), ...headers },
    payload: cancel,
  })
  expect(reply.headers['content-type']).toMatch(/^application\/problem\+json/)
  expect(reply.json()).toEqual({
    type: `https://onward.example/problems/${told}`,
    title: expect.any(String),
    status,
    code: told,
    detail: 'It cannot be.',
    remedy: 'Do it so.',
    rule: 'a-rule',
    instance: `urn:uuid:${reply.headers['x-request-id']}`,
    errors: [{ pointer: '/data/reason', reason: 'It cannot be.', remedy: 'Do it so.' }],
  })
})

test('R4, R24 every wrong field is named, with what to do, and never with its value', async () => {
  const { app, commands } = await serve()
  const wrong = {
    ...offerWithoutCaseRef,
    urgency: 'Geheim-van-Jansen',
    subjectkind: 'adult',
    from: { ...Object(offerWithoutCaseRef.from), name: 'Jansen' },
  }
  const reply = await app.inject({
    method: 'POST',
    url: '/v1/referrals',
    headers: posting('caseworker', 'k'),
    payload: wrong,
  })
  expect([reply.statusCode, reply.json().code]).toEqual([422, 'SCHEMA_INVALID'])
  const pointers = reply.json().errors.map((fault: { pointer: string }) => fault.pointer)
  expect(pointers.toSorted()).toEqual([
    '/caseRef',
    '/from/name',
    '/subjectkind',
    '/urgency',
    '/urgencyReason',
  ])
  expect(reply.json().errors).toContainEqual({ pointer: '/caseRef', reason: 'is missing', remedy: 'Add it.' })
  expect(reply.body).not.toContain('Jansen')
  expect(commands).toEqual([])
})

test.each([
  [{ verb: 'submit', data: offer }, ['/verb']],
  [{ verb: 'expireConsent', data: {} }, ['/verb']],
  [{ verb: 'constructor', data: {} }, ['/verb']],
  [{ verb: 'cancel' }, ['/data']],
  [{ ...cancel, member: 'RO' }, ['/member']],
  [{ verb: 'cancel', data: { ...Object(cancel.data), extra: 1 } }, ['/data/extra']],
  [{ verb: 'accept', data: {} }, ['/data/acceptedBy']],
  [{ verb: 'cancel', data: null }, ['/data']],
  [[cancel], ['']],
])('the command %j is refused at %j', async (payload, pointers) => {
  const { app, commands } = await serve()
  const reply = await app.inject({ method: 'POST', url, headers: posting('caseworker', 'k'), payload })
  expect([reply.statusCode, reply.json().code]).toEqual([422, 'SCHEMA_INVALID'])
  expect(reply.json().errors.map((fault: { pointer: string }) => fault.pointer)).toEqual(pointers)
  expect(commands).toEqual([])
})

test('a referral whose id is none is not found', async () => {
  const { app } = await serve()
  for (const id of ['1', 'x'.repeat(90), referralId.toUpperCase(), '..%2F..%2Fmetrics']) {
    const reply = await app.inject({ url: `/v1/referrals/${id}`, headers: bearer('caseworker') })
    expect([reply.statusCode, reply.json().code]).toEqual([404, 'NOT_FOUND'])
  }
})

test('R50 the first event of a key is told again, and only once carried out', async () => {
  const { app, commands } = await serve()
  const ask = () =>
    app.inject({ method: 'POST', url: '/v1/referrals', headers: posting('caseworker', 'k'), payload: offer })
  await ask()
  const again = await ask()
  expect([again.statusCode, again.headers['idempotency-replayed'], again.headers.location]).toEqual([
    201,
    'true',
    `/v1/referrals/${referralId}`,
  ])
  expect(again.json()).toEqual({ referral: referralId, event: eventId })
  expect(commands).toHaveLength(1)
})

test('a wait that fails or outlives the server does not unsay what was committed', async () => {
  const prefer = { ...posting('caseworker', 'k'), prefer: 'wait=30' }
  const failing = await serve({ receiptOf: async () => Promise.reject(new Error('Connection terminated')) })
  const told = await failing.app.inject({
    method: 'POST',
    url: '/v1/referrals',
    headers: prefer,
    payload: offer,
  })
  expect([told.statusCode, told.json().receipt]).toEqual([201, null])

  const { promise: begun, resolve: begin } = Promise.withResolvers<void>()
  const { app } = await serve({
    receiptOf: async () => {
      begin()
      return await new Promise(() => undefined)
    },
  })
  const waiting = app.inject({ method: 'POST', url: '/v1/referrals', headers: prefer, payload: offer })
  const reply = waiting.then(({ statusCode }) => statusCode)
  await begun
  await app.close()
  expect(await reply).toBe(201)
})
