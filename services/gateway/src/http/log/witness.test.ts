import { parseWitnessRequest, type WitnessAnswer } from '@onward/audit'
import { expect, test } from 'vitest'
import { posting, serve } from '../served.test-data.ts'

const body =
  'old 0\n\ngateway.ro.example/log\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\n— x AAAAAAA=\n'

async function askFor(answer: WitnessAnswer | 'read', payload = body, headers: Record<string, string> = {}) {
  const asked: string[] = []
  const { app } = await serve({
    addCheckpoint: async (text) => {
      asked.push(text)
      parseWitnessRequest(text)
      return answer === 'read' ? { status: 404 } : answer
    },
  })
  const reply = await app.inject({ method: 'POST', url: '/witness/add-checkpoint', payload, headers })
  return { asked, reply, told: [reply.statusCode, reply.headers['content-type'], reply.body] }
}

test('a cosignature is answered as it is, and no cache keeps it', async () => {
  const line = '— gateway.nl.example/witness AAAAAAAAAAA=\n'
  const { asked, reply, told } = await askFor({ status: 200, line })
  expect(told).toEqual([200, 'text/plain; charset=utf-8', line])
  expect([asked, reply.headers['cache-control']]).toEqual([[body], 'no-store'])
})

test('who is elsewhere is told where the log is, in the form of the standard', async () => {
  const { told } = await askFor({ status: 409, size: 20_852_014 })
  expect(told).toEqual([409, 'text/x.tlog.size', '20852014\n'])
})

test.each([
  [400, 'WITNESS_REQUEST'],
  [403, 'WITNESS_SIGNATURE'],
  [404, 'WITNESS_ORIGIN'],
  [422, 'WITNESS_PROOF'],
] as const)('a refusal %i has a code', async (status, code) => {
  const { reply } = await askFor({ status })
  expect([reply.statusCode, reply.json().code]).toEqual([status, code])
})

test.each(['', 'old\n', '{}', '\u0000', 'old 0\n\n'])('%j is no request', async (payload) => {
  const { reply } = await askFor('read', payload)
  expect([reply.statusCode, reply.json().code]).toEqual([400, 'WITNESS_REQUEST'])
})

test.each([
  'text/plain',
  'application/json',
  'application/octet-stream',
  'application/x-www-form-urlencoded',
])('a request is read whatever its type, such as %s', async (type) => {
  const { asked } = await askFor('read', body, { 'content-type': type })
  expect(asked).toEqual([body])
})

test('a request that is longer than any is not read', async () => {
  const { asked, reply } = await askFor('read', 'x'.repeat(40_000))
  expect([asked, reply.statusCode]).toEqual([[], 413])
})

test('other routes read JSON only, as before', async () => {
  const { app } = await serve()
  const headers = { ...posting('caseworker', 'plain'), 'content-type': 'text/plain' }
  const reply = await app.inject({ method: 'POST', url: '/v1/referrals', payload: 'x', headers })
  expect(reply.statusCode).toBe(415)
})

test('what was seen of a log is told by the SHA-256 of its origin, to anybody', async () => {
  const known = 'a'.repeat(64)
  const { app } = await serve({ seenOf: async (log) => (log === known ? 'a note' : undefined) })
  const at = async (log: string) => {
    const { statusCode, body } = await app.inject({ url: `/witness/${log}/checkpoint` })
    return [statusCode, statusCode === 200 ? body : JSON.parse(body).code]
  }
  expect([await at(known), await at('b'.repeat(64)), await at('gateway.ro.example%2flog')]).toEqual([
    [200, 'a note'],
    [404, 'NOT_FOUND'],
    [404, 'NOT_FOUND'],
  ])
})
