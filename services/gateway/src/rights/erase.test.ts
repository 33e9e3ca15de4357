/** An erasure on the real record, with the role that may delete; a process that dies between two steps leaves nothing half done. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Gap, gapsOfErasure } from '../gap.ts'
import { type RecordedMember, recordedMember } from '../recorded-member.test-data.ts'
import { destroy, dueDestructions, undestroyed } from '../store/rights/destroy.ts'
import { noteTold, standingOf, untoldErasures } from '../store/rights/erasure.ts'
import { appendDestruction, beginRegister, readRegister } from './destruction-register.ts'
import { erase } from './erase.ts'
import { tellErased } from './tell-erased.ts'

let nl: RecordedMember
let eraser: pg.Client
let owner: pg.Client
let folder: string

beforeAll(async () => {
  nl = await recordedMember()
  eraser = new pg.Client({ connectionString: nl.urls.eraser })
  owner = new pg.Client({ connectionString: nl.urls.migrator })
  await Promise.all([eraser.connect(), owner.connect()])
  folder = mkdtempSync(join(tmpdir(), 'onward-erase-'))
  beginRegister(folder, 'NL')
})

afterAll(async () => {
  await Promise.all([eraser?.end(), owner?.end()])
  await nl?.stop()
  rmSync(folder, { recursive: true, force: true })
})

test('R55 two people erase a referral: nobody else can, and nobody alone', async () => {
  const id = await offered('RO')
  const path = `/v1/referrals/${id}/erasure`
  expect(await nl.get(path)).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } })
  expect((await nl.post(`${path}/approval`, {}, undefined, 'dpo')).status).toBe(404)
  expect((await nl.post(path, { ground: 'request' }, undefined, 'caseworker')).status).toBe(403)
  const asked = await nl.post(path, { ground: 'request' })
  expect(asked).toMatchObject({ status: 202, body: { state: 'asked', ground: 'request', approvedBy: null } })
  expect(await nl.post(path, { ground: 'withdrawal' })).toMatchObject({
    status: 409,
    body: { code: 'ERASURE_ASKED' },
  })
  expect((await nl.post(`${path}/approval`, {})).status).toBe(403)
  expect(await round()).toBe(0)

  // One person with both roles is one person, at the door and in the record.
  await owner.query("update erasure set by = 'nl-focal-point/focal-point/staff-dpo' where referral = $1", [
    id,
  ])
  expect(await nl.post(`${path}/approval`, {}, undefined, 'dpo')).toMatchObject({
    status: 409,
    body: { code: 'FOUR_EYES' },
  })
  await owner.query('insert into erasure_approval select id, by, at from erasure where referral = $1', [id])
  await owner.query('insert into erasure_told select id, null, at from erasure where referral = $1', [id])
  expect(await round()).toBe(0)
  expect((await nl.load(id))?.erased).toBe(false)
})

test('R20, R55 the other side is told before anything is destroyed, and afterwards nothing can be said or read', async () => {
  const id = await offered('RO')
  await approved(id)
  await tell()
  const { rows } = await owner.query(
    'select event from erasure_told join erasure using (id) where referral = $1',
    [id],
  )
  expect(rows).toEqual([{ event: expect.any(String) }])
  const told = (await nl.sent()).find(({ subject, type }) => subject === id && type === 'data.erased')
  expect(told).toMatchObject({
    to: 'RO',
    data: { ground: 'request', sections: expect.arrayContaining(['person']) },
  })
  expect(await round()).toBe(1)
  expect(await round()).toBe(0)

  expect(await nl.get(`/v1/referrals/${id}`)).toMatchObject({ status: 410, body: { code: 'ERASED' } })
  const said = { verb: 'cancel', data: { reason: 'PersonWithdrew' } }
  expect(await nl.post(`/v1/referrals/${id}/commands`, said)).toMatchObject({ status: 410 })
  expect(await nl.post(`/v1/referrals/${id}/erasure`, { ground: 'request' })).toMatchObject({ status: 410 })
  const { body: list } = await nl.get('/v1/referrals')
  expect(list.referrals.find((each: { id: string }) => each.id === id)).toMatchObject({ erased: true })
  const { body } = await nl.get(`/v1/referrals/${id}/timeline`)
  expect(body).toMatchObject({
    erased: { at: expect.any(String), ground: 'request', leaf: expect.any(String) },
    events: [
      { type: 'referral.submitted', actor: null },
      { type: 'data.erased', actor: null },
    ],
  })
})

test('R55 what is destroyed: key, what waits, local records, links, notes, keys of requests; what tells of it stays', async () => {
  const id = await offered('RO')
  const { body: before } = await nl.get(`/v1/referrals/${id}`)
  const own = before.case
  await nl.post(`/v1/cases/${own}/exclusions`, { member: 'BG' })
  await owner.query(
    `insert into link values (gen_random_uuid(), $1, 'nl-shelter', 'night-desk', 'Shelter', 'by', now(), now() + interval '1 hour',
       sha256('a'), substr(sha256('s'), 1, 16), sha256('c'))`,
    [id],
  )
  await owner.query(
    `insert into opening select -1, sha256('x'), '{"at":"now","kind":"link.read","link":"' || id || '"}' from link where referral = $1`,
    [id],
  )
  await owner.query(
    `insert into opening values (-2, sha256('x'), '{"kind":"access.read","referral":"${id}","who":"fp-03"}')`,
  )
  const kept = await counts(id, own)
  expect(kept).toEqual({ key: 1, outbox: 1, requests: 1, links: 1, local: 3, due: 1, readers: 2, events: 1 })
  await approved(id)
  await tell()
  expect(await round()).toBe(1)
  // What is left in the outbox tells the other side that it is erased.
  expect(await counts(id, own)).toEqual({
    key: 0,
    outbox: 1,
    requests: 0,
    links: 0,
    local: 0,
    due: 0,
    readers: 0,
    events: 2,
  })
  const [waits] = (await nl.sent()).filter(({ subject }) => subject === id)
  expect(waits?.type).toBe('data.erased')
  const again = await nl.post(`/v1/cases/${own}/exclusions`, { member: 'BG' })
  expect(again).toMatchObject({ status: 410, body: { code: 'ERASED' } })
  const { rows } = await owner.query(
    `select o.record::jsonb - 'entry' - 'at' as record, d.openings from erasure_done d join erasure using (id) join opening o on o.seq = d.leaf_seq
     join audit_leaf l on l.seq = d.leaf_seq where referral = $1`,
    [id],
  )
  expect(rows).toEqual([
    {
      // Who read it here, who read it elsewhere, and who opened a link.
      record: { kind: 'erasure', openings: 3, ground: 'request', approver: 'nl-focal-point/dpo/staff-dpo' },
      openings: 3,
    },
  ])
})

test('R55 what is known of a case stays while another referral of it is there, and goes with the last one', async () => {
  const first = await offered('RO')
  const { case: own } = (await nl.get(`/v1/referrals/${first}`)).body
  const second = await nl.post('/v1/referrals', {
    ...nl.offer('BG'),
    transfersResponsibility: false,
    previousReferral: first,
  })
  expect(second.status).toBe(201)
  const local = async () =>
    (await owner.query('select from local_record where local_case = $1', [own])).rowCount ?? 0
  for (const [id, left] of [
    [first, true],
    [second.body.referral, false],
  ] as const) {
    await approved(id)
    await tell()
    await round()
    expect([id, (await local()) > 0]).toEqual([id, left])
  }
})

test.each(gapsOfErasure)('R55 it dies at %s: the next process carries out the rest, once', async (gap) => {
  const id = await offered('BG')
  await approved(id)
  const died = new Error('died')
  const reached = (at: Gap) => {
    if (at === gap) throw died
  }
  const passes = async () => {
    await tell(reached)
    await round(reached)
  }
  await expect(passes()).rejects.toBe(died)
  const halfway = readRegister(folder, 'NL').filter(({ referral }) => referral === id)
  expect(halfway).toHaveLength(gap === 'erase.said' ? 0 : 1)
  // Either all of it is destroyed, or nothing.
  const half = await counts(id, (await caseOf(id)) ?? '')
  expect([half.key, half.local > 0, half.due]).toEqual(
    gap === 'erase.destroyed' ? [0, false, 0] : [1, true, 1],
  )

  await tell()
  await round()
  expect((await nl.load(id))?.erased).toBe(true)
  const { rows } = await owner.query(
    `select (select count(*)::int from event where referral = $1 and type = 'data.erased') as told,
       (select count(*)::int from erasure_done join erasure using (id) where referral = $1) as done`,
    [id],
  )
  expect(rows).toEqual([{ told: 1, done: 1 }])
  expect(readRegister(folder, 'NL').filter(({ referral }) => referral === id)).toHaveLength(1)
})

test('R55 a data key that has come back is destroyed again, and until then the database is known to be behind', async () => {
  const id = await offered('RO')
  const { rows } = await owner.query('select wrapped from data_key where referral = $1', [id])
  await approved(id)
  await tell()
  await round()
  await owner.query('insert into data_key values ($1, $2)', [id, rows[0].wrapped])
  expect((await nl.get(`/v1/referrals/${id}`)).status).toBe(200)
  const entries = readRegister(folder, 'NL').map(({ referral }) => referral)
  expect((await standingOf(nl.store, entries)).alive).toEqual([id])
  expect(await round()).toBe(1)
  expect((await standingOf(nl.store, entries)).alive).toEqual([])
  expect((await nl.get(`/v1/referrals/${id}`)).status).toBe(410)
})

test('a decision that was under way when it was erased is made again, and refused', async () => {
  const id = await offered('RO')
  const { body } = await nl.get(`/v1/referrals/${id}`)
  await approved(id)
  await tell()
  await round()
  const { rows } = await owner.query('select version from referral where id = $1', [id])
  expect(rows[0].version).toBe(body.version + 2)
})

async function offered(peer: string): Promise<string> {
  const answer = await nl.post('/v1/referrals', nl.offer(peer))
  expect(answer.status).toBe(201)
  return answer.body.referral
}

async function approved(id: string): Promise<void> {
  const path = `/v1/referrals/${id}/erasure`
  expect((await nl.post(path, { ground: 'request' })).status).toBe(202)
  const answer = await nl.post(`${path}/approval`, {}, undefined, 'dpo')
  expect(answer).toMatchObject({
    status: 202,
    body: { state: 'approved', approvedBy: 'nl-focal-point/dpo/staff-dpo' },
  })
}

function tell(reached: (gap: Gap) => void = () => {}) {
  return tellErased({
    member: 'NL',
    now: () => new Date(),
    untold: () => untoldErasures(nl.store, { at: new Date().toISOString(), limit: 10 }),
    // Without a broker nothing is ever receipted.
    isAllReceipted: async () => true,
    load: nl.load,
    submit: nl.submit,
    noteTold: (told) => noteTold(nl.store, told),
    alarm: () => {},
    reached,
  })
}

function round(reached: (gap: Gap) => void = () => {}): Promise<number> {
  return erase({
    now: () => new Date(),
    entries: () => readRegister(folder, 'NL'),
    append: (destruction) => appendDestruction(folder, 'NL', destruction),
    undestroyed: (entries) => undestroyed(eraser, entries),
    due: (at) => dueDestructions(eraser, at),
    destroy: (entry, leafOf) => destroy(eraser, entry, leafOf),
    destroyed: () => {},
    reached,
  })
}

async function caseOf(id: string): Promise<string | undefined> {
  return (await owner.query('select local_case from referral where id = $1', [id])).rows[0]?.local_case
}

async function counts(id: string, own: string) {
  const { rows } = await owner.query(
    `select (select count(*)::int from data_key where referral = $1) as key,
      (select count(*)::int from outbox_body join outbox_pending using (jti) where referral = $1) as outbox,
      (select count(*)::int from idempotency where referral = $1) as requests,
      (select count(*)::int from link where referral = $1) as links,
      (select count(*)::int from local_record where local_case = $2) as local,
      (select count(*)::int from due_list where referral = $1) as due,
      (select count(*)::int from opening where seq < 0) as readers,
      (select count(*)::int from event where referral = $1) as events`,
    [id, own],
  )
  return rows[0]
}
