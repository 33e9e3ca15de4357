// Everything that takes bytes from somebody else apart, with what it has for valid and what may be taken for it. A parser
// more is a row more.
import { createHash, generateKeyPairSync } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import {
  AuditError,
  formatCheckpoint,
  formatProof,
  inclusionProof,
  openNote,
  parseCheckpoint,
  parseProof,
  signNote,
  treeHead,
} from '@onward/audit'
import {
  ContractError,
  canonicalBytes,
  decodeEnvelope,
  decodeEvent,
  encodeEnvelope,
  encodeEvent,
  parseCanonical,
} from '@onward/contract'
import { loadDirectory } from '@onward/directory'
import { verifyBundle } from '@onward/evidence'
import { TimeStampError, timeStampRequest, verifyTimeStamp } from '@onward/evidence/time-stamp'
import { authenticate, openEnvelope, openSection, sealSection } from '@onward/seal'
import { logOf, someLeaves } from '../../packages/audit/test/memory-log.ts'
import {
  claims,
  envelope,
  event,
  keys,
  manifestOf,
  opening,
  reading,
  sealed,
} from '../../packages/seal/src/exchange.fixture.ts'
import { verifySignature } from '../../packages/seal/src/profile.ts'
import { readToken, signToken } from '../../packages/seal/src/token.ts'
import { accepted, tell } from '../../packages/testing/src/evidence.ts'
import { startTsa } from '../../packages/testing/src/tsa.ts'
import { repositoryParsers } from './repository-parsers.ts'

export interface Parser {
  readonly name: string
  /** What it takes. All else that is tried is made of these, or is noise. */
  readonly valid: readonly Buffer[]
  /** The value that was read; undefined for a refusal that is a value. */
  readonly read: (bytes: Buffer) => unknown
  /** Whether what it threw is its own word for no. */
  readonly isRefusal: (error: unknown) => boolean
  /** Whether it may have taken these bytes for that value: they are a valid form of it, and of nothing else. */
  readonly mayTake: (value: unknown, bytes: Buffer) => boolean
}

const content = sealed()
const envelopes = [envelope(content), envelope(sealed(), { seq: 2 })].map((bytes) => Buffer.from(bytes))
const meant = envelopes.map((bytes) => messageIn(bytes))
const tokens = [1, 2].map((seq) => signToken('envelope', { ...manifestOf(content), seq }, keys.nlGateway))
const gatewayKey = reading.directory.key(keys.nlGateway.kid)

const organisation = generateKeyPairSync('x25519')
const place = {
  ...{ iss: 'NL', aud: 'RO', organisation: 'ro-lawyer', referral: event.subject, sequence: 1 },
  section: 'legalStatus',
}
const section = sealSection(
  Buffer.from('{"sections":{}}'),
  { kid: 'K'.repeat(43), publicKey: organisation.publicKey },
  place,
)

const logKeys = { name: 'log.nl.example', ...generateKeyPairSync('ed25519') }
const leaves = someLeaves(1_000)
const log = await logOf(leaves)
const head = await treeHead(leaves.length, log.readTile)
const checkpointText = formatCheckpoint({ origin: logKeys.name, size: leaves.length, root: head })
const note = signNote(checkpointText, logKeys)
const otherNote = signNote(
  formatCheckpoint({ origin: logKeys.name, size: 1, root: createHash('sha256').digest() }),
  logKeys,
)
const proofs = await Promise.all(
  [0, 999].map(async (index) => {
    const hashes = await inclusionProof(index, leaves.length, log.readTile)
    return formatProof({ index, hashes, checkpoint: note, extra: leaves[index] ?? Buffer.alloc(32) })
  }),
)
const tileAt = { level: 0, index: 3, width: 1_000 - 3 * 256 }
const tile = Buffer.from(await log.readTile(tileAt))

const bytesOf = (...all: readonly Uint8Array[]) => all.map((bytes) => Buffer.from(bytes))

const told = await tell(accepted, { witnesses: ['IT'] })
const bundles = bytesOf(
  await told.sender.bundle('with content'),
  await told.receiver.bundle('without content'),
)
const trust = await loadDirectory(told.documents)

const tsa = await startTsa()
const stamped = Buffer.from(note)
const answers = bytesOf(await tsa.answer(timeStampRequest(stamped)))
await tsa.stop()
const stamp = await verifyTimeStamp(answers[0] ?? Buffer.alloc(0), stamped, tsa.ca)

const texts = (...all: readonly string[]) => all.map((text) => Buffer.from(text))
const isOne = (valid: readonly Buffer[]) => (_: unknown, bytes: Buffer) =>
  valid.some((each) => each.equals(bytes))
/** It is written back as the same bytes. */
const isWritten = (write: (value: never) => Uint8Array | string) => (value: unknown, bytes: Buffer) =>
  Buffer.from(write(value as never)).equals(bytes) // sound: what `write` is given is what its reader gave
const coded = (kind: typeof AuditError | typeof ContractError) => (error: unknown) => error instanceof kind
const never = () => false
const text = (bytes: Buffer) => bytes.toString()

// biome-ignore format: a table is read as a table
export const parsers: readonly Parser[] = [
  { name: 'message on a lane', valid: envelopes, read: messageIn, isRefusal: never, mayTake: (value) => meant.some((each) => isDeepStrictEqual(each, value)) },
  { name: 'outer CloudEvent', valid: envelopes, read: decodeEnvelope, isRefusal: coded(ContractError), mayTake: (value) => isDeepStrictEqual(value, decodeEnvelope(encodeEnvelope(value as never))) },
  { name: 'token', valid: texts(...tokens), read: tokenIn, isRefusal: never, mayTake: isOne(texts(...tokens)) },
  { name: 'JWE', valid: texts(content.jwe), read: contentIn, isRefusal: never, mayTake: isOne(texts(content.jwe)) },
  { name: 'sealed section', valid: texts(section), read: openedIn, isRefusal: never, mayTake: isOne(texts(section)) },
  { name: 'event', valid: bytesOf(encodeEvent(event)), read: decodeEvent, isRefusal: coded(ContractError), mayTake: isWritten(encodeEvent) },
  { name: 'canonical JSON', valid: bytesOf(encodeEvent(event)), read: parseCanonical, isRefusal: coded(ContractError), mayTake: isWritten(canonicalBytes) },
  { name: 'note', valid: texts(note, otherNote), read: (bytes) => openNote(text(bytes), [logKeys]).text, isRefusal: coded(AuditError), mayTake: (value) => [note, otherNote].some((each) => each.startsWith(`${value}\n`)) },
  { name: 'checkpoint', valid: texts(checkpointText), read: (bytes) => parseCheckpoint(text(bytes)), isRefusal: coded(AuditError), mayTake: isText(formatCheckpoint) },
  { name: 'proof', valid: texts(...proofs), read: (bytes) => parseProof(text(bytes)), isRefusal: coded(AuditError), mayTake: isText(formatProof) },
  { name: 'tile', valid: [tile], read: headWith, isRefusal: coded(AuditError), mayTake: isOne([tile]) },
  { name: 'bundle', valid: bundles, read: bundleIn, isRefusal: never, mayTake: isOne(bundles) },
  { name: 'time-stamp', valid: answers, read: (bytes) => verifyTimeStamp(bytes, stamped, tsa.ca), isRefusal: (error) => error instanceof TimeStampError, mayTake: (value) => isDeepStrictEqual(value, stamp) },
  ...repositoryParsers,
]

/** The authentic message in some bytes, as far as it is signed: the outer time and white space are the broker's. */
function messageIn(bytes: Buffer): unknown {
  const judged = authenticate(bytes, reading)
  if (!judged.ok) return undefined
  const { claims: said, token } = judged.message
  return { said, token, data: 'data' in judged.message ? judged.message.data : undefined }
}

function tokenIn(bytes: Buffer): unknown {
  const token = readToken('envelope', text(bytes))
  if (typeof token === 'string' || !gatewayKey) return undefined
  return verifySignature(token.signingInput, token.signature, gatewayKey) ? token.claims : undefined
}

/** The event in a JWE that its manifest names, whatever it is. */
function contentIn(bytes: Buffer): unknown {
  if (!gatewayKey) return undefined
  const dig = createHash('sha256').update(bytes).digest('base64url')
  const manifest = { ...manifestOf({ ...content, dig }), ...claims }
  const opened = openEnvelope(
    { kind: 'envelope', claims: manifest, token: '', digest: '', key: gatewayKey, data: text(bytes) },
    opening,
  )
  return 'code' in opened ? undefined : opened
}

/** What a bundle proves; undefined unless all of it holds. */
function bundleIn(bytes: Buffer): unknown {
  const report = verifyBundle(bytes, trust)
  return report.holds ? report : undefined
}

function openedIn(bytes: Buffer): unknown {
  const opened = openSection(text(bytes), place, () => organisation.privateKey)
  return opened.ok ? opened.content : undefined
}

/** The head of the log if this were its last tile; undefined unless it is the head that was signed. */
async function headWith(bytes: Buffer): Promise<unknown> {
  const found = await treeHead(leaves.length, async (ref) =>
    ref.level === tileAt.level && ref.index === tileAt.index ? bytes : log.readTile(ref),
  )
  return Buffer.from(found).equals(head) ? found : undefined
}

/** As `isWritten`, for what was read as text: bytes that are no UTF-8 have become others before. */
function isText(write: (value: never) => string) {
  return (value: unknown, bytes: Buffer) => write(value as never) === text(bytes) // sound: as above
}
