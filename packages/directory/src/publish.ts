/** What was signed enters the repository: thresholds are counted, and snapshot and timestamp are made anew. */
import { isDeepStrictEqual } from 'node:util'
import { canonicalBytes } from '@onward/contract'
import type { MemberDocument } from './document.ts'
import { DirectoryError } from './error.ts'
import { type Proposal, sha256, validity } from './proposal.ts'
import { readRepository } from './repository.ts'
import { memberOf, memberPath, metadataFile, type Role, targetFile } from './roles.ts'
import { type MetadataJson, modelOf, type RoleSigner, signMetadata } from './signing.ts'
import { firstOf, memorySource } from './source.ts'
import type { RepositoryState } from './state.ts'

export interface Publication {
  /** Undefined for a repository that begins. */
  readonly state: RepositoryState | undefined
  readonly proposals: readonly Proposal[]
  readonly snapshot: RoleSigner
  readonly timestamp: RoleSigner
  readonly now: Date
  /** When snapshot and timestamp expire; 7 days and 24 hours unless told. */
  readonly expires?: { readonly snapshot: Date; readonly timestamp: Date } | undefined
}

/** How a role stands: how many of its keys have signed, and how many must. */
export interface Signatures {
  readonly role: Role
  readonly have: number
  readonly need: number
  readonly of: number
}

/**
 * The files to add, in the order in which they must be written: `timestamp.json`, which makes them count, comes last.
 * They have been read as a gateway would read them.
 *
 * @throws DirectoryError `METADATA_THRESHOLD` naming what is missing, `METADATA_ROLLBACK` for a proposal that was made
 *   of an older state, `KEY_HISTORY` or `LOG_HISTORY` when a key or a log would be forgotten, or why the directory would
 *   not be loaded
 */
export async function publish(publication: Publication): Promise<ReadonlyMap<string, Uint8Array>> {
  const { state, proposals, now } = publication
  const files = new Map<string, Uint8Array>()
  const metadata = new Map(proposals.map((proposal) => [proposal.role, proposal.metadata]))
  for (const proposal of inOrder(proposals)) {
    checkVersion(state, proposal)
    checkHistory(state, proposal)
    for (const each of countSignatures(state, proposals, proposal)) checkThreshold(each)
    for (const [path, document] of Object.entries(proposal.documents)) {
      const bytes = canonicalBytes(document)
      files.set(targetFile(path, sha256(bytes)), bytes)
    }
    files.set(
      metadataFile(proposal.role, Number(proposal.metadata.signed.version)),
      canonicalBytes(proposal.metadata),
    )
  }
  addSnapshot(publication, metadata, files)

  const source = firstOf(memorySource(files), memorySource(state?.files ?? new Map()))
  const known = metadataFile('root', state?.version('root') ?? 1)
  const root = (state?.files ?? files).get(known)
  if (!root) throw new DirectoryError('METADATA_MISSING', 'A repository begins with a root: propose one.')
  await readRepository({ root, source, kept: state && memorySource(state.files), now })
  return files
}

/**
 * Who has signed a proposal, by each role that must have: a root is signed by the root before it and by itself.
 *
 * @throws DirectoryError `DELEGATION_INVALID` when nobody delegates to the role
 */
export function countSignatures(
  state: RepositoryState | undefined,
  proposals: readonly Proposal[],
  { role, metadata }: Proposal,
): readonly Signatures[] {
  const current = (name: Role) =>
    proposals.find((each) => each.role === name)?.metadata ?? state?.metadata(name)
  const delegators =
    role === 'root'
      ? [state?.metadata('root'), metadata]
      : [current(role.startsWith('m-') ? 'targets' : 'root')]
  const model = modelOf(role, metadata)
  return delegators
    .filter((delegator) => delegator !== undefined)
    .map((delegator) => {
      const { keys, signers } = signersIn(delegator, role)
      const signed = (id: string) => {
        try {
          keys[id]?.verifySignature(model)
          return keys[id] !== undefined
        } catch {
          // tuf-js throws for a signature that is not there, or not good.
          return false
        }
      }
      const ids = [...new Set(signers.keyIDs)]
      return { role, have: ids.filter(signed).length, need: signers.threshold, of: ids.length }
    })
}

function signersIn(delegator: MetadataJson, role: Role) {
  const signed = delegators.get(delegator) ?? readDelegator(delegator)
  delegators.set(delegator, signed)
  const { keys, roles } = signed.delegations ?? signed
  const signers = roles?.[role]
  if (!signers) throw new DirectoryError('DELEGATION_INVALID', `Nobody delegates to ${role}: ${hint(role)}.`)
  return { keys: keys ?? {}, signers }
}

/** Reading the targets of hundreds of members takes tuf-js long, and they are asked once for each of them. */
const delegators = new WeakMap<MetadataJson, RootOrTargets>()

function readDelegator(metadata: MetadataJson): RootOrTargets {
  const { signed } = modelOf(metadata.signed._type === 'root' ? 'root' : 'targets', metadata)
  // Sound: modelOf checks the form, which is root's or targets'.
  return signed as unknown as RootOrTargets
}

interface SignersIn {
  readonly keys?: Readonly<Record<string, { verifySignature(metadata: unknown): void }>>
  readonly roles?: Readonly<
    Record<string, { readonly keyIDs: readonly string[]; readonly threshold: number }>
  >
}
interface RootOrTargets extends SignersIn {
  readonly delegations?: SignersIn
}

function hint(role: Role): string {
  return role.startsWith('m-') ? `add ${memberOf(role)} as a member first` : 'propose a root'
}

function checkThreshold({ role, have, need, of }: Signatures): void {
  if (have >= need) return
  const reason = `${need} of ${of} signatures of ${role} are needed, and ${have} ${have === 1 ? 'is' : 'are'} there`
  throw new DirectoryError('METADATA_THRESHOLD', `${reason}: let ${need - have} more sign it.`)
}

function checkVersion(state: RepositoryState | undefined, { role, metadata }: Proposal): void {
  const next = (state?.version(role) ?? 0) + 1
  if (metadata.signed.version === next) return
  const reason = `the proposal is version ${String(metadata.signed.version)} of ${role}, and the next one is ${next}`
  throw new DirectoryError('METADATA_ROLLBACK', `It was made of another state: ${reason}. Propose it anew.`)
}

/** What was signed once must be judged for ever by its key and its log, so both stay listed when they are no longer used. */
function checkHistory(state: RepositoryState | undefined, { role, documents }: Proposal): void {
  if (!state || !role.startsWith('m-') || state.version(role) === undefined) return
  const code = memberOf(role)
  // Sound: readRepository reads the document by its form before it counts.
  const after = documents[memberPath(code)] as Partial<MemberDocument> | undefined
  if (!after) return
  const { member: before } = state.member(code)
  const kept = new Set(after.keys?.map(({ kid }) => kid))
  const lost = before.keys.find(({ kid }) => !kept.has(kid))
  if (lost)
    throw new DirectoryError(
      'KEY_HISTORY',
      `Key ${lost.kid} of ${code} would be forgotten: retire or revoke it.`,
    )
  const known = before.formerLogs ?? []
  // Its log goes on under its name, or is one former log more.
  const ended = after.origin === before.origin ? [] : [before.origin]
  const formerLogs = Array.isArray(after.formerLogs) ? after.formerLogs : []
  const added = formerLogs.slice(known.length).map((each) => Object(each).origin)
  if (!isDeepStrictEqual(formerLogs.slice(0, known.length), known) || !isDeepStrictEqual(added, ended))
    throw new DirectoryError(
      'LOG_HISTORY',
      `Log ${before.origin} of ${code} would be forgotten: begin another one with onward directory new-log.`,
    )
}

/** Root first, then targets: they say who may sign the rest. */
function inOrder(proposals: readonly Proposal[]): readonly Proposal[] {
  const rank = ({ role }: Proposal) => (role === 'root' ? 0 : role === 'targets' ? 1 : 2)
  const names = proposals.map(({ role }) => role)
  if (new Set(names).size < names.length)
    throw new DirectoryError(
      'DOCUMENT_DUPLICATE',
      'Two proposals are of one role: publish one after the other.',
    )
  return proposals.toSorted((one, other) => rank(one) - rank(other))
}

function addSnapshot(
  { state, snapshot, timestamp, now, expires }: Publication,
  changed: ReadonlyMap<Role, MetadataJson>,
  files: Map<string, Uint8Array>,
): void {
  const add = (role: 'snapshot' | 'timestamp', signer: RoleSigner, until: Date, meta: unknown) => {
    const version = (state?.version(role) ?? 0) + 1
    const common = {
      _type: role,
      spec_version: '1.0.31',
      version,
      expires: `${until.toISOString().slice(0, 19)}Z`,
    }
    const bytes = canonicalBytes(signMetadata(role, { signed: { ...common, meta }, signatures: [] }, signer))
    files.set(metadataFile(role, version), bytes)
    return fileOf(version, bytes)
  }
  const after = (ms: number) => new Date(now.getTime() + ms)
  const until = {
    snapshot: expires?.snapshot ?? after(validity.snapshot),
    timestamp: expires?.timestamp ?? after(validity.timestamp),
  }
  const old = state?.metadata('snapshot')?.signed
  if (changed.size === 0 && Date.parse(String(old?.expires)) > now.getTime() + RENEW_BEFORE_MS) {
    // Nothing is new, so the directory keeps its version; somebody vouches for it again.
    add('timestamp', timestamp, until.timestamp, state?.metadata('timestamp')?.signed.meta)
    return
  }
  // Sound: tuf-js has read the snapshot of the state.
  const meta = { ...(old?.meta as Readonly<Record<string, unknown>> | undefined) }
  for (const [role, { signed }] of changed) {
    const version = Number(signed.version)
    const bytes = files.get(metadataFile(role, version))
    if (role !== 'root' && bytes) meta[`${role}.json`] = fileOf(version, bytes)
  }
  const named = add('snapshot', snapshot, until.snapshot, meta)
  add('timestamp', timestamp, until.timestamp, { 'snapshot.json': named })
}

/** A snapshot is made anew while this much of its time is left, though nothing has changed. */
const RENEW_BEFORE_MS = 2 * 86_400_000

function fileOf(version: number, bytes: Uint8Array) {
  return { version, length: bytes.length, hashes: { sha256: sha256(bytes) } }
}
