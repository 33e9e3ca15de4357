import { commitment, leafHash } from '@onward/audit'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type RecordedMember, recordedMember } from '../recorded-member.test-data.ts'
import type { AccessRow } from '../store/rights/accesses.ts'
import { type Access, noteAccesses } from './accesses.ts'

let nl: RecordedMember

beforeAll(async () => {
  nl = await recordedMember()
})

afterAll(() => nl.stop())

async function offered(): Promise<string> {
  const { status, body } = await nl.post('/v1/referrals', nl.offer('RO'))
  expect(status).toBe(201)
  return body.referral
}

const access = (referral: string, staffId = 'nl-fp-01'): Access => ({
  kind: 'access.read',
  referral,
  actor: { member: 'NL', organisation: 'nl-focal-point', role: 'caseworker', staffId },
  sections: 'content',
})

test('T25 who read and who exported is in the log, the newest first, and each record proves its leaf', async () => {
  const referral = await offered()
  await nl.get(`/v1/referrals/${referral}`, 'caseworker')
  await nl.get(`/v1/referrals/${referral}/sections/needs/versions`)
  await nl.get(`/v1/referrals/${referral}/htcds`)
  await nl.get(`/v1/referrals/${referral}/timeline`)

  const { status, body } = await nl.get(`/v1/referrals/${referral}/accesses`, 'auditor')
  expect(status).toBe(200)
  const by = (role: string) => ({ actor: `staff-${role}`, role, organisation: 'nl-focal-point' })
  expect(body).toMatchObject({
    referral,
    accesses: [
      { kind: 'export', ...by('focal-point'), sections: expect.arrayContaining(['person', 'needs']) },
      { kind: 'access.read', ...by('focal-point'), sections: ['needs'] },
      { kind: 'access.read', ...by('caseworker'), sections: 'content' },
    ],
  })
  for (const { leaf } of body.accesses) {
    const salt = Buffer.from(leaf.salt, 'base64url')
    const hash = leafHash(commitment(salt, Buffer.from(leaf.record)))
    expect(Buffer.from(hash).toString('base64url')).toBe(leaf.hash)
    expect(JSON.parse(leaf.record).referral).toBe(referral)
  }
})

test('they come a page at a time', async () => {
  const referral = await offered()
  for (const _ of Array(5)) await nl.get(`/v1/referrals/${referral}`)
  const seen: string[] = []
  let path = `/v1/referrals/${referral}/accesses?limit=2`
  for (let pages = 0; pages < 4; pages++) {
    const { body } = await nl.get(path)
    seen.push(...body.accesses.map(({ leaf }: { leaf: { hash: string } }) => leaf.hash))
    if (!body.next) break
    path = `/v1/referrals/${referral}/accesses?limit=2&cursor=${body.next}`
  }
  expect([seen.length, new Set(seen).size]).toEqual([5, 5])
})

test('the openings are erased with their referral, and the leaves stay', async () => {
  const [referral, other] = [await offered(), await offered()]
  for (const id of [referral, other]) await nl.get(`/v1/referrals/${id}`)
  const eraser = new pg.Client({ connectionString: nl.urls.eraser })
  await eraser.connect()
  await eraser.query('select erase_accesses($1)', [referral])
  await eraser.end()
  const accessesOf = async (id: string) => (await nl.get(`/v1/referrals/${id}/accesses`)).body.accesses
  expect(await accessesOf(referral)).toEqual([
    {
      at: expect.any(String),
      leaf: { hash: expect.stringMatching(/^[\w-]{43}$/), index: null, salt: null, record: null },
    },
  ])
  expect(await accessesOf(other)).toMatchObject([{ kind: 'access.read', actor: 'staff-focal-point' }])
})

test('the gateway can neither take back nor change what it noted', async () => {
  const gateway = new pg.Client({ connectionString: nl.urls.gateway })
  await gateway.connect()
  const erasing = "select erase_accesses('0199a000-0000-7000-8000-000000000001')"
  for (const forbidden of ['delete from access_leaf', 'update access_leaf set at = now()', erasing])
    await expect(gateway.query(forbidden)).rejects.toMatchObject({ code: '42501' })
  await gateway.end()
})

test('readings that meet are written together, and none waits for more to come', async () => {
  const writes: (readonly AccessRow[])[] = []
  const first = Promise.withResolvers<void>()
  const note = noteAccesses({
    now: () => new Date(),
    append: async (rows) => {
      writes.push(rows)
      if (writes.length === 1) await first.promise
    },
  })
  const noted = ['a', 'b', 'c'].map((id) => note([access(id)]))
  expect(writes.map((rows) => rows.map(({ referral }) => referral))).toEqual([['a']])
  first.resolve()
  await Promise.all(noted)
  expect(writes.map((rows) => rows.map(({ referral }) => referral))).toEqual([['a'], ['b', 'c']])
})

test('a write that fails refuses those that were in it, and nobody who comes later', async () => {
  let isBroken = true
  const note = noteAccesses({
    now: () => new Date(),
    append: async () => {
      if (isBroken) throw new Error('the disk is full')
    },
  })
  await expect(note([access('a')])).rejects.toThrow('the disk is full')
  isBroken = false
  await expect(note([access('b')])).resolves.toBeUndefined()
})
