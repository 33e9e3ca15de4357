import { once } from 'node:events'
import { connect } from 'node:net'
import { setImmediate as turn } from 'node:timers/promises'
import pg from 'pg'
import { expect, test } from 'vitest'
import { bearer, example, posting, referralId, serve } from './http/served.test-data.ts'

const offer = example('valid/event/referral-submitted.json')
const send = async (payload: string | Buffer, contentType = 'application/json') => {
  const { app, commands } = await serve()
  const headers = { ...posting('caseworker', 'k'), 'content-type': contentType }
  const reply = await app.inject({ method: 'POST', url: '/v1/referrals', headers, payload })
  expect(commands).toEqual([])
  return [reply.statusCode, reply.json().code]
}

test.each([
  ['half an object', '{"caseRef":'],
  ['a member twice', '{"caseRef":"a","caseRef":"b"}'],
  ['a member twice by an escape', '{"caseRef":"a","case\\u0052ef":"b"}'],
  ['a fraction', '{"a":1.5}'],
  ['a number beyond 2^53 - 1', '{"a":9007199254740992}'],
  ['half a surrogate pair', '{"a":"\\ud800"}'],
  ['U+0000', '{"a":"\\u0000"}'],
  ['33 levels', `${'['.repeat(33)}${']'.repeat(33)}`],
  ['a byte order mark', '\ufeff{}'],
])('%s is not JSON as we read it', async (_name, payload) => {
  expect(await send(payload)).toEqual([400, 'NOT_JSON'])
})

test('bytes that are no UTF-8 are not JSON as we read it', async () => {
  expect(await send(Buffer.from([0x22, 0xff, 0x22]))).toEqual([400, 'NOT_JSON'])
})

test('a body beyond 32 KiB is too large, and one of 32 KiB is read', async () => {
  expect(await send(`"${'x'.repeat(32 * 1024)}"`)).toEqual([413, 'BODY_TOO_LARGE'])
  expect(await send(`"${'x'.repeat(32 * 1024 - 2)}"`)).toEqual([422, 'SCHEMA_INVALID'])
})

test('only JSON is read', async () => {
  expect(await send('caseRef=a', 'application/x-www-form-urlencoded')).toEqual([415, 'MEDIA_TYPE'])
  expect(await send('', 'application/json')).toEqual([422, 'SCHEMA_INVALID'])
})

test('a member called __proto__ is an unknown field like any other', async () => {
  const { app } = await serve()
  const payload = `{"__proto__":{"isAdmin":true},${JSON.stringify(offer).slice(1)}`
  const reply = await app.inject({
    method: 'POST',
    url: '/v1/referrals',
    headers: posting('caseworker', 'k'),
    payload,
  })
  expect([reply.statusCode, reply.json().errors]).toMatchObject([422, [{ pointer: '/__proto__' }]])
})

test('a body is not read before its sender is known', async () => {
  const { app } = await serve()
  const reply = await app.inject({
    method: 'POST',
    url: '/v1/referrals',
    headers: { 'content-type': 'application/json' },
    payload: '{',
  })
  expect([reply.statusCode, reply.json().code]).toEqual([401, 'TOKEN_MISSING'])
})

test('of requests that come together four begin at a turn of the event loop, and a probe waits for none', async () => {
  let begun = 0
  const list = async () => {
    begun += 1
    return []
  }
  const { app } = await serve({ list })
  const ask = () => app.inject({ url: '/v1/referrals', headers: bearer('auditor') })
  const all = Array.from({ length: 10 }, ask)
  let beforeProbe: number | undefined
  const probe = app.inject({ url: '/livez' }).then(() => {
    beforeProbe = begun
  })
  const seen = new Set<number>()
  while (begun < 10) {
    await turn()
    seen.add(begun)
  }
  await Promise.all([...all, probe])
  seen.delete(0)
  expect([...seen]).toEqual([4, 8, 10])
  expect(beforeProbe).toBeLessThan(10)
})

test('a database that is gone is 503 with Retry-After, and nothing is told of it', async () => {
  const gone = [
    new Error('Connection terminated unexpectedly'),
    Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:5432'), { code: 'ECONNREFUSED' }),
    Object.assign(new pg.DatabaseError('terminating connection', 1, 'error'), { code: '57P01' }),
  ]
  for (const error of gone) {
    const { app } = await serve({ list: async () => Promise.reject(error) })
    const reply = await app.inject({ url: '/v1/referrals', headers: bearer('auditor') })
    expect([reply.statusCode, reply.headers['retry-after']]).toEqual([503, '5'])
    expect(reply.json()).toEqual({
      type: 'https://onward.example/problems/DATABASE_UNAVAILABLE',
      title: 'The database cannot be reached',
      status: 503,
      code: 'DATABASE_UNAVAILABLE',
      instance: `urn:uuid:${reply.headers['x-request-id']}`,
    })
  }
})

test('R24 a fault of ours is 500: the caller gets the request id, the log a place without the message', async () => {
  for (const error of [
    new TypeError('Jansen is not a function'),
    new Error('unable to authenticate Jansen'),
  ]) {
    const { app, logged } = await serve({ list: async () => Promise.reject(error) })
    const reply = await app.inject({ url: '/v1/referrals', headers: bearer('auditor') })
    expect(reply.json()).toEqual({
      type: 'https://onward.example/problems/INTERNAL',
      title: 'Something went wrong here',
      status: 500,
      code: 'INTERNAL',
      instance: `urn:uuid:${reply.headers['x-request-id']}`,
    })
    const line = JSON.parse(logged.find((text) => text.includes('"failed"')) ?? '{}')
    expect(line).toMatchObject({
      request: reply.headers['x-request-id'],
      code: 'INTERNAL',
      error: error.name,
    })
    expect(line.stack[0]).toMatch(/^at /)
    expect(logged.join()).not.toContain('Jansen')
  }
})

test('R24 one line for each answer: pattern, status, code and id, never an id of a person, a query or a token', async () => {
  const { app, logged } = await serve()
  const headers = bearer('caseworker')
  const reply = await app.inject({ url: `/v1/referrals/${referralId}?secret=Jansen`, headers })
  await app.inject({ url: '/v1/Jansen', headers })
  await app.inject({ url: '/livez' })
  const lines = logged.map((text) => JSON.parse(text))
  expect(lines).toMatchObject([
    {
      msg: 'answered',
      request: reply.headers['x-request-id'],
      method: 'GET',
      route: '/v1/referrals/:id',
      status: 200,
    },
    { msg: 'answered', route: 'none', status: 404, code: 'NOT_FOUND' },
  ])
  expect(logged.join()).not.toContain('Jansen')
  expect(logged.join()).not.toContain(headers.authorization.slice(7))
  expect(logged.join()).not.toContain(referralId)
})

test('an actor who asks too often has to wait, and others need not', async () => {
  const { app } = await serve({ rateLimit: 2 })
  const ask = (role: 'auditor' | 'operator') =>
    app.inject({ url: '/v1/audit/checkpoint', headers: bearer(role) })
  expect([(await ask('auditor')).statusCode, (await ask('auditor')).statusCode]).toEqual([200, 200])
  const refused = await ask('auditor')
  expect([refused.statusCode, refused.json().code]).toEqual([429, 'RATE_LIMITED'])
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
  expect((await ask('operator')).statusCode).toBe(200)
})

test('open addresses and unknown ones are counted by address, probes are not', async () => {
  const { app } = await serve({ rateLimit: 2 })
  const statuses = async (url: string) =>
    [await app.inject({ url }), await app.inject({ url })].map(({ statusCode }) => statusCode)
  expect(await statuses('/docs/json')).toEqual([200, 200])
  expect(await statuses('/v1/nothing')).toEqual([429, 429])
  expect(await statuses('/livez')).toEqual([200, 200])
  expect(await statuses('/readyz')).toEqual([200, 200])
})

test('an address that cannot be decoded is answered like everything else', async () => {
  const { app } = await serve()
  const reply = await app.inject({ url: '/v1/referrals/%zz', headers: bearer('caseworker') })
  expect([reply.statusCode, reply.json().code]).toEqual([400, 'BAD_REQUEST'])
})

test('R24 bytes that are no HTTP are answered 400, and none of them reach the log', async () => {
  const { app, logged } = await serve()
  const address = new URL(await app.listen({ host: '127.0.0.1', port: 0 }))
  const socket = connect(Number(address.port), address.hostname)
  socket.end('GET /livez HTTP/1.1\r\nAuthorization: Bearer secret\r\nbro ken: Jansen\r\n\r\n')
  const [answer] = await once(socket, 'data')
  expect(String(answer)).toMatch(/^HTTP\/1.1 400 Bad Request\r\n/)
  await app.close()
  expect(logged.map((line) => JSON.parse(line).msg)).toContain('unreadable request')
  expect(logged.join()).not.toMatch(/secret|Jansen/)
})
