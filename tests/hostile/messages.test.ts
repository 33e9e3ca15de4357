/** Every message that is wrong in itself, on a real lane between good ones, before a real gateway. */
import { coarse, refusals } from '@onward/seal'
import { firstCase } from '@onward/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Forged } from './forger.ts'
import { knownCases, refusedCases } from './known.test-data.ts'
import { type Entry, openStage, type Stage, until } from './stage.ts'
import { unknownCases } from './unknown.test-data.ts'

let stage: Stage
let entries: ReadonlyMap<number, Entry>
let good: readonly Forged[]
let pidBefore: number
let referral: string
/** What was put on the lane, in order. */
const put: {
  name: string
  kind: 'good' | 'unknown' | 'known' | 'refused'
  bytes: Uint8Array
  digest?: string
}[] = []

beforeAll(async () => {
  stage = await openStage()
  pidBefore = stage.gateway().pid
  const { sender, victim } = stage
  const first = sender.event('referral.submitted', firstCase({ from: sender.member.code, to: victim.code }))
  referral = first.subject
  let sequence = 0
  const sayGood = () => {
    sequence += 1
    const wish = { kind: 'complaint', concerns: ['return'], toldAt: first.time, language: 'ro' } as const
    const event =
      sequence === 1 ? first : sender.event('wishes.recorded', wish, { subject: first.subject, sequence })
    const said = sender.say(sender.state(event))
    put.push({ name: `good ${sequence}`, kind: 'good', ...said })
    return said
  }

  const said = [sayGood()]
  const content = sender.state(first)
  const cases = {
    unknown: unknownCases(stage, content),
    known: knownCases(stage, first),
    refused: refusedCases(stage),
  }
  for (const kind of ['unknown', 'known', 'refused'] as const) {
    for (const [name, make] of Object.entries<() => Uint8Array | Forged>(cases[kind])) {
      const made = make()
      put.push({ name, kind, ...(made instanceof Uint8Array ? { bytes: made } : made) })
      if (put.length % 8 === 0) said.push(sayGood())
    }
  }
  said.push(sayGood())
  good = said
  await sender.put(...put.map(({ bytes }) => bytes))
  const last = said.at(-1)?.digest ?? ''
  await until(() => stage.heard.receipts(last)[0], 'the receipt of the last good message')
  entries = new Map((await stage.quarantine(sender.lane)).map((entry) => [entry.offset, entry]))
}, 60_000)

afterAll(async () => {
  await stage?.stop()
})

test('R4, R50, T8, T10, T12, T18 each hostile message is in quarantine under its own code, and nothing else is there', () => {
  const expected = put.flatMap(({ name, kind }, offset) => (kind === 'good' ? [] : [[offset, name]]))
  const found = [...entries].map(([offset, { code }]) => {
    const name = put[offset]?.name ?? ''
    return [offset, name.startsWith(`${code}: `) ? name : `${code} instead of ${name}`]
  })
  expect(found).toEqual(expected)
})

test('T7 what time or a new directory may heal waits, and nothing else does', () => {
  const waiting = [...entries.values()].filter(({ state }) => state !== 'quarantined')
  expect(waiting.map(({ code, state }) => [code, state])).toEqual([['KEY_UNKNOWN', 'held']])
})

test('R5, T13 a sender is told coarsely what was rejected, and nobody is told of what nobody signed', () => {
  const answered = put.map(({ name, digest }) => {
    const receipts = digest === undefined ? [] : stage.heard.receipts(digest)
    return [name, receipts.map(({ claims: { st, code } }) => (code === undefined ? st : `${st} ${code}`))]
  })
  const expected = put.map(({ name, kind }) => {
    const code = name.split(':')[0] ?? ''
    if (kind === 'good') return [name, ['stored']]
    return [name, kind === 'known' ? [`rejected ${coarse(code)}`] : []]
  })
  expect(answered).toEqual(expected)
})

test('R50, T29 every good message between and after them took effect, in order', async () => {
  const { body } = await stage.get('focal-point', `/v1/referrals/${referral}/timeline`)
  const events = good.map((_none, at) => ({
    sequence: at + 1,
    standing: 'applied',
    receipt: { st: 'stored', code: null },
  }))
  expect(body).toMatchObject({ referral, events })
})

test('the gateway is the process that it was', () => {
  expect([stage.gateway().isRunning(), stage.gateway().pid]).toEqual([true, pidBefore])
})

test('the codes that are not tried here are tried in the other files of this folder, or in tests/time', () => {
  const tried = new Set(put.map(({ name }) => name.split(':')[0]))
  const codes = Object.keys(refusals).filter((code) => !tried.has(code))
  expect(codes).toEqual([
    'DIR_ENDED', // tests/time/directory.test.ts
    'ROUTE_SUSPENDED', // tests/time/directory.test.ts
    'ROUTE_EXERCISE', // no exercise gateway reads a real lane, so it cannot come this far
    'DIR_STALE',
    'TIME_FUTURE',
    'DIG_MISMATCH',
    'DUPLICATE',
    'REPLAY_CONFLICT',
    'KEY_SUPERSEDED',
    'EPOCH_UNKNOWN', // tests/faults/epochs.test.ts
    'SEQ_REPLAY',
    'SEQ_GAP',
    'SEQ_FORK',
    'SCHEMA_UNKNOWN',
    'RECEIPT_UNKNOWN',
    'RECEIPT_LEAF',
  ])
})
