import { expect, onTestFinished, test } from 'vitest'
import { recordedMember } from '../../recorded-member.test-data.ts'

/** NL, which lets its organisations ask so often a day. */
async function asking(inquiryLimit: number) {
  const nl = await recordedMember(['RO'], { inquiryLimit })
  onTestFinished(() => nl.stop())
  const ask = (staff: object, body: object = nl.inquiry('RO')) =>
    nl.post('/v1/inquiries', body, crypto.randomUUID(), 'caseworker', { ...staff })
  return { nl, ask }
}

test('R16, T34 an organisation asks only so many inquiries a day, whoever of its staff asks', async () => {
  const { nl, ask } = await asking(2)
  const statuses = []
  for (const sub of ['one', 'two', 'three']) statuses.push((await ask({ sub })).status)
  expect(statuses).toEqual([201, 201, 429])
  const { body, headers } = await ask({})
  expect([body.code, Number(headers['retry-after'])]).toEqual(['INQUIRY_LIMIT', expect.any(Number)])
  expect(Number(headers['retry-after'])).toBeGreaterThan(86_000)
  expect((await nl.sent()).map(({ type }) => type)).toEqual(['inquiry.asked', 'inquiry.asked'])
  nl.pass(24 * 60 + 1)
  expect((await ask({})).status).toBe(201)
})

test('R16 another organisation has its own count', async () => {
  const { ask } = await asking(1)
  await ask({})
  expect((await ask({})).status).toBe(429)
  const other = await ask({ organisation: 'nl-other-desk' })
  expect([other.status, other.body]).toEqual([201, expect.anything()])
})

test('R16 what is no inquiry is not counted, and nothing else that begins is', async () => {
  const { nl, ask } = await asking(1)
  expect((await ask({}, { needs: [] })).status).toBe(422)
  expect((await ask({})).status).toBe(201)
  expect((await nl.post('/v1/referrals', nl.offer('RO'))).status).toBe(201)
})
