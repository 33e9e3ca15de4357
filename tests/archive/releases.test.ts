/** Of every release: its schemas were only widened since, and one event of each of its types still verifies. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { canonicalBytes, digest, eventTypes, schemaDocuments } from '@onward/contract'
import { type Directory, importPrivateKey, loadDirectory } from '@onward/directory'
import { type AuthenticMessage, authenticate, checkReceipt, openEnvelope, tokenDigest } from '@onward/seal'
import { compactDecrypt, compactVerify, decodeProtectedHeader } from 'jose'
import { beforeAll, describe, expect, test } from 'vitest'
import { narrowings } from './narrowings.ts'

/** Releases whose corpus holds an event of each type. Of 0.1, which `archive.test.ts` verifies, the schemas are kept. */
const releases = readdirSync(import.meta.dirname).flatMap((name) => /^corpus-([\d.]+)$/.exec(name)?.[1] ?? [])
const lanes = [
  { lane: 'lane.RO.NL', reader: 'RO' },
  { lane: 'lane.NL.RO', reader: 'NL' },
] as const

test.each(['0.1', ...releases])('R4 no schema of release %s was narrowed since', (release) => {
  expect(narrowings(schemasOf(release), schemaDocuments)).toEqual([])
})

test('R4 a schema that refuses what it took is found', () => {
  const schema = (properties: object, more: object = {}) => [
    { $id: 'https://x.example/a', type: 'object', properties, ...more },
  ]
  const code = { enum: ['one', 'two'] }
  const old = schema({ code, note: { type: 'string', maxLength: 9 } }, { required: ['code'] })
  const wider = schema(
    { code: { enum: ['one', 'two', 'three'] }, note: { type: 'string', maxLength: 10 }, more: code },
    { dependentRequired: { more: ['note'] } },
  )
  expect(narrowings(old, wider)).toEqual([])
  const narrower = schema(
    { code: { const: 'one' }, note: { type: 'string', maxLength: 8, pattern: '^a' } },
    { required: ['code', 'note'], additionalProperties: false, dependentRequired: { code: ['note'] } },
  )
  expect(narrowings(old, narrower)).toEqual([
    'https://x.example/a: required',
    'https://x.example/a: additionalProperties',
    'https://x.example/a: dependentRequired',
    'https://x.example/a/code: const',
    'https://x.example/a/note: maxLength',
    'https://x.example/a/note: pattern',
  ])
  expect(narrowings(old, [])).toEqual(['https://x.example/a: is gone'])
})

describe.each(releases)('release %s', (release) => {
  const folder = join(import.meta.dirname, `corpus-${release}`)
  const text = (name: string) => readFileSync(join(folder, name), 'utf8')
  const json = (name: string) => JSON.parse(text(name))
  const expected = json('expected.json')
  const sent: readonly Sent[] = json('sent.json')
  const keys = [json('receiver-keys.json').NL, json('receiver-keys.json').RO].map(importPrivateKey)
  let directory: Directory
  let messages: readonly AuthenticMessage[]

  beforeAll(async () => {
    directory = await loadDirectory(json('directory.json'))
    messages = lanes.flatMap(({ lane, reader }) =>
      text(`${lane}.jsonl`)
        .trimEnd()
        .split('\n')
        .map((line) => authentic(line, lane, reader)),
    )
  })

  test('its archive is what it was when it was made', () => {
    const names = readdirSync(folder).filter((name) => name !== 'expected.json')
    const found = names.map((name) => [name, createHash('sha256').update(text(name)).digest('hex')])
    expect(Object.fromEntries(found)).toEqual(expected.files)
  })

  test('R4 it holds an event of every type of its schemas, and all of them are known now', () => {
    const known: readonly string[] = eventTypes
    const types = sent.map(({ type }) => type)
    expect(new Set(types).size).toBe(types.length)
    expect(schemasOf(release).filter(({ $id }) => $id.includes('/event/'))).toHaveLength(types.length)
    expect(types.filter((type) => !known.includes(type))).toEqual([])
  })

  test('each message names the one before it', () => {
    for (const { lane } of lanes) {
      const own = messages.filter(({ claims }) => claims.lane === lane)
      const digests = own.map(({ token }) => tokenDigest(token))
      expect(own.map(({ claims }) => [claims.seq, claims.prev])).toEqual(
        own.map((_none, at) => [at + 1, digests[at - 1] ?? '0']),
      )
    }
  })

  test.each(sent)('R4 $type opens to what was signed, for this code and for jose', async (each) => {
    const message = messages.find(({ token }) => tokenDigest(token) === each.manifest)
    if (message?.kind !== 'envelope') throw new Error('there is no such envelope')
    const decryptKey = (kid: string) => keys.find((key) => key.kid === kid)?.privateKey
    const opened = openEnvelope(message, { directory, decryptKey })
    const cdig = tokenDigest(each.jws)
    expect(opened).toMatchObject({ ok: true, jws: each.jws, cdig, event: { type: each.type } })

    const key = decryptKey(String(decodeProtectedHeader(message.data).kid))
    if (!key) throw new Error('sealed to nobody here')
    const { plaintext } = await compactDecrypt(message.data, key)
    expect(Buffer.from(plaintext).subarray(0, each.jws.length).toString()).toBe(each.jws)
    const event = JSON.parse((await verified(each.jws)).toString())
    expect(decodeProtectedHeader(each.jws).alg).toBe(each.alg)
    // Which form of the schema its author wrote it by can be looked up for ever.
    const schema = schemasOf(release).find(({ $id }) => $id === event.dataschema)
    expect(event.schemadigest).toBe(digest(canonicalBytes(schema)))
  })

  test.each(sent)('R5 the receipt of $type commits to what was stored', async (each) => {
    const message = messages.find(({ token }) => tokenDigest(token) === each.receipt)
    if (message?.kind !== 'receipt') throw new Error('there is no such receipt')
    const { claims, token } = message
    const [aud, paired] = each.author === 'NL' ? ['RO', 'lane.NL.RO'] : ['NL', 'lane.RO.NL']
    const cdig = tokenDigest(each.jws)
    const checked = checkReceipt(claims, { digest: each.manifest, cdig, aud, paired })
    const record = { kind: 'msg.received', manifest: each.manifest, cdig, at: claims.at, st: 'stored' }
    expect(checked).toEqual({ ok: true, record })
    expect(each.opening).toEqual({
      salt: claims.salt,
      record: Buffer.from(canonicalBytes(record)).toString(),
    })
    expect(await verified(token)).toEqual(Buffer.from(canonicalBytes(claims)))
  })

  function authentic(line: string, lane: string, reader: string): AuthenticMessage {
    const self = { member: reader, exercise: false }
    const judged = authenticate(Buffer.from(line), { directory, self, lane, nowSeconds: expected.at })
    if (!judged.ok) throw new Error(`${lane}: ${judged.code}`)
    return judged.message
  }

  /** The payload of a JWS, verified by jose with the key and the algorithm that the directory gives for its kid. */
  async function verified(jws: string): Promise<Buffer> {
    const key = directory.key(String(decodeProtectedHeader(jws).kid))
    if (!key) throw new Error('no such key')
    return Buffer.from((await compactVerify(jws, key.publicKey, { algorithms: [key.alg] })).payload)
  }
})

interface Sent {
  readonly type: string
  readonly author: 'NL' | 'RO'
  readonly alg: string
  readonly manifest: string
  readonly receipt: string
  readonly opening: { readonly salt: string; readonly record: string }
  readonly jws: string
}

function schemasOf(release: string): readonly { readonly $id: string }[] {
  const path = release === '0.1' ? 'schemas-0.1.json' : `corpus-${release}/schemas.json`
  return JSON.parse(readFileSync(join(import.meta.dirname, path), 'utf8'))
}
