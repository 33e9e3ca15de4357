import { randomBytes } from 'node:crypto'
import {
  formatCheckpoint,
  formatProof,
  growTree,
  inclusionProof,
  leafHash,
  signNote,
  tileReader,
} from '@onward/audit'
import { canonicalBytes } from '@onward/contract'
import { importPrivateKey, loadDirectory } from '@onward/directory'
import { makeReceipt, type SigningKey, signToken, tokenDigest } from '@onward/seal'
import { expect, test } from 'vitest'
import { makeMember } from '../setup/keys.ts'
import { documentsOf } from '../setup/network.ts'
import { logOf, openInclusion, openLeaf, openReceipt, provesGrowth } from './proof.ts'

const now = Math.floor(Date.now() / 1_000)
const [nl, ro] = await Promise.all([member('NL'), member('RO')])
const terms = { from: new Date(0), until: new Date((now + 1_000) * 1_000), exercise: false }
const directory = await loadDirectory(documentsOf([nl.made, ro.made], terms))

const digest = () => randomBytes(32).toString('base64url')
const common = { ep: 1, seq: 1, prev: '0', iat: now, dirv: 1 }
const manifestClaims = {
  ...common,
  iss: 'NL',
  aud: 'RO',
  lane: 'lane.RO.NL',
  jti: crypto.randomUUID(),
  exp: now + 60,
  dig: digest(),
  cdig: digest(),
}
const manifest = signToken('envelope', manifestClaims, nl.gateway)
const { content, record, commitment } = makeReceipt({
  manifest: tokenDigest(manifest),
  cdig: manifestClaims.cdig,
  st: 'stored',
  at: new Date().toISOString(),
  salt: randomBytes(32),
})
const receiptClaims = {
  ...common,
  ...content,
  iss: 'RO',
  aud: 'NL',
  lane: 'lane.NL.RO',
  jti: crypto.randomUUID(),
}
const receipt = signToken('receipt', receiptClaims, ro.gateway)

const others = [randomBytes(32), randomBytes(32)]
const leaves = [...others, leafHash(commitment)]
const readTile = tileReader({
  fullTile: () => Promise.reject(new Error('no tile is full')),
  leafHashes: async (from, to) => leaves.slice(from, to),
  tileRoots: async () => [],
})

test('R5 a receipt is opened with nothing but the directory, and says what was receipted', async () => {
  expect(await openReceipt(receipt, manifest, directory)).toEqual(receiptClaims)
})

test.for([
  [
    'a receipt that another member signed',
    () => signToken('receipt', receiptClaims, nl.gateway),
    'signed by another member',
  ],
  [
    'a receipt signed with a key that is not for lanes',
    () => signToken('receipt', receiptClaims, ro.log),
    'no gateway key',
  ],
  [
    'a receipt whose signature is bent',
    () => `${receipt.slice(0, -6)}AAAAAA`,
    'signature of the receipt does not hold',
  ],
  ['a manifest in place of a receipt', () => manifest, 'not a receipt'],
  [
    'a receipt of another message',
    () => signToken('receipt', { ...receiptClaims, sub: digest() }, ro.gateway),
    'another message',
  ],
  [
    'a receipt whose leaf commits to something else',
    () => signToken('receipt', { ...receiptClaims, leaf: digest() }, ro.gateway),
    'leaf of the receipt',
  ],
] as const)('%s proves nothing', async ([, bent, reason]) => {
  await expect(openReceipt(bent(), manifest, directory)).rejects.toMatchObject({
    code: 'NOT_PROVEN',
    message: expect.stringContaining(reason),
  })
})

test('a leaf is its salt and record, and no other record', () => {
  const text = Buffer.from(canonicalBytes(record)).toString()
  const { leaf: hash, salt } = content
  expect(openLeaf({ hash, salt, record: text })).toEqual(record)
  const bent = { hash, salt, record: text.replace('stored', 'erased') }
  expect(() => openLeaf(bent)).toThrow(expect.objectContaining({ code: 'NOT_PROVEN' }))
})

test('a leaf is in a log whose own key signed the checkpoint, and in no other', async () => {
  const proof = await proofIn('RO', ro.log)
  expect(openInclusion(content.leaf, proof, logOf('RO', directory))).toMatchObject({ size: 3 })
  expect(() => openInclusion(digest(), proof, logOf('RO', directory))).toThrow('not in the log of RO')
  expect(() => openInclusion(content.leaf, proof, logOf('NL', directory))).toThrow('no trusted key')
})

test('a checkpoint in the name of a log needs the key of that log', async () => {
  const proof = await proofIn('RO', nl.log)
  expect(() => openInclusion(content.leaf, proof, logOf('RO', directory))).toThrow('no trusted key')
})

test('R25 a log that forgot its beginning is found out', async () => {
  const origin = 'gateway.ro.example/log'
  const grown = await growTree({ size: 0, readTile, leaves })
  const one = { origin, size: 1, root: leaves[0] ?? randomBytes(32) }
  const other = { origin, size: 1, root: randomBytes(32) }
  const hashes = [leaves[1], leaves[2]].map((hash) => Buffer.from(hash ?? '').toString('base64'))
  expect(() => provesGrowth(one, { origin, ...grown }, hashes)).not.toThrow()
  expect(() => provesGrowth(other, { origin, ...grown }, hashes)).toThrow('does not continue')
})

async function proofIn(log: 'NL' | 'RO', { privateKey }: SigningKey): Promise<string> {
  const { size, root } = await growTree({ size: 0, readTile, leaves })
  const name = directory.member(log)?.origin ?? ''
  const checkpoint = signNote(formatCheckpoint({ origin: name, size, root }), { name, privateKey })
  return formatProof({ index: 2, hashes: await inclusionProof(2, size, readTile), checkpoint })
}

async function member(code: string) {
  const organisations = [
    { id: `${code.toLowerCase()}-focal-point`, roles: ['FocalPoint'], operatorKind: 'state' },
  ]
  const made = await makeMember({ code, name: code, organisations, nbf: now - 60, naf: now + 1_000 })
  const key = (use: 'gw-sig' | 'log'): SigningKey => {
    const { kid, privateKey } = importPrivateKey(made.privateKeys[use])
    return { kid, alg: 'Ed25519', privateKey }
  }
  return { made, gateway: key('gw-sig'), log: key('log') }
}
