import { Counter, Registry } from 'prom-client'
import { expect, test } from 'vitest'
import { bearer, serve } from './served.test-data.ts'

test('readiness tells what is wrong, while the process lives', async () => {
  const checks = {
    database: 'ok',
    kafka: 'UNREACHABLE',
    lanes: 'ok',
    checkpoint: 'ok',
    directory: 'ok',
    keys: 'ok',
  }
  const { app } = await serve({ readiness: async () => ({ ready: false, checks }) })
  const ready = await app.inject({ url: '/readyz' })
  expect([ready.statusCode, ready.headers['retry-after'], ready.json()]).toEqual([
    503,
    '5',
    { ready: false, checks },
  ])
  const live = await app.inject({ url: '/livez' })
  expect([live.statusCode, live.json()]).toEqual([200, { live: true }])
})

test('figures are Prometheus text', async () => {
  const metrics = new Registry()
  new Counter({ name: 'onward_handover_total', help: 'Handovers.', registers: [metrics] }).inc(3)
  const { app } = await serve({ metrics })
  const reply = await app.inject({ url: '/metrics', headers: bearer('operator') })
  expect(reply.headers['content-type']).toBe(metrics.contentType)
  expect(reply.body).toContain('onward_handover_total 3')
})
