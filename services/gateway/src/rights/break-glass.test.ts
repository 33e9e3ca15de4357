// Broken glass over HTTP, on the real record: a caseworker of another desk reads one referral for an hour.
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Role } from '../actor.ts'
import { type RecordedMember, recordedMember } from '../recorded-member.test-data.ts'
import { fresh, glassAt, outsider, text } from './break-glass.test-data.ts'

let nl: RecordedMember
let at: ReturnType<typeof glassAt>

beforeAll(async () => {
  nl = await recordedMember()
  at = glassAt(nl)
})

afterAll(() => nl.stop())

test('who breaks the glass reads content at once, and each reading names the grant', async () => {
  const path = await at.offered()
  const { sub, claims } = outsider()
  expect(await at.reading(path, claims)).toBe('metadata')
  const { body } = await at.breaking(path, claims)
  const read = (await nl.get(path, 'caseworker', claims)).body
  expect([read.reading, read.grant, read.sections.person.personPseudonym]).toEqual([
    'content',
    body.grant,
    expect.any(String),
  ])
  await nl.get(`${path}/sections/needs/versions`, 'caseworker', claims)

  const { accesses } = (await nl.get(`${path}/accesses`, 'auditor')).body
  const who = { actor: sub, role: 'caseworker', organisation: 'nl-night-desk' }
  expect(accesses).toMatchObject([
    { kind: 'access.read', ...who, sections: ['needs'], grant: body.grant },
    { kind: 'access.read', ...who, sections: 'content', grant: body.grant },
    { kind: 'access.breakglass', ...who, grant: body.grant },
  ])
  const record = JSON.parse(accesses[2].leaf.record)
  expect(record).toEqual({
    ...{ kind: 'access.breakglass', step: 'opened', grant: body.grant, ...who, reason: 'safety' },
    ...{
      referral: path.slice('/v1/referrals/'.length),
      at: body.at,
      text: expect.stringMatching(/^[\w-]{43}$/),
    },
  })
})

test('T33 it is for one referral, for one person, and for reading only', async () => {
  const { path, claims } = await at.opened()
  const other = await at.offered()
  expect(await at.reading(other, claims)).toBe('metadata')
  expect(await at.reading(path, fresh('somebody-else', 'nl-night-desk'))).toBe('metadata')
  for (const closed of ['htcds', 'candidates', 'attestations', 'links'])
    expect([closed, (await nl.get(`${path}/${closed}`, 'caseworker', claims)).status]).toEqual([closed, 403])
  const link = { organisation: 'nl-shelter', post: 'night-desk', role: 'Shelter' }
  expect((await nl.post(`${path}/links`, link, randomUUID(), 'caseworker', claims)).status).toBe(403)
})

test.each([
  ['without a sign-in of its own', { acr: undefined, auth_time: undefined }],
  ['with a password', { acr: 'urn:mace:incommon:iap:silver' }],
  ['six minutes after the sign-in', { auth_time: Math.floor(Date.now() / 1000) - 360 }],
  ['with a sign-in of tomorrow', { auth_time: Math.floor(Date.now() / 1000) + 86_400 }],
  ['with a time that is a text', { auth_time: String(Math.floor(Date.now() / 1000)) }],
])('%s the glass neither breaks nor is it confirmed', async (_, changes) => {
  const { path, grant } = await at.opened()
  const { claims } = outsider()
  const refused = { status: 403, body: { code: 'STEP_UP_REQUIRED' } }
  expect(await at.breaking(path, { ...claims, ...changes })).toMatchObject(refused)
  expect(await at.reading(path, claims)).toBe('metadata')
  expect(await at.confirming(path, grant, fresh('nl-fp-01', 'nl-focal-point', changes))).toMatchObject(
    refused,
  )
})

test('T33 unless somebody confirms it within 15 minutes it ends by itself', async () => {
  const { path, claims, grant } = await at.opened()
  nl.pass(14.9)
  expect(await at.reading(path, claims)).toBe('content')
  nl.pass(0.2)
  expect(await at.reading(path, claims)).toBe('metadata')
  expect(await at.confirming(path, grant)).toMatchObject({ status: 409, body: { code: 'BREAK_GLASS_ENDED' } })
  expect(await at.reading(path, claims)).toBe('metadata')
})

test('confirmed, it lasts an hour from when it was broken', async () => {
  const { path, claims, grant } = await at.opened()
  nl.pass(10)
  const confirmed = await at.confirming(path, grant)
  expect(confirmed).toMatchObject({
    status: 200,
    body: { state: 'confirmed', confirmed: { actor: 'nl-fp-01', role: 'focal-point' } },
  })
  nl.pass(49.5)
  expect(await at.reading(path, claims)).toBe('content')
  nl.pass(1)
  expect(await at.reading(path, claims)).toBe('metadata')
})

test('a supervisor confirms it as a focal point does, once', async () => {
  const { path, grant } = await at.opened()
  const supervisor = fresh('nl-sv-01', 'nl-night-desk')
  expect((await at.confirming(path, grant, supervisor, 'supervisor')).status).toBe(200)
  expect(await at.confirming(path, grant)).toMatchObject({ status: 409, body: { code: 'NOT_IN_THIS_STATE' } })
})

test('T33 nobody confirms, or reviews, what is their own, whatever role or desk they have today', async () => {
  const { path, sub, grant } = await at.opened()
  const four = { status: 409, body: { code: 'FOUR_EYES' } }
  expect(await at.confirming(path, grant, fresh(sub, 'nl-focal-point'))).toMatchObject(four)
  expect(await at.confirming(path, grant, fresh(sub, 'nl-night-desk'), 'supervisor')).toMatchObject(four)
  expect((await at.confirming(path, grant)).status).toBe(200)
  const review = (who: string, role: Role) =>
    nl.post(`${path}/break-glass/${grant}/review`, { finding: 'justified' }, randomUUID(), role, { sub: who })
  expect(await review(sub, 'dpo')).toMatchObject(four)
  expect(await review('nl-fp-01', 'focal-point')).toMatchObject(four)
  expect(await review('nl-dpo-1', 'dpo')).toMatchObject({ status: 200, body: { review: { state: 'done' } } })
})

test('the record itself refuses a confirmation by the same person, and one that is late', async () => {
  const { grant } = await at.opened()
  const gateway = new pg.Client({ connectionString: nl.urls.gateway })
  await gateway.connect()
  const insert = (by: string, after: string) =>
    gateway.query(
      `insert into break_glass_confirmation select id, by, at, ${by}, at + interval '${after}' from break_glass where id = $1`,
      [grant],
    )
  await expect(
    insert("'nl-focal-point/focal-point/' || split_part(by, '/', 3)", '1 minute'),
  ).rejects.toMatchObject({ code: '23514' })
  await expect(insert("'nl-focal-point/focal-point/x'", '15 minutes')).rejects.toMatchObject({
    code: '23514',
  })
  for (const forbidden of ['update break_glass set at = now()', 'delete from break_glass_confirmation'])
    await expect(gateway.query(forbidden)).rejects.toMatchObject({ code: '42501' })
  await gateway.end()
})

test('who reads by the rule breaks nothing, and whom the person excluded may not', async () => {
  const path = await at.offered()
  const own = fresh('nl-cw-01', 'nl-focal-point')
  expect(await at.breaking(path, own)).toMatchObject({ status: 409, body: { code: 'NOT_IN_THIS_STATE' } })

  const { case: id } = (await nl.get(path)).body
  const excluded = { member: 'NL', organisation: 'nl-night-desk' }
  expect((await nl.post(`/v1/cases/${id}/exclusions`, excluded)).status).toBe(201)
  const { claims } = outsider()
  expect(await at.breaking(path, claims)).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } })
})

test('an exclusion that comes later ends it', async () => {
  const { path, claims } = await at.opened()
  const { case: id } = (await nl.get(path)).body
  await nl.post(`/v1/cases/${id}/exclusions`, { member: 'NL', organisation: 'nl-night-desk' })
  expect(await at.reading(path, claims)).toBe('metadata')
})

test('the officer sees each of them with its review, which is overdue after 72 hours', async () => {
  const { grant, sub } = await at.opened()
  const find = async () =>
    (await nl.get('/v1/break-glass', 'dpo')).body.grants.find(
      (each: { grant: string }) => each.grant === grant,
    )
  expect(await find()).toMatchObject({
    ...{ reason: 'safety', state: 'waiting', confirmed: null, review: { state: 'due' } },
    openedBy: { actor: sub, role: 'caseworker', organisation: 'nl-night-desk' },
  })
  expect(await find()).not.toHaveProperty('text')
  nl.pass(72 * 60)
  expect(await find()).toMatchObject({ state: 'unconfirmed', review: { state: 'overdue' } })
  expect(nl.alarms).toContainEqual(expect.objectContaining({ code: 'BREAK_GLASS', grant }))
})

test('what was written stays sealed: the officer reads it, and that is in the log too', async () => {
  const { path, grant } = await at.opened()
  expect((await nl.get(`${path}/break-glass/${grant}`, 'dpo')).body.text).toBe(text)
  expect((await nl.get(`${path}/break-glass/${grant}`, 'auditor')).status).toBe(403)
  expect((await nl.get(`${await at.offered()}/break-glass/${grant}`, 'dpo')).status).toBe(404)
  const { accesses } = (await nl.get(`${path}/accesses`)).body
  expect(accesses[0]).toMatchObject({ kind: 'access.read', role: 'dpo', sections: ['breakGlass'] })
  const rows = await nl.store.read<{ row: string }>({
    name: 'all of broken glass',
    text: `select row::text from (select g::text from break_glass g union all select o::text from opening o) as t(row)`,
    values: [],
  })
  expect(rows.length).toBeGreaterThan(0)
  const hex = Buffer.from('her sister').toString('hex')
  expect(rows.filter(({ row }) => row.includes('her sister') || row.includes(hex))).toEqual([])
})

test('the third of one person in a month is an alarm of its own', async () => {
  const { claims } = outsider()
  const often = () => nl.alarms.filter(({ code }) => code === 'BREAK_GLASS_OFTEN')
  const before = often().length
  for (const nth of [1, 2, 3]) {
    expect((await at.breaking(await at.offered(), claims)).status).toBe(201)
    expect(often().length - before).toBe(nth > 2 ? 1 : 0)
  }
  nl.pass(31 * 24 * 60)
  await at.breaking(await at.offered(), claims)
  expect(often().length - before).toBe(1)
})

test('the same key breaks it once', async () => {
  const path = await at.offered()
  const { claims } = outsider()
  const key = randomUUID()
  const send = () => nl.post(`${path}/break-glass`, { reason: 'courtOrder', text }, key, 'caseworker', claims)
  const [first, again] = [await send(), await send()]
  expect([first.status, again.status, again.body.grant]).toEqual([201, 201, first.body.grant])
})
