import { consistencyProof, formatWitnessRequest, readAnswer, type WitnessAnswer } from '@onward/audit'
import { cloneDatabase, type TestDatabase } from '@onward/testing'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openStore, type Store } from '../store/transaction.ts'
import * as witnesses from '../store/witness.ts'
import { contradict } from './contradictions.ts'
import { type MemoryLog, memoryLog, type NoteKeys, noteKeys } from './memory-log.test-data.ts'
import { addCheckpoint, type WitnessDeps } from './witness.ts'

let database: TestDatabase
let store: Store
let replica: Store
let log: NoteKeys
let honest: MemoryLog
let forked: MemoryLog
let alarms: string[]
const signer = noteKeys('gateway.nl.example/witness')
const at = new Date('2026-10-01T12:00:00Z')

beforeAll(async () => {
  database = await cloneDatabase()
  store = openStore(database.urls.gateway, () => {})
  replica = openStore(database.urls.gateway, () => {})
})

beforeEach(async () => {
  log = noteKeys(`gateway.${Math.random()}.example/log`)
  honest = await memoryLog(log)
  forked = await memoryLog(log, 3)
  alarms = []
})

afterAll(async () => {
  await Promise.all([store?.close(), replica?.close()])
  await database?.drop()
})

function depsOf(by: Store): WitnessDeps {
  return {
    now: () => at,
    signer: () => signer,
    logsOf: (origin) => (origin === log.name ? [log] : []),
    last: (origin) => witnesses.lastWitnessed(by, origin),
    advance: (from, next, when) => witnesses.advanceWitnessed(by, from, next, when),
    keepRefused: (note) => witnesses.keepRefused(by, note),
    contradict: contradict({
      now: () => at,
      keep: (found) => witnesses.keepContradiction(by, found),
      alarm: (code, { kind, size }) => alarms.push(`${code} ${kind} ${size}`),
    }),
  }
}

async function ask(from: number, to: number, of = honest, by = store): Promise<WitnessAnswer> {
  const hashes = from > to ? [] : await consistencyProof(from, to, of.readTile)
  return await addCheckpoint(
    depsOf(by),
    formatWitnessRequest({ oldSize: from, hashes, note: (await of.at(to)).note }),
  )
}

const statusesOf = (answers: readonly WitnessAnswer[]) => answers.map(({ status }) => status)

test('what is cosigned is stored, and the cosignature is of our witness key', async () => {
  const answer = await ask(0, 7)
  const { note } = await honest.at(7)
  const [cosigned] = answer.status === 200 ? readAnswer(note, answer.line, signer) : []
  expect(cosigned).toMatchObject({ witness: signer, time: at.getTime() / 1000 })
  const stored = await witnesses.lastWitnessed(replica, log.name)
  expect({ ...stored, root: new Uint8Array(stored?.root ?? []) }).toEqual(await honest.at(7))
  expect(statusesOf([await ask(7, 7), await ask(7, 40)])).toEqual([200, 200])
})

test('of requests that meet, on two replicas, those that do not go on from what is stored are told so', async () => {
  await ask(0, 5)
  const sizes = [6, 7, 8, 9, 10, 11, 12, 13]
  const answers = await Promise.all(sizes.map((to, nth) => ask(5, to, honest, nth % 2 ? replica : store)))
  expect(statusesOf(answers).filter((status) => status === 200)).toHaveLength(1)
  const winner = sizes[answers.findIndex(({ status }) => status === 200)]
  expect((await witnesses.lastWitnessed(store, log.name))?.size).toBe(winner)
  expect(answers.filter(({ status }) => status !== 200)).toEqual(Array(7).fill({ status: 409, size: winner }))
})

test('the first checkpoints of a log that meet are no two beginnings', async () => {
  const answers = await Promise.all([ask(0, 7, honest, store), ask(0, 9, forked, replica)])
  expect(statusesOf(answers).toSorted()).toEqual([200, 409])
})

test('R25 another root of the same size is told of once, whatever the old size says, and both notes are kept', async () => {
  await ask(0, 8)
  expect(statusesOf([await ask(8, 8, forked), await ask(0, 8, forked), await ask(9, 8, forked)])).toEqual([
    409, 409, 400,
  ])
  expect(alarms).toEqual(['LOG_FORK fork 8'])
  const kept = (await witnesses.contradictions(store, 100)).filter(({ origin }) => origin === log.name)
  expect(kept).toMatchObject([
    {
      kind: 'fork',
      seenBy: 'witness',
      first: (await honest.at(8)).note,
      second: (await forked.at(8)).note,
      at,
    },
  ])
})

test('a wrong proof is no contradiction, for anybody can send one; the note waits for the monitor', async () => {
  await ask(0, 8)
  expect(await ask(8, 20, forked)).toEqual({ status: 422 })
  expect(alarms).toEqual([])
  const waiting = await witnesses.unjudgedNotes(store, log.name, 10)
  expect(waiting.map(({ size, seenBy, note }) => [size, seenBy, note])).toEqual([
    [20, 'witness', (await forked.at(20)).note],
  ])
})

test('of what one log could send to fill the table, a hundred notes are kept', async () => {
  const { root, ...checkpoint } = await honest.at(7)
  const keep = (nth: number) => {
    const other = Buffer.from(root).fill(nth, 0, 1)
    const note = { ...checkpoint, root: other, seenBy: 'witness', at: at.toISOString() } as const
    return witnesses.keepRefused(store, note)
  }
  for (let nth = 0; nth < 110; nth += 1) await keep(nth)
  expect(await witnesses.unjudgedNotes(store, log.name, 500)).toHaveLength(100)
})

test('a member without a witness key, and a log that it does not know, are answered alike', async () => {
  const { note } = await honest.at(7)
  const body = formatWitnessRequest({ oldSize: 0, hashes: [], note })
  const answers = [
    await addCheckpoint({ ...depsOf(store), signer: () => undefined }, body),
    await addCheckpoint({ ...depsOf(store), logsOf: () => [] }, body),
    await addCheckpoint({ ...depsOf(store), logsOf: () => [noteKeys(log.name)] }, body),
  ]
  expect(statusesOf(answers)).toEqual([404, 404, 403])
  expect(await witnesses.lastWitnessed(store, log.name)).toBeUndefined()
})
