/** The logs of a bundle: every checkpoint is its log's own, and each continues the one before it. */
import {
  AuditError,
  type Checkpoint,
  commitment,
  leafHash,
  type NoteVerifier,
  openNote,
  parseCheckpoint,
  verifyConsistency,
  verifyInclusion,
} from '@onward/audit'
import type { EvidenceInclusion, EvidenceLeaf } from '@onward/contract'
import { type Directory, type DirectoryKey, originsOf } from '@onward/directory'
import type { BundleDirectory, BundleLog } from './bundle.ts'
import { blame, type FaultCode, type Findings } from './fault.ts'

/** A checkpoint that was shown and that its log signed. */
export interface ShownCheckpoint {
  readonly size: number
  /** base64url */
  readonly root: string
  /** Names of those who signed it besides the log. Their signatures are not judged here. */
  readonly cosigners: readonly string[]
}

/** A log as the bundle shows it. */
export interface ShownLog {
  readonly member: string
  readonly origin: string
  readonly checkpoints: readonly ShownCheckpoint[]
}

/** A log that was checked, with the root of each size that it has signed. */
export interface VerifiedLog {
  readonly shown: ShownLog
  readonly roots: ReadonlyMap<number, string>
}

export type VerifiedLogs = ReadonlyMap<string, VerifiedLog>

/** Checks every log, and gives those of members that are trusted by their origin, or had a log of that name before. */
export function verifyLogs(
  logs: readonly BundleLog[],
  documents: BundleDirectory,
  { trust, findings }: { readonly trust: Directory; readonly findings: Findings },
): VerifiedLogs {
  const verified = new Map<string, VerifiedLog>()
  for (const log of logs) {
    const { origin } = log
    const owner = trust.members().find((member) => originsOf(member).includes(origin))
    if (!owner) blame(findings, 'LOG_UNKNOWN', { part: origin })
    else if (verified.has(origin)) blame(findings, 'LOG_DUPLICATE', { part: origin })
    else {
      const keys = keysOf(owner.code, documents, trust)
      const { checkpoints, roots } = verifyGrowth(log, keys, findings)
      verified.set(origin, { shown: { member: owner.code, origin, checkpoints }, roots })
    }
  }
  return verified
}

/** Why a leaf is not proved to stand in this member's log; undefined if it is. `leaf` is the leaf hash, base64url. */
export function inclusionFault(
  leaf: string,
  { origin, index, size, hashes }: EvidenceInclusion,
  { logs, member }: { readonly logs: VerifiedLogs; readonly member: string | undefined },
): FaultCode | undefined {
  const log = logs.get(origin)
  if (!log || (member !== undefined && log.shown.member !== member)) return 'PROOF_LOG'
  const root = log.roots.get(size)
  if (root === undefined) return 'PROOF_CHECKPOINT'
  const claim = { leaf: bytes(leaf), index, size, hashes: hashes.map(bytes), root: bytes(root) }
  return verifyInclusion(claim) ? undefined : 'PROOF_INVALID'
}

/** The leaf hash of an opening, base64url. */
export function leafOfOpening({ salt, record }: Pick<EvidenceLeaf, 'salt' | 'record'>): string {
  return Buffer.from(leafHash(commitment(bytes(salt), Buffer.from(record)))).toString('base64url')
}

function verifyGrowth(
  { origin, checkpoints }: BundleLog,
  keys: readonly DirectoryKey[],
  findings: Findings,
): Pick<ShownLog, 'checkpoints'> & Pick<VerifiedLog, 'roots'> {
  const grown: ShownCheckpoint[] = []
  const roots = new Map<number, string>()
  for (const { note, consistency } of checkpoints) {
    const opened = openCheckpoint(note, origin, keys)
    if (typeof opened === 'string') {
      blame(findings, opened, { part: origin })
      continue
    }
    const { size } = opened
    const root = Buffer.from(opened.root).toString('base64url')
    const last = grown.at(-1)
    if ((roots.get(size) ?? root) !== root) blame(findings, 'LOG_FORKED', { part: origin })
    else if (last && size <= last.size) blame(findings, 'CHECKPOINT_ORDER', { part: origin })
    else if (last && !consistency)
      findings.missing.push({ code: 'CONSISTENCY', origin, from: last.size, size })
    else if (!continues(last, opened, consistency)) blame(findings, 'CONSISTENCY_INVALID', { part: origin })
    grown.push({ size, root, cosigners: cosignersOf(note, origin) })
    // Of a log that forked the first state counts; the fork is a fault in any case.
    if (!roots.has(size)) roots.set(size, root)
  }
  return { checkpoints: grown, roots }
}

function continues(
  last: ShownCheckpoint | undefined,
  { size, root }: Checkpoint,
  consistency: readonly string[] | undefined,
): boolean {
  if (!last || !consistency) return consistency === undefined
  const hashes = consistency.map(bytes)
  return verifyConsistency({ oldSize: last.size, oldRoot: bytes(last.root), size, root, hashes })
}

function openCheckpoint(note: string, origin: string, keys: readonly DirectoryKey[]): Checkpoint | FaultCode {
  const verifiers: readonly (NoteVerifier & { readonly key: DirectoryKey })[] = keys.map((key) => ({
    name: origin,
    publicKey: key.publicKey,
    key,
  }))
  try {
    const { text, verifiers: signed } = openNote(note, verifiers)
    const checkpoint = parseCheckpoint(text)
    if (checkpoint.origin !== origin) return 'CHECKPOINT_INVALID'
    // A checkpoint has no date of its own, so under a key that was stolen nothing says when it was made.
    const isSound = verifiers.some(
      (each) => signed.includes(each) && each.key.revoked?.reason !== 'compromise',
    )
    return isSound ? checkpoint : 'KEY_REVOKED'
  } catch (error) {
    if (!(error instanceof AuditError)) throw error
    return 'CHECKPOINT_INVALID'
  }
}

/** Who else put a line under the note: its form has been checked by opening it. */
function cosignersOf(note: string, origin: string): readonly string[] {
  const lines = note.slice(note.lastIndexOf('\n\n') + 2, -1).split('\n')
  return [...new Set(lines.map((line) => line.split(' ')[1] ?? ''))].filter((name) => name !== origin)
}

/** The log keys that the bundle names for a member, as the trusted directory has them. */
function keysOf(member: string, { members }: BundleDirectory, trust: Directory): readonly DirectoryKey[] {
  return keysIn(members.find(({ code }) => code === member)).flatMap(({ kid }) => {
    const key = trust.key(String(kid))
    return key?.use === 'log' && key.member === member ? [key] : []
  })
}

/** The keys that a member's document lists; what is not one has no members. */
export function keysIn(document: Readonly<Record<string, unknown>> | undefined) {
  const { keys } = document ?? {}
  return Array.isArray(keys) ? keys.map((key): Readonly<Record<string, unknown>> => Object(key)) : []
}

function bytes(text: string): Uint8Array {
  return Buffer.from(text, 'base64url')
}
