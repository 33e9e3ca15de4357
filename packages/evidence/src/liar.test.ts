// A member with valid keys that lies: what it signs is held against what the other side signed, and against itself.

import { formatCheckpoint, signNote } from '@onward/audit'
import { base64urlDecode } from '@onward/contract'
import { type Directory, type DirectoryDocuments, loadDirectory, type PrivateKey } from '@onward/directory'
import { type Claims, makeReceipt, type SigningKey, signToken } from '@onward/seal'
import { beforeAll, describe, expect, test } from 'vitest'
import { accepted, type Told, tell } from '../../testing/src/evidence.ts'
import type { BundleContent, BundleMessage } from './bundle.ts'
import type { FaultCode } from './fault.ts'
import { verifyBundle } from './verify.ts'

let told: Told
let trust: Directory
let contents: BundleContent

beforeAll(async () => {
  told = await tell(accepted)
  trust = await loadDirectory(told.documents)
  contents = await told.sender.contents('with content')
})

/** The codes of a bundle with these messages beside, or instead of, its own. */
function codesWith(changes: Partial<BundleContent>, by: Directory = trust): readonly FaultCode[] {
  return verifyBundle(told.sender.issue({ ...contents, ...changes }), by).faults.map(({ code }) => code)
}

describe('R26 what a sender signs twice', () => {
  test('LANE_FORK: two messages under one number of its lane', () => {
    const twin = manifest(message(0), { jti: '5f0c3bd4-0e0b-4a7c-9a0e-0b9d3f6b1c2d' })
    expect(codesWith({ messages: [...contents.messages, twin] })).toContain('LANE_FORK')
  })

  test('CHAIN_BROKEN: a message that names another one before it than was sent', () => {
    const next = manifest(message(0), { seq: 2, prev: 'A'.repeat(43) })
    expect(codesWith({ messages: [...contents.messages, next] })).toEqual(['CHAIN_BROKEN'])
  })

  test('SEQUENCE_CONFLICT: two events under one number of their author', () => {
    const stated = { type: 'referral.cancelled', sequence: 1, time: '2026-11-18T11:06:40.000Z' }
    const other = manifest(
      { ...message(0), event: undefined },
      { seq: 9, prev: 'A'.repeat(43), cdig: 'A'.repeat(43) },
    )
    expect(codesWith({ messages: [...contents.messages, { ...other, stated }] })).toEqual([
      'SEQUENCE_CONFLICT',
    ])
  })

  test('ROUTE_LANE: a message on a lane that no agreement opened', () => {
    const astray = manifest(message(0), { lane: 'lane.RO.IT', seq: 9 })
    expect(codesWith({ messages: [astray] })).toContain('ROUTE_LANE')
  })
})

describe('R26 what a receiver signs', () => {
  test('RECEIPT_LEAF: a receipt whose leaf commits to something else', () => {
    expect(codesWith(receipted({ leaf: 'A'.repeat(43) }))).toEqual(['RECEIPT_LEAF'])
  })

  test('TIME_ORDER: a receipt from before the message was sent', () => {
    expect(codesWith(receipted(received('2026-11-18T11:00:00.000Z')))).toEqual(['TIME_ORDER'])
  })

  test('RECEIPT_DUPLICATE: stored, and then rejected after all', () => {
    const [first, ...others] = contents.messages
    const again = receipted(received('2026-11-18T11:06:40.000Z', 'rejected'))
    const both = [...(first?.receipts ?? []), ...(again.messages[0]?.receipts ?? [])]
    expect(codesWith({ messages: [{ ...message(0), receipts: both }, ...others] })).toEqual([
      'RECEIPT_DUPLICATE',
    ])
  })
})

test('LOG_FORKED: two states of one log, both signed by it', () => {
  const { document, keys } = told.receiver.country
  const name = document.origin
  const other = signNote(formatCheckpoint({ origin: name, size: 1, root: new Uint8Array(32) }), {
    name,
    privateKey: keys.log.privateKey,
  })
  const logs = contents.logs.map((log) =>
    log.origin === name ? { ...log, checkpoints: [...log.checkpoints, { note: other }] } : log,
  )
  expect(codesWith({ logs })).toEqual(['LOG_FORKED'])
})

describe('a key that was revoked since', () => {
  const after = Date.parse('2026-11-18T12:00:00.000Z') / 1000
  const during = Date.parse('2026-11-18T11:07:00.000Z') / 1000

  test.each<
    [string, 'gw-sig' | 'case-sig' | 'log', 'superseded' | 'compromise', number, readonly FaultCode[]]
  >([
    ['replaced: what it signed stays signed', 'case-sig', 'superseded', after, []],
    ['stolen after the other side had it: what it signed stays signed', 'case-sig', 'compromise', after, []],
    ['stolen before the other side had it', 'case-sig', 'compromise', 0, ['EVENT_INVALID']],
    ['replaced before it signed', 'case-sig', 'superseded', during - 60, ['EVENT_INVALID']],
    [
      'of the log, stolen: nothing says when its checkpoints were made',
      'log',
      'compromise',
      after,
      ['KEY_REVOKED'],
    ],
  ])('%s', async (_, use, reason, invalidFrom, codes) => {
    const found = codesWith(
      {},
      await loadDirectory(revoked('NL', use, { at: invalidFrom, invalidFrom, reason })),
    )
    expect([...new Set(found)].filter((code) => !code.startsWith('PROOF_'))).toEqual(codes)
  })

  test("the receiver's, stolen: its receipts prove nothing, and so not when a message existed", async () => {
    const directory = await loadDirectory(
      revoked('RO', 'gw-sig', { at: after, invalidFrom: after, reason: 'compromise' }),
    )
    const report = verifyBundle(told.sender.issue(contents), directory)
    expect(report.messages[0]?.received).toBeUndefined()
    expect(report.missing).toContainEqual({ code: 'RECEIPT', message: 1 })
  })
})

describe('a bundle', () => {
  test('KEY_UNKNOWN, DIRECTORY_DIFFERS: of members that the verifier does not know', async () => {
    const stranger = await loadDirectory((await tell([])).documents)
    expect(new Set(codesWith({}, stranger))).toEqual(
      new Set([
        'KEY_UNKNOWN',
        'DIRECTORY_DIFFERS',
        'CHECKPOINT_INVALID',
        'PROOF_CHECKPOINT',
        'EVENT_INVALID',
      ]),
    )
  })

  test('ISSUE_NOT_OF_PARTY: of messages between two others', async () => {
    const third = await tell(accepted, { codes: ['IT', 'DE'] })
    const all: DirectoryDocuments = {
      ...told.documents,
      members: [...told.documents.members, ...third.documents.members],
      lanes: [...told.documents.lanes, ...third.documents.lanes],
      agreements: [...told.documents.agreements, ...third.documents.agreements],
    }
    const report = verifyBundle(third.sender.issue(contents), await loadDirectory(all))
    expect(report.faults.map(({ code }) => code)).toEqual(['ISSUE_NOT_OF_PARTY'])
  })
})

function message(at: number): BundleMessage {
  return contents.messages[at] ?? expect.fail('there is no such message')
}

/** A message whose manifest the sender has signed anew, with these claims instead; nothing else of it is kept. */
function manifest(
  { manifest: token, event }: Pick<BundleMessage, 'manifest'> & { readonly event?: string | undefined },
  changes: Partial<Claims['envelope']>,
): BundleMessage {
  const signed = signToken('envelope', { ...claimsOf<'envelope'>(token), ...changes }, gateway('sender'))
  return { manifest: signed, ...(event !== undefined && { event }), receipts: [] }
}

/** The first message with a receipt that the receiver has signed anew. */
function receipted(changes: Partial<Claims['receipt']>): Pick<BundleContent, 'messages'> {
  const [receipt] = message(0).receipts
  const claims = { ...claimsOf<'receipt'>(receipt?.token ?? ''), ...changes }
  const token = signToken('receipt', claims, gateway('receiver'))
  return { messages: [{ ...message(0), receipts: [{ token }] }, ...contents.messages.slice(1)] }
}

/** What a receipt of the first message says if it was received at this time. */
function received(at: string, st: 'stored' | 'rejected' = 'stored'): Partial<Claims['receipt']> {
  const { salt, sub } = claimsOf<'receipt'>(message(0).receipts[0]?.token ?? '')
  const { cdig } = claimsOf<'envelope'>(message(0).manifest)
  return makeReceipt({ manifest: sub, cdig, st, at, salt: base64urlDecode(salt) }).content
}

function claimsOf<K extends 'envelope' | 'receipt'>(token: string): Claims[K] {
  // Sound: a token that the fixture has signed.
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Claims[K]
}

function gateway(side: 'sender' | 'receiver'): SigningKey {
  const { kid, privateKey }: PrivateKey = told[side].country.keys['gw-sig']
  return { kid, alg: 'Ed25519', privateKey }
}

function revoked(code: string, use: string, revocation: object): DirectoryDocuments {
  const members = told.documents.members.map((member) => {
    const { keys } = Object(member)
    if (Object(member).code !== code) return member
    const changed = keys.map((key: { use: string }) =>
      key.use === use ? { ...key, status: 'revoked', revoked: revocation } : key,
    )
    return { ...Object(member), keys: changed }
  })
  return { ...told.documents, members }
}
