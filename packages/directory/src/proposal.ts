/**
 * What a role is to say from now on, before it is signed: the unsigned metadata with the documents that it names, in one
 * file that travels from signer to signer (docs/directory.md).
 */
import { createHash } from 'node:crypto'
import type { Agreement } from '@onward/contract'
import { canonicalBytes, parseJson } from '@onward/contract'
import type { Lane, MemberDocument, Policy } from './document.ts'
import { DirectoryError } from './error.ts'
import {
  lanesPath,
  memberPath,
  memberPaths,
  memberRole,
  policyPath,
  type Role,
  type TopRole,
  topRoles,
} from './roles.ts'
import { keyIdOf, type MetadataJson, modelOf, type RoleKey } from './signing.ts'
import type { RepositoryState } from './state.ts'

export interface Proposal {
  readonly role: Role
  readonly metadata: MetadataJson
  /** The documents that are new in it, by path; their bytes are their RFC 8785 form. */
  readonly documents: Readonly<Record<string, unknown>>
}

/** Whose keys sign for a role, and how many of them must. */
export interface Signers {
  readonly keys: readonly RoleKey[]
  readonly threshold: number
}

/** What the top-level targets say: the policy without its version, which is the snapshot's, and who is a member. */
export interface Membership {
  readonly policy: Omit<Policy, 'version'>
  readonly members: Readonly<Record<string, Signers>>
}

/** What a member says of itself, and what it has agreed to. */
export interface MemberTargets {
  readonly member: MemberDocument
  readonly lanes: { readonly agreements: readonly Agreement[]; readonly lanes: readonly Lane[] }
}

const day = 86_400_000
/** For how long metadata is valid once it is signed (security.md §2.2), in ms. */
export const validity = {
  root: 365 * day,
  targets: 92 * day,
  member: 183 * day,
  snapshot: 7 * day,
  timestamp: day,
} as const

const spec = { spec_version: '1.0.31' } as const

export function proposeRoot(
  state: RepositoryState | undefined,
  roles: Readonly<Record<TopRole, Signers>>,
  expires: Date,
): Proposal {
  const keys = topRoles.flatMap((role) => roles[role].keys)
  return unsigned(
    'root',
    {},
    {
      _type: 'root',
      ...spec,
      version: nextVersion(state, 'root'),
      expires: instant(expires),
      consistent_snapshot: true,
      keys: byId(keys),
      roles: Object.fromEntries(topRoles.map((role) => [role, named(roles[role])])),
    },
  )
}

export function proposeMembership(
  state: RepositoryState | undefined,
  { policy, members }: Membership,
  expires: Date,
): Proposal {
  const documents = { [policyPath]: policy }
  return unsigned('targets', documents, {
    _type: 'targets',
    ...spec,
    version: nextVersion(state, 'targets'),
    expires: instant(expires),
    targets: filesOf(documents),
    delegations: {
      keys: byId(Object.values(members).flatMap(({ keys }) => keys)),
      roles: Object.entries(members)
        .toSorted(([one], [other]) => (one < other ? -1 : 1))
        .map(([code, signers]) => ({
          name: memberRole(code),
          ...named(signers),
          terminating: true,
          paths: [memberPaths(code)],
        })),
    },
  })
}

export function proposeMember(
  state: RepositoryState | undefined,
  code: string,
  { member, lanes }: MemberTargets,
  expires: Date,
): Proposal {
  if (member.code !== code)
    throw new DirectoryError('DOCUMENT_INVALID', `The document is that of ${member.code}, not of ${code}.`)
  const documents = { [memberPath(code)]: member, [lanesPath(code)]: lanes }
  return unsigned(memberRole(code), documents, {
    _type: 'targets',
    ...spec,
    version: nextVersion(state, memberRole(code)),
    expires: instant(expires),
    targets: filesOf(documents),
  })
}

/**
 * Reads a proposal that came from elsewhere, and holds its documents against what its metadata names.
 *
 * @throws DirectoryError `DOCUMENT_UNREADABLE`, `METADATA_INVALID`, `TARGET_SWAPPED`
 */
export function readProposal(bytes: Uint8Array): Proposal {
  const proposal = parsed(bytes)
  const { role, metadata, documents } = proposal
  const { targets = {} } = modelOf(role, metadata).signed
  for (const [path, document] of Object.entries(documents)) {
    if (targets[path]?.hashes.sha256 !== sha256(canonicalBytes(document)))
      throw new DirectoryError('TARGET_SWAPPED', `${path} in the proposal is not what its metadata names.`)
  }
  return proposal
}

/** The bytes of a proposal's file. */
export function proposalBytes(proposal: Proposal): Uint8Array {
  return Buffer.from(`${JSON.stringify(proposal, undefined, 2)}\n`)
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

function parsed(bytes: Uint8Array): Proposal {
  try {
    const value = parseJson(bytes, { maxBytes: 8_000_000 })
    if (isProposal(value)) return value
  } catch (cause) {
    throw new DirectoryError('DOCUMENT_UNREADABLE', 'The proposal cannot be read as JSON.', { cause })
  }
  throw new DirectoryError(
    'DOCUMENT_UNREADABLE',
    'This is no proposal: it needs role, metadata and documents.',
  )
}

function isProposal(value: unknown): value is Proposal {
  if (typeof value !== 'object' || value === null) return false
  const { role, metadata, documents } = value as Readonly<Record<string, unknown>>
  const isRole =
    typeof role === 'string' && (/^m-[A-Z]{2,8}$/.test(role) || topRoles.some((top) => top === role))
  return (
    isRole &&
    typeof metadata === 'object' &&
    metadata !== null &&
    typeof documents === 'object' &&
    !!documents
  )
}

function unsigned(role: Role, documents: Proposal['documents'], signed: MetadataJson['signed']): Proposal {
  return { role, metadata: { signed, signatures: [] }, documents }
}

function nextVersion(state: RepositoryState | undefined, role: Role): number {
  return (state?.version(role) ?? 0) + 1
}

function filesOf(documents: Proposal['documents']): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(documents).map(([path, document]) => {
      const bytes = canonicalBytes(document)
      return [path, { length: bytes.length, hashes: { sha256: sha256(bytes) } }]
    }),
  )
}

function byId(keys: readonly RoleKey[]): Readonly<Record<string, RoleKey>> {
  return Object.fromEntries(keys.map((key) => [keyIdOf(key), key]))
}

function named({ keys, threshold }: Signers): {
  readonly keyids: readonly string[]
  readonly threshold: number
} {
  return { keyids: keys.map(keyIdOf), threshold }
}

/** TUF writes no fractions of a second. */
function instant(at: Date): string {
  return `${at.toISOString().slice(0, 19)}Z`
}
