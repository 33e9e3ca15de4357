/** The roles of a directory's repository (security.md §2.2), and the files that each has to give. */
import { DirectoryError } from './error.ts'

export const topRoles = ['root', 'targets', 'snapshot', 'timestamp'] as const
export type TopRole = (typeof topRoles)[number]

/** A top-level role, or `m-<code>`: the delegation of a member. */
export type Role = TopRole | `m-${string}`

/** What the top-level targets give: the policy of the membership. */
export const policyPath = 'policy.json'

/** The delegation by which a member speaks for itself. */
export function memberRole(code: string): Role {
  return `m-${code}`
}

/** The only paths a member may give; a path pattern of TUF, whose `*` stops at a slash. */
export function memberPaths(code: string): string {
  return `members/${code}/*`
}

export function memberPath(code: string): string {
  return `members/${code}/member.json`
}

/** What a member has agreed to: in force where the other party gives the same. */
export function lanesPath(code: string): string {
  return `members/${code}/lanes.json`
}

/** @throws DirectoryError `DELEGATION_INVALID` when the role is no member's */
export function memberOf(role: string): string {
  const code = /^m-([A-Z]{2,8})$/.exec(role)?.[1]
  if (code === undefined) throw new DirectoryError('DELEGATION_INVALID', `The role ${role} is no member's.`)
  return code
}

/** Where the metadata of a role lies, once its version is known (consistent snapshots, TUF §6.2). */
export function metadataFile(role: Role, version: number): string {
  return role === 'timestamp' ? 'metadata/timestamp.json' : `metadata/${version}.${role}.json`
}

/** Where a target lies: under its digest, so that two versions never overwrite each other. */
export function targetFile(path: string, sha256: string): string {
  const slash = path.lastIndexOf('/') + 1
  return `targets/${path.slice(0, slash)}${sha256}.${path.slice(slash)}`
}
