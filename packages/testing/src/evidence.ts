// A handover told between two countries, and what either side can prove of it. In memory, signed with real keys.
import { createPublicKey, randomBytes, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { cosign, type NoteSigner } from '@onward/audit'
import { type Event, type EventType, encodeEvent, schemaOf } from '@onward/contract'
import { type DirectoryDocuments, digestOfAgreement, type PrivateKey } from '@onward/directory'
import { type BundleContent, joinLogs, pickDocuments, splitProof, writeBundle } from '@onward/evidence'
import { makeReceipt, type SigningKey, sealEvent, signToken, tokenDigest } from '@onward/seal'
import { firstCase } from './case.ts'
import { type Country, directoryDocuments, makeCountry } from './country.ts'
import { MemoryLog, type Opening } from './memory-log.ts'

/** One side of the handover, and what it can hand out. */
export interface Side {
  readonly country: Country
  /** The bundle that its gateway would issue. */
  bundle(content: 'with content' | 'without content'): Promise<Uint8Array>
  /** What stands in it, to be bent before it is issued. */
  contents(content: 'with content' | 'without content'): Promise<BundleContent>
  issue(contents: BundleContent): Uint8Array
  /** Appends a leaf with this record to its log, and shows it among the erasures from then on. */
  erase(record: object): void
}

export interface Told {
  readonly documents: DirectoryDocuments
  readonly referral: string
  readonly sender: Side
  readonly receiver: Side
  readonly witnesses: readonly Country[]
}

/** What a member's witness signs with. */
export function witnessOf({ document, keys }: Country): NoteSigner {
  return { name: document.witness ?? '', privateKey: keys.wit.privateKey }
}

/** What is said, in turn: who says it, and of which type. What is `lost` never arrives. */
export interface Line {
  readonly by: 'sender' | 'receiver'
  readonly type: EventType
  readonly lost?: true
}

/** An offer that is acknowledged and accepted. */
export const accepted: readonly Line[] = [
  { by: 'sender', type: 'referral.submitted' },
  { by: 'receiver', type: 'referral.acknowledged' },
  { by: 'receiver', type: 'referral.accepted' },
]

/** Tells it, at one line a minute from `from`, seconds since 1970. Witnesses cosign after ten seconds, one after the other. */
export async function tell(
  lines: readonly Line[],
  {
    from = 1_795_000_000,
    codes = ['NL', 'RO'],
    witnesses: others = [],
  }: {
    readonly from?: number
    readonly codes?: readonly [string, string]
    /** Members that cosign both logs. */
    readonly witnesses?: readonly string[]
  } = {},
): Promise<Told> {
  const countries = [await makeCountry(codes[0]), await makeCountry(codes[1])] as const
  const witnesses = await Promise.all(others.map((code) => makeCountry(code)))
  const documents = directoryDocuments([...countries, ...witnesses])
  const referral = randomUUID().replace(/^(.{14})./, '$17')
  let now = from
  const cosigned = (text: string) =>
    witnesses.map((each, at) => cosign(text, witnessOf(each), now + 10 * (at + 1))).join('')
  const sender = sideOf(countries[0], countries[1], cosigned)
  const receiver = sideOf(countries[1], countries[0], cosigned)
  for (const [at, line] of lines.entries()) {
    const [author, reader] = line.by === 'sender' ? [sender, receiver] : [receiver, sender]
    now = from + 60 * at
    await say(line, { author, reader, referral, documents, iat: now })
  }
  return {
    documents,
    referral,
    witnesses,
    sender: handOut(sender, { documents, referral, iat: from + 86_400 }),
    receiver: handOut(receiver, { documents, referral, iat: from + 86_400 }),
  }
}

interface Kept {
  readonly manifest: string
  readonly event: string
  readonly stated: { readonly type: string; readonly sequence: number; readonly time: string }
  readonly cdig: string
  readonly sent?: Opening & { readonly proof: string }
  receipt?: { readonly token: string; readonly proof: string }
}

/** A member as it speaks: its lane to the other, its log, what it keeps. */
interface Speaker {
  readonly country: Country
  readonly peer: Country
  readonly lane: { seq: number; prev: string }
  readonly log: MemoryLog
  readonly kept: Kept[]
  readonly erasures: (Opening & { readonly proof: () => Promise<string> })[]
  said: number
}

function sideOf(country: Country, peer: Country, cosigned: (text: string) => string): Speaker {
  const log = new MemoryLog(country, cosigned)
  return { country, peer, lane: { seq: 0, prev: '0' }, log, kept: [], erasures: [], said: 0 }
}

async function say(
  { type, lost }: Line,
  {
    author,
    reader,
    referral,
    documents,
    iat,
  }: {
    readonly author: Speaker
    readonly reader: Speaker
    readonly referral: string
    readonly documents: DirectoryDocuments
    readonly iat: number
  },
): Promise<void> {
  const [iss, aud] = [author.country.code, reader.country.code]
  const at = new Date(iat * 1000).toISOString()
  author.said += 1
  const event = eventOf(type, { iss, aud, at, referral, sequence: author.said, documents })
  const jti = randomUUID()
  const sealed = sealEvent({
    event: encodeEvent(event),
    caseKey: signing(author.country.keys['case-sig']),
    to: { kid: reader.country.keys.enc.kid, publicKey: createPublicKey(reader.country.keys.enc.privateKey) },
    ...{ iss, aud, jti, iat },
  })
  const { dig, cdig } = sealed
  const manifest = sign(author, 'envelope', { jti, iat, dig, cdig, exp: iat + 30 * 86_400 })
  const digest = tokenDigest(manifest)
  const stated = { type, sequence: author.said, time: at }
  const sent = author.log.append({ kind: 'msg.sent', manifest: digest, cdig, at })
  const kept: Kept = {
    manifest,
    event: sealed.jws,
    stated,
    cdig,
    sent: { ...sent, proof: await author.log.proof(sent) },
  }
  author.kept.push(kept)
  if (lost) return
  const salt = randomBytes(32)
  const receipt = makeReceipt({ manifest: digest, cdig, st: 'stored', at, salt })
  const token = sign(reader, 'receipt', { jti: randomUUID(), iat, ...receipt.content })
  const opening = reader.log.append(receipt.record, salt)
  const answered = { token, proof: await reader.log.proof(opening) }
  kept.receipt = answered
  reader.kept.push({ manifest, event: sealed.jws, stated, cdig, receipt: answered })
}

function handOut(
  speaker: Speaker,
  {
    documents,
    referral,
    iat,
  }: { readonly documents: DirectoryDocuments; readonly referral: string; readonly iat: number },
): Side {
  const { country, peer, log, kept, erasures } = speaker
  const own = country.document.origin
  const contents: Side['contents'] = async (content) => {
    const notes: string[] = []
    const shown = (text: string) => {
      const { proof, note } = splitProof(text)
      notes.push(note)
      return proof
    }
    const messages = kept.map(({ manifest, event, stated, sent, receipt }) => ({
      manifest,
      ...(content === 'with content' ? { event } : { stated }),
      ...(sent && { sent: { salt: sent.salt, record: sent.record, proof: shown(sent.proof) } }),
      receipts: receipt ? [{ token: receipt.token, proof: shown(receipt.proof) }] : [],
    }))
    const erased = []
    for (const { salt, record, proof } of erasures) erased.push({ salt, record, proof: shown(await proof()) })
    const lanes = [`lane.${peer.code}.${country.code}`, `lane.${country.code}.${peer.code}`]
    return {
      referral,
      messages,
      erasures: erased,
      logs: await joinLogs(notes, async (origin, from, size) =>
        origin === own ? log.grown(from, size) : undefined,
      ),
      directory: pickDocuments(documents, { members: [country.code, peer.code], lanes, agreements: [] }),
    }
  }
  const issue: Side['issue'] = (body) =>
    writeBundle(body, { member: country.code, key: signing(country.keys['gw-sig']), iat })
  return {
    country,
    contents,
    issue,
    bundle: async (content) => issue(await contents(content)),
    erase(record) {
      const opening = log.append(record)
      erasures.push({ ...opening, proof: () => log.proof(opening) })
    },
  }
}

function sign(speaker: Speaker, kind: 'envelope' | 'receipt', own: object): string {
  const { country, peer, lane } = speaker
  lane.seq += 1
  const common = {
    ...{ iss: country.code, aud: peer.code, lane: `lane.${peer.code}.${country.code}` },
    ...{ ep: 1, seq: lane.seq, prev: lane.prev, dirv: 1 },
  }
  // Sound: signToken refuses what is not exactly the kind's set.
  const token = signToken(kind, { ...common, ...own } as never, signing(country.keys['gw-sig']))
  lane.prev = tokenDigest(token)
  return token
}

function eventOf(
  type: EventType,
  {
    iss,
    aud,
    at,
    referral,
    sequence,
    documents,
  }: {
    readonly iss: string
    readonly aud: string
    readonly at: string
    readonly referral: string
    readonly sequence: number
    readonly documents: DirectoryDocuments
  },
): Event {
  const { uri, digest: schemadigest } = schemaOf(type)
  const file = `../../../schemas/examples/valid/event/${type.replace('.', '-').replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)}.json`
  const data: unknown =
    type === 'referral.submitted'
      ? firstCase({ from: iss, to: aud })
      : JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8'))
  // Sound: encodeEvent checks the data against the schema of the type.
  return {
    specversion: '1.0',
    id: randomUUID().replace(/^(.{14})./, '$17'),
    source: `urn:onward:member:${iss}`,
    type,
    subject: referral,
    time: at,
    datacontenttype: 'application/json',
    dataschema: uri,
    schemadigest,
    audience: aud,
    lane: `lane.${aud}.${iss}`,
    agreement: digestOfAgreement(documents.agreements[0]),
    actor: `${iss.toLowerCase()}-focal-point/focal-point/${iss.toLowerCase()}-fp-02`,
    sequence,
    correlation: 'NL-R-7F3K9Q',
    purpose: 'SafeReturn',
    nonce: randomBytes(32).toString('base64url'),
    data,
  } as Event
}

function signing({ kid, alg, privateKey }: PrivateKey): SigningKey {
  if (alg === 'ECDH-ES+A256KW') throw new Error('not a key that signs')
  return { kid, alg, privateKey }
}
