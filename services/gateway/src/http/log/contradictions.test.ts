import { expect, test } from 'vitest'
import { bearer, serve } from '../served.test-data.ts'

test('both notes of a contradiction are shown to the auditor, to the byte', async () => {
  const found = {
    digest: 'd'.repeat(43),
    origin: 'gateway.ro.example/log',
    kind: 'fork',
    first: 'gateway.ro.example/log\n7\nAAAA\n\n— gateway.ro.example/log AAAA\n',
    second: 'gateway.ro.example/log\n7\nBBBB\n\n— gateway.ro.example/log BBBB\n',
    seenBy: 'witness',
    at: new Date('2026-10-01T12:00:00Z'),
  } as const
  const { app } = await serve({ contradictions: async () => [found] })
  const reply = await app.inject({ url: '/v1/audit/contradictions', headers: bearer('auditor') })
  const { digest: id, at, ...rest } = found
  expect(reply.json()).toEqual({ contradictions: [{ id, at: at.toISOString(), ...rest }] })
})
