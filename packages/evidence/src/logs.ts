/** The logs of a bundle: every checkpoint is its log's own, and each continues the one before it. */
import {
  AuditError,
  type Checkpoint,
  commitment,
  leafHash,
  openNote,
  parseCheckpoint,
  verifyConsistency,
  verifyInclusion,
} from '@onward/audit'
import type { EvidenceInclusion, EvidenceLeaf } from '@onward/contract'
import { type Directory, type DirectoryKey, originsOf } from '@onward/directory'
import type { BundleDirectory, BundleLog } from './bundle.ts'
import { blame, type FaultCode, type Findings } from './fault.ts'
import type { Stamp, Stamps } from './stamps.ts'
import { wasSafe } from './then.ts'
import { type Cosigned, type Cosigner, namesUnder, type ReadCosigned, type Seen } from './witnesses.ts'

/** A checkpoint that was shown and that its log signed. */
export interface ShownCheckpoint {
  readonly size: number
  /** base64url */
  readonly root: string
  /** Names of all who put a line under it besides the log. */
  readonly cosigners: readonly string[]
  /** Those of them whose cosignature was checked and holds. */
  readonly cosigned: readonly Cosigner[]
  /** Whose time-stamp it has; left out where it has none, or a wrong one. */
  readonly timeStamp?: Stamp | 'not checked'
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
  /** For each size the first cosigned checkpoint that holds it says when it was seen. */
  readonly seen: ReadonlyMap<number, Seen>
}

export type VerifiedLogs = ReadonlyMap<string, VerifiedLog>

/** Checks every log, and gives those of members that are trusted by their origin, or had a log of that name before. */
export function verifyLogs(
  logs: readonly BundleLog[],
  documents: BundleDirectory,
  {
    trust,
    readCosigned,
    stamps,
    findings,
  }: {
    readonly trust: Directory
    readonly readCosigned: ReadCosigned
    readonly stamps: Stamps | undefined
    readonly findings: Findings
  },
): VerifiedLogs {
  const verified = new Map<string, VerifiedLog>()
  for (const log of logs) {
    const { origin } = log
    const owner = trust.members().find((member) => originsOf(member).includes(origin))
    if (!owner) blame(findings, 'LOG_UNKNOWN', { part: origin })
    else if (verified.has(origin)) blame(findings, 'LOG_DUPLICATE', { part: origin })
    else {
      const keys = keysOf(owner.code, documents, trust)
      const grown = verifyGrowth(log, keys, {
        readCosigned: (note) => readCosigned(note, owner.code),
        stamps,
        findings,
      })
      verified.set(origin, standing(owner.code, origin, { grown, findings }))
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

/** When others had seen a leaf that is proved to stand in a log. */
export function seenIn(logs: VerifiedLogs, { origin, size }: EvidenceInclusion): Seen | undefined {
  return logs.get(origin)?.seen.get(size)
}

/** The leaf hash of an opening, base64url. */
export function leafOfOpening({ salt, record }: Pick<EvidenceLeaf, 'salt' | 'record'>): string {
  return base64url(leafHash(commitment(bytes(salt), Buffer.from(record))))
}

/** A checkpoint that its log signed, with what is known of it. */
interface Grown extends ShownCheckpoint {
  /** The log's keys under it. */
  readonly keys: readonly DirectoryKey[]
  readonly seen: Seen | undefined
  /** It is proved to continue the one before it. */
  readonly isContinued: boolean
}

function verifyGrowth(
  { origin, checkpoints }: BundleLog,
  keys: readonly DirectoryKey[],
  {
    readCosigned,
    stamps,
    findings,
  }: {
    readonly readCosigned: (note: string) => Cosigned
    readonly stamps: Stamps | undefined
    readonly findings: Findings
  },
): readonly Grown[] {
  const grown: Grown[] = []
  const roots = new Map<number, string>()
  for (const { note, consistency, timeStamp } of checkpoints) {
    const opened = openCheckpoint(note, origin, keys)
    if (!opened) {
      blame(findings, 'CHECKPOINT_INVALID', { part: origin })
      continue
    }
    const { size } = opened.checkpoint
    const root = base64url(opened.checkpoint.root)
    const last = grown.at(-1)
    const isContinued = continues(last, opened.checkpoint, consistency)
    if ((roots.get(size) ?? root) !== root) blame(findings, 'LOG_FORKED', { part: origin })
    else if (last && size <= last.size) blame(findings, 'CHECKPOINT_ORDER', { part: origin })
    else if (last && !consistency)
      findings.missing.push({ code: 'CONSISTENCY', origin, from: last.size, size })
    else if (!isContinued) blame(findings, 'CONSISTENCY_INVALID', { part: origin })
    const { cosigned, seen, wrong } = readCosigned(note)
    for (const part of wrong) blame(findings, 'COSIGNATURE_INVALID', { part })
    const stamp = timeStamp === undefined ? undefined : stamps ? stamps.get(note) : 'not checked'
    if (timeStamp !== undefined && !stamp) blame(findings, 'TIME_STAMP_INVALID', { part: origin })
    const cosigners = namesUnder(note).filter((name) => name !== origin)
    grown.push({
      ...{ size, root, cosigners, cosigned, keys: opened.keys, isContinued },
      ...(stamp && { timeStamp: stamp }),
      seen: earliest(seen, stamp),
    })
    roots.set(size, roots.get(size) ?? root)
  }
  return grown
}

/**
 * What counts of a log. A checkpoint has no date of its own: under a key that was stolen it counts only if others had seen
 * before that what it holds. Of a log that forked the first state counts; the fork is a fault in any case.
 */
function standing(
  member: string,
  origin: string,
  { grown, findings }: { readonly grown: readonly Grown[]; readonly findings: Findings },
): VerifiedLog {
  const checkpoints: ShownCheckpoint[] = []
  const roots = new Map<number, string>()
  const times = new Map<number, Seen>()
  let later: Seen | undefined
  for (const { keys, seen, isContinued, ...shown } of grown.toReversed()) {
    const { size, root } = shown
    const first = seen ?? later
    later = isContinued ? first : undefined
    if (!keys.some(({ revoked }) => wasSafe(revoked, first?.at))) {
      blame(findings, 'KEY_REVOKED', { part: origin })
      continue
    }
    checkpoints.unshift(shown)
    roots.set(size, root)
    if (first) times.set(size, first)
  }
  return { shown: { member, origin, checkpoints }, roots, seen: times }
}

/** Of witnesses and a time-stamping authority whoever saw it first. */
function earliest(seen: Seen | undefined, stamp: Stamp | 'not checked' | undefined): Seen | undefined {
  if (!stamp || stamp === 'not checked') return seen
  const stamped = { at: Math.floor(Date.parse(stamp.at) / 1000), by: [stamp.by] }
  return seen && seen.at <= stamped.at ? seen : stamped
}

function continues(
  last: Grown | undefined,
  { size, root }: Checkpoint,
  consistency: readonly string[] | undefined,
): boolean {
  if (!last || !consistency) return consistency === undefined && !last
  const hashes = consistency.map(bytes)
  return verifyConsistency({ oldSize: last.size, oldRoot: bytes(last.root), size, root, hashes })
}

/** A checkpoint and the keys of its log that signed it; undefined if none did. */
function openCheckpoint(
  note: string,
  origin: string,
  keys: readonly DirectoryKey[],
): { readonly checkpoint: Checkpoint; readonly keys: readonly DirectoryKey[] } | undefined {
  const verifiers = keys.map((key) => ({ name: origin, publicKey: key.publicKey, key }))
  try {
    const { text, verifiers: signed } = openNote(note, verifiers)
    const checkpoint = parseCheckpoint(text)
    const signing = verifiers.filter((each) => signed.includes(each)).map(({ key }) => key)
    return checkpoint.origin === origin ? { checkpoint, keys: signing } : undefined
  } catch (error) {
    if (!(error instanceof AuditError)) throw error
    return undefined
  }
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

function base64url(hash: Uint8Array): string {
  return Buffer.from(hash).toString('base64url')
}

function bytes(text: string): Uint8Array {
  return Buffer.from(text, 'base64url')
}
