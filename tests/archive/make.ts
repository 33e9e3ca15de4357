// Makes the archive: what this release signs and seals, kept so that every later release must still verify it.
// Run once for a release, by hand; a corpus that exists is never made again.
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  consistencyProof,
  formatCheckpoint,
  formatProof,
  growTree,
  inclusionProof,
  leafHash,
  signNote,
  tileReader,
} from '@onward/audit'
import { canonicalBytes, digest, type Event, encodeEvent, schemaOf } from '@onward/contract'
import { importPrivateKey, loadDirectory, makeKey } from '@onward/directory'
import {
  type Claims,
  encloseToken,
  makeReceipt,
  type Outgoing,
  type SigningKey,
  sealEvent,
  signToken,
  type TokenKind,
  tokenDigest,
} from '@onward/seal'
import { firstCase } from '../../packages/testing/src/case.ts'
import { directoryDocuments, makeCountry } from '../../packages/testing/src/country.ts'

const folder = join(import.meta.dirname, 'corpus')
const iat = Date.UTC(2026, 10, 23, 9) / 1000
const at = new Date(iat * 1000).toISOString()

await mkdir(join(folder, 'messages'), { recursive: true })
if ((await readdir(folder)).includes('expected.json')) throw new Error('The archive has been made already.')

const [nl, ro] = [await makeCountry('NL'), await makeCountry('RO')]
const seal = await makeKey({
  use: 'case-sig',
  alg: 'ES256',
  member: 'NL',
  nbf: iat - 86_400,
  naf: iat + 86_400,
})
const made = directoryDocuments([nl, ro])
const documents = {
  ...made,
  members: made.members.map((member) =>
    member.code === 'NL' ? { ...member, keys: [...member.keys, seal.entry] } : member,
  ),
}
const directory = await loadDirectory(documents)
const caseKeys = { Ed25519: signing(nl.keys['case-sig']), ES256: signing(importPrivateKey(seal.jwk)) }
await keep('directory.json', JSON.stringify(documents, null, 1))
await keep(
  'receiver-key.json',
  JSON.stringify({ note: 'Made for this archive only. It opens nothing else.', ...ro.privateKeys.enc }),
)

// The lane there: one event by each kind of case key.
const heads = new Map<string, { seq: number; prev: string }>()
const sent = new Map<keyof typeof caseKeys, { manifest: string; cdig: string }>()
for (const alg of ['Ed25519', 'ES256'] as const) {
  const event = offer()
  const jti = randomUUID()
  const to = directory.current('RO', 'enc', iat)
  if (!to) throw new Error('RO has no key')
  const { jws, jwe, dig, cdig } = sealEvent({
    event: encodeEvent(event),
    caseKey: caseKeys[alg],
    to,
    iss: 'NL',
    aud: 'RO',
    jti,
    iat,
  })
  const name = `envelope-${alg.toLowerCase()}`
  const manifest = await say(name, 'NL', 'envelope', { jti, dig, cdig, exp: iat + 30 * 86_400 }, jwe)
  await keep(`${name}.event.json`, Buffer.from(encodeEvent(event)).toString())
  await keep(`${name}.jws`, jws)
  sent.set(alg, { manifest, cdig })
}

// RO's log: 300 leaves, so that the tree has a full tile; the receipt's leaf is the last but one.
const first = sent.get('Ed25519')
if (!first) throw new Error('nothing was sent')
const salt = randomBytes(32)
const { content, record, commitment } = makeReceipt({ ...first, st: 'stored', at, salt })
const leaves = Array.from({ length: 300 }, () => leafHash(randomBytes(32)))
leaves[298] = leafHash(commitment)
const noTile = tileReader({
  fullTile: () => Promise.reject(new Error('no tile')),
  leafHashes: async () => [],
})
const grown = await growTree({ size: 0, readTile: noTile, leaves })
const readTile = tileReader({
  fullTile: async (level, index) => {
    const tile = grown.tiles.find((each) => each.level === level && each.index === index)
    if (!tile) throw new Error('no such tile')
    return tile.hashes
  },
  leafHashes: async (from, to) => leaves.slice(from, to),
})
const { origin } = ro.document
const logKey = { name: origin, privateKey: ro.keys.log.privateKey }
const early = await growTree({ size: 0, readTile: noTile, leaves: leaves.slice(0, 100) })
const note = (tree: { size: number; root: Uint8Array }) =>
  signNote(formatCheckpoint({ origin, ...tree }), logKey)
const checkpoint = note({ size: grown.size, root: grown.root })
const hashes = await inclusionProof(298, grown.size, readTile)
const proof = formatProof({ index: 298, hashes, checkpoint, extra: leafHash(commitment) })
await keep('checkpoint.txt', checkpoint)
await keep('checkpoint-before.txt', note({ size: early.size, root: early.root }))
const between = await consistencyProof(early.size, grown.size, readTile)
await keep('consistency.json', JSON.stringify(between.map((hash) => Buffer.from(hash).toString('base64'))))
await keep('proof.txt', proof)
const opening = { salt: salt.toString('base64url'), record: Buffer.from(canonicalBytes(record)).toString() }
await keep('opening.json', JSON.stringify(opening))

// The lane back: the four other kinds.
await say('receipt', 'RO', 'receipt', content)
await say('proof', 'RO', 'proof', { dig: digest(proof) }, proof)
await say('resend', 'RO', 'resend', { from: 3, to: 4, of: 1 })
await say('tombstone', 'RO', 'tombstone', { num: 3, sub: digest('a token that was never sent') })

const names = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((each) =>
  each.isFile(),
)
const files: Record<string, string> = {}
for (const { parentPath, name } of names) {
  const path = join(parentPath, name)
  const hash = createHash('sha256').update(await readFile(path))
  files[path.slice(folder.length + 1)] = hash.digest('hex')
}
const expected = {
  at: iat,
  sent: Object.fromEntries(sent),
  root: Buffer.from(grown.root).toString('base64'),
  files,
}
await keep('expected.json', `${JSON.stringify(expected, null, 1)}\n`)

async function keep(name: string, text: string | Uint8Array): Promise<void> {
  await writeFile(join(folder, name), text)
}

function signing({ kid, alg, privateKey }: ReturnType<typeof importPrivateKey>): SigningKey {
  if (alg === 'ECDH-ES+A256KW') throw new Error('not a key that signs')
  return { kid, alg, privateKey }
}

/** Writes the next message of a member's lane; returns the digest of its token. */
async function say(
  name: string,
  iss: 'NL' | 'RO',
  kind: TokenKind,
  own: object,
  data?: string,
): Promise<string> {
  const { seq, prev } = heads.get(iss) ?? { seq: 0, prev: '0' }
  const aud = iss === 'NL' ? 'RO' : 'NL'
  const common = {
    iss,
    aud,
    lane: `lane.${aud}.${iss}`,
    ep: 1,
    seq: seq + 1,
    prev,
    jti: randomUUID(),
    iat,
    dirv: 1,
  }
  // Sound: each kind is given its claims, and signToken refuses what is not exactly its set.
  const claims = { ...common, ...own } as Claims[TokenKind]
  const token = signToken(kind, claims, signing((iss === 'NL' ? nl : ro).keys['gw-sig']))
  heads.set(iss, { seq: seq + 1, prev: tokenDigest(token) })
  // Sound: only an envelope and a proof are given data.
  const outgoing = { kind, token, claims, ...(data !== undefined && { data }) } as Outgoing
  await keep(`messages/${name}.json`, encloseToken(outgoing))
  return tokenDigest(token)
}

function offer(): Event {
  const { uri, digest: schemadigest } = schemaOf('referral.submitted')
  const id = () => randomUUID().replace(/^(.{14})./, (_all, before) => `${before}7`)
  const data = firstCase({ from: 'NL', to: 'RO' })
  return {
    specversion: '1.0',
    id: id(),
    source: 'urn:onward:member:NL',
    type: 'referral.submitted',
    subject: id(),
    time: at,
    datacontenttype: 'application/json',
    dataschema: uri,
    schemadigest,
    audience: 'RO',
    lane: 'lane.RO.NL',
    agreement: directory.lane('lane.RO.NL')?.agreement ?? '',
    actor: 'nl-focal-point/focal-point/nl-fp-02',
    sequence: 1,
    correlation: data.caseRef,
    purpose: data.purpose,
    nonce: randomBytes(32).toString('base64url'),
    data,
  }
}
