/**
 * The directory that this gateway trusts now. It is read from its repository at an interval, and goes on being trusted
 * without it until the timestamp's end and three days more (security §2.2); then nothing is sent and nothing believed.
 */
import {
  type Directory,
  DirectoryError,
  isUnchanged,
  metadataFile,
  readKept,
  readRepository,
  type Source,
  type TrustedDirectory,
} from '@onward/directory'
import { newLeaf } from '../log/leaf.ts'
import type { AdoptionRow } from '../store/directory.ts'

/** fresh: somebody vouches for it. stale: not any more, and it is still good. ended: for too long. */
export type Standing = 'fresh' | 'stale' | 'ended'

export interface FollowDeps {
  /** `root.json` as it was given out of band. */
  readonly root: Uint8Array
  readonly source: Source
  /** What was adopted last, by path. */
  readonly kept: Source
  readonly adoptedDigest: (version: number) => Promise<string | undefined>
  readonly adopt: (row: AdoptionRow) => Promise<void>
  /** Told before another version is trusted. */
  readonly adopting: (before: Directory, next: Directory) => Promise<void>
  readonly now: () => Date
  readonly fault: (error: unknown) => void
  readonly alarm: (code: string, facts: Readonly<Record<string, string | number>>) => void
}

export interface FollowedDirectory {
  current(): Directory
  standing(): Standing
  /** Reads the repository again. Never throws: what is wrong is told, and what was trusted stays. */
  refresh(): Promise<void>
  /** Told each time another version has come to be trusted, whoever had it read. */
  onAdopted(listener: () => void): void
}

/** How long a directory that nobody vouches for any more is still good, in ms. */
const GRACE_MS = 72 * 3_600_000

/**
 * Reads the directory from its repository, or what was kept of it.
 *
 * @throws DirectoryError when neither can be trusted: a gateway without a directory does not start
 */
export async function followDirectory(deps: FollowDeps): Promise<FollowedDirectory> {
  let trusted = await readNow(deps).catch(async (error: unknown) => {
    // Only what was kept before says whether a repository that is refused is the one this gateway knows.
    const known = await readKept(deps.root, deps.kept, deps.now()).catch(() => undefined)
    if (!known) throw error
    tell(deps, error)
    return known
  })
  let told: Standing = 'fresh'
  let reading: Promise<void> | undefined
  const listeners: (() => void)[] = []

  const standing = (): Standing => {
    const late = deps.now().getTime() - trusted.expires.getTime()
    if (late < 0) return 'fresh'
    return late < GRACE_MS ? 'stale' : 'ended'
  }
  const read = async () => {
    try {
      // What has expired is read again all the same, so that it is told.
      if (standing() === 'fresh' && (await isUnchanged(trusted, deps.source))) return
      const next = await readNow(deps, trusted.directory)
      const isOther = next.directory.version !== trusted.directory.version
      if (isOther) await deps.adopting(trusted.directory, next.directory)
      trusted = next
      if (isOther) for (const listener of listeners) listener()
    } catch (error) {
      tell(deps, error)
    }
    const is = standing()
    if (is !== told && is !== 'fresh') deps.alarm(codeOfStanding[is], { version: trusted.directory.version })
    told = is
  }
  return {
    current: () => trusted.directory,
    standing,
    refresh() {
      reading ??= read().finally(() => {
        reading = undefined
      })
      return reading
    },
    onAdopted: (listener) => {
      listeners.push(listener)
    },
  }
}

/** What a person is told of it, at /readyz and by an alarm. */
export const codeOfStanding = {
  fresh: 'ok',
  stale: 'DIRECTORY_STALE',
  ended: 'DIRECTORY_ENDED',
} as const satisfies Record<Standing, string>

async function readNow(deps: FollowDeps, earlier?: Directory): Promise<TrustedDirectory> {
  const { root, source, kept, now } = deps
  const trusted = await readRepository({ root, source, kept, earlier, now: now() })
  const { directory, digest, files, timestampVersion } = trusted
  const { version } = directory
  const known = await deps.adoptedDigest(version)
  // Every signature is good, and yet this gateway was shown another directory under the same number.
  if (known !== undefined && known !== digest)
    throw new DirectoryError(
      'REPOSITORY_FORKED',
      `Version ${version} of the directory is not the one that was adopted.`,
    )
  const bytes = files.get(metadataFile('timestamp', 0))
  if (!bytes) throw new Error('a directory was trusted without its timestamp')
  const at = now().toISOString()
  const leaf = newLeaf({ kind: 'dir.adopted', version, snapshot: digest, at })
  await deps.adopt({ version, digest, at, files, timestamp: { version: timestampVersion, bytes }, leaf })
  return trusted
}

/** That a repository is away happens; that it is wrong is for people. */
function tell({ fault, alarm }: FollowDeps, error: unknown): void {
  if (error instanceof DirectoryError && error.code !== 'REPOSITORY_UNREACHABLE') alarm(error.code, {})
  fault(error)
}
