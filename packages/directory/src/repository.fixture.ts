/** A signed repository of two members in memory, with every private key, for tests to change and to forge. */
import { createHash } from 'node:crypto'
import { canonicalBytes } from '@onward/contract'
import { agreement, documents } from './directory.fixture.ts'
import type { Lane, MemberDocument } from './document.ts'
import {
  type Membership,
  type MemberTargets,
  type Proposal,
  proposeMember,
  proposeMembership,
  proposeRoot,
} from './proposal.ts'
import { publish } from './publish.ts'
import { readRepository } from './repository.ts'
import { metadataFile, type Role, type TopRole } from './roles.ts'
import { importRoleSigner, type MetadataJson, makeRoleKey, type RoleSigner, signMetadata } from './signing.ts'
import { memorySource } from './source.ts'
import { readState } from './state.ts'

export const now = new Date('2026-11-26T09:00:00Z')
const day = 86_400_000
export const after = (days: number) => new Date(now.getTime() + days * day)

const signer = () => importRoleSigner(makeRoleKey().jwk)
export const signersOf = (count: number): readonly RoleSigner[] => Array.from({ length: count }, signer)

export const keys = {
  root: signersOf(9),
  targets: signersOf(5),
  snapshot: signersOf(1),
  timestamp: signersOf(1),
  NL: signersOf(3),
  RO: signersOf(3),
} as const
export const thresholds = { root: 5, targets: 3, snapshot: 1, timestamp: 1, NL: 2, RO: 2 } as const
export const signers = (name: keyof typeof keys) => ({
  keys: keys[name].map(({ key }) => key),
  threshold: thresholds[name],
})

export const rootRoles = () =>
  ({
    root: signers('root'),
    targets: signers('targets'),
    snapshot: signers('snapshot'),
    timestamp: signers('timestamp'),
  }) satisfies Record<TopRole, unknown>
export const membership = (): Membership => ({
  policy: { minDirv: 0 },
  members: { NL: signers('NL'), RO: signers('RO') },
})

export function memberTargets(code: 'NL' | 'RO'): MemberTargets {
  const all = documents()
  // Sound: the fixture's documents load.
  const [member] = all.members.filter((each) => each.code === code) as unknown as readonly MemberDocument[]
  if (!member) throw new Error('no such member')
  return {
    member,
    lanes: { agreements: [agreement as never], lanes: all.lanes as unknown as readonly Lane[] },
  }
}

/** With the signatures of the first `count` of these. */
export function signed(proposal: Proposal, by: readonly RoleSigner[], count = by.length): Proposal {
  const metadata = by
    .slice(0, count)
    .reduce((each, one) => signMetadata(proposal.role, each, one), proposal.metadata)
  return { ...proposal, metadata }
}

const [snapshot, timestamp] = [keys.snapshot[0], keys.timestamp[0]]
if (!snapshot || !timestamp) throw new Error('no keys')
export const online = { snapshot, timestamp }

export interface Repository {
  readonly root: Uint8Array
  /** By path; change it to be whoever serves the repository. */
  readonly files: Map<string, Uint8Array>
}

/** Published once: the directory's version is 1. */
export async function repository(): Promise<Repository> {
  const proposals = [
    signed(proposeRoot(undefined, rootRoles(), after(365)), keys.root, 5),
    signed(proposeMembership(undefined, membership(), after(92)), keys.targets, 3),
    signed(proposeMember(undefined, 'NL', memberTargets('NL'), after(183)), keys.NL, 2),
    signed(proposeMember(undefined, 'RO', memberTargets('RO'), after(183)), keys.RO, 2),
  ]
  const files = new Map(await publish({ state: undefined, proposals, ...online, now }))
  const root = files.get(metadataFile('root', 1))
  if (!root) throw new Error('no root')
  return { root, files }
}

/** What anybody who may change the repository sees of it. */
export function stateOf({ root, files }: Repository, at = now) {
  return readState(root, memorySource(files), at)
}

/** Publishes on top of what is there. */
export async function republish(
  { root, files }: Repository,
  proposals: readonly Proposal[],
  { at = now, ...expires }: { readonly at?: Date; readonly snapshot?: Date; readonly timestamp?: Date } = {},
): Promise<void> {
  const until = {
    snapshot: new Date(at.getTime() + 7 * day),
    timestamp: new Date(at.getTime() + day),
    ...expires,
  }
  const state = await readState(root, memorySource(files), at)
  for (const [path, bytes] of await publish({ state, proposals, ...online, now: at, expires: until }))
    files.set(path, bytes)
}

/**
 * Replaces the metadata of a role by what `change` makes of it, signed again by these keys, and has snapshot and
 * timestamp name it: what the holders of those keys could do, past every check of `publish`.
 */
export function forge(
  { files }: Repository,
  role: Role,
  change: (signed: Record<string, unknown>) => Record<string, unknown>,
  by: readonly RoleSigner[],
): void {
  const path =
    [...files.keys()]
      .filter((each) => each.endsWith(role === 'timestamp' ? '/timestamp.json' : `.${role}.json`))
      .at(-1) ?? ''
  const old: MetadataJson = JSON.parse(Buffer.from(files.get(path) ?? []).toString())
  const signed = change(structuredClone(old.signed))
  // By hand: tuf-js would not sign what it would not read.
  const signatures = [...new Set(by)].map(({ keyId, sign }) => ({
    keyid: keyId,
    sig: sign(canonicalBytes(signed)),
  }))
  const bytes = canonicalBytes({ signed, signatures })
  files.set(metadataFile(role, Number(signed.version)), bytes)
  if (role === 'timestamp' || role === 'root') return
  const named = {
    version: signed.version,
    length: bytes.length,
    hashes: { sha256: createHash('sha256').update(bytes).digest('hex') },
  }
  const above = role === 'snapshot' ? 'timestamp' : 'snapshot'
  const naming = (own: Record<string, unknown>) => ({
    ...own,
    meta: { ...(own.meta as object), [`${role}.json`]: named },
  })
  forge({ files, root: bytes }, above, naming, [online[above]])
}

export const readAt = ({ root, files }: Repository, at = now, kept?: ReadonlyMap<string, Uint8Array>) =>
  readRepository({ root, source: memorySource(files), kept: kept && memorySource(kept), now: at })

/** The code with which a repository is refused, by a gateway that knows nothing or has kept this. */
export async function refusalOf(
  served: Repository,
  at = now,
  kept?: ReadonlyMap<string, Uint8Array>,
): Promise<unknown> {
  return await readAt(served, at, kept).then(
    () => 'trusted',
    (error: { code?: string }) => error.code ?? error,
  )
}

/** A second version of NL's targets, which says the same. */
export async function again(of: Repository): Promise<Proposal> {
  return signed(proposeMember(await stateOf(of), 'NL', memberTargets('NL'), after(183)), keys.NL, 2)
}
