import { expect, test } from 'vitest'
import type { Remembered } from '../store/idempotency.ts'
import {
  bearer,
  eventId,
  example,
  keyTaken,
  posting,
  referralId,
  serve,
  submitted,
} from './served.test-data.ts'

const offer = example('valid/event/referral-submitted.json')
const send = (
  app: Awaited<ReturnType<typeof serve>>['app'],
  payload: object,
  key = 'k',
  role: 'caseworker' | 'focal-point' = 'caseworker',
) => app.inject({ method: 'POST', url: '/v1/referrals', headers: posting(role, key), payload })

test('a POST without Idempotency-Key is told how to have one', async () => {
  const { app, commands } = await serve()
  const reply = await app.inject({
    method: 'POST',
    url: '/v1/referrals',
    headers: bearer('caseworker'),
    payload: offer,
  })
  expect([reply.statusCode, reply.json().code]).toEqual([400, 'IDEMPOTENCY_KEY_REQUIRED'])
  expect(reply.json().remedy).toMatch(/new random word/)
  expect(commands).toEqual([])
})

test.each(['', ' ', 'k'.repeat(256), 'clé'])('the key %j is refused', async (key) => {
  const { app } = await serve()
  expect((await send(app, offer, key)).json().code).toBe('HEADER_INVALID')
})

test('the same key with another body is refused', async () => {
  const { app, commands } = await serve()
  await send(app, offer)
  const reply = await send(app, { ...offer, subjectKind: 'child' })
  expect([reply.statusCode, reply.json().code]).toEqual([422, 'IDEMPOTENCY_CONFLICT'])
  expect(commands).toHaveLength(1)
})

test('the same key of another person, or for another resource, is another key', async () => {
  const { app, commands } = await serve()
  await send(app, offer)
  await send(app, offer, 'k', 'focal-point')
  const payload = { verb: 'cancel', data: example('valid/event/referral-cancelled.json') }
  await app.inject({
    method: 'POST',
    url: `/v1/referrals/${referralId}/commands`,
    headers: posting('caseworker', 'k'),
    payload,
  })
  expect(commands).toHaveLength(3)
})

test('the same key while the first request runs has to wait', async () => {
  const { promise: gate, resolve: open } = Promise.withResolvers<void>()
  const { promise: begun, resolve: begin } = Promise.withResolvers<void>()
  const { app } = await serve({
    submit: async () => {
      begin()
      await gate
      return submitted
    },
  })
  const first = send(app, offer)
  await begun
  const second = await send(app, offer)
  expect([second.statusCode, second.json().code, second.headers['retry-after']]).toEqual([
    409,
    'IDEMPOTENCY_RUNNING',
    '1',
  ])
  open()
  expect((await first).statusCode).toBe(201)
})

test('a refusal is not stored: mended, the command may use its key again', async () => {
  const answers = [{ accepted: false, code: 'RULE', reason: 'Not so.' } as const, submitted]
  const { app } = await serve({ submit: async () => answers.shift() ?? submitted })
  expect((await send(app, offer)).statusCode).toBe(409)
  expect((await send(app, { ...offer, subjectKind: 'presumedChild' })).statusCode).toBe(201)
})

test('when another replica committed the same key first, its effect is told', async () => {
  const winner = new Map<string, Remembered>()
  const { app } = await serve({
    remembered: async ({ key }) => winner.get(key),
    submit: async ({ idempotency }) => {
      winner.set('k', {
        request: Buffer.from(idempotency?.request ?? []),
        status: 201,
        referral: referralId,
        event: eventId,
      })
      throw keyTaken()
    },
  })
  const reply = await send(app, offer)
  expect([reply.statusCode, reply.headers['idempotency-replayed'], reply.json()]).toEqual([
    201,
    'true',
    { referral: referralId, event: eventId },
  ])
})

test('what was done under a key is looked up before If-Match is compared', async () => {
  const { app } = await serve()
  const url = `/v1/referrals/${referralId}/commands`
  const payload = { verb: 'cancel', data: example('valid/event/referral-cancelled.json') }
  const ask = () =>
    app.inject({
      method: 'POST',
      url,
      headers: { ...posting('caseworker', 'k'), 'if-match': '"1"' },
      payload,
    })
  expect((await ask()).statusCode).toBe(201)
  expect((await ask()).headers['idempotency-replayed']).toBe('true')
})
