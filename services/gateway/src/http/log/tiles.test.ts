import { expect, test } from 'vitest'
import { serve } from '../served.test-data.ts'

const { app } = await serve()

test('anybody reads the newest checkpoint, and no cache keeps it', async () => {
  const reply = await app.inject({ url: '/log/checkpoint' })
  expect([reply.statusCode, reply.headers['content-type'], reply.headers['cache-control']]).toEqual([
    200,
    'text/plain; charset=utf-8',
    'no-store',
  ])
  expect(reply.body).toBe('gateway.nl.example/log\n1\nAAAA\n\n— signed\n')
})

test('a log without a checkpoint says that it is not there yet', async () => {
  const { app: young } = await serve({ checkpoint: async () => undefined })
  const reply = await young.inject({ url: '/log/checkpoint' })
  expect([reply.statusCode, reply.json().code]).toEqual([503, 'NO_CHECKPOINT'])
})

test('anybody reads a tile, and every cache may keep it for ever', async () => {
  const reply = await app.inject({ url: '/log/tile/0/000.p/8' })
  expect([reply.statusCode, reply.headers['content-type'], reply.headers['cache-control']]).toEqual([
    200,
    'application/octet-stream',
    'public, max-age=31536000, immutable',
  ])
  expect(reply.rawPayload).toEqual(Buffer.alloc(256, 7))
})

test('HEAD is answered as GET is, without the body (RFC 9110 §9.3.2)', async () => {
  const ended = { checkpoint: async () => 'ended', tile: async () => new Uint8Array(32) }
  const { app: restored } = await serve({ formerLogs: [ended] })
  const paths = ['checkpoint', 'tile/0/000.p/8', 'tile/0/000', '1/checkpoint', '1/tile/0/000.p/1']
  for (const path of paths) {
    const [head, get] = [
      await restored.inject({ method: 'HEAD', url: `/log/${path}` }),
      await restored.inject({ url: `/log/${path}` }),
    ]
    const told = ['content-type', 'content-length', 'cache-control'].map((name) => [
      get.headers[name],
      head.headers[name],
    ])
    expect([path, head.statusCode, head.rawPayload.length]).toEqual([path, get.statusCode, 0])
    for (const [ofGet, ofHead] of told) expect(ofHead).toBe(ofGet)
  }
})

test('a log that ended is read by its number, as far as it is kept, and no other', async () => {
  const ended = { checkpoint: async () => 'ended', tile: async () => new Uint8Array(32).fill(9) }
  const { app: restored } = await serve({ formerLogs: [ended] })
  const at = async (path: string) => {
    const { statusCode, rawPayload } = await restored.inject({ url: path })
    return [statusCode, statusCode === 200 ? rawPayload.toString() : '']
  }
  expect([
    await at('/log/1/checkpoint'),
    await at('/log/1/tile/0/000.p/1'),
    await at('/log/2/checkpoint'),
    await at('/log/0/checkpoint'),
    await at('/log/1/tile/0/0'),
  ]).toEqual([
    [200, 'ended'],
    [200, '\t'.repeat(32)],
    [404, ''],
    [404, ''],
    [404, ''],
  ])
})

test.each([
  '0/000',
  '0/000.p/9',
  '0/000.p/0',
  '0/001.p/1',
  '1/000.p/1',
  '0/0',
  '0/000.p/08',
  '64/000',
  'entries/000.p/8',
  '0/000.p/8/',
  '..%2f..%2fv1/audit/checkpoint',
  '%00',
  `${'x001/'.repeat(30)}000`,
])('there is no tile %s, and no cache remembers that', async (path) => {
  const reply = await app.inject({ url: `/log/tile/${path}` })
  expect([404, 400]).toContain(reply.statusCode)
  expect(reply.headers['cache-control']).toBe('no-store')
})
