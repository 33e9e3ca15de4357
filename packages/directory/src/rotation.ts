/** When a key may follow another, and when an old one may be destroyed (security.md §2.3). Times in seconds. */
import type { Directory } from './directory.ts'
import type { DirectoryKey } from './key.ts'

/** How long before its first use a key is published, so that nobody meets it before its directory. */
export const enoughNotice = 7 * 86_400
/** An encryption key outlives its last use by as long as a lane keeps messages, and two days (protocol §4). */
export const keptAfterUse = 32 * 86_400

/**
 * Keys that one version of the directory lists and the version before did not, though they are used within seven
 * days of being seen. A key that stands in for a revoked one of the same use and owner is not counted: it cannot wait.
 */
export function publishedLate(
  before: Directory,
  after: Directory,
  seenSeconds: number,
): readonly DirectoryKey[] {
  return after.members().flatMap(({ code }) => {
    const keys = after.keysOf(code)
    // What a new member begins with replaces nothing.
    if (!before.member(code)) return []
    return keys.filter(
      (key) =>
        !before.key(key.kid) &&
        key.nbf < seenSeconds + enoughNotice &&
        !keys.some((old) => isOfSameUse(old, key) && old.status === 'revoked'),
    )
  })
}

/**
 * Whether no message that still lies on a lane can need this private encryption key: it has not been the one to encrypt
 * to for 32 days, and will not be again.
 */
export function destroyable(
  directory: Directory,
  { kid, use, member }: DirectoryKey,
  atSeconds: number,
): boolean {
  const key = directory.key(kid)
  if (use !== 'enc' || !key) return false
  const since = atSeconds - keptAfterUse
  if (key.status !== 'active') return lastUse(directory, key) <= since
  // Who is current changes only where a key begins or ends.
  const changes = directory.keysOf(member).flatMap(({ nbf, naf }) => [nbf, naf])
  const moments = [since, ...changes.filter((moment) => moment > since)]
  return moments.every((moment) => directory.current(member, use, moment)?.kid !== kid)
}

/** At the latest: nobody encrypts to a key once it has ended, was revoked, or an active one was newer. */
function lastUse(directory: Directory, key: DirectoryKey): number {
  const followers = directory
    .keysOf(key.member)
    .filter((other) => isOfSameUse(other, key) && other.status === 'active' && other.nbf > key.nbf)
    .map(({ nbf }) => nbf)
  return Math.min(key.naf, key.revoked?.at ?? key.naf, ...followers)
}

function isOfSameUse(one: DirectoryKey, other: DirectoryKey): boolean {
  return one.use === other.use && one.organisation === other.organisation
}
