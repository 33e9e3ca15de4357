/** Receipts and proofs that are not what they say: nothing of ours is settled by them. */
import { randomBytes } from 'node:crypto'
import { formatCheckpoint, formatProof, leafHash, signNote } from '@onward/audit'
import { canonicalBytes, digest } from '@onward/contract'
import { verifyBundle } from '@onward/evidence'
import { makeReceipt, tokenDigest } from '@onward/seal'
import { firstCase, known } from '@onward/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Bend, Forged, Forger } from './forger.ts'
import { openStage, type Stage, until } from './stage.ts'
import type { Heard } from './watch.ts'

let stage: Stage
let referral: string
/** The victim's own manifest, which waits for its receipt. */
let manifest: Heard

beforeAll(async () => {
  stage = await openStage()
  const { victim, sender } = stage
  const offer = firstCase({ from: victim.code, to: sender.member.code })
  const { status, body } = await stage.post('caseworker', '/v1/referrals', { ...offer, local: known })
  expect(status).toBe(201)
  referral = String(body.referral)
  manifest = await until(
    () => stage.heard.messages.find(({ type }) => type === 'onward.envelope.v1'),
    'the manifest',
  )
})

afterAll(async () => {
  await stage?.stop()
})

/** What a receipt of this manifest says, honestly. */
function said(st: 'stored' | 'rejected' | 'erased', code?: string) {
  const { cdig } = manifest.claims
  const at = new Date().toISOString()
  return makeReceipt({ manifest: tokenDigest(manifest.token), cdig, st, code, at, salt: randomBytes(32) })
    .content
}

const cases: Readonly<Record<string, (from: { sender: Forger; third: Forger }) => [Forger, Forged]>> = {
  'RECEIPT_UNKNOWN: by a member to whom it was not sent': ({ third }) => [
    third,
    third.next('receipt', said('stored')),
  ],
  'RECEIPT_UNKNOWN: a rejection by that member': ({ third }) => [
    third,
    third.next('receipt', said('rejected', 'BIZ_STATE')),
  ],
  'RECEIPT_UNKNOWN: of a manifest that was never sent': ({ sender }) => [
    sender,
    sender.next('receipt', { ...said('stored'), sub: digest('none') }),
  ],
  'RECEIPT_LEAF: the leaf of another record': ({ sender }) => [
    sender,
    sender.next('receipt', { ...said('stored'), leaf: said('stored').leaf }),
  ],
  'RECEIPT_LEAF: the leaf of a rejection': ({ sender }) => {
    const { leaf, salt, at } = said('rejected', 'BIZ_STATE')
    return [sender, sender.next('receipt', { ...said('stored'), leaf, salt, at })]
  },
  'RECEIPT_LEAF: another time than the leaf has': ({ sender }) => [
    sender,
    sender.next('receipt', { ...said('stored'), at: '2026-11-21T00:00:00.000Z' }),
  ],
  'KEY_USE: signed with the case key': ({ sender }) => [sender, beside(sender, { key: sender.keys.cases })],
  'KEY_NOT_OF_ISSUER: signed by another member': ({ sender, third }) => [
    sender,
    beside(sender, { key: third.keys.gateway }),
  ],
  'SIG_INVALID: signed by another under its kid': ({ sender, third }) => [
    sender,
    beside(sender, { key: { ...third.keys.gateway, kid: sender.keys.gateway.kid } }),
  ],
  'SEQ_FORK: under a number that is used': ({ sender }) => [
    sender,
    beside(sender, { claims: { seq: 1, prev: '0' } }),
  ],
  'PROOF_INVALID: no proof at all': ({ sender }) => [sender, proof(sender, 'c2sp.org/tlog-proof@v1\n')],
  'PROOF_INVALID: of a log that another signed': ({ sender, third }) => {
    const { origin = '' } = stage.directory.member(sender.member.code) ?? {}
    const { privateKey } = third.keys.log
    return [sender, proof(sender, proofOf(leafHash(randomBytes(32)), { name: origin, privateKey }))]
  },
  'PROOF_INVALID: of a leaf that is not in the tree': ({ sender }) => {
    const { origin = '' } = stage.directory.member(sender.member.code) ?? {}
    const { privateKey } = sender.keys.log
    return [sender, proof(sender, proofOf(randomBytes(32), { name: origin, privateKey }, randomBytes(32)))]
  },
  'PROOF_INVALID: under a checkpoint of another origin': ({ sender }) => {
    const { origin = '' } = stage.directory.member(sender.member.code) ?? {}
    const { privateKey } = sender.keys.log
    const leaf = leafHash(randomBytes(32))
    return [sender, proof(sender, proofOf(leaf, { name: origin, privateKey }, leaf, 'gw.other.example/log'))]
  },
  'DIG_MISMATCH: the text of another proof': ({ sender }) => [
    sender,
    sender.next('proof', { dig: digest('a proof') }, {}, 'another proof'),
  ],
}

test.each(Object.keys(cases))('%s', async (name) => {
  const [forger, forged] = cases[name]?.(stage) ?? []
  if (!forger || !forged) throw new Error('no such case')
  const offset = await forger.put(forged.bytes)
  const entry = await until(
    async () => (await stage.quarantine(forger.lane)).find((each) => each.offset === offset),
    'it is set aside',
  )
  expect(entry).toMatchObject({ code: name.split(':')[0], state: 'quarantined' })
  expect(await receiptOf()).toBeNull()
})

test('R5, T24 the true receipt settles it, and no later one unsettles it', async () => {
  const { sender } = stage
  await sender.put(sender.next('receipt', said('stored')).bytes)
  const stored = await until(async () => (await receiptOf()) ?? undefined, 'the receipt')
  expect(stored).toMatchObject({ st: 'stored' })

  const before = (await stage.quarantine(sender.lane)).length
  const later = sender.next('receipt', said('rejected', 'BIZ_STATE'))
  const closing = sender.next('receipt', { ...said('stored'), sub: digest('closing') })
  await sender.put(later.bytes, closing.bytes)
  await until(
    async () => (await stage.quarantine(sender.lane)).length > before || undefined,
    'all before the last one is done',
  )
  expect(await receiptOf()).toEqual(stored)
  const { body } = await stage.get('focal-point', `/v1/referrals/${referral}/timeline`)
  expect(body.events).toMatchObject([{ standing: 'applied', receipt: { st: 'stored' } }])
})

function beside(sender: Forger, bend: Bend): Forged {
  return sender.beside('receipt', said('stored'), bend)
}

function proof(sender: Forger, data: string): Forged {
  return sender.next('proof', { dig: digest(data) }, {}, data)
}

/** A proof in a log of one leaf: the leaf is the root. */
function proofOf(
  leaf: Uint8Array,
  signer: Parameters<typeof signNote>[1],
  root = leaf,
  origin = signer.name,
): string {
  const checkpoint = signNote(formatCheckpoint({ origin, size: 1, root }), signer)
  return formatProof({ index: 0, hashes: [], checkpoint, extra: leaf })
}

async function receiptOf(): Promise<unknown> {
  const { body } = await stage.get('auditor', `/v1/referrals/${referral}/evidence`)
  const [message] = verifyBundle(canonicalBytes(body), stage.directory).messages
  return message?.received ?? null
}
