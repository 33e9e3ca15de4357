/** The real record of one member, and replicas of its gateway that speak on its lanes to a broker of a few lines. */
import { randomBytes, randomUUID } from 'node:crypto'
import type { Directory } from '@onward/directory'
import { makeReceipt, type SigningKey, tokenDigest } from '@onward/seal'
import { cloneDatabase, makeCountry, newCode } from '@onward/testing'
import { expect } from 'vitest'
import type { Gap } from '../gap.ts'
import { type Change, commitRemote, type Recorded } from '../store/commit.ts'
import * as outbox from '../store/lane/outbox.ts'
import type { Numbered, PendingRow } from '../store/rows.ts'
import { openStore } from '../store/transaction.ts'
import type { NumberDeps } from './number.ts'
import { type Commit, type LaneRunners, runLanes } from './runners.ts'

export type Speakers = Awaited<ReturnType<typeof openSpeakers>>

export async function openSpeakers() {
  const database = await cloneDatabase()
  const open = () => openStore(database.urls.gateway, () => {})
  const stores = [open(), open()] as const
  const { kid, privateKey } = (await makeCountry('RO')).keys['gw-sig']
  const replicas: LaneRunners[] = []
  // Sound: numbering asks a directory for its version and its lanes, and knows what an unknown lane begins with.
  const directory = { version: 1, lane: () => undefined } as unknown as Directory
  const key = { kid, alg: 'Ed25519', privateKey } as const
  const signing = { key: key as SigningKey | undefined }
  const numbering: NumberDeps = {
    member: 'RO',
    now: () => new Date(),
    directory: () => directory,
    gatewayKey: () => signing.key,
  }

  /**
   * One replica of the gateway, as far as it speaks on the lane; `sent` are the jtis that its broker has been given. Until it has
   * `looked`, it sends again what another has sent and not noted yet.
   */
  function replica(
    lane: string,
    store = stores[0],
    acknowledged: () => Promise<void> | undefined = () => undefined,
    isHeld = true,
    others: readonly string[] = [],
  ) {
    const values: Uint8Array[] = []
    const faults: unknown[] = []
    const told: string[] = []
    const gaps: Gap[] = []
    const looked = Promise.withResolvers<void>()
    let said = 0
    const runners = runLanes(
      {
        ...numbering,
        pending: (of, limit) => outbox.pendingOf(store, of, limit),
        holdBody: () => {},
        heldBody: () => undefined,
        dropBodies: () => {},
        bodies: (jtis) => outbox.bodiesOf(store, jtis),
        head: (of) => outbox.headOf(store, of),
        commitNumbers: (tokens, leaves) => outbox.commitNumbers(store, tokens, leaves),
        unsent: async (of, limit) => {
          const found = await outbox.unsent(store, of, limit)
          if (found.length === 0) looked.resolve()
          return found
        },
        markSent: (of, ep, seq) => outbox.markSent(store, of, ep, seq),
        resends: (of, limit) => outbox.resendsOf(store, of, limit),
        forgetResends: (of, numbers) => outbox.forgetResends(store, of, numbers),
        queue: (row) => outbox.queue(store, row),
        sayAnew: (of, messages) => outbox.sayAnew(store, of, messages),
        send: async (_, batch) => {
          values.push(...batch)
          await acknowledged()
        },
        reached: (gap) => gaps.push(gap),
        holds: async () => isHeld,
        tell: (of) => told.push(of),
        onFault: (_, error) => faults.push(error),
      },
      [lane, ...others],
    )
    replicas.push(runners)
    const read = () => values.map((value) => JSON.parse(Buffer.from(value).toString()))
    const sent = () => read().map(({ id }) => id as string)
    const bodies = () => read().map(({ data }) => data as unknown)

    /** Commits a batch with so many answers; returns how it was tried, and with what outcome. */
    const answer = async (
      size: number,
      commit = (change: Change, numbered: readonly Numbered[]) => commitRemote(store, change, numbered),
    ) => {
      said += size
      const tries: string[] = []
      const record: Commit = async ({ numbered, pending }): Promise<Recorded> => {
        const outcome = await commit({ pending }, numbered)
        tries.push(`${numbered.length > 0 ? 'numbered' : 'pending'} ${outcome}`)
        return outcome
      }
      await runners.answer(
        Array.from({ length: size }, () => receipt(lane)),
        record,
      )
      return tries
    }
    /** Commits what waits for a pass, and hands it over. */
    const say = async (size: number) => {
      said += size
      const rows = Array.from({ length: size }, () => receipt(lane))
      await commitRemote(store, { pending: rows })
      runners.hand(rows)
    }
    /** Has a message numbered and sent, so that the head of the lane is known; another replica may be faster. */
    const begin = async () => {
      while (sent().length === 0) {
        await say(1)
        for (let looks = 0; looks < 20 && sent().length === 0; looks++) await rest(10)
      }
    }
    return {
      runners,
      looked: looked.promise,
      answer,
      say,
      begin,
      said: () => said,
      sent,
      bodies,
      faults,
      told,
      gaps,
    }
  }

  /** The jtis of a lane in the order of their numbers. */
  async function numbered(lane: string): Promise<readonly string[]> {
    return (await tokensOf(lane)).map(({ jti }) => jti)
  }

  /** Waits until so many numbers are given; they must be a chain without a gap, and nothing may wait. */
  async function wholeLane(lane: string, length: number): Promise<void> {
    await expect.poll(() => tokensOf(lane), { timeout: 20_000 }).toHaveLength(length)
    let prev = '0'
    for (const [at, { seq, token }] of (await tokensOf(lane)).entries()) {
      const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())
      expect({ seq, claims }).toMatchObject({ seq: at + 1, claims: { seq: at + 1, prev } })
      prev = tokenDigest(token)
    }
    expect(await outbox.pendingOf(stores[0], lane, 10)).toEqual([])
  }

  async function tokensOf(lane: string) {
    const rows = await stores[0].read<{ seq: string; jti: string; token: string }>({
      name: 'tokens of lane',
      text: 'select seq, jti, token from lane_token where lane = $1 order by ep, seq',
      values: [lane],
    })
    return rows.map((row) => ({ ...row, seq: Number(row.seq) }))
  }

  return {
    stores,
    numbering,
    /** Takes the key away, or gives it back. */
    mayNotSign: () => {
      signing.key = undefined
    },
    maySign: () => {
      signing.key = key
    },
    replica,
    numbered,
    wholeLane,
    async close() {
      await Promise.all(replicas.map((each) => each.stop()))
      await Promise.all(stores.map((store) => store.close()))
      await database.drop()
    },
  }
}

/** A receipt that has no number yet. */
export function receipt(lane: string): PendingRow {
  const [manifest, cdig] = [randomBytes(32).toString('base64url'), randomBytes(32).toString('base64url')]
  const createdAt = new Date().toISOString()
  const { content } = makeReceipt({ manifest, cdig, st: 'stored', at: createdAt, salt: randomBytes(32) })
  return { jti: randomUUID(), lane, kind: 'receipt', claims: JSON.stringify(content), createdAt }
}

/** A lane that nothing has been said on. */
export function newLane(): string {
  return `lane.${newCode()}.RO`
}

export function rest(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
