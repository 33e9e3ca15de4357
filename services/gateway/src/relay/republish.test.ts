import { generateKeyPairSync, randomBytes } from 'node:crypto'
import type { Directory } from '@onward/directory'
import { expect, test } from 'vitest'
import type { Unreceipted } from '../store/lane/outbox.ts'
import type { PendingRow } from '../store/rows.ts'
import { type RepublishDeps, republish } from './republish.ts'

const now = new Date('2026-03-01T12:00:00.000Z')
const seconds = now.getTime() / 1000
const day = 86_400
const roEnc = { kid: 'k'.repeat(43), publicKey: generateKeyPairSync('x25519').publicKey }
// Sound: of the directory only the receiver's key is asked for here.
const directory = { current: () => roEnc } as unknown as Directory

const token = (iat: number): Unreceipted => ({ ep: 1, seq: 7, jti: 'old', event: 'e'.repeat(43), iat })

async function round(silent: readonly Unreceipted[], changes: Partial<RepublishDeps> = {}) {
  const asked: unknown[] = []
  const again: Unreceipted[] = []
  const anew: { old: string; pending: PendingRow; data: string }[] = []
  const alarms: string[] = []
  const woken: string[] = []
  await republish(
    {
      member: 'NL',
      now: () => now,
      directory: () => directory,
      unreceipted: async (...question) => {
        asked.push(question)
        return silent
      },
      queueAgain: async (_lane, tokens) => void again.push(...tokens),
      signedEvent: async () => `${randomBytes(3_000).toString('base64url')}.b.c`,
      commitAnew: async (old, pending, data) => void anew.push({ old, pending, data }),
      wake: (lane) => woken.push(lane),
      alarm: (code) => alarms.push(code),
      ...changes,
    },
    'lane.RO.NL',
  )
  return { asked, again, anew, alarms, woken }
}

// Protocol §3.4.
test('R5, R50, T28 what is silent for 15 minutes is asked for, and nothing that went out within the hour', async () => {
  const { asked, alarms, woken } = await round([])
  expect(asked).toEqual([['lane.RO.NL', seconds - 900, new Date('2026-03-01T11:00:00.000Z')]])
  expect([alarms, woken]).toEqual([[], []])
})

test('R50 the same number goes out again, and a person is told', async () => {
  const silent = token(seconds - 1_000)
  expect(await round([silent])).toMatchObject({
    again: [silent],
    anew: [],
    alarms: ['RECEIPT_MISSING'],
    woken: ['lane.RO.NL'],
  })
})

test('a day before its manifest expires the same event is sealed anew under another jti', async () => {
  const { again, anew } = await round([token(seconds - 29 * day - 1)])
  expect(again).toEqual([])
  expect(anew).toMatchObject([
    { old: 'old', pending: { lane: 'lane.RO.NL', kind: 'envelope', event: 'e'.repeat(43) } },
  ])
  expect(anew[0]?.pending.jti).not.toBe('old')
  expect(JSON.parse(anew[0]?.pending.claims ?? '')).toMatchObject({ cdig: 'e'.repeat(43) })
})

test('R55 an erased event is not sealed anew, and a person is told', async () => {
  const { anew, alarms } = await round([token(seconds - 30 * day)], { signedEvent: async () => undefined })
  expect([anew, alarms]).toEqual([[], ['RECEIPT_MISSING', 'NOT_SEALED_ANEW']])
})
