// What the other member is told of broken glass, as it lies in the outbox.
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type RecordedMember, recordedMember } from '../recorded-member.test-data.ts'
import { glassAt } from './break-glass.test-data.ts'

let nl: RecordedMember
let at: ReturnType<typeof glassAt>

beforeAll(async () => {
  nl = await recordedMember()
  at = glassAt(nl)
})

afterAll(() => nl.stop())

test('the other member is told of an incident outside the rules, once, and of nobody who read', async () => {
  const { referral, sub, grant } = await at.opened()
  expect(await nl.tellOfGlass()).toBeGreaterThan(0)
  expect(await nl.tellOfGlass()).toBe(0)
  const told = (await nl.sent()).filter(
    ({ subject, type }) => subject === referral && type === 'incident.reported',
  )
  expect(told).toEqual([
    {
      ...{ to: 'RO', type: 'incident.reported', subject: referral },
      data: {
        ...{ incidentId: grant, code: 'outsideRules', happenedAt: expect.any(String), life: false },
        outsideRules: ['break-glass'],
      },
    },
  ])
  expect(JSON.stringify(told)).not.toContain(sub)
  const { grants } = (await nl.get('/v1/break-glass', 'dpo')).body
  expect(grants.find((each: { grant: string }) => each.grant === grant).otherMember).toEqual({
    event: expect.any(String),
    code: null,
  })
})

test('to a member that the person has excluded, the notice tells nothing of that', async () => {
  const { path, referral, grant } = await at.opened()
  const { case: id } = (await nl.get(path)).body
  expect((await nl.post(`/v1/cases/${id}/exclusions`, { member: 'RO' })).status).toBe(201)
  await nl.tellOfGlass()
  const told = (await nl.sent()).filter(
    ({ subject, type }) => subject === referral && type.startsWith('incident'),
  )
  expect(told.map(({ data }) => data)).toEqual([
    {
      ...{ incidentId: grant, code: 'outsideRules', happenedAt: expect.any(String), life: false },
      outsideRules: ['break-glass'],
    },
  ])
})

test('of an erased referral nobody can be told: the officer sees that, and the words are gone', async () => {
  const { path, referral, grant } = await at.opened()
  const eraser = new pg.Client({ connectionString: nl.urls.eraser })
  await eraser.connect()
  await eraser.query('delete from data_key where referral = $1', [referral])
  await eraser.end()
  await nl.tellOfGlass()
  const { body } = await nl.get(`${path}/break-glass/${grant}`, 'dpo')
  expect([body.otherMember, body.text]).toEqual([{ event: null, code: 'ERASED' }, null])
  expect(nl.alarms).toContainEqual({ code: 'BREAK_GLASS_NOT_TOLD', grant, referral, reason: 'ERASED' })
})

test('who broke the glass, and why, is erased with the referral; that something was read stays', async () => {
  const { path, referral, grant, claims } = await at.opened()
  await nl.get(path, 'caseworker', claims)
  await nl.post(`${path}/break-glass/${grant}/review`, { finding: 'justified' }, randomUUID(), 'dpo')
  await nl.tellOfGlass()
  const eraser = new pg.Client({ connectionString: nl.urls.eraser })
  await eraser.connect()
  await eraser.query('select erase_accesses($1)', [referral])
  await eraser.end()
  expect((await nl.get(`${path}/break-glass/${grant}`, 'dpo')).status).toBe(404)
  const { accesses } = (await nl.get(`${path}/accesses`)).body
  const closed = { at: expect.any(String), leaf: expect.objectContaining({ salt: null, record: null }) }
  expect(accesses).toEqual([closed, closed, closed])
})
