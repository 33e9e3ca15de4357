/**
 * Reads the directory from its TUF repository (TUF 1.0.31 §5, security.md §2.2). Every signature, version, hash and
 * expiry is judged by tuf-js; here stand only the order of the files, where they come from, and by whose clock.
 */
import { digest } from '@onward/contract'
import { TrustedMetadataStore } from 'tuf-js/dist/store.js'
import { delegationsOf } from './delegation.ts'
import { type Directory, loadDirectory } from './directory.ts'
import { DirectoryError } from './error.ts'
import { inParallel } from './parallel.ts'
import { metadataFile, type Role } from './roles.ts'
import type { Source } from './source.ts'
import { readDocuments } from './targets.ts'
import { isEqualVersion, trusting } from './tuf-error.ts'

export interface RepositorySettings {
  /** `root.json` as it was given out of band: all trust begins there. */
  readonly root: Uint8Array
  readonly source: Source
  /** What was kept when it was last read: nothing older is trusted any more, and what has not changed is not fetched. */
  readonly kept?: Source | undefined
  /** What was loaded before: what has not changed in it is not judged again. */
  readonly earlier?: Directory | undefined
  readonly now: Date
}

/** A directory, and how it came to be trusted. */
export interface TrustedDirectory {
  readonly directory: Directory
  /** SHA-256 of the snapshot's metadata, base64url. Two gateways with one version and two digests were told two things. */
  readonly digest: string
  /** Until when somebody vouches that there is nothing newer. */
  readonly expires: Date
  /** Each signature that vouches is one further. */
  readonly timestampVersion: number
  readonly rootVersion: number
  /** Every file it was made of, by its path: keep them, and it can be read again without the repository. */
  readonly files: ReadonlyMap<string, Uint8Array>
}

/** The most bytes of a file whose length nobody has signed. */
const LIMITS = { root: 512_000, timestamp: 16_384, snapshot: 2_000_000, targets: 5_000_000 } as const
const MOST_ROOTS = 256
const AT_ONCE = 16

/**
 * Reads and checks the repository as it is now.
 *
 * @throws DirectoryError with its code: a repository is trusted as a whole or not at all
 */
export async function readRepository(settings: RepositorySettings): Promise<TrustedDirectory> {
  const reading = beginReading(settings)
  await readRoots(reading)
  const before = await readTimestamp(reading)
  await readSnapshot(reading, before)
  const { store, files, fetch } = reading
  await readTargets(reading, 'targets', 'root')
  const delegations = delegationsOf(demand(store.targets).signed)
  await inParallel(delegations, AT_ONCE, ({ role }) => readTargets(reading, role, 'targets'))

  const { version } = demand(store.snapshot).signed
  const members = delegations.map(({ code, role }) => ({ code, targets: demand(store.getRole(role)).signed }))
  const documents = await readDocuments(demand(store.targets).signed, members, {
    version,
    fetch,
    atOnce: AT_ONCE,
  })
  return {
    directory: await loadDirectory(documents, settings.earlier),
    digest: digest(demand(files.get(metadataFile('snapshot', version)))),
    expires: new Date(demand(store.timestamp).signed.expires),
    timestampVersion: demand(store.timestamp).signed.version,
    rootVersion: store.root.signed.version,
    files,
  }
}

/**
 * Whether a repository says nothing new: it has no next root, and the timestamp that was trusted (TUF §5.3.3, §5.4.3).
 *
 * @throws DirectoryError as `source` does
 */
export async function isUnchanged(
  { files, rootVersion }: Pick<TrustedDirectory, 'files' | 'rootVersion'>,
  source: Source,
): Promise<boolean> {
  const path = metadataFile('timestamp', 0)
  const trusted = files.get(path)
  if (!trusted || (await source(metadataFile('root', rootVersion + 1), LIMITS.root))) return false
  const bytes = await source(path, LIMITS.timestamp)
  return bytes !== undefined && Buffer.from(bytes).equals(trusted)
}

/**
 * Reads what was kept, and judges it by the last moment at which somebody still vouched for it: without its repository
 * a directory does not become wrong, it becomes old. How old it may be is the caller's to say, by `expires`.
 *
 * @throws DirectoryError `METADATA_MISSING` when nothing was kept
 */
export async function readKept(root: Uint8Array, kept: Source, now: Date): Promise<TrustedDirectory> {
  const bytes = await kept(metadataFile('timestamp', 0), LIMITS.timestamp)
  if (!bytes) throw missing('timestamp')
  const expires = trusting('timestamp', () =>
    Date.parse(JSON.parse(Buffer.from(bytes).toString()).signed.expires),
  )
  // An `expires` that is no time is refused where the metadata is judged.
  const then = expires <= now.getTime() ? new Date(expires - 1) : now
  return readRepository({ root, source: kept, now: then })
}

/** Fetches a file, hands it to `judge`, and notes it once that does not throw. */
type Fetch = (
  file: { readonly path: string; readonly maxBytes: number; readonly what: string },
  judge: (bytes: Buffer) => void | Promise<void>,
) => Promise<void>

interface Reading extends RepositorySettings {
  readonly store: TrustedMetadataStore
  readonly files: Map<string, Uint8Array>
  readonly fetch: Fetch
}

function beginReading(settings: RepositorySettings): Reading {
  const store = trusting('root', () => new TrustedMetadataStore(Buffer.from(settings.root)))
  // tuf-js reads the machine's clock when it begins; a directory is judged by the gateway's.
  Object.assign(store, { referenceTime: settings.now })
  const files = new Map([[metadataFile('root', store.root.signed.version), settings.root]])
  const fetch: Fetch = async ({ path, maxBytes, what }, judge) => {
    // A name that holds its version or digest is never given to other bytes, so what was kept will do. If it does not,
    // it came from a repository that was repaired since: only what is there now counts.
    const kept = await settings.kept?.(path, maxBytes)
    if (kept && (await holds(judge, Buffer.from(kept)))) return void files.set(path, kept)
    const bytes = await settings.source(path, maxBytes)
    if (!bytes) throw missing(what)
    await judge(Buffer.from(bytes))
    files.set(path, bytes)
  }
  return { ...settings, store, files, fetch }
}

async function holds(judge: (bytes: Buffer) => void | Promise<void>, bytes: Buffer): Promise<boolean> {
  try {
    await judge(bytes)
    return true
  } catch {
    return false
  }
}

/** TUF §5.3: each root is signed by the one before it and by itself, and none is left out. */
async function readRoots({ store, files, kept, source }: Reading): Promise<void> {
  const first = store.root.signed.version + 1
  for (let version = first; version < first + MOST_ROOTS; version++) {
    const path = metadataFile('root', version)
    const bytes = (await kept?.(path, LIMITS.root)) ?? (await source(path, LIMITS.root))
    if (!bytes) return
    trusting('root', () => store.updateRoot(Buffer.from(bytes)))
    files.set(path, bytes)
  }
}

/** TUF §5.4. Gives the version of the snapshot that was trusted before. */
async function readTimestamp({ store, files, kept, source, now }: Reading): Promise<number | undefined> {
  const path = metadataFile('timestamp', 0)
  const old = await kept?.(path, LIMITS.timestamp)
  // It may have expired, and still nothing older is trusted; if its key was replaced it says nothing (§5.3.11).
  if (old) ignoring(() => store.updateTimestamp(Buffer.from(old)))
  const before = store.timestamp?.signed.snapshotMeta.version
  const bytes = await source(path, LIMITS.timestamp)
  if (!bytes) throw missing('timestamp')
  try {
    trusting('timestamp', () => store.updateTimestamp(Buffer.from(bytes)))
    files.set(path, bytes)
  } catch (error) {
    if (!old || !isEqualVersion(error)) throw error
    // tuf-js keeps the one it has, and would say only at the snapshot that it has expired.
    if (store.timestamp?.signed.isExpired(now))
      throw new DirectoryError('METADATA_EXPIRED', 'The metadata of timestamp is not valid any more.')
    files.set(path, old)
  }
  return before
}

/** TUF §5.5. No role may go back behind the snapshot that was trusted before, even if that has expired. */
async function readSnapshot({ store, kept, fetch }: Reading, before: number | undefined): Promise<void> {
  const { version, length } = demand(store.timestamp).signed.snapshotMeta
  if (before !== undefined && before !== version) {
    const bytes = await kept?.(metadataFile('snapshot', before), LIMITS.snapshot)
    if (bytes) ignoring(() => store.updateSnapshot(Buffer.from(bytes), true))
  }
  const path = metadataFile('snapshot', version)
  await fetch({ path, maxBytes: length ?? LIMITS.snapshot, what: 'snapshot' }, (bytes) => {
    trusting('snapshot', () => store.updateSnapshot(bytes))
  })
}

/** TUF §5.6. */
async function readTargets({ store, fetch }: Reading, role: Role, delegator: string): Promise<void> {
  const named = demand(store.snapshot).signed.meta[`${role}.json`]
  if (!named) throw missing(role)
  const { version, length } = named
  const path = metadataFile(role, version)
  await fetch({ path, maxBytes: length ?? LIMITS.targets, what: role }, (bytes) => {
    trusting(role, () => store.updateDelegatedTargets(bytes, role, delegator))
  })
}

function ignoring(judge: () => unknown): void {
  try {
    judge()
  } catch {
    // Only what tuf-js could still trust of it holds what comes next back.
  }
}

function missing(role: string): DirectoryError {
  return new DirectoryError('METADATA_MISSING', `The metadata of ${role} is not there.`)
}

/** What an earlier step has put there. */
function demand<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('metadata was asked for before it was trusted')
  return value
}
