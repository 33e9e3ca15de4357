import { expect, test } from 'vitest'
import type { DeadlineFilter, ListedDeadline } from '../../store/deadlines.ts'
import { bearer, referralId, serve } from '../served.test-data.ts'

const row = (number: number, changes: Partial<ListedDeadline> = {}): ListedDeadline => ({
  referral: referralId,
  caseRef: 'NL-R-7F3K9Q',
  id: `followUp:day${number}`,
  name: 'followUp',
  owedBy: 'RO',
  since: '2026-01-01T00:00:00.000Z',
  due: `2026-02-${String(number).padStart(2, '0')}T00:00:00.000Z`,
  pausedSince: null,
  state: 'running',
  stages: [],
  escalatedTo: null,
  ...changes,
})

test('a deadline is listed with what is waited for in plain words, what was made of the silence, and no content', async () => {
  const stages = [
    { stage: 'escalation', at: '2026-01-20T00:00:00.000Z', firedAt: '2026-01-20T00:00:00.700Z' },
  ] as const
  const listed = row(1, { id: 'acknowledge', name: 'acknowledge', stages, escalatedTo: 'RO/ro-shelter' })
  const { app } = await serve({
    deadlines: async () => [{ ...listed, sections: { person: {} } } as ListedDeadline],
  })
  const reply = await app.inject({ url: '/v1/deadlines', headers: bearer('caseworker') })
  expect([reply.statusCode, reply.json()]).toEqual([
    200,
    { deadlines: [{ ...listed, what: 'a named person acknowledges the referral' }] },
  ])
})

test('pages follow one another by the link, through what stands still at the end, each row once', async () => {
  const still = row(9, { due: null, pausedSince: '2026-01-01T00:00:00.000Z', state: 'paused' })
  const all = [row(1), row(2), row(3), row(4), still, { ...still, id: 'zuletzt' }]
  const keyOf = ({ due, id }: { due: string | null; id: string }) => `${due ?? 'infinity'} ${id}`
  const { app } = await serve({
    deadlines: async ({ after, limit }) =>
      all.filter((each) => !after || keyOf(each) > keyOf(after)).slice(0, limit),
  })
  const seen: string[] = []
  let url: string | undefined = '/v1/deadlines?limit=2'
  while (url) {
    const reply: { json(): { deadlines: ListedDeadline[] }; headers: object } = await app.inject({
      url,
      headers: bearer('auditor'),
    })
    seen.push(...reply.json().deadlines.map(({ id }) => id))
    url = /^<([^>]+)>; rel="next"$/.exec(String(Object(reply.headers).link))?.[1]
  }
  expect(seen).toEqual(all.map(({ id }) => id))
})

test('mine are those that name me, unless told those of my organisation, and an auditor sees all', async () => {
  const filters: DeadlineFilter[] = []
  const { app } = await serve({
    deadlines: async (filter) => {
      filters.push(filter)
      return []
    },
  })
  for (const [role, query] of [
    ['caseworker', '?whose=mine&state=overdue&party=RO'],
    ['caseworker', ''],
    ['auditor', ''],
    ['focal-point', '?whose=all'],
  ] as const)
    await app.inject({ url: `/v1/deadlines${query}`, headers: bearer(role) })
  expect(filters.map(({ concern, state, party }) => [concern, state, party])).toEqual([
    ['NL/nl-focal-point/staff-caseworker', 'overdue', 'RO'],
    ['NL/nl-focal-point', undefined, undefined],
    [undefined, undefined, undefined],
    [undefined, undefined, undefined],
  ])
})

test.each([
  ['whose=theirs', 'QUERY_INVALID'],
  ['state=late', 'QUERY_INVALID'],
  ['party=ro', 'QUERY_INVALID'],
  ['cursor=AAAA', 'CURSOR_INVALID'],
])('the query %s is refused', async (query, code) => {
  const { app } = await serve()
  const reply = await app.inject({ url: `/v1/deadlines?${query}`, headers: bearer('caseworker') })
  expect([reply.statusCode, reply.json().code]).toEqual([400, code])
})

test('in an exercise every answer tells the time that it is there', async () => {
  const ask = async (exercise: boolean) => {
    const { app } = await serve({ exercise })
    return (await app.inject({ url: '/v1/deadlines', headers: bearer('caseworker') })).headers[
      'onward-exercise-clock'
    ]
  }
  expect([await ask(true), await ask(false)]).toEqual(['2026-01-02T03:04:05.678Z', undefined])
})
