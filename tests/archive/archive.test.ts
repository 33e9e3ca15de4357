/** What earlier releases signed and sealed still holds: for this code, and for a JOSE library that is not ours. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { openNote, parseCheckpoint, parseProof, verifyConsistency, verifyInclusion } from '@onward/audit'
import { canonicalBytes, decodeEvent, digest } from '@onward/contract'
import { type Directory, type DirectoryKey, importPrivateKey, loadDirectory } from '@onward/directory'
import { type AuthenticMessage, authenticate, checkReceipt, openEnvelope, tokenDigest } from '@onward/seal'
import { calculateJwkThumbprint, compactDecrypt, compactVerify, decodeProtectedHeader } from 'jose'
import { beforeAll, expect, test } from 'vitest'

const folder = join(import.meta.dirname, 'corpus')
const read = (name: string) => readFileSync(join(folder, name))
const text = (name: string) => read(name).toString()
const json = (name: string) => JSON.parse(text(name))
const expected = json('expected.json')
const { note: _note, ...receiverJwk } = json('receiver-key.json')
const receiverKey = importPrivateKey(receiverJwk)
const there = ['envelope-ed25519', 'envelope-es256']
const back = ['receipt', 'proof', 'resend', 'tombstone']
let directory: Directory

beforeAll(async () => {
  directory = await loadDirectory(json('directory.json'))
})

test('the archive is what it was when it was made', () => {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'expected.json')
    .map(({ parentPath, name }) =>
      join(parentPath, name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    )
  const found = files.map((name) => [name, createHash('sha256').update(read(name)).digest('hex')])
  expect(Object.fromEntries(found)).toEqual(expected.files)
})

test('every key of the directory passes the gate and is named by its thumbprint', async () => {
  for (const { keys } of json('directory.json').members) {
    for (const { kid, jwk } of keys) {
      expect([directory.key(kid)?.kid, await calculateJwkThumbprint(jwk)]).toEqual([kid, kid])
    }
  }
})

test.each([...there, ...back])('the message %s is authentic, for this code and for jose', async (name) => {
  const { claims, token, kind } = authentic(name)
  expect(name.startsWith(kind)).toBe(true)
  expect(await verified(token)).toEqual(Buffer.from(canonicalBytes(claims)))
})

test.each([there, back])('each message names the one before it', (...names) => {
  const messages = names.map(authentic)
  const digests = messages.map(({ token }) => tokenDigest(token))
  expect(messages.map(({ claims }) => [claims.seq, claims.prev])).toEqual(
    messages.map((_none, at) => [at + 1, digests[at - 1] ?? '0']),
  )
})

test.each(there)('%s opens to the event that was sealed, for this code and for jose', async (name) => {
  const message = authentic(name)
  if (message.kind !== 'envelope') throw new Error('not an envelope')
  const decryptKey = (kid: string) => (kid === receiverKey.kid ? receiverKey.privateKey : undefined)
  const opened = openEnvelope(message, { directory, decryptKey })
  const jws = text(`${name}.jws`)
  const event = decodeEvent(read(`${name}.event.json`))
  expect(opened).toMatchObject({ ok: true, jws, event, cdig: message.claims.cdig })

  const { plaintext } = await compactDecrypt(message.data, receiverKey.privateKey)
  expect(
    Buffer.from(plaintext)
      .toString('latin1')
      .replace(/\u0080\0*$/, ''),
  ).toBe(jws)
  expect(await verified(jws)).toEqual(read(`${name}.event.json`))
})

test('the digests that name what was sent have not changed', () => {
  const found = ['ed25519', 'es256'].map((alg) => {
    const { token } = authentic(`envelope-${alg}`)
    return { manifest: tokenDigest(token), cdig: tokenDigest(text(`envelope-${alg}.jws`)) }
  })
  expect(found).toEqual([expected.sent.Ed25519, expected.sent.ES256])
})

test('R5, R25 the receipt commits to the record, and its leaf is in the log that RO signed', () => {
  const { claims } = message('receipt')
  const { manifest, cdig } = expected.sent.Ed25519
  const { record, salt } = json('opening.json')
  const checked = checkReceipt(claims, { digest: manifest, cdig, aud: 'RO', paired: 'lane.NL.RO' })
  expect(checked).toEqual({ ok: true, record: JSON.parse(record) })
  expect([claims.salt, Buffer.from(canonicalBytes(JSON.parse(record))).toString()]).toEqual([salt, record])

  const proof = parseProof(text('proof.txt'))
  const { size, root } = trusted(proof.checkpoint)
  expect([proof.checkpoint, Buffer.from(root).toString('base64')]).toEqual([
    text('checkpoint.txt'),
    expected.root,
  ])
  const leaf = Buffer.from(claims.leaf, 'base64url')
  expect(verifyInclusion({ leaf, index: proof.index, hashes: proof.hashes, size, root })).toBe(true)
  expect(message('proof').data).toBe(text('proof.txt'))
})

test('R25 the log only grew between the two checkpoints', () => {
  const [old, now] = [trusted(text('checkpoint-before.txt')), trusted(text('checkpoint.txt'))]
  const hashes = json('consistency.json').map((hash: string) => Buffer.from(hash, 'base64'))
  expect(verifyConsistency({ oldSize: old.size, oldRoot: old.root, ...now, hashes })).toBe(true)
})

test('a message of the archive with one bit changed is refused', () => {
  for (const name of [...there, ...back]) {
    const bytes = Buffer.from(
      text(`messages/${name}.json`).replace(/(.)"\}$/, (_all, last) => `${last === 'A' ? 'B' : 'A'}"}`),
    )
    expect(authenticate(bytes, reading(name))).toMatchObject({ ok: false })
  }
  expect(() => trusted(text('checkpoint.txt').replace('\n300\n', '\n301\n'))).toThrow()
  expect(digest('a') === digest('b')).toBe(false)
})

function reading(name: string) {
  const [member, lane] = there.includes(name) ? ['RO', 'lane.RO.NL'] : ['NL', 'lane.NL.RO']
  return {
    directory,
    self: { member: member ?? '', exercise: false },
    lane: lane ?? '',
    nowSeconds: expected.at,
  }
}

function authentic(name: string): AuthenticMessage {
  const judged = authenticate(read(`messages/${name}.json`), reading(name))
  if (!judged.ok) throw new Error(`${name}: ${judged.code}`)
  return judged.message
}

function message<K extends AuthenticMessage['kind']>(kind: K): Extract<AuthenticMessage, { kind: K }> {
  const found = authentic(kind)
  if (found.kind !== kind) throw new Error(`not a ${kind}`)
  // Sound: its kind was just looked at.
  return found as Extract<AuthenticMessage, { kind: K }>
}

/** The payload of a JWS, verified by jose with the key and the algorithm that the directory gives for its kid. */
async function verified(jws: string): Promise<Buffer> {
  const { publicKey, alg } = keyOf(String(decodeProtectedHeader(jws).kid))
  return Buffer.from((await compactVerify(jws, publicKey, { algorithms: [alg] })).payload)
}

function keyOf(kid: string): DirectoryKey {
  const key = directory.key(kid)
  if (!key) throw new Error(`no key ${kid}`)
  return key
}

function trusted(note: string) {
  const name = directory.member('RO')?.origin ?? ''
  const key = directory.current('RO', 'log', expected.at)
  if (!key) throw new Error('RO has no log')
  return parseCheckpoint(openNote(note, [{ name, publicKey: key.publicKey }]).text)
}
