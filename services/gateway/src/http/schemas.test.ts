import { schemaDocuments } from '@onward/contract'
import { expect, test } from 'vitest'
import { serve } from './served.test-data.ts'

const { app } = await serve()

test('R4 every schema of the contract is served as it is published, and may be kept', async () => {
  for (const document of schemaDocuments) {
    const path = document.$id.slice('https://onward.example/schemas/v1/'.length)
    const reply = await app.inject({ url: `/v1/schemas/${path}` })
    expect([path, reply.statusCode, reply.headers['content-type']]).toEqual([
      path,
      200,
      'application/schema+json; charset=utf-8',
    ])
    expect(reply.json()).toEqual(document)
    expect(reply.headers['cache-control']).toBe('public, max-age=3600')
  }
})

test('a schema is found without its ending, and not sent again to who has it', async () => {
  const first = await app.inject({ url: '/v1/schemas/event/journey-planned' })
  expect(first.json()).toMatchObject({ title: 'JourneyPlanned' })
  const headers = { 'if-none-match': String(first.headers.etag) }
  const again = await app.inject({ url: '/v1/schemas/event/journey-planned', headers })
  expect([again.statusCode, again.body]).toEqual([304, ''])
})

test.each(['event/nothing', 'nothing', 'event/..%2Fparty', 'constructor'])(
  '%s is no schema',
  async (path) => {
    const reply = await app.inject({ url: `/v1/schemas/${path}` })
    expect([reply.statusCode, reply.json().code]).toEqual([404, 'NOT_FOUND'])
  },
)
