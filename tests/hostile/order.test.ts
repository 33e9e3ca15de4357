/** Numbers and chains: replays, forks, gaps, closed numbers, exchanged data, and who waits for whom. */
import type { Event } from '@onward/contract'
import { firstCase } from '@onward/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Forged, type Forger, now } from './forger.ts'
import { openStage, type Stage, until } from './stage.ts'

let stage: Stage
let sender: Forger
const most = Number.MAX_SAFE_INTEGER

beforeAll(async () => {
  stage = await openStage()
  sender = stage.sender
})

afterAll(async () => {
  await stage?.stop()
})

test('R50, T4 DUPLICATE: an exact replay has no effect and is answered once in ten minutes', async () => {
  const offer = sender.say(offered())
  expect(await codesOf(offer)).toEqual([])
  const rows = await recorded()
  expect(await codesOf(offer, offer, offer)).toEqual([])
  await closing()
  expect(stage.heard.receipts(offer.digest).map(({ token }) => token)).toEqual(
    Array(2).fill(stage.heard.receipts(offer.digest)[0]?.token),
  )
  // Two offers by which the test knew that all before was done, and nothing else.
  expect(await recorded()).toEqual(rows.map((count) => count + 2))
})

test('T4 REPLAY_CONFLICT: the id of a token on another one', async () => {
  const offer = sender.say(offered())
  const { jti } = offer.claims
  expect(await codesOf(offer, sender.beside('resend', { from: 1, to: 1, of: 1, jti }))).toEqual([
    'REPLAY_CONFLICT',
  ])
})

test('T5, T31 SEQ_FORK: a second history is not begun, whatever number it takes', async () => {
  const offer = sender.say(offered())
  await codesOf(offer)
  const { seq, prev } = offer.claims
  const forks = [
    { seq, prev },
    { seq: 1, prev: '0' },
    { prev: offer.digest },
    { prev: '0' },
    { seq: seq + 10_003 },
    { seq: most },
  ].map((claims) => {
    const content = offered()
    return sender.beside('envelope', sender.manifest(content), { claims }, content.jwe)
  })
  expect(await codesOf(...forks)).toEqual(Array(6).fill('SEQ_FORK'))
})

test('R50, T5 SEQ_GAP: what lies behind a gap is applied, what is missing is asked for once and taken when it comes', async () => {
  const [one, two, three] = [sender.say(offered()), sender.say(offered()), sender.say(offered())]
  const crooked = sender.beside('resend', { from: 1, to: 1, of: 1, seq: one.claims.seq, prev: two.digest })
  await sender.put(three.bytes)
  const asked = await until(() => resends(one)[0], 'the request for what is missing')
  expect(asked.claims).toMatchObject({ from: one.claims.seq, to: two.claims.seq, of: 1 })
  expect(await codesOf(crooked, two, one)).toEqual(['SEQ_FORK'])
  expect([one, two, three].map(told)).toEqual([['stored'], ['stored'], ['stored']])
  expect(resends(one)).toHaveLength(1)
})

test('T4 SEQ_REPLAY: a number that its sender has closed stays closed', async () => {
  const lost = sender.say(offered())
  const closed = sender.next('tombstone', { num: lost.claims.seq, sub: lost.digest })
  const unborn = sender.next('tombstone', { num: closed.claims.seq + 5, sub: lost.digest })
  const other = sender.next('tombstone', { num: closed.claims.seq, sub: lost.digest })
  expect(await codesOf(closed, lost, unborn, other)).toEqual(['SEQ_REPLAY', 'SEQ_FORK', 'SEQ_FORK'])
  expect(told(lost)).toEqual([])
})

test('a number closed under the digest of another token does not keep that token out', async () => {
  const [lost] = [sender.say(offered()), sender.say(offered())]
  const honest = sender.say(offered())
  const closed = sender.next('tombstone', { num: lost?.claims.seq, sub: honest.digest })
  expect(await codesOf(closed, honest)).toEqual([])
  expect(told(honest)).toEqual(['stored'])
})

test('T6 DIG_MISMATCH: whoever exchanges the data of a token voids nothing; the true bytes are asked for and applied', async () => {
  const offer = sender.say(offered())
  const exchanged = withData(offer, offered().jwe)
  expect(await codesOf(exchanged, exchanged)).toEqual(['DIG_MISMATCH', 'DIG_MISMATCH'])
  expect(told(offer)).toEqual([])
  await until(() => resends(offer)[0], 'the request for the true bytes')
  expect(await codesOf(offer, offer, exchanged)).toEqual(['DIG_MISMATCH'])
  expect(await codesOf(offer)).toEqual([])
  expect([...new Set(told(offer))]).toEqual(['stored'])
})

test('T6 DIG_MISMATCH: behind a parked message it does not bring that message in twice', async () => {
  const [first, second, third] = chain()
  const parked = sender.say(third)
  const exchanged = withData(parked, offered().jwe)
  expect(await codesOf(parked, exchanged)).toEqual(['SEQ_PARKED', 'DIG_MISMATCH'])
  expect(await codesOf(parked, parked)).toEqual([])
  const [one, two] = [sender.say(first), sender.say(second)]
  expect(await codesOf(one, two)).toEqual([])
  expect([one, two, parked].map(told)).toEqual([['stored'], ['stored'], ['stored']])
})

test('R50 an event waits for a missing one of its author, and both take effect when that comes', async () => {
  const [first, second, third] = chain()
  const [one, three, two] = [sender.say(first), sender.say(third), sender.say(second)]
  expect(await codesOf(one, three)).toEqual(['SEQ_PARKED'])
  expect(told(three)).toEqual([])
  expect(await codesOf(two)).toEqual([])
  expect([one, two, three].map(told)).toEqual([['stored'], ['stored'], ['stored']])
})

test('an event that cannot be read uses its number: the next one of its author does not wait', async () => {
  const offer = event()
  const { subject } = offer
  const said = [
    offer,
    { ...sender.amended({ subject, sequence: 2 }), data: { reason: 'no such reason' } },
    {
      ...sender.amended({ subject, sequence: 3 }),
      time: new Date(Date.now() + 86_400_000).toISOString(),
    },
    sender.amended({ subject, sequence: 4 }),
  ].map((each) => sender.say(sender.state(each)))
  expect(await codesOf(...said)).toEqual(['SCHEMA_INVALID', 'INNER_TIME'])
  expect(said.map(told)).toEqual([['stored'], ['rejected schema'], ['rejected undeliverable'], ['stored']])
  const { body } = await stage.get('focal-point', `/v1/referrals/${subject}/timeline`)
  const standings = ['applied', 'void', 'void', 'applied']
  expect(body.events).toMatchObject(standings.map((standing, at) => ({ standing, sequence: at + 1 })))
})

test('R20 a withdrawal behind a rejected event takes effect', async () => {
  const offer = event()
  const { subject } = offer
  const offeredTwice = event({ subject, sequence: 2 })
  const said = [offer, offeredTwice, withdrawal(subject, 3)].map((each) => sender.say(sender.state(each)))
  expect(await codesOf(...said)).toEqual(['BIZ_STATE'])
  expect([said.map(told), await statusOf(subject)]).toEqual([
    [['stored'], ['rejected business'], ['stored']],
    'withdrawn',
  ])
})

test('R20 a withdrawal behind a missing event takes effect, and what comes late does not undo it', async () => {
  const offer = event()
  const { subject } = offer
  const [one, two, three] = [offer, sender.amended({ subject, sequence: 2 }), withdrawal(subject, 3)].map(
    (each) => sender.say(sender.state(each)),
  )
  if (!one || !two || !three) throw new Error('nothing was said')
  expect(await codesOf(one, three)).toEqual([])
  expect([told(three), await statusOf(subject)]).toEqual([['stored'], 'withdrawn'])
  expect(await codesOf(two)).toEqual([])
  expect(await statusOf(subject)).toBe('withdrawn')
})

test('R1, T30 BIZ_STATE: another member cannot begin or continue a referral that it is not part of', async () => {
  const { third, victim } = stage
  const offer = event()
  await codesOf(sender.say(sender.state(offer)))
  const path = `/v1/referrals/${offer.subject}`
  const before = await stage.get('focal-point', path)
  const parties = { from: third.member.code, to: victim.code }
  const { subject } = offer
  const said = [
    third.event('referral.submitted', firstCase(parties), { subject }),
    third.event('consent.withdrawn', withdrawal(subject, 2).data, { subject, sequence: 2 }),
  ].map((each) => third.say(third.state(each)))
  await third.put(...said.map(({ bytes }) => bytes))
  const entries = await until(async () => {
    const found = await stage.quarantine(third.lane)
    return found.length >= said.length ? found : undefined
  }, 'both are refused')
  expect(entries.map(({ code }) => code)).toEqual(['BIZ_STATE', 'BIZ_STATE'])
  expect(await stage.get('focal-point', path)).toEqual(before)
})

test('T7, T37 DIR_STALE, TIME_FUTURE and SCHEMA_UNKNOWN wait, and hold up nobody', async () => {
  const first = await sender.put()
  const said = [
    sender.say(offered(), { claims: { dirv: most } }),
    sender.say(sender.state({ ...event(), schemadigest: sender.keys.cases.kid, data: {} })),
    sender.say(sender.state({ ...event(), type: 'referral.teleported' })),
    sender.say(offered(), { claims: { iat: now() + 400 } }),
  ]
  const waiting = ['DIR_STALE', 'SCHEMA_UNKNOWN', 'SCHEMA_UNKNOWN', 'TIME_FUTURE']
  expect(await codesOf(...said)).toEqual(waiting)
  const entries = (await stage.quarantine(sender.lane)).filter(({ offset }) => offset >= first)
  expect(entries.map(({ code, state }) => [code, state])).toEqual(waiting.map((code) => [code, 'held']))
  expect(said.map(told)).toEqual([[], [], [], []])
})

test('T37 TIME_FUTURE heals: from a clock that is ahead, a message is applied once its time has come', async () => {
  const offer = sender.say(offered(), { claims: { iat: now() + 303 } })
  expect(await codesOf(offer)).toEqual(['TIME_FUTURE'])
  await until(() => stage.heard.receipts(offer.digest)[0], 'its receipt')
  expect(told(offer)).toEqual(['stored'])
})

test('T31 KEY_SUPERSEDED: once a newer key has spoken, the older one gets no new numbers', async () => {
  const newer = { ...sender.keys.gateway, ...stage.oddKeys.newer, alg: 'Ed25519' as const }
  const offer = sender.say(offered(), { key: newer })
  const older = sender.beside('resend', { from: 1, to: 1, of: 1 })
  const first = await sender.put(offer.bytes, older.bytes)
  const last = sender.say(offered(), { key: newer })
  await sender.put(last.bytes)
  await until(() => stage.heard.receipts(last.digest)[0], 'the receipt of the last message')
  const entries = (await stage.quarantine(sender.lane)).filter(({ offset }) => offset >= first)
  expect(entries.map(({ code }) => code)).toEqual(['KEY_SUPERSEDED'])
})

function event(about: Partial<Event> = {}): Event {
  const parties = { from: sender.member.code, to: stage.victim.code }
  return sender.event('referral.submitted', firstCase(parties), about)
}

function offered() {
  return sender.state(event())
}

function withdrawal(subject: string, sequence: number): Event<'consent.withdrawn'> {
  const { permission } = firstCase({ from: sender.member.code, to: stage.victim.code })
  const { permissionId } = permission
  const data = { permissionId, concerns: ['sharing' as const], withdrawnAt: new Date().toISOString() }
  // Sound: the type is given with its data.
  return sender.event('consent.withdrawn', data, { subject, sequence }) as Event<'consent.withdrawn'>
}

/** An offer and two amendments of it, sealed. */
function chain() {
  const offer = event()
  const seal = (each: Event) => sender.state(each)
  return [
    seal(offer),
    seal(sender.amended({ subject: offer.subject, sequence: 2 })),
    seal(sender.amended({ subject: offer.subject, sequence: 3 })),
  ] as const
}

/** Puts messages on the lane and a good one behind them; gives the codes of those that were set aside. */
async function codesOf(...messages: readonly Forged[]): Promise<readonly string[]> {
  const first = await sender.put(...messages.map(({ bytes }) => bytes))
  await closing()
  const entries = await stage.quarantine(sender.lane)
  return entries.filter(({ offset }) => offset >= first).map(({ code }) => code)
}

async function closing(): Promise<void> {
  const last = sender.say(offered())
  await sender.put(last.bytes)
  await until(() => stage.heard.receipts(last.digest)[0], 'the receipt of the last message')
}

/** What the sender was told about a message, each time. */
function told({ digest }: Forged): readonly string[] {
  return stage.heard.told(digest)
}

function resends({ claims }: Forged) {
  return stage.heard.messages.filter(
    ({ type, claims: { from } }) => type === 'onward.resend.v1' && from === claims.seq,
  )
}

function withData({ bytes, ...forged }: Forged, data: string): Forged {
  const outer: object = JSON.parse(Buffer.from(bytes).toString())
  return { ...forged, bytes: Buffer.from(JSON.stringify({ ...outer, data })) }
}

async function statusOf(referral: string): Promise<unknown> {
  return (await stage.get('focal-point', `/v1/referrals/${referral}`)).body.status
}

/** How many tokens, events and receipts the victim has recorded. */
async function recorded(): Promise<readonly number[]> {
  const [row] = await stage.sql<Record<string, string>>(
    `select (select count(*) from lane_received) as tokens, (select count(*) from event) as events,
      (select count(*) from receipt_out) as receipts`,
  )
  return Object.values(row ?? {}).map(Number)
}
