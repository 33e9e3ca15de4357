import { type Directory, loadDirectory } from '@onward/directory'
import { beforeAll, expect, test } from 'vitest'
import { accepted, type Line, type Told, tell } from '../../testing/src/evidence.ts'
import { compareBundles, type DifferenceCode } from './compare.ts'
import type { MessageReport, Report } from './report.ts'
import { verifyBundle } from './verify.ts'

let told: Told
let trust: Directory
let ours: Report
let theirs: Report

beforeAll(async () => {
  told = await tell(accepted)
  trust = await loadDirectory(told.documents)
  ours = verifyBundle(await told.sender.bundle('without content'), trust)
  theirs = verifyBundle(await told.receiver.bundle('without content'), trust)
})

test('R25 what one side sent, the other received, and both prove it', () => {
  expect(compareBundles(ours, theirs)).toEqual({
    agrees: true,
    referral: told.referral,
    members: ['NL', 'RO'],
    matched: 3,
    unreceipted: [],
    afterErasure: [],
    gaps: [],
    // Of RO's log NL has seen the state that proved its offer; of NL's log RO the two that proved its answers.
    logs: [
      { origin: 'gateway.ro.example/log', seen: 1, confirmed: 1 },
      { origin: 'gateway.nl.example/log', seen: 2, confirmed: 2 },
    ],
    unanswered: [],
    differences: [],
  })
})

test('R25 a number that both pass over is a gap, and a state of a log that its member does not show is not confirmed', async () => {
  const contents = await told.receiver.contents('without content')
  const logs = contents.logs.filter(({ origin }) => origin !== told.receiver.country.document.origin)
  const messages = contents.messages
    .filter((_, at) => at !== 1)
    .map((message) => ({ ...message, receipts: [] }))
  const without = verifyBundle(told.receiver.issue({ ...contents, messages, logs }), trust)
  const shorter = { ...ours, messages: ours.messages.filter((_, at) => at !== 1) }
  expect(compareBundles(shorter, without)).toMatchObject({
    gaps: [{ code: 'SEQUENCE', author: 'RO', from: 1, to: 1 }],
    logs: [{ origin: 'gateway.nl.example/log', seen: 2, confirmed: 2 }],
  })
  const silent = {
    ...theirs,
    missing: [{ code: 'CONSISTENCY', origin: 'gateway.ro.example/log', from: 1, size: 2 }],
  } as const
  expect(compareBundles(ours, silent).logs[0]).toEqual({
    origin: 'gateway.ro.example/log',
    seen: 1,
    confirmed: 0,
  })
})

test('R13 what nobody has receipted, and what nobody has answered, is named and is no difference', async () => {
  const lines: readonly Line[] = [
    { by: 'sender', type: 'referral.submitted' },
    { by: 'sender', type: 'risk.updated', lost: true },
  ]
  const { sender, receiver, documents } = await tell(lines)
  const directory = await loadDirectory(documents)
  const [one, other] = [await sender.bundle('without content'), await receiver.bundle('without content')]
  const compared = compareBundles(verifyBundle(one, directory), verifyBundle(other, directory))
  expect(compared).toMatchObject({
    agrees: true,
    matched: 1,
    unreceipted: [{ lane: 'lane.RO.NL', seq: 2, said: { type: 'risk.updated' } }],
    unanswered: ['acknowledged', 'decided'],
  })
})

test('R20 what was said to a member that had erased the referral is rejected by it, shown by the other only, and no difference', async () => {
  const lines: readonly Line[] = [
    { by: 'sender', type: 'referral.submitted' },
    { by: 'sender', type: 'data.erased' },
  ]
  const { sender, receiver, documents } = await tell(lines)
  const directory = await loadDirectory(documents)
  const [sent, all] = [
    verifyBundle(await sender.bundle('without content'), directory),
    verifyBundle(await receiver.bundle('without content'), directory),
  ]
  const one = { ...sent, messages: sent.messages.map(rejectedIfSecond) }
  const without = { ...all, messages: all.messages.slice(0, 1) }
  expect(compareBundles(one, without)).toMatchObject({
    agrees: false,
    afterErasure: [],
    differences: [{ code: 'NOT_RECEIVED', seq: 2 }],
  })
  const { origin } = receiver.country.document
  const record = { kind: 'erasure', ground: 'request' }
  const erased = { ...without, erased: [{ member: 'RO', origin, index: 3, record }] }
  expect(compareBundles(one, erased)).toMatchObject({
    agrees: true,
    matched: 1,
    unreceipted: [],
    afterErasure: [{ lane: 'lane.RO.NL', seq: 2, said: { type: 'data.erased' } }],
    differences: [],
  })
  // Only the receiver's own record of its own erasure: that somebody else has erased it says nothing of what arrived.
  const other = { ...without, erased: [{ member: 'NL', origin, index: 3, record }] }
  expect(compareBundles(one, other).differences).toMatchObject([{ code: 'NOT_RECEIVED' }])
})

test.each<[DifferenceCode, () => Promise<readonly [Report, Report]>]>([
  ['REFERRAL_OTHER', async () => [ours, { ...theirs, referral: '0199a000-0000-7000-8000-000000000001' }]],
  ['SAME_ISSUER', async () => [ours, ours]],
  ['NOT_RECEIVED', async () => [ours, { ...theirs, messages: theirs.messages.slice(1) }]],
  ['NOT_SENT', async () => [{ ...ours, messages: ours.messages.slice(1) }, theirs]],
  ['SAID_DIFFERS', async () => [ours, await restated({ type: 'referral.declined' })]],
  ['SAID_DIFFERS', async () => [ours, await restated({ time: '2026-11-18T11:06:41.000Z' })]],
  ['LEAF_UNPROVEN', async () => [await unproven(), theirs]],
  ['LOG_FORKED', async () => [ours, forked(theirs)]],
  ['RECEIPT_DIFFERS', async () => [ours, otherReceipt(theirs)]],
])('%s', async (code, how) => {
  const [one, other] = await how()
  const { agrees, differences } = compareBundles(one, other)
  expect([agrees, differences.map((each) => each.code)]).toEqual([false, expect.arrayContaining([code])])
})

test('two that agree do not if one of them does not hold', () => {
  expect(compareBundles(ours, { ...theirs, holds: false }).agrees).toBe(false)
})

/** The receiver's own bundle, issued with another word of what the last message is. */
async function restated(changes: { readonly type?: string; readonly time?: string }): Promise<Report> {
  const contents = await told.receiver.contents('without content')
  const messages = contents.messages.map((message, at) =>
    at === 2 && message.stated ? { ...message, stated: { ...message.stated, ...changes } } : message,
  )
  return verifyBundle(told.receiver.issue({ ...contents, messages }), trust)
}

/** The sender's own bundle, issued without the proof that its log has what it sent. */
async function unproven(): Promise<Report> {
  const contents = await told.sender.contents('without content')
  const messages = contents.messages.map(({ sent: _leaf, ...message }) => message)
  return verifyBundle(told.sender.issue({ ...contents, messages }), trust)
}

function rejectedIfSecond(message: MessageReport): MessageReport {
  const { seq, received } = message
  return seq === 2 && received ? { ...message, received: { ...received, st: 'rejected' } } : message
}

function forked(report: Report): Report {
  const logs = report.logs.map((log) => ({
    ...log,
    checkpoints: log.checkpoints.map((checkpoint) => ({ ...checkpoint, root: 'A'.repeat(43) })),
  }))
  return { ...report, logs }
}

function otherReceipt(report: Report): Report {
  const messages = report.messages.map((message) => ({
    ...message,
    ...(message.received && { received: { ...message.received, receipt: 'A'.repeat(43) } }),
  }))
  return { ...report, messages }
}
