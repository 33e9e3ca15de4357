/** What the database alone refuses, floods, and what two people may let through again. */

import type { Event } from '@onward/contract'
import { readDirectory } from '@onward/directory'
import { firstCase } from '@onward/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Forged, Forger } from './forger.ts'
import { type Entry, laterKey, openStage, type Stage, until } from './stage.ts'

let stage: Stage
let sender: Forger

beforeAll(async () => {
  stage = await openStage()
  sender = stage.sender
})

afterAll(async () => {
  await stage?.stop()
})

test('R50, T29 INTERNAL: a row that the database refuses leaves its good batch alone, and is let in once the fault is gone', async () => {
  const [before, bad, after] = [event(), event(), event()]
  const [one, two, three] = [before, bad, after].map((each) => sender.say(sender.state(each)))
  if (!one || !two || !three) throw new Error('nothing was said')
  await stage.sql(`create function no_entry() returns trigger language plpgsql as $$
    begin if new.id = '${bad.id}' then raise exception 'planted' using errcode = 'XX001'; end if; return new; end $$`)
  await stage.sql('create trigger no_entry before insert on event for each row execute function no_entry()')
  const first = await sender.put(one.bytes, two.bytes, three.bytes)
  await stored(three)
  expect((await entriesFrom(first)).map(({ code, offset }) => [code, offset - first])).toEqual([
    ['INTERNAL', 1],
  ])
  expect([one, two, three].map(told)).toEqual([['stored'], [], ['stored']])

  const [entry] = await entriesFrom(first)
  expect(await released(entry)).toEqual({ outcome: 'failed', code: 'INTERNAL' })
  await stage.sql('drop trigger no_entry on event')
  const again = sender.say(sender.state(event()))
  await sender.put(again.bytes)
  await stored(again)
  expect(told(two)).toEqual([])
})

test('EPOCH_UNKNOWN: no sender begins an epoch; what claims one waits for a directory that has it, and is nowhere applied', async () => {
  const said = sender.say(sender.state(event()))
  const { prev } = said.claims
  const early = [{ ep: 2, seq: 1, prev }, { ep: 2, seq: 1, prev: said.digest }, { ep: 2 ** 53 - 1 }].map(
    (claims) => {
      const content = sender.state(event())
      return sender.beside('envelope', sender.manifest(content), { claims }, content.jwe)
    },
  )
  const tombstone = sender.beside('tombstone', { num: 1, sub: said.digest, ep: 2 })
  const last = sender.say(sender.state(event()))
  const first = await sender.put(...[said, ...early, tombstone, last].map(({ bytes }) => bytes))
  await stored(last)
  expect((await entriesFrom(first)).map(({ code, state }) => [code, state])).toEqual(
    Array(4).fill(['EPOCH_UNKNOWN', 'held']),
  )
  expect([said, ...early, last].map(told)).toEqual([['stored'], [], [], [], ['stored']])
})

test('R50 a release needs an operator and a focal point, runs every check, and applies what is sound', async () => {
  const kept = event()
  const said = sender.say(sender.state(kept))
  await stage.sql(`create function not_yet() returns trigger language plpgsql as $$
    begin raise exception 'planted' using errcode = 'XX001'; end $$`)
  await stage.sql('create trigger not_yet before insert on event for each row execute function not_yet()')
  const first = await sender.put(said.bytes)
  const entry = await entryAt(first)
  await stage.sql('drop trigger not_yet on event')

  const path = `/v1/quarantine/${entry.id}/release`
  expect(await stage.post('operator', path)).toMatchObject({
    status: 202,
    body: { approvedBy: ['operator'] },
  })
  expect(await stage.post('operator', path)).toMatchObject({
    status: 202,
    body: { approvedBy: ['operator'] },
  })
  expect(await stage.post('caseworker', path)).toMatchObject({ status: 403 })
  expect(told(said)).toEqual([])
  expect(await stage.post('focal-point', path)).toMatchObject({ status: 200, body: { outcome: 'applied' } })
  await stored(said)
  expect((await stage.get('focal-point', `/v1/referrals/${kept.subject}`)).body.status).toBe('submitted')
})

test('a release never revives a rejected event, and never lets in what is still wrong', async () => {
  const rejected = sender.say(sender.state(event(sender, { agreement: sender.keys.gateway.kid })))
  const forged = sender.beside('resend', { from: 1, to: 1, of: 1 }, { key: sender.keys.cases })
  const first = await sender.put(rejected.bytes, forged.bytes)
  const [final, still] = [await entryAt(first), await entryAt(first + 1)]
  const path = `/v1/quarantine/${final.id}/release`
  await stage.post('operator', path)
  const answer = await stage.post('focal-point', path)
  expect([final.code, answer.status]).toEqual(['BIZ_CONSENT', 409])
  expect(await released(still)).toEqual({ outcome: 'failed', code: 'KEY_USE' })
})

test('R55 ERASED: what is said about an erased referral is rejected, does not begin it anew and stops nothing', async () => {
  const offer = event()
  const said = sender.say(sender.state(offer))
  await sender.put(said.bytes)
  await stored(said)
  await stage.sql('delete from data_key where referral = $1', [offer.subject])
  const later = sender.say(sender.state({ ...event(), subject: offer.subject, sequence: 2 }))
  const other = sender.say(sender.state(event()))
  const first = await sender.put(later.bytes, other.bytes)
  await stored(other)
  expect((await entriesFrom(first)).map(({ code }) => code)).toEqual(['ERASED'])
  expect(told(later)).toEqual(['rejected undeliverable'])
})

test('what waited too long is settled: rejected if its sender is known, else given up', async () => {
  const { third, directory } = stage
  const { kid } = third.keys.gateway
  // As old as the keys and the agreement allow, which is a day.
  const iat = (directory.key(kid)?.nbf ?? 0) + 1
  const old = { time: new Date(iat * 1000).toISOString() }
  const offer = event(third, old)
  const said = [
    offer,
    third.amended({ ...old, subject: offer.subject, sequence: 3 }),
    { ...event(third, old), schemadigest: kid, data: {} },
  ].map((each) => third.say(third.state(each, { iat }), { claims: { iat } }))
  const stranger = { ...third.keys.gateway, kid: kid.replace(/^./, (first) => (first === 'A' ? 'B' : 'A')) }
  const unknown = third.beside('resend', { from: 1, to: 1, of: 1, iat }, { key: stranger })
  await third.put(...said.map(({ bytes }) => bytes), unknown.bytes)
  await entryAt(said.length, third)
  const waiting = await stage.quarantine(third.lane)
  expect(waiting.map(({ code, state }) => [code, state])).toEqual([
    ['SEQ_PARKED', 'parked'],
    ['SCHEMA_UNKNOWN', 'held'],
    ['KEY_UNKNOWN', 'held'],
  ])
  await stage.sql("update quarantine set arrived_at = arrived_at - interval '24 hours' where lane = $1", [
    third.lane,
  ])
  const outcomes = []
  for (const entry of waiting) outcomes.push(await released(entry))
  expect(outcomes).toEqual([
    { outcome: 'rejected', code: 'BIZ_PREDECESSOR' },
    { outcome: 'rejected', code: 'SCHEMA_UNKNOWN' },
    { outcome: 'failed', code: 'KEY_UNKNOWN' },
  ])
  const receipts = await stage.sql(
    'select r.st, r.code from receipt_out r join lane_received t on t.digest = r.manifest where t.lane = $1 order by t.seq',
    [third.lane],
  )
  expect(receipts).toEqual([
    { st: 'stored', code: null },
    { st: 'rejected', code: 'business' },
    { st: 'rejected', code: 'schema' },
  ])
})

test('R50, T18 KEY_UNKNOWN: a message by a key that the directory learns later waits for it and is applied', async () => {
  const { key, entry } = await laterKey(sender)
  const said = sender.say(sender.state(event()), { key })
  const first = await sender.put(said.bytes)
  const held = await entryAt(first)
  expect([held.code, held.state]).toEqual(['KEY_UNKNOWN', 'held'])
  await stage.register(entry)
  await stage.restart()
  await stored(said)
  expect((await entryAt(first)).outcome).toBe('applied')
})

test('R50 KEY_UNKNOWN: what has waited for a key and must wait on, for an earlier event or for the directory, is applied when that comes', async () => {
  const [{ key, entry }, other] = [await laterKey(sender), await laterKey(sender)]
  const offer = event()
  const behind = sender.amended({ subject: offer.subject, sequence: 2 })
  const two = sender.say(sender.state(behind), { key })
  // By a gateway that has the directory after the one that brings the key.
  const dirv = (await readDirectory(stage.victim.directory)).version + 2
  const ahead = sender.say(sender.state(event()), { key, claims: { dirv } })
  const first = await sender.put(two.bytes, ahead.bytes)
  await entryAt(first + 1)

  await stage.register(entry)
  await stage.restart()
  const waiting = await until(async () => {
    const entries = (await entriesFrom(first)).filter(({ outcome }) => outcome === null)
    return entries.every(({ code }) => code !== 'KEY_UNKNOWN') ? entries : undefined
  }, 'the key is known')
  expect(waiting.map(({ offset, code, state }) => [offset - first, code, state])).toEqual([
    [0, 'SEQ_PARKED', 'parked'],
    [1, 'DIR_STALE', 'held'],
  ])

  await stage.register(other.entry)
  await stage.restart()
  await stored(ahead)
  const one = sender.say(sender.state(offer), { key })
  await sender.put(one.bytes)
  await stored(two)
  expect([one, two, ahead].map(told)).toEqual([['stored'], ['stored'], ['stored']])
})

test('T29 beyond a hundred unauthenticated messages an hour only their code and number are kept, and a good one still flows', async () => {
  const { third } = stage
  const noise = Array.from({ length: 130 }, (_none, at) => Buffer.from(`noise ${at}`))
  const before = await stage.quarantine(third.lane)
  const offer = event(third)
  const said = third.say(third.state(offer))
  const first = await third.put(...noise, said.bytes)
  await until(async () => {
    const { status } = await stage.get('focal-point', `/v1/referrals/${offer.subject}`)
    return status === 200 || undefined
  }, 'the good one is applied')
  const entries = (await stage.quarantine(third.lane)).filter(({ offset }) => offset >= first)
  expect(entries.map(({ offset, code }) => [offset - first, code])).toEqual(
    noise.slice(0, 100).map((_none, at) => [at, 'ENV_MALFORMED']),
  )
  expect(before).toHaveLength(3)
  const counted = await stage.sql('select code, count::int from quarantine_flood where lane = $1', [
    third.lane,
  ])
  expect(counted).toEqual([{ code: 'ENV_MALFORMED', count: 30 }])
  const [bodies] = await stage.sql(
    "select count(*)::int as kept from quarantine_body join quarantine q using (id) where q.lane = $1 and q.code = 'ENV_MALFORMED'",
    [third.lane],
  )
  expect(bodies).toEqual({ kept: 100 })
})

function event(by: Forger = sender, about: Partial<Event> = {}): Event {
  return by.event('referral.submitted', firstCase({ from: by.member.code, to: stage.victim.code }), about)
}

async function released(entry: Entry | undefined): Promise<unknown> {
  const path = `/v1/quarantine/${entry?.id}/release`
  await stage.post('operator', path)
  return (await stage.post('focal-point', path)).body
}

function told({ digest }: Forged): readonly string[] {
  return stage.heard.told(digest)
}

async function stored(said: Forged): Promise<void> {
  expect(await until(() => told(said)[0], 'the receipt')).toBe('stored')
}

async function entriesFrom(first: number): Promise<readonly Entry[]> {
  return (await stage.quarantine(sender.lane)).filter(({ offset }) => offset >= first)
}

function entryAt(offset: number, by: Forger = sender): Promise<Entry> {
  return until(
    async () => (await stage.quarantine(by.lane)).find((each) => each.offset === offset),
    'it is set aside',
  )
}
