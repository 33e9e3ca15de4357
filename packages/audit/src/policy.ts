// Trust policies of C2SP tlog-policy: which logs, which witnesses, and which of them together are enough.
import { type Checkpoint, parseCheckpoint } from './checkpoint.ts'
import { readCosignatures } from './cosignature.ts'
import { AuditError } from './error.ts'
import { type NoteVerifier, openNote, rawKey, type SignatureType } from './note.ts'
import { parseSize } from './size.ts'
import { parseVkey } from './vkey.ts'

export interface PolicyLog {
  readonly verifier: NoteVerifier
  /** Where its checkpoint and tiles are served (tlog-tiles prefix). */
  readonly url?: string
}

export interface PolicyWitness {
  /** Its name in this file; the name that it signs with is the verifier's. */
  readonly name: string
  readonly verifier: NoteVerifier
  /** Where it takes checkpoints (tlog-witness submission prefix). */
  readonly url?: string
}

export interface Policy {
  readonly logs: readonly PolicyLog[]
  readonly witnesses: readonly PolicyWitness[]
  readonly quorum: Quorum
}

/** `none`: no cosignature is needed. A group has cosigned when `threshold` of its members have. */
export type Quorum =
  | { readonly kind: 'none' }
  | { readonly kind: 'witness'; readonly witness: PolicyWitness }
  | { readonly kind: 'group'; readonly threshold: number; readonly members: readonly Quorum[] }

/** That a quorum has cosigned; `time` is when it was complete, seconds since 1970, undefined if none is needed. */
export interface Attested {
  readonly time: number | undefined
}

/**
 * Reads a policy. Throws `POLICY_MALFORMED` with the number of the line and the reason. Limits: 256 logs, 256 witnesses,
 * 256 groups. Keys are Ed25519: a log's of type 0x01, a witness's of type 0x04.
 */
export function parsePolicy(text: string): Policy {
  if (text.length > longestPolicy || !text.isWellFormed()) throw malformed(0, 'is no text of at most 512 KiB')
  const read: Reading = { logs: [], witnesses: [], named: new Map(), members: new Set(), keys: new Set() }
  for (const [at, line] of text.split('\n').entries()) readLine(read, line, at + 1)
  if (!read.quorum) throw malformed(0, 'has no quorum line')
  return { logs: read.logs, witnesses: read.witnesses, quorum: read.quorum }
}

/**
 * Whether the cosignatures of a note are a quorum, and since when. A witness that signed more than once counts from its
 * first time. Says nothing of the log's own signature. Throws as `readCosignatures`.
 */
export function attested({ witnesses, quorum }: Policy, note: string): Attested | undefined {
  const times = new Map<NoteVerifier, number>()
  for (const { witness, time } of readCosignatures(
    note,
    witnesses.map(({ verifier }) => verifier),
  )) {
    times.set(witness, Math.min(time, times.get(witness) ?? time))
  }
  if (quorum.kind === 'none') return { time: undefined }
  const time = completeAt(quorum, times)
  return time === undefined ? undefined : { time }
}

/**
 * Opens a checkpoint by a policy: one of its logs signed it under its own origin, and a quorum cosigned it.
 * Throws `NOTE_MALFORMED`, `NOTE_SIGNATURE`, `NOTE_UNTRUSTED` (no log of the policy), `CHECKPOINT_MALFORMED`,
 * `POLICY_QUORUM`.
 */
export function openByPolicy(policy: Policy, note: string): Attested & { readonly checkpoint: Checkpoint } {
  const logs = policy.logs.map(({ verifier }) => verifier)
  const { text, verifiers } = openNote(note, logs)
  const checkpoint = parseCheckpoint(text)
  if (!verifiers.some(({ name }) => name === checkpoint.origin)) {
    throw new AuditError('NOTE_UNTRUSTED', 'the log that signed the checkpoint has another origin')
  }
  const quorum = attested(policy, note)
  if (!quorum) throw new AuditError('POLICY_QUORUM', 'too few witnesses have cosigned the checkpoint')
  return { checkpoint, ...quorum }
}

const longestPolicy = 524_288
const most = 256

interface Reading {
  readonly logs: PolicyLog[]
  readonly witnesses: PolicyWitness[]
  readonly named: Map<string, Quorum>
  /** Names that a group holds already: each counts in one way only. */
  readonly members: Set<string>
  /** Public keys of logs and of witnesses, which may not come twice. */
  readonly keys: Set<string>
  quorum?: Quorum
}

function readLine(read: Reading, line: string, at: number): void {
  if (!/^[\t\x20-\x7e\x80-\u{10ffff}]*$/u.test(line)) throw malformed(at, 'has a control character')
  const words = line.split(/[ \t]+/).filter((word) => word !== '')
  const [keyword, ...rest] = words
  if (keyword === undefined || keyword.startsWith('#')) return
  switch (keyword) {
    case 'log':
      return readLog(read, rest, at)
    case 'witness':
      return readWitness(read, rest, at)
    case 'group':
      return readGroup(read, rest, at)
    case 'quorum':
      return readQuorum(read, rest, at)
    default:
      throw malformed(at, 'begins with no keyword of a policy: log, witness, group or quorum')
  }
}

function readLog(read: Reading, [vkey, url, ...more]: readonly string[], at: number): void {
  if (vkey === undefined || more.length > 0) throw malformed(at, 'is not: log <vkey> [<url>]')
  if (read.logs.length === most) throw malformed(at, 'is one log too many: 256 at most')
  read.logs.push({ verifier: readKey(read, vkey, 'log', at), ...(url !== undefined && { url }) })
}

function readWitness(read: Reading, [name, vkey, url, ...more]: readonly string[], at: number): void {
  if (name === undefined || vkey === undefined || more.length > 0) {
    throw malformed(at, 'is not: witness <name> <vkey> [<url>]')
  }
  if (read.witnesses.length === most) throw malformed(at, 'is one witness too many: 256 at most')
  const witness = {
    name,
    verifier: readKey(read, vkey, 'witness', at),
    ...(url !== undefined && { url }),
  }
  define(read, name, { kind: 'witness', witness }, at)
  read.witnesses.push(witness)
}

function readGroup(read: Reading, [name, count, ...members]: readonly string[], at: number): void {
  if (name === undefined || count === undefined || members.length === 0) {
    throw malformed(at, 'is not: group <name> <all, any or a number> <name>...')
  }
  const groups = read.named.size - read.witnesses.length
  if (groups === most) throw malformed(at, 'is one group too many: 256 at most')
  const threshold = count === 'all' ? members.length : count === 'any' ? 1 : parseSize(count)
  if (threshold === undefined || threshold < 1 || threshold > members.length) {
    throw malformed(at, 'needs a number of its members from 1 to all')
  }
  const found = members.map((member) => {
    const known = read.named.get(member)
    if (!known) throw malformed(at, 'names a member that no line before it defines')
    if (read.members.has(member)) throw malformed(at, 'names a member that a group has already')
    read.members.add(member)
    return known
  })
  define(read, name, { kind: 'group', threshold, members: found }, at)
}

function readQuorum(read: Reading, [name, ...more]: readonly string[], at: number): void {
  if (name === undefined || more.length > 0) throw malformed(at, 'is not: quorum <name>')
  if (read.quorum) throw malformed(at, 'is a second quorum line')
  const quorum: Quorum | undefined = name === 'none' ? { kind: 'none' } : read.named.get(name)
  if (!quorum) throw malformed(at, 'names what no line before it defines')
  read.quorum = quorum
}

function define(read: Reading, name: string, quorum: Quorum, at: number): void {
  if (name === 'none' || read.named.has(name)) throw malformed(at, 'defines a name that is taken')
  read.named.set(name, quorum)
}

function readKey(read: Reading, vkey: string, type: SignatureType, at: number): NoteVerifier {
  try {
    const verifier = parseVkey(vkey, type)
    const key = `${type} ${Buffer.from(rawKey(verifier.name, verifier.publicKey)).toString('hex')}`
    if (read.keys.has(key)) throw malformed(at, 'has a key that stands in the policy already')
    read.keys.add(key)
    return verifier
  } catch (error) {
    if (error instanceof AuditError && error.code === 'VKEY_MALFORMED') {
      const wanted = type === 'log' ? 'a log (0x01)' : 'a witness (0x04)'
      throw new AuditError('POLICY_MALFORMED', `line ${at} has no Ed25519 key of ${wanted}`, { cause: error })
    }
    throw error
  }
}

/** A group is complete when the last member that it needed had signed. */
function completeAt(quorum: Quorum, times: ReadonlyMap<NoteVerifier, number>): number | undefined {
  switch (quorum.kind) {
    case 'none':
      return undefined
    case 'witness':
      return times.get(quorum.witness.verifier)
    case 'group':
      return quorum.members
        .flatMap((member) => completeAt(member, times) ?? [])
        .sort((one, other) => one - other)[quorum.threshold - 1]
    default:
      return quorum satisfies never
  }
}

function malformed(line: number, reason: string): AuditError {
  return new AuditError('POLICY_MALFORMED', line === 0 ? `the policy ${reason}` : `line ${line} ${reason}`)
}
