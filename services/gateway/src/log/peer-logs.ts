/** The logs of other members: their keys by the directory, their addresses and witnesses by our policy. */
import {
  AuditError,
  attested,
  type NoteVerifier,
  openNote,
  type Policy,
  parseCheckpoint,
} from '@onward/audit'
import { type Directory, type FormerLog, originsOf } from '@onward/directory'
import type { SeenCheckpoint } from '../store/witness.ts'

export interface PeerLog {
  readonly log: NoteVerifier
  /** Where its checkpoint and tiles are served; undefined where nobody has said. */
  readonly url: string | undefined
  /** What it began with: where the log before it ended. */
  readonly after?: FormerLog | undefined
}

/** The logs of all members but our own that have a key at this time. */
export function peerLogs(
  directory: Directory,
  about: { readonly member: string; readonly policy: Policy | undefined; readonly at: Date },
): readonly PeerLog[] {
  return directory.members().flatMap(({ code, origin, formerLogs }) => {
    const key = code === about.member ? undefined : directory.current(code, 'log', about.at.getTime() / 1000)
    const url = about.policy?.logs.find(({ verifier }) => verifier.name === origin)?.url
    const after = formerLogs?.at(-1)
    return key ? [{ log: { name: origin, publicKey: key.publicKey }, url, after }] : []
  })
}

/**
 * Every key that was not stolen, under the name of every log that the member has had: a checkpoint outlives a rotation, and
 * the end of its log.
 */
export function logKeys(directory: Directory, code: string): readonly NoteVerifier[] {
  const member = directory.member(code)
  if (!member) return []
  const keys = directory
    .keysOf(code)
    .filter(({ use, revoked }) => use === 'log' && revoked?.reason !== 'compromise')
  return originsOf(member).flatMap((name) => keys.map(({ publicKey }) => ({ name, publicKey })))
}

/**
 * What a log signed, as a checkpoint of one of its names.
 *
 * @throws AuditError for a note that none of these keys signed under the origin that it names, or that is no checkpoint
 */
export function openCheckpoint(note: string, keys: readonly NoteVerifier[]): SeenCheckpoint {
  const { text, verifiers } = openNote(note, keys)
  const checkpoint = parseCheckpoint(text)
  if (!verifiers.some(({ name }) => name === checkpoint.origin))
    throw new AuditError('NOTE_UNTRUSTED', 'the log that signed the checkpoint has another origin')
  return { ...checkpoint, note }
}

/** Whether somebody has to cosign our checkpoints before proofs go out. */
export function wantsQuorum(policy: Policy | undefined): policy is Policy {
  return policy !== undefined && policy.quorum.kind !== 'none'
}

/** Whether a checkpoint has the cosignatures that the policy wants of its log. It wants none of a log that it does not list. */
export function isCosigned(policy: Policy | undefined, origin: string, note: string): boolean {
  if (!policy?.logs.some(({ verifier }) => verifier.name === origin)) return true
  try {
    return attested(policy, note) !== undefined
  } catch (error) {
    if (error instanceof AuditError) return false
    throw error
  }
}
