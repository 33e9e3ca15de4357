import { canonicalBytes, type EvidenceBundle, parseCanonical } from '@onward/contract'
import { type Directory, loadDirectory } from '@onward/directory'
import { beforeAll, describe, expect, test } from 'vitest'
import { accepted, type Told, tell } from '../../testing/src/evidence.ts'
import type { BundleContent } from './bundle.ts'
import { type FaultCode, reasons } from './fault.ts'
import type { Report } from './report.ts'
import { verifyBundle } from './verify.ts'

let told: Told
let trust: Directory
let whole: Uint8Array
let bare: Uint8Array

beforeAll(async () => {
  told = await tell(accepted)
  trust = await loadDirectory(told.documents)
  whole = await told.sender.bundle('with content')
  bare = await told.sender.bundle('without content')
})

describe('a bundle of an accepted offer', () => {
  test('R25 says who sent what, by which key, when the other side had it, and who answered', () => {
    const report = verifyBundle(whole, trust)
    const { keys } = told.sender.country
    const theirs = told.receiver.country.keys
    expect(report).toMatchObject({
      holds: true,
      referral: told.referral,
      issued: { by: 'NL', kid: keys['gw-sig'].kid, at: '2026-11-19T11:06:40.000Z' },
      acknowledged: { type: 'referral.acknowledged', by: 'RO', message: 2 },
      decided: { type: 'referral.accepted', by: 'RO', message: 3 },
      faults: [],
      erased: [],
    })
    expect(report.messages[0]).toMatchObject({
      ...{ from: 'NL', to: 'RO', lane: 'lane.RO.NL', ep: 1, seq: 1, kid: keys['gw-sig'].kid, holds: true },
      sentAt: '2026-11-18T11:06:40.000Z',
      said: {
        ...{ basis: 'signed', type: 'referral.submitted', sequence: 1, kid: keys['case-sig'].kid },
        actor: 'nl-focal-point/focal-point/nl-fp-02',
      },
      logged: { at: '2026-11-18T11:06:40.000Z', index: 0 },
      received: { st: 'stored', at: '2026-11-18T11:06:40.000Z', kid: theirs['gw-sig'].kid, isProven: true },
    })
    expect(report.messages.map(({ logged }) => logged !== undefined)).toEqual([true, false, false])
  })

  test('R25, R55 without content says the same on the word of its issuer, and holds no event', () => {
    const report = verifyBundle(bare, trust)
    expect(report).toMatchObject({ holds: true, acknowledged: { message: 2 }, decided: { message: 3 } })
    expect(report.messages.map(({ said }) => said.basis)).toEqual(['stated', 'stated', 'stated'])
    expect(Buffer.from(bare).toString()).not.toContain('"event"')
  })

  test('misses nothing', () => {
    expect(verifyBundle(whole, trust).missing).toEqual([])
  })

  test('issued by the other side proves the same messages', async () => {
    const theirs = verifyBundle(await told.receiver.bundle('with content'), trust)
    const ours = verifyBundle(whole, trust)
    expect(theirs.holds).toBe(true)
    const names = ({ messages }: Report) =>
      messages.map(({ manifest, event, received }) => [manifest, event, received])
    expect(names(theirs)).toEqual(names(ours))
  })
})

describe('what is missing is said', () => {
  test('a message that nobody received', async () => {
    const { sender, documents } = await tell([
      ...accepted,
      { by: 'sender', type: 'risk.updated', lost: true },
    ])
    const report = verifyBundle(await sender.bundle('with content'), await loadDirectory(documents))
    expect([report.holds, report.missing]).toEqual([true, [{ code: 'RECEIPT', message: 4 }]])
  })

  test('a number of an author that is passed over', async () => {
    const contents = await told.sender.contents('with content')
    const [first, , third] = contents.messages
    const messages = [first, third].flatMap((each) => each ?? [])
    const report = verifyBundle(told.sender.issue({ ...contents, messages }), trust)
    expect(report.missing).toContainEqual({ code: 'SEQUENCE', author: 'RO', from: 1, to: 1 })
    expect(report.acknowledged).toBeUndefined()
  })

  test('proofs that do not exist yet, and an event that is only stated', async () => {
    const contents = await told.sender.contents('with content')
    const { messages: stated } = await told.sender.contents('without content')
    const messages = contents.messages.map((message, at) => {
      if (at === 0) return { manifest: message.manifest, event: message.event ?? '', receipts: [] }
      const [receipt] = message.receipts
      const said = { ...(stated[at]?.stated && { stated: stated[at].stated }) }
      return { manifest: message.manifest, ...said, receipts: receipt ? [{ token: receipt.token }] : [] }
    })
    expect(verifyBundle(told.sender.issue({ ...contents, messages }), trust)).toMatchObject({
      holds: true,
      missing: [
        { code: 'RECEIPT', message: 1 },
        { code: 'RECEIPT_PROOF', message: 2 },
        { code: 'RECEIPT_PROOF', message: 3 },
        { code: 'EVENT', message: 2 },
        { code: 'EVENT', message: 3 },
        { code: 'SENT_PROOF', message: 1 },
      ],
    })
  })
})

test('R55 what was erased is told with its ground, and every other proof still holds', async () => {
  const { sender, documents } = await tell(accepted)
  const record = {
    kind: 'erasure',
    ground: 'retention',
    approver: 'nl-dpo-01',
    openings: 3,
    at: '2026-12-01T00:00:00.000Z',
  }
  sender.erase(record)
  const report = verifyBundle(await sender.bundle('without content'), await loadDirectory(documents))
  expect(report).toMatchObject({
    holds: true,
    erased: [{ member: 'NL', origin: sender.country.document.origin, record }],
  })
  const contents = await sender.contents('without content')
  const unproven = contents.erasures.map(({ salt, record }) => ({ salt, record }))
  expect(
    verifyBundle(sender.issue({ ...contents, erasures: unproven }), await loadDirectory(documents)),
  ).toMatchObject({
    holds: true,
    erased: [],
    missing: [{ code: 'ERASURE_PROOF' }],
  })
})

test('R25 whoever else signed a checkpoint is named, and is not taken for the log', async () => {
  const contents = await told.sender.contents('without content')
  // A cosignature of C2SP tlog-cosignature: four bytes of key ID, eight of time, sixty-four of signature.
  const line = `— witness.example/w1 ${Buffer.alloc(76, 7).toString('base64')}\n`
  const logs = contents.logs.map((log) => ({
    ...log,
    checkpoints: log.checkpoints.map((each) => ({ ...each, note: `${each.note}${line}` })),
  }))
  const cosigned = told.sender.issue({ ...contents, logs })
  const report = verifyBundle(cosigned, trust)
  expect([report.holds, report.logs.flatMap(({ checkpoints }) => checkpoints[0]?.cosigners)]).toEqual([
    true,
    ['witness.example/w1', 'witness.example/w1'],
  ])
  const alone = logs.map((log) => ({
    ...log,
    checkpoints: log.checkpoints.map(({ note }) => ({ note: note.replace(/— gateway.*\n/, '') })),
  }))
  const { faults } = verifyBundle(told.sender.issue({ ...contents, logs: alone }), trust)
  expect(faults.map(({ code }) => code)).toContain('CHECKPOINT_INVALID')
  const at = Buffer.from(cosigned).indexOf('BwcHBwcH')
  expect(verifyBundle(changed(cosigned, at, 1), trust).faults.map(({ code }) => code)).toEqual([
    'BUNDLE_ALTERED',
  ])
})

describe('a fault has its code', () => {
  const bend = async (how: (bundle: Bent) => void): Promise<readonly FaultCode[]> => {
    // Sound: a copy is nobody's but ours.
    const contents = structuredClone(await told.sender.contents('with content')) as Bent
    how(contents)
    const { faults, holds } = verifyBundle(told.sender.issue(contents), trust)
    expect(holds).toBe(faults.length === 0)
    expect(faults.map(({ code, reason }) => reason === reasons[code])).not.toContain(false)
    return faults.map(({ code }) => code)
  }
  const message = (bundle: Bent, at = 0) => bundle.messages[at] ?? expect.fail('there is no such message')
  const swap = (token: string) => {
    const [header, payload, signature = ''] = token.split('.')
    return [
      header,
      payload,
      signature.startsWith('A') ? `B${signature.slice(1)}` : `A${signature.slice(1)}`,
    ].join('.')
  }

  test.each<[FaultCode, (bundle: Bent) => void]>([
    ['TOKEN_MALFORMED', (bundle) => Object.assign(message(bundle), { manifest: 'e30.e30.AAAA' })],
    ['SIG_INVALID', (bundle) => Object.assign(message(bundle), { manifest: swap(message(bundle).manifest) })],
    [
      'EVENT_INVALID',
      (bundle) => Object.assign(message(bundle), { event: swap(message(bundle).event ?? '') }),
    ],
    ['EVENT_INVALID', (bundle) => Object.assign(message(bundle), { event: message(bundle, 1).event })],
    [
      'REFERRAL_OTHER',
      (bundle) => Object.assign(bundle, { referral: '0199a000-0000-7000-8000-000000000001' }),
    ],
    [
      'RECEIPT_OTHER',
      (bundle) => Object.assign(message(bundle, 1), { receipts: message(bundle, 2).receipts }),
    ],
    ['LEAF_OTHER', (bundle) => Object.assign(message(bundle).sent ?? {}, { record: '{"kind":"msg.sent"}' })],
    [
      'PROOF_LOG',
      (bundle) => Object.assign(message(bundle).sent?.proof ?? {}, { origin: 'gateway.ro.example/log' }),
    ],
    ['PROOF_CHECKPOINT', (bundle) => Object.assign(message(bundle).sent?.proof ?? {}, { size: 77 })],
    ['PROOF_INVALID', (bundle) => Object.assign(message(bundle).sent ?? {}, { salt: 'A'.repeat(43) })],
    ['LOG_UNKNOWN', (bundle) => Object.assign(bundle.logs[0] ?? {}, { origin: 'gateway.it.example/log' })],
    [
      'CHECKPOINT_INVALID',
      (bundle) => Object.assign(bundle.logs[0]?.checkpoints[0] ?? {}, { note: 'x\n1\nAAAA\n\n' }),
    ],
    ['LOG_DUPLICATE', (bundle) => bundle.logs.push(...bundle.logs.slice(0, 1))],
    [
      'CHECKPOINT_ORDER',
      (bundle) => bundle.logs.find(({ checkpoints }) => checkpoints.length > 1)?.checkpoints.reverse(),
    ],
    [
      'CONSISTENCY_INVALID',
      (bundle) =>
        Object.assign(bundle.logs.find(({ checkpoints }) => checkpoints.length > 1)?.checkpoints[1] ?? {}, {
          consistency: ['A'.repeat(43)],
        }),
    ],
    ['MESSAGE_DUPLICATE', (bundle) => bundle.messages.push(message(bundle))],
    ['DIRECTORY_DIFFERS', (bundle) => Object.assign(Object(bundle.directory.members[0]).keys[0], { nbf: 1 })],
    ['LEAF_OTHER', (bundle) => bundle.erasures.push(...[message(bundle).sent].flatMap((each) => each ?? []))],
  ])('%s', async (code, how) => {
    expect(await bend(how)).toContain(code)
  })

  test('a bundle that is sound has none', async () => {
    expect(await bend(() => {})).toEqual([])
  })

  test('BUNDLE_ALTERED: nothing that was issued can be taken out, though all that is left holds', () => {
    // Sound: a bundle that was just verified.
    const bundle = parseCanonical(whole) as EvidenceBundle
    const shorter = canonicalBytes({ ...bundle, messages: bundle.messages.slice(0, 2) })
    expect(verifyBundle(shorter, trust).faults).toEqual([
      { code: 'BUNDLE_ALTERED', reason: reasons.BUNDLE_ALTERED, part: 'issued' },
    ])
  })

  test('BUNDLE_MALFORMED for a member that nobody knows, BUNDLE_TOO_LARGE for what nobody reads', () => {
    const more = canonicalBytes({ ...Object(parseCanonical(whole)), note: 'x' })
    const files = [more, new Uint8Array(33_554_433)]
    expect(files.map((file) => verifyBundle(file, trust).faults.map(({ code }) => code))).toEqual([
      ['BUNDLE_MALFORMED'],
      ['BUNDLE_TOO_LARGE'],
    ])
  })
})

type Mutable<T> = { -readonly [K in keyof T]: Mutable<T[K]> }
type Bent = Mutable<BundleContent>

function changed(bytes: Uint8Array, at: number, by: number): Uint8Array {
  const copy = Uint8Array.from(bytes)
  copy[at] = (copy[at] ?? 0) ^ by
  return copy
}
