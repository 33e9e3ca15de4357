// A gateway is restored from a backup that is older than what it has said, and goes on without saying anything twice.
import { createHash, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseCheckpoint } from '@onward/audit'
import { type FormerLog, readDirectory } from '@onward/directory'
import { verifyBundle } from '@onward/evidence'
import { openSighting, type Sighting } from '@onward/seal'
import { makePair, type Pair, type Party } from '@onward/testing'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { firstLeaf } from '../../services/gateway/src/log/leaf.ts'
import { nextEpoch, positionOf, publish, rowsOf } from '../faults/ceremony.ts'
import { readRecord } from '../faults/record.ts'
import { type Backup, backUp } from './backup.ts'

const quick = { ONWARD_DIRECTORY_REFRESH_MS: '200' }
const wait = { prefer: 'wait=25' }
let pair: Pair
let lane: string
let sightings: string
let lives: Awaited<ReturnType<Party['start']>>[]
let backup: Backup
/** A referral of before the backup, with what its receiver says of it after; and one that came after the backup. */
let first: Offered
let acknowledgement: string
let lost: Offered
let lostRisk: string
/** Bundles that both sides handed out before the loss. */
let handedOut: Uint8Array[]
let sighting: Sighting
let ended: FormerLog

interface Offered {
  readonly referral: string
  readonly event: string
}

beforeAll(async () => {
  pair = await makePair()
  const { sender, receiver } = pair
  lane = `lane.${receiver.code}.${sender.code}`
  sightings = join(sender.member.folder, 'sightings')
  await mkdir(sightings)
  lives = await Promise.all([sender.start(quick), receiver.start(quick)])
  first = await offer()
  await until(async () => isWhole(await bundle(sender, first)))
  await lives[0]?.stop()
  backup = await backUp(sender, inject('servers').postgres.adminUrl, pair.folder)
  lives[0] = await sender.start(quick)

  // What the backup does not have: things said, something heard, and the proofs of all.
  lost = await offer()
  const risked = await say(sender, first, 'updateRisk', risk())
  acknowledgement = (await say(receiver, first, 'acknowledge', acknowledged(receiver.code))).event
  for (const party of [sender, receiver]) await until(async () => isWhole(await bundle(party, first)))
  lostRisk = risked.event
  handedOut = [await bundle(sender, first), await bundle(receiver, first), await bundle(receiver, lost)]
  await lives[0]?.kill()
  await backup.restore()
}, 240_000)

afterAll(async () => {
  await backup?.remove()
  await pair?.stop()
})

test('R55 a restored gateway learns from its peer that it is behind, signs nothing, and is given back what it had said', async () => {
  const { sender, receiver } = pair
  await see()
  const { lane: seen, checkpoints } = sighting
  const { ep, seq, digest } = await positionOf(receiver, lane)
  expect([sighting.iss, sighting.aud, seen]).toEqual([receiver.code, sender.code, { ep, seq, digest }])
  expect(checkpoints).toHaveLength(1)

  const before = (await readRecord(sender)).sent.length
  const log = createHash('sha256').update(`gateway.${sender.code.toLowerCase()}.example/log`).digest('hex')
  const remembered = `${receiver.member.url}/witness/${log}/checkpoint`
  lives[0] = await sender.start(
    { ...quick, ONWARD_SIGHTINGS: sightings, ONWARD_LAST_CHECKPOINT: remembered },
    { until: 'live' },
  )
  await standsAt('LOG_BEHIND')
  const refused = await sender.as('caseworker').post('/v1/referrals', await pair.offer())
  expect([refused.status, refused.text('/code')]).toEqual([503, 'LOG_BEHIND'])
  // What the peer answered is not read before what it answered to is known again.
  await until(async () => (await authorsOf(sender, lostRisk)).length === 1)
  expect([await authorsOf(sender, lost.event), await authorsOf(sender, acknowledgement)]).toEqual([
    [sender.code],
    [],
  ])
  for (const [path, role] of [
    [`/v1/referrals/${first.referral}/evidence`, 'auditor'],
    [`/v1/sightings/${receiver.code}`, 'operator'],
  ] as const) {
    const answer = await sender.as(role).get(path)
    expect([answer.status, answer.text('/code')]).toEqual([503, 'NO_GATEWAY_KEY'])
  }
  const record = await readRecord(sender)
  expect([record.sent.length - 2, await positionOf(receiver, lane)]).toEqual([
    before,
    expect.objectContaining({ ep, seq }),
  ])
}, 120_000)

test('R55 once the directory names another log it starts again, and not on a lane without a new epoch', async () => {
  const { sender, receiver } = pair
  const { origin, size, root } = headOf(sighting.checkpoints[0] ?? '')
  ended = { origin, size, root: Buffer.from(root).toString('base64url') }
  await publish(pair, {
    members: {
      [sender.code]: (member) => ({ ...member, origin: `${member.origin}-2`, formerLogs: [ended] }),
    },
  })
  await standsAt('LOG_REPLACED')
  await lives[0]?.stop()
  lives[0] = await sender.start(quick, { until: 'live' })
  await standsAt('LANE_UNKNOWN')
  await lives[0]?.stop()
  lives[0] = await sender.start({ ...quick, ONWARD_SIGHTINGS: sightings }, { until: 'live' })
  await standsAt('LANE_BEHIND')
  expect(await checkpointsOf(sender, 2)).toBe(0)
  await publish(pair, { lanes: { [lane]: nextEpoch(await positionOf(receiver, lane)) } })
  await until(async () => (await standing(sender)) === 'ok')
}, 120_000)

test('R55, T5 nothing is used twice: what is said now arrives in the new epoch, and what was heard is not applied twice', async () => {
  const { sender, receiver } = pair
  const after = await offer()
  const chain = (await readRecord(receiver)).received.filter((row) => row.lane === lane && row.ep === 2)
  expect(chain.map(({ seq }) => seq)).toEqual(chain.map((_, at) => at + 1))
  expect((await positionOf(receiver, lane)).ep).toBe(2)
  expect((await readRecord(receiver)).quarantine.filter((code) => code !== 'PROOF_EARLY')).toEqual([])
  await until(async () => (await authorsOf(sender, acknowledgement)).length === 1)
  expect((await readRecord(sender)).quarantine.filter((code) => code !== 'PROOF_EARLY')).toEqual([])
  expect([
    await authorsOf(receiver, after.event),
    await authorsOf(sender, acknowledgement),
    await authorsOf(sender, lost.event),
    await authorsOf(receiver, lost.event),
  ]).toEqual([[sender.code], [receiver.code], [sender.code], [sender.code]])
  for (const party of [sender, receiver]) {
    await until(async () => isWhole(await bundle(party, after)))
    await until(async () => isWhole(await bundle(party, first)))
    await until(async () => isWhole(await bundle(party, lost)))
  }
}, 120_000)

test('R25, R55 the new log begins with the end of the old one, and what either proved verifies', async () => {
  const { sender, receiver } = pair
  const directory = await readDirectory(sender.member.directory)
  const after = await offer()
  for (const party of [sender, receiver]) await until(async () => isWhole(await bundle(party, after)))
  const now = [await bundle(sender, first), await bundle(receiver, first), await bundle(receiver, after)]
  for (const bytes of [...handedOut, ...now]) {
    const { holds, faults } = verifyBundle(bytes, directory)
    expect([holds, faults]).toEqual([true, []])
  }
  const logs = verifyBundle(now[0] ?? Buffer.of(), directory).logs.map(({ origin }) => origin)
  expect(logs).toContain(ended.origin)
  expect(logs).toContain(`${ended.origin}-2`)

  const read = async (path: string) => Buffer.from(await (await fetch(`${sender.member.url}${path}`)).bytes())
  const { size } = headOf((await read('/log/checkpoint')).toString())
  const tile = await read(`/log/tile/0/000.p/${size}`)
  expect(tile.subarray(0, 32).toString('base64url')).toBe(firstLeaf(ended).hash)
  const old = headOf((await read('/log/1/checkpoint')).toString())
  expect([old.origin, old.size < ended.size]).toEqual([ended.origin, true])
  expect((await read(`/log/1/tile/0/000.p/${old.size}`)).length).toBe(32 * old.size)
}, 120_000)

test('R55 a referral of which something was lost and given back goes on', async () => {
  const { sender } = pair
  expect((await say(sender, first, 'updateRisk', risk())).st).toBe('stored')
  for (const party of [sender, pair.receiver]) await until(async () => isWhole(await bundle(party, first)))
}, 120_000)

/** Has the receiver say what it has seen and what it holds of the sender, and puts the files where the sender looks. */
async function see(): Promise<void> {
  const { sender, receiver } = pair
  const { status, bytes } = await receiver.as('operator').file(`/v1/sightings/${sender.code}`)
  expect(status).toBe(200)
  await writeFile(join(sightings, `${receiver.code}.jwt`), bytes)
  for (const { referral } of [first, lost]) {
    const path = `/v1/referrals/${referral}/evidence?content=1`
    await writeFile(join(sightings, `${referral}.json`), (await receiver.as('focal-point').file(path)).bytes)
  }
  const opened = openSighting(
    Buffer.from(bytes).toString().trim(),
    await readDirectory(sender.member.directory),
  )
  if (typeof opened === 'string') throw new Error(opened)
  sighting = opened
}

/** What a note says; the text ends before the first signature. */
function headOf(note: string) {
  return parseCheckpoint(note.slice(0, note.lastIndexOf('\n\n') + 1))
}

async function offer(): Promise<Offered> {
  const answer = await pair.sender.as('caseworker').post('/v1/referrals', await pair.offer(), wait)
  expect(answer).toMatchObject({ status: 201, body: { receipt: { st: 'stored' } } })
  return { referral: answer.text('/referral'), event: answer.text('/event') }
}

async function say(party: Party, { referral }: Offered, verb: string, data: unknown) {
  const path = `/v1/referrals/${referral}/commands`
  const answer = await party.as('focal-point').post(path, { verb, data }, wait)
  expect(answer.status).toBe(201)
  return { event: answer.text('/event'), st: answer.text('/receipt/st') }
}

/** What is told of a risk, each time of another one. */
function risk(): unknown {
  return {
    ...example('risk-updated'),
    riskId: randomUUID(),
    assessedAt: new Date().toISOString().slice(0, 10),
  }
}

function example(name: string) {
  const file = new URL(`../../schemas/examples/valid/event/${name}.json`, import.meta.url)
  return JSON.parse(readFileSync(file, 'utf8'))
}

async function bundle(party: Party, { referral }: Offered): Promise<Uint8Array> {
  return (await party.as('auditor').file(`/v1/referrals/${referral}/evidence`)).bytes
}

/** It proves every message, with receipts and leaves of both sides. */
async function isWhole(bytes: Uint8Array): Promise<boolean> {
  const report = verifyBundle(bytes, await readDirectory(pair.sender.member.directory))
  return report.holds && report.missing.every(({ code }) => code === 'CONSISTENCY')
}

async function standing(party: Party): Promise<unknown> {
  const { body } = await party.as('operator').get('/readyz')
  return Object(Object(body).checks).checkpoint
}

async function standsAt(code: string): Promise<void> {
  await until(async () => (await standing(pair.sender)) === code)
}

async function checkpointsOf({ member }: Party, nth: number): Promise<number> {
  const rows = await rowsOf(member.databaseUrls.auditor, 'select from checkpoint where log = $1', [nth])
  return rows.length
}

async function authorsOf({ member }: Party, event: string): Promise<readonly string[]> {
  const rows = await rowsOf<{ author: string }>(
    member.databaseUrls.auditor,
    'select author from event e where id = $1 and not exists (select from event_void v where v.digest = e.digest)',
    [event],
  )
  return rows.map(({ author }) => author)
}

function acknowledged(member: string): unknown {
  const data = example('referral-acknowledged')
  const organisation = `${member.toLowerCase()}-focal-point`
  return {
    ...data,
    responsible: { ...data.responsible, organisation },
    alternate: { ...data.alternate, organisation },
    reviewDate: new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10),
  }
}

async function until(holds: () => Promise<boolean>, withinMs = 50_000): Promise<void> {
  for (const end = Date.now() + withinMs; !(await holds()); await sleep(100)) {
    if (Date.now() > end) throw new Error(`did not happen within ${withinMs} ms: ${holds}`)
  }
}
