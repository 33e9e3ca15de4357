import { expect, test } from 'vitest'
import { serve } from '../served.test-data.ts'
import { withoutReceivers } from '../without-receivers.test-data.ts'

const path = `/links/${'a'.repeat(43)}`
const form = { 'content-type': 'application/x-www-form-urlencoded' }

test('R52 who asks too often gets a page that says so, not a problem for programs', async () => {
  const { app } = await serve({ rateLimit: 2 })
  const answers = [await app.inject(path), await app.inject(path), await app.inject(path)]
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 429])
  expect(answers[2]?.headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8' })
  expect(answers[2]?.body).toContain('Please wait a minute')
})

test('R52 when the database is away the page says so and tells nothing else', async () => {
  const gone = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:5432'), { code: 'ECONNREFUSED' })
  const store = { ...withoutReceivers.links.store, takeTry: async () => Promise.reject(gone) }
  const { app, logged } = await serve({ links: { ...withoutReceivers.links, store } })
  const answer = await app.inject({ method: 'POST', url: path, headers: form, payload: 'code=K7QF29XM4T' })
  expect([answer.statusCode, answer.body.includes('Please wait a minute')]).toEqual([503, true])
  expect(answer.body).not.toContain('ECONNREFUSED')
  expect(logged.join('')).not.toMatch(/K7QF29XM4T|a{43}/)
})

test('R52 a page takes forms of its own kind and size only', async () => {
  const { app } = await serve()
  const json = { method: 'POST', url: path, headers: { 'content-type': 'text/plain' }, payload: 'x' } as const
  const large = { method: 'POST', url: path, headers: form, payload: `code=${'x'.repeat(9_000)}` } as const
  const answers = [await app.inject(json), await app.inject(large), await app.inject(`${path}/more`)]
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([415, 413, 404])
})

test('R52 a link is told to nobody by the documentation: its address and its code are in no example', async () => {
  const { app } = await serve()
  const { paths } = (await app.inject('/docs/json')).json()
  expect(paths['/links/{address}'].get.security).toEqual([])
  expect(JSON.stringify(paths['/v1/referrals/{id}/links'].get.responses)).not.toMatch(
    /"(path|code|address)":/,
  )
})
