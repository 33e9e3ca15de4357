/** A repository as those see it who change it: what each role says now. */
import { parseJson } from '@onward/contract'
import type { Root, Targets } from '@tufjs/models'
import { DirectoryError } from './error.ts'
import type { Membership, MemberTargets, Signers } from './proposal.ts'
import { readKept, type TrustedDirectory } from './repository.ts'
import {
  lanesPath,
  memberOf,
  memberPath,
  memberRole,
  metadataFile,
  policyPath,
  type Role,
  type TopRole,
  targetFile,
} from './roles.ts'
import { type MetadataJson, modelOf, type RoleKey } from './signing.ts'
import type { Source } from './source.ts'

export interface RepositoryState extends TrustedDirectory {
  /** The version of a role's metadata, or undefined if it has none. */
  version(role: Role): number | undefined
  metadata(role: Role): MetadataJson | undefined
  /** Who signs for the top-level roles. */
  roles(): Readonly<Record<TopRole, Signers>>
  membership(): Membership
  /** @throws DirectoryError `LANE_MEMBER` for a member that is not there */
  member(code: string): MemberTargets
}

/**
 * Reads a repository to change it. What has expired meanwhile is read all the same: it is what has to be signed anew.
 *
 * @throws DirectoryError
 */
export async function readState(root: Uint8Array, source: Source, now: Date): Promise<RepositoryState> {
  const trusted = await readKept(root, source, now)
  const { files } = trusted
  // Sound: readKept found each of them to be of this form.
  const json = (path: string) => JSON.parse(Buffer.from(files.get(path) ?? []).toString()) as MetadataJson
  const newestRoot = Math.max(
    ...[...files.keys()].map((path) => Number(/^metadata\/(\d+)\.root\.json$/.exec(path)?.[1] ?? 0)),
  )
  const timestamp = json(metadataFile('timestamp', 0))
  const snapshot = json(metadataFile('snapshot', trusted.directory.version))
  const version = (role: Role): number | undefined => {
    if (role === 'root') return newestRoot
    if (role === 'snapshot') return trusted.directory.version
    if (role === 'timestamp') return Number(timestamp.signed.version)
    return versionIn(snapshot, role)
  }
  const read = new Map<Role, MetadataJson>()
  const metadata = (role: Role): MetadataJson | undefined => {
    const number = version(role)
    const found = read.get(role) ?? (number === undefined ? undefined : json(metadataFile(role, number)))
    if (found) read.set(role, found)
    return found
  }
  const targetsOf = (role: Role): Targets => {
    const found = metadata(role)
    if (!found) throw new DirectoryError('LANE_MEMBER', `There is no ${role} in this repository.`)
    return modelOf(role, found).signed
  }
  const document = (role: Role, path: string): unknown => {
    const sha256 = targetsOf(role).targets[path]?.hashes.sha256
    const bytes = sha256 === undefined ? undefined : files.get(targetFile(path, sha256))
    return bytes && parseJson(bytes, { maxBytes: 1_000_000 })
  }
  return {
    ...trusted,
    version,
    metadata,
    roles() {
      // Sound: modelOf gives what the role is; the type is that of targets.
      const root = modelOf('root', metadata('root')).signed as unknown as Root
      const of = (role: TopRole): Signers => {
        const { keyIDs = [], threshold = 0 } = root.roles[role] ?? {}
        return { keys: keyIDs.map((id) => root.keys[id]?.toJSON() as unknown as RoleKey), threshold }
      }
      return {
        root: of('root'),
        targets: of('targets'),
        snapshot: of('snapshot'),
        timestamp: of('timestamp'),
      }
    },
    membership() {
      const { delegations } = targetsOf('targets')
      const members = Object.values(delegations?.roles ?? {}).map(({ name, keyIDs, threshold }) => {
        const keys = keyIDs.map((id) => delegations?.keys[id]?.toJSON() as unknown as RoleKey)
        return [memberOf(name), { keys, threshold }] as const
      })
      // Sound: loadDirectory read the same document by its form.
      return {
        policy: document('targets', policyPath) as Membership['policy'],
        members: Object.fromEntries(members),
      }
    },
    member(code) {
      const role = memberRole(code)
      const lanes = document(role, lanesPath(code)) ?? { agreements: [], lanes: [] }
      // Sound: loadDirectory read the same documents by their forms.
      return { member: document(role, memberPath(code)), lanes } as MemberTargets
    },
  }
}

function versionIn({ signed }: MetadataJson, role: Role): number | undefined {
  // Sound: tuf-js read the same snapshot.
  return (signed.meta as Readonly<Record<string, { readonly version: number } | undefined>>)[`${role}.json`]
    ?.version
}
