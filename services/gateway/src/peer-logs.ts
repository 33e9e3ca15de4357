/** The logs of other members: their keys by the directory, their addresses and witnesses by our policy. */
import { AuditError, attested, type NoteVerifier, type Policy } from '@onward/audit'
import type { Directory } from '@onward/directory'

export interface PeerLog {
  readonly log: NoteVerifier
  /** Where its checkpoint and tiles are served; undefined where nobody has said. */
  readonly url: string | undefined
}

/** The logs of all members but our own that have a key at this time. */
export function peerLogs(
  directory: Directory,
  about: { readonly member: string; readonly policy: Policy | undefined; readonly at: Date },
): readonly PeerLog[] {
  return directory.members().flatMap(({ code, origin }) => {
    const key = code === about.member ? undefined : directory.current(code, 'log', about.at.getTime() / 1000)
    const url = about.policy?.logs.find(({ verifier }) => verifier.name === origin)?.url
    return key ? [{ log: { name: origin, publicKey: key.publicKey }, url }] : []
  })
}

/** Every key that the log of a member has signed with and that was not stolen: a checkpoint outlives a rotation. */
export function logKeys(directory: Directory, member: string): readonly NoteVerifier[] {
  const name = directory.member(member)?.origin
  if (name === undefined) return []
  return directory
    .keysOf(member)
    .filter(({ use, revoked }) => use === 'log' && revoked?.reason !== 'compromise')
    .map(({ publicKey }) => ({ name, publicKey }))
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
