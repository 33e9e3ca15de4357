// Makes the archive of a release, once, by hand: `node tests/archive/make.ts 0.2`. It holds the schemas of the release
// and, of every type of event, one that was signed, sealed and receipted. A corpus that exists is never made again.
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  canonicalBytes,
  type Event,
  type EventType,
  encodeEvent,
  eventTypes,
  schemaDocuments,
  schemaOf,
} from '@onward/contract'
import { importPrivateKey, loadDirectory, makeKey } from '@onward/directory'
import { type Move, moves } from '@onward/referral'
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
import { type Country, directoryDocuments, makeCountry } from '../../packages/testing/src/country.ts'
import { wordsOf } from '../whole-referral/words.ts'

const [release] = process.argv.slice(2)
if (!release || !/^\d+\.\d+$/.test(release)) throw new Error('Name the release: node tests/archive/make.ts 0.2')
const folder = join(import.meta.dirname, `corpus-${release}`)
const iat = Math.floor(Date.now() / 1000)
const at = new Date(iat * 1000).toISOString()
// Fails if the corpus is there.
await mkdir(folder)

const countries = { NL: await makeCountry('NL'), RO: await makeCountry('RO') }
const seals = { NL: await makeSeal('NL'), RO: await makeSeal('RO') }
type Member = keyof typeof countries
const made = directoryDocuments(Object.values(countries))
const documents = {
  ...made,
  members: made.members.map((member) => ({
    ...member,
    keys: [...member.keys, seals[member.code === 'NL' ? 'NL' : 'RO'].entry],
  })),
}
const directory = await loadDirectory(documents)

const lanes: Record<Member, { lines: string[]; prev: string }> = {
  NL: { lines: [], prev: '0' },
  RO: { lines: [], prev: '0' },
}
const numbers: Record<Member, number> = { NL: 0, RO: 0 }
const subject = uuidv7()
const sent = eventTypes.map((type, index) => send(type, index % 2 === 0 ? 'Ed25519' : 'ES256'))

const kept = {
  'directory.json': `${JSON.stringify(documents, null, 1)}\n`,
  'receiver-keys.json': `${JSON.stringify(
    {
      note: 'Made for this archive only. They open nothing else.',
      NL: countries.NL.privateKeys.enc,
      RO: countries.RO.privateKeys.enc,
    },
    null,
    1,
  )}\n`,
  'schemas.json': `[\n${schemaDocuments.map((document) => JSON.stringify(document)).join(',\n')}\n]\n`,
  'lane.RO.NL.jsonl': lanes.NL.lines.join(''),
  'lane.NL.RO.jsonl': lanes.RO.lines.join(''),
  'sent.json': `[\n${sent.map((each) => JSON.stringify(each)).join(',\n')}\n]\n`,
}
for (const [name, text] of Object.entries(kept)) await writeFile(join(folder, name), text)
const files = Object.entries(kept).map(([name, text]) => [
  name,
  createHash('sha256').update(text).digest('hex'),
])
const expected = { at: iat, files: Object.fromEntries(files) }
await writeFile(join(folder, 'expected.json'), `${JSON.stringify(expected, null, 1)}\n`)

/** Signs and seals one event of this type, and has it receipted by the other side. */
function send(type: EventType, alg: 'Ed25519' | 'ES256') {
  const data = wordsOf(type, { sender: { code: 'NL' }, receiver: { code: 'RO' } })
  const iss = authorOf(type, data)
  const aud = iss === 'NL' ? 'RO' : 'NL'
  const event = eventOf({ type, data, iss, aud })
  const jti = randomUUID()
  const to = directory.current(aud, 'enc', iat)
  if (!to) throw new Error(`${aud} has no key`)
  const caseKey = signing(alg === 'ES256' ? importPrivateKey(seals[iss].jwk) : countries[iss].keys['case-sig'])
  const { jws, jwe, dig, cdig } = sealEvent({
    event: encodeEvent(event),
    caseKey,
    to,
    iss,
    aud,
    jti,
    iat,
  })
  const manifest = say(iss, 'envelope', { jti, dig, cdig, exp: iat + 30 * 86_400 }, jwe)
  const salt = randomBytes(32)
  const { content, record } = makeReceipt({ manifest, cdig, st: 'stored', at, salt })
  const receipt = say(aud, 'receipt', content)
  const opening = {
    salt: salt.toString('base64url'),
    record: Buffer.from(canonicalBytes(record)).toString(),
  }
  return { type, author: iss, alg, manifest, receipt, opening, jws }
}

/** Writes the next message of a member's lane; returns the digest of its token. */
function say(iss: Member, kind: TokenKind, own: object, data?: string): string {
  const lane = lanes[iss]
  const aud = iss === 'NL' ? 'RO' : 'NL'
  const common = {
    iss,
    aud,
    lane: `lane.${aud}.${iss}`,
    ep: 1,
    seq: lane.lines.length + 1,
    prev: lane.prev,
    jti: randomUUID(),
    iat,
    dirv: 1,
  }
  // Sound: each kind is given its claims, and signToken refuses what is not exactly its set.
  const claims = { ...common, ...own } as Claims[TokenKind]
  const token = signToken(kind, claims, signing(countries[iss].keys['gw-sig']))
  // Sound: only an envelope is given data.
  const outgoing = { kind, token, claims, ...(data !== undefined && { data }) } as Outgoing
  lane.lines.push(`${Buffer.from(encloseToken(outgoing)).toString()}\n`)
  lane.prev = tokenDigest(token)
  return lane.prev
}

/** Who may say it: the member it is from if it says so, else the side that has the pen. */
function authorOf(type: EventType, data: object): Member {
  if ('from' in data && typeof data.from === 'object' && data.from !== null && 'member' in data.from)
    return data.from.member === 'RO' ? 'RO' : 'NL'
  const pen = Object.values<Move>(moves).find((move) => move.type === type)?.pen
  return pen === 'receiver' ? 'RO' : 'NL'
}

function eventOf({ type, data, iss, aud }: { type: EventType; data: object; iss: Member; aud: Member }): Event {
  const { uri, digest: schemadigest } = schemaOf(type)
  numbers[iss] += 1
  // Sound: encodeEvent checks the data against the schema of the type.
  return {
    specversion: '1.0',
    id: uuidv7(),
    source: `urn:onward:member:${iss}`,
    type,
    subject,
    time: at,
    datacontenttype: 'application/json',
    dataschema: uri,
    schemadigest,
    audience: aud,
    lane: `lane.${aud}.${iss}`,
    agreement: directory.lane(`lane.${aud}.${iss}`)?.agreement ?? '',
    actor: `${iss.toLowerCase()}-focal-point/focal-point/${iss.toLowerCase()}-fp-02`,
    sequence: numbers[iss],
    correlation: 'caseRef' in data ? data.caseRef : 'NL-R-7F3K9Q',
    purpose: 'purpose' in data ? data.purpose : 'SafeReturn',
    nonce: randomBytes(32).toString('base64url'),
    data,
  } as Event
}

function makeSeal(member: Country['code']) {
  return makeKey({ use: 'case-sig', alg: 'ES256', member, nbf: iat - 86_400, naf: iat + 86_400 })
}

function signing({ kid, alg, privateKey }: ReturnType<typeof importPrivateKey>): SigningKey {
  if (alg === 'ECDH-ES+A256KW') throw new Error('not a key that signs')
  return { kid, alg, privateKey }
}

function uuidv7(): string {
  return randomUUID().replace(/^(.{14})./, (_all, before) => `${before}7`)
}
