import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { commitDecisions, commitLocal, type Decided } from './commit.ts'
import { decided, hash } from './decided.test-data.ts'
import { ownStore } from './own-store.test-data.ts'

let own: Awaited<ReturnType<typeof ownStore>>

beforeAll(async () => {
  own = await ownStore()
})

afterAll(() => own.drop())

const lane = 'lane.NL.RO'
const due = '2026-03-03T12:00:00.000Z'
const deadlines = [
  {
    ...{ id: 'acknowledge', name: 'acknowledge', owedBy: 'RO' },
    ...{ since: '2026-03-01T12:00:00.000Z', due, pausedSince: undefined, concerns: [] },
  },
]

/** A first event that something is due of. */
function begun(): Decided {
  const first = decided(lane)
  return { ...first, view: { ...first.view, deadlines, nextDue: due } }
}

/** What follows on it, decided on the version that it had. */
function next({ view, event }: Decided): Decided {
  const { event: later, ...rest } = decided(lane)
  const sequence = event.sequence + 1
  const pending = { ...rest.pending, referral: view.id, sequence, event: later.digest }
  return {
    ...{ ...rest, pending },
    view: { ...view, expected: view.version, version: view.version + 1 },
    event: { ...later, referral: view.id, sequence },
  }
}

async function rows(text: string, ...values: readonly string[]): Promise<readonly object[]> {
  return await own.store.read<object>({ name: hash(), text, values })
}

test('R50 a decision waits for whoever moves the same referral on, and neither makes the other fail', async () => {
  const first = begun()
  await commitLocal(own.store, first)
  const { id } = first.view
  const mover = await own.store.connect()
  try {
    await mover.query('begin')
    await mover.query('update referral set next_due = $2 where id = $1', [id, due])
    const deciding = commitDecisions(own.store, [next(first)], [])
    await somebodyWaits()
    // As move_on does it: what is due comes after the referral.
    await mover.query('update due_list set last_due = last_due where referral = $1', [id])
    await mover.query('commit')
    expect(await deciding).toBe('committed')
  } finally {
    await mover.end()
  }
})

test('R50 of decisions that meet, one on a version that is gone stores nothing of any', async () => {
  const [stale, good] = [begun(), begun()]
  await commitLocal(own.store, stale)
  expect(await commitLocal(own.store, next(stale))).toBe('committed')
  expect(await commitDecisions(own.store, [good, next(stale)], [])).toBe('changed')
  expect(await commitDecisions(own.store, [good, { ...begun(), view: stale.view }], [])).toBe('changed')
  expect(await rows('select id from referral where id = $1', good.view.id)).toEqual([])
  expect(await rows('select jti from outbox_body where jti = $1', good.pending.jti)).toEqual([])
})

test('what is due of a referral is what was last decided of it, and goes when nothing is due', async () => {
  const first = begun()
  const listed = () =>
    rows(
      "select jsonb_path_query_array(deadlines, '$[*].id') as ids from due_list where referral = $1",
      first.view.id,
    )
  await commitDecisions(own.store, [first, begun()], [])
  expect(await listed()).toEqual([{ ids: ['acknowledge'] }])
  const last = next(first)
  await commitDecisions(
    own.store,
    [{ ...last, view: { ...last.view, deadlines: [], nextDue: undefined } }, begun()],
    [],
  )
  expect(await listed()).toEqual([])
})

test('each of several decisions has its own content, body, key and answer', async () => {
  const several = [begun(), begun(), begun()].map((each, at) => ({
    ...each,
    event: { ...each.event, content: Buffer.alloc(3 + at, at) },
    body: hash().repeat(1 + at),
    view: { ...each.view, dataKey: Buffer.alloc(60, at) },
    idempotency: {
      ...{ principal: 'NL/desk/anna', method: 'POST', path: '/v1/referrals', key: randomUUID() },
      ...{ request: Buffer.alloc(32, at), status: 201 },
    },
  }))
  expect(await commitDecisions(own.store, several, [])).toBe('committed')
  for (const { view, event, body, idempotency } of several) {
    expect(
      await rows(
        `select content, data as body, wrapped, request, status, i.event as answered from event e
          join outbox_pending p on p.event = e.digest join outbox_body using (jti) join data_key k on k.referral = e.referral
          join idempotency i on i.referral = e.referral where e.referral = $1`,
        view.id,
      ),
    ).toEqual([
      {
        ...{ content: event.content, body, wrapped: view.dataKey },
        ...{ request: idempotency.request, status: 201, answered: event.id },
      },
    ])
  }
})

/** Until somebody waits for a lock in this database. */
async function somebodyWaits(): Promise<void> {
  const waiting = `select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
  await expect.poll(() => rows(waiting), { timeout: 5_000 }).toHaveLength(1)
}
