import { eventTypes } from '@onward/contract'
import { expect, test } from 'vitest'
import { commandVerbs } from './request-check.ts'
import { bearer, serve } from './served.test-data.ts'

const { app } = await serve()
const document = (await app.inject({ url: '/docs/json' })).json()

function references(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, member]) =>
    key === '$ref' ? [String(member)] : references(member),
  )
}

function resolve(reference: string): unknown {
  return reference
    .slice(2)
    .split('/')
    .reduce<unknown>(
      (value, step) => (typeof value === 'object' && value !== null ? Reflect.get(value, step) : undefined),
      document,
    )
}

test('every route of ours is documented: an id, a summary, its problems, and who may call it', () => {
  expect(document.openapi).toBe('3.1.1')
  // HEAD is what GET is, without the body.
  const ours = app.entrances.filter(({ method, url }) => method !== 'HEAD' && !url.startsWith('/docs'))
  const documented = ours.map(({ method, url, roles }) => {
    const operation =
      document.paths[url.replaceAll(/:(\w+)/g, '{$1}').replace('*', '{*}')]?.[method.toLowerCase()]
    const { operationId, summary, description } = operation
    expect([url, typeof operationId, typeof summary]).toEqual([url, 'string', 'string'])
    expect(description).toMatch(
      roles === 'open' ? /Open to all\.$/ : new RegExp(`For ${roles.join(', ')}\\.$`),
    )
    expect([url, operation.security]).toEqual([url, roles === 'open' ? [] : undefined])
    if (roles !== 'open')
      expect(operation.responses.default.content['application/problem+json'].schema).toEqual({
        $ref: '#/components/schemas/Problem',
      })
    return operationId
  })
  expect(new Set(documented).size).toBe(ours.length)
  expect(Object.keys(document.paths)).toHaveLength(new Set(ours.map(({ url }) => url)).size)
})

test('every reference leads somewhere within the document', () => {
  const all = references(document)
  expect(all.length).toBeGreaterThan(100)
  expect(all.filter((reference) => resolve(reference) === undefined)).toEqual([])
})

test('an offer is documented by the schema of its event and what is kept here, closed, with an example that is taken', async () => {
  const { schema, examples } = document.paths['/v1/referrals'].post.requestBody.content['application/json']
  expect(schema).toMatchObject({ title: 'ReferralSubmitted', additionalProperties: false })
  expect(Object.keys(schema.properties)).toEqual(expect.arrayContaining(['sections', 'local']))
  const headers = { ...bearer('caseworker'), 'idempotency-key': 'example' }
  const reply = await app.inject({
    method: 'POST',
    url: '/v1/referrals',
    headers,
    payload: examples['referral.submitted'].value,
  })
  expect(reply.statusCode).toBe(201)
})

test('each verb is documented with the data it takes', () => {
  const { oneOf } =
    document.paths['/v1/referrals/{id}/commands'].post.requestBody.content['application/json'].schema
  expect(oneOf.map((variant: { title: string }) => variant.title)).toEqual(commandVerbs)
  // Every type but offer and inquiry, which only begin, and expiry and overdue, which the gateway notes itself; nor what takes two workers.
  expect(oneOf).toHaveLength(eventTypes.length - 5)
})

test('evidence is documented by the schema of the file', () => {
  const { content } = document.paths['/v1/referrals/{id}/evidence'].get.responses['200']
  expect(content).toEqual({ 'application/json': { schema: { $ref: '#/components/schemas/EvidenceBundle' } } })
  expect(document.components.schemas.EvidenceBundle).toMatchObject({ additionalProperties: false })
})

test('the pages of the documentation load nothing from elsewhere', async () => {
  const reply = await app.inject({ url: '/docs/' })
  expect([reply.statusCode, reply.headers['x-content-type-options']]).toEqual([200, 'nosniff'])
  expect(reply.headers['content-security-policy']).toMatch(/^default-src 'none'; script-src 'self'/)
  expect(reply.body).not.toMatch(/https?:\/\//)
})
