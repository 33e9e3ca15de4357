import { expect, test } from 'vitest'
import { bearer, entryId, keyTaken, posting, quarantineEntry, serve } from '../served.test-data.ts'

const url = `/v1/quarantine/${entryId}/release`
const agree = (
  app: Awaited<ReturnType<typeof serve>>['app'],
  role: 'operator' | 'focal-point',
  key: string = role,
) => {
  const { 'content-type': _none, ...headers } = posting(role, key)
  return app.inject({ method: 'POST', url, headers })
}

test('R50 a release needs an operator and a focal point, and the second one’s call tries the message', async () => {
  const released: string[] = []
  const approvals = new Map<string, string>()
  const { app } = await serve({
    quarantine: {
      list: async () => [],
      find: async () => quarantineEntry({ approvedBy: [...approvals.keys()] }),
      approve: async ({ role, by, idempotency }) => {
        expect(idempotency).toMatchObject({ path: url, key: role, status: 202 })
        approvals.set(role, by)
        return [...approvals.keys()]
      },
      release: async (id) => {
        released.push(id)
        return { outcome: 'rejected', code: 'BIZ_STATE' }
      },
    },
  })
  const first = await agree(app, 'operator')
  expect([first.statusCode, first.json(), released]).toEqual([202, { approvedBy: ['operator'] }, []])
  const second = await agree(app, 'focal-point')
  expect([second.statusCode, second.json(), released]).toEqual([
    200,
    { outcome: 'rejected', code: 'BIZ_STATE' },
    [entryId],
  ])
  expect(approvals).toEqual(
    new Map([
      ['operator', 'nl-focal-point/staff-operator'],
      ['focal-point', 'nl-focal-point/staff-focal-point'],
    ]),
  )
})

test('what was released is told again, and an unknown entry is not found', async () => {
  const { app } = await serve({
    quarantine: {
      list: async () => [],
      find: async (id) => (id === entryId ? quarantineEntry({ outcome: 'applied' }) : undefined),
      approve: async () => Promise.reject(new Error('asked again')),
      release: async () => Promise.reject(new Error('tried again')),
    },
  })
  const told = await agree(app, 'operator')
  expect([told.statusCode, told.json()]).toEqual([200, { outcome: 'applied' }])
  const unknown = await app.inject({
    method: 'POST',
    url: url.replace(entryId, entryId.replace('a1', 'a2')),
    headers: posting('operator', 'k'),
    payload: '',
  })
  expect(unknown.json().code).toBe('NOT_FOUND')
})

test('a release that stopped between agreement and trial goes on when it is repeated under the same key', async () => {
  const { app, remembered } = await serve({
    quarantine: {
      list: async () => [],
      find: async () => quarantineEntry({ approvedBy: ['focal-point', 'operator'] }),
      approve: async () => Promise.reject(keyTaken()),
      release: async () => ({ outcome: 'applied' }),
    },
    fingerprint: () => Buffer.alloc(32),
  })
  const scope = ['nl-focal-point/operator/staff-operator', 'POST', url, 'operator'].join('\n')
  remembered.set(scope, { request: Buffer.alloc(32), status: 202, referral: null, event: null })
  const reply = await agree(app, 'operator')
  expect([reply.statusCode, reply.json()]).toEqual([200, { outcome: 'applied' }])
})

test('a release that is refused is a problem', async () => {
  const { app } = await serve({
    quarantine: {
      list: async () => [],
      find: async () => quarantineEntry(),
      approve: async () => ['focal-point', 'operator'],
      release: async () => ({
        accepted: false,
        code: 'REJECTED_FINAL',
        reason: 'Its sender holds a receipt.',
      }),
    },
  })
  expect((await agree(app, 'operator')).json()).toMatchObject({
    status: 409,
    code: 'REJECTED_FINAL',
    detail: 'Its sender holds a receipt.',
  })
})

test('the quarantine is filtered and paged', async () => {
  const filters: object[] = []
  const entries = ['a1', 'a2', 'a3'].map((end) => quarantineEntry({ id: entryId.replace('a1', end) }))
  const { app } = await serve({
    quarantine: {
      list: async (filter) => {
        filters.push(filter)
        return entries.slice(0, filter.limit)
      },
      find: async () => undefined,
      approve: async () => [],
      release: async () => ({ outcome: 'applied' }),
    },
  })
  const reply = await app.inject({
    url: '/v1/quarantine?limit=2&code=SIG_INVALID&lane=lane.NL.RO',
    headers: bearer('auditor'),
  })
  expect(reply.json().entries).toHaveLength(2)
  await app.inject({ url: `/v1/quarantine?cursor=${reply.json().next}`, headers: bearer('auditor') })
  expect(filters).toEqual([
    { code: 'SIG_INVALID', lane: 'lane.NL.RO', before: undefined, limit: 3 },
    { code: undefined, lane: undefined, before: entries[1]?.id, limit: 51 },
  ])
})
