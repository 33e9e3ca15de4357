import { setTimeout as sleep } from 'node:timers/promises'
import { type KeyEntry, readDirectory } from '@onward/directory'
import { makePair, type Pair, type Party } from '@onward/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Forger, now } from '../hostile/forger.ts'
import { newKey, nextEpoch, positionOf, publish, rowsOf, withStatus } from './ceremony.ts'
import { type Accepted, type Load, startLoad } from './load.ts'
import { readRecord } from './record.ts'
import { untruths } from './whole-truth.ts'

const uses = ['gw-sig', 'case-sig', 'enc'] as const
const quick = { ONWARD_DIRECTORY_REFRESH_MS: '200' }
const patient = { timeout: 180_000 }
const accepted: Accepted[] = []
let pair: Pair

beforeAll(async () => {
  pair = await makePair()
  await Promise.all([pair.sender.start(quick), pair.receiver.start(quick)])
})

afterAll(async () => {
  await pair?.stop()
})

test(
  'R50 every key of both members is replaced under load, with no restart: nothing is lost, nothing is refused',
  patient,
  async () => {
    const { sender, receiver } = pair
    const load = startLoad(pair)
    await more(load, 10)
    const nbf = now() + 8
    const fresh = new Map<Party, readonly KeyEntry[]>()
    for (const party of [sender, receiver])
      fresh.set(party, await Promise.all(uses.map((use) => newKey(party, use, nbf))))
    const own = (party: Party) => fresh.get(party) ?? []
    await publish(pair, {
      keys: {
        [sender.code]: (keys) => [...keys, ...own(sender)],
        [receiver.code]: (keys) => [...keys, ...own(receiver)],
      },
    })
    await until(() => now() > nbf)
    await more(load, 20)
    // From nbf on the old case keys sign nothing: else what they had signed would be refused now.
    const superseded = { at: now(), invalidFrom: nbf, reason: 'superseded' } as const
    const over = (party: Party) => (keys: readonly KeyEntry[]) =>
      withStatus(
        ['case-sig'],
        { status: 'revoked', revoked: superseded },
        own(party),
      )(withStatus(['gw-sig', 'enc'], { status: 'retired' }, own(party))(keys))
    await publish(pair, { keys: { [sender.code]: over(sender), [receiver.code]: over(receiver) } })
    await more(load, 10)

    accepted.push(...(await load.stop()))
    expect(await untruths(pair, accepted)).toEqual([])
    for (const party of [sender, receiver]) {
      const kids = (await readRecord(party)).sent.map(({ token }) => kidOf(token))
      const [old, next] = new Set(kids)
      expect([new Set(kids).size, next]).toEqual([2, own(party).find(({ use }) => use === 'gw-sig')?.kid])
      // One key after the other, and never back.
      expect(kids).toEqual(kids.toSorted((one, other) => (one === other ? 0 : one === old ? -1 : 1)))
    }
    expect(await ready(sender)).toBe('ok')
  },
)

test(
  'R50 a gateway key is stolen and revoked under load: nothing of the thief is taken, and nothing of ours is lost',
  patient,
  async () => {
    const { sender, receiver } = pair
    const lane = `lane.${receiver.code}.${sender.code}`
    const stolen = (await readDirectory(sender.member.directory)).current(sender.code, 'gw-sig', now())
    const before = await eventsAt(receiver)
    const invalidFrom = now()
    const load = startLoad(pair)
    await more(load, 10)

    const revoked = { at: now(), invalidFrom, reason: 'compromise' } as const
    await publish(pair, {
      keys: {
        [sender.code]: (keys) =>
          keys.map((key) => (key.kid === stolen?.kid ? { ...key, status: 'revoked', revoked } : key)),
      },
    })
    // What is said meanwhile is taken, and waits in the record.
    await until(async () => (await ready(sender)) === 'KEY_REVOKED')
    await until(async () => (await review(receiver)).length > 0)
    await more(load, 4)
    const position = await positionOf(receiver, lane)
    await rob(stolen?.kid ?? '')
    expect(await positionOf(receiver, lane)).toEqual(position)

    const next = await newKey(sender, 'gw-sig', now())
    await publish(pair, {
      keys: { [sender.code]: (keys) => [...keys, next] },
      lanes: { [lane]: nextEpoch(position) },
    })
    await until(async () => (await ready(sender)) === 'ok')
    await more(load, 10)
    accepted.push(...(await load.stop()))

    // Every event that anybody was told is accepted is on both sides once, as the same bytes, receipted, and nothing else is.
    await until(async () => (await unreceipted(sender)) + (await unreceipted(receiver)) === 0)
    const [one, other] = await Promise.all([readRecord(sender), readRecord(receiver)])
    expect(one.events).toEqual(other.events)
    expect(one.events.map(({ author, id }) => `${author} ${id}`)).toEqual(
      accepted.map(({ by, event }) => `${by} ${event}`).sort(),
    )
    expect([one.voids, other.voids]).toEqual([[], []])
    const refused = new Set(other.quarantine)
    expect(refused.has('KEY_REVOKED')).toBe(true)
    expect(
      [...refused].filter(
        (code) => !['PROOF_EARLY', 'KEY_REVOKED', 'SEQ_REPLAY', 'EPOCH_UNKNOWN'].includes(code),
      ),
    ).toEqual([])

    // The new epoch is one chain from the last token that was taken, signed with the new key alone.
    const epoch = other.received.filter((row) => row.lane === lane && row.ep === 2)
    expect(epoch.map(({ seq }) => seq)).toEqual(epoch.map((_, at) => at + 1))
    expect(epoch.map(({ token }) => prevOf(token))).toEqual([
      position.digest,
      ...epoch.slice(0, -1).map(({ digest }) => digest),
    ])
    expect(new Set(epoch.map(({ token }) => kidOf(token)))).toEqual(new Set([next.kid]))
    expect(other.received.filter((row) => row.lane === lane && row.ep === 1).at(-1)?.digest).toBe(
      position.digest,
    )

    // What had come by the stolen key is listed, and no more than that: it came after the theft, before the revocation.
    const listed = (await review(receiver)).map(({ event }) => event)
    expect(listed.length).toBeGreaterThan(0)
    const applied = new Set((await eventsAt(receiver)).filter((id) => !before.includes(id)))
    expect(listed.filter((id) => !applied.has(id))).toEqual([])

    /** The thief goes on with the key, in the old epoch and in the one that is to come. */
    async function rob(kid: string): Promise<void> {
      const directory = await readDirectory(sender.member.directory)
      const thief = await Forger.open({
        member: sender.member,
        to: receiver.code,
        directory,
        gatewayKid: kid,
      })
      const forged = [
        { ep: position.ep, seq: position.seq + 1, prev: position.digest },
        { ep: position.ep + 1, seq: 1, prev: position.digest },
        { ep: position.ep, seq: position.seq + 1, prev: position.digest, iat: invalidFrom - 3_600 },
      ].map((claims) => thief.beside('resend', { from: 1, to: 1, of: 1 }, { claims }))
      await thief.put(...forged.map(({ bytes }) => bytes))
      await thief.close()
      const count = (await readRecord(receiver)).quarantine.length
      await until(async () => (await readRecord(receiver)).quarantine.length >= count)
      await sleep(500)
    }
  },
)

async function ready({ member }: Party): Promise<string> {
  const body: { checks: { keys: string } } = JSON.parse(await (await fetch(`${member.url}/readyz`)).text())
  return body.checks.keys
}

async function review(party: Party): Promise<readonly { readonly event: string }[]> {
  // Sound: the form of the answer has a schema.
  const { body } = await party.as('auditor').get('/v1/key-review')
  return (body as { events: readonly { event: string }[] }).events
}

async function eventsAt(party: Party): Promise<readonly string[]> {
  return (await readRecord(party)).events.map(({ id }) => id)
}

/** Own events of which no receipt has come. */
async function unreceipted({ code, member }: Party): Promise<number> {
  const [row] = await rowsOf<{ count: number }>(
    member.databaseUrls.auditor,
    `select count(*)::int as count from event e where e.author = $1 and not exists
      (select from lane_token t join receipt_in r on r.manifest = t.digest where t.event = e.digest and r.st = 'stored')`,
    [code],
  )
  return row?.count ?? 0
}

function kidOf(token: string): string {
  return JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString()).kid
}

function prevOf(token: string): string {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()).prev
}

async function more({ accepted: list }: Load, count: number): Promise<void> {
  const enough = list.length + count
  await until(() => list.length >= enough)
}

async function until(holds: () => boolean | Promise<boolean>, withinMs = 50_000): Promise<void> {
  for (const end = Date.now() + withinMs; !(await holds()); await sleep(100)) {
    if (Date.now() > end) throw new Error(`did not happen within ${withinMs} ms: ${holds}`)
  }
}
