import { expect, test } from 'vitest'
import { bearer, example, serve } from '../served.test-data.ts'

async function asking(limit: number) {
  const { app, commands } = await serve({ inquiryLimit: limit })
  const ask = async (staff: object, body: object = example('valid/event/inquiry-asked.json')) => {
    const headers = { ...bearer('caseworker', { ...staff }), 'idempotency-key': `"${crypto.randomUUID()}"` }
    const reply = await app.inject({ method: 'POST', url: '/v1/inquiries', headers, payload: body })
    return { status: reply.statusCode, code: reply.json().code, headers: reply.headers }
  }
  return { app, ask, commands }
}

test('R16, T34 an organisation asks only so many inquiries a day, whoever of its staff asks', async () => {
  const { ask, commands } = await asking(2)
  const statuses = []
  for (const sub of ['one', 'two', 'three']) statuses.push((await ask({ sub })).status)
  expect(statuses).toEqual([201, 201, 429])
  const refused = await ask({})
  expect([refused.code, Number(refused.headers['retry-after']) > 3_600]).toEqual(['INQUIRY_LIMIT', true])
  expect(commands).toHaveLength(2)
  // Another organisation has its own count.
  expect((await ask({ organisation: 'nl-other-desk' })).status).toBe(201)
})

test('R16 what is no inquiry is not counted, and nothing else that begins is', async () => {
  const { ask, app } = await asking(1)
  expect((await ask({}, { needs: [] })).status).toBe(422)
  expect((await ask({})).status).toBe(201)
  const headers = { ...bearer('caseworker'), 'idempotency-key': `"${crypto.randomUUID()}"` }
  const payload = example('handover/first-case.json')
  const offered = await app.inject({ method: 'POST', url: '/v1/referrals', headers, payload })
  expect(offered.statusCode).toBe(201)
})
