// The metadata of the directory's repository, one parser for each role: what is tried stands in the place of that role's
// file, and all the others are sound. Snapshot and timestamp name versions alone, as TUF allows, for with a hash above it
// no other byte of a file would ever be parsed.
import { isDeepStrictEqual } from 'node:util'
import {
  DirectoryError,
  memorySource,
  metadataFile,
  type Proposal,
  proposeMember,
  proposeMembership,
  proposeRoot,
  publish,
  type RoleSigner,
  readRepository,
} from '@onward/directory'
import {
  after,
  forge,
  memberTargets,
  now,
  online,
  readAt,
  republish,
  signed,
  signersOf,
  stateOf,
} from '../../packages/directory/src/repository.fixture.ts'
import type { Parser } from './parsers.ts'

const { snapshot, timestamp } = online
const [signer] = signersOf(1)
if (!signer) throw new Error('no signer')
const served = await repository(signer)
const { directory: meant, timestampVersion } = await readAt(served)

const places: Readonly<Record<string, string>> = {
  root: metadataFile('root', 2),
  timestamp: metadataFile('timestamp', 0),
  snapshot: metadataFile('snapshot', meant.version),
  targets: metadataFile('targets', 1),
  "a member's targets": metadataFile('m-NL', 1),
}

export const repositoryParsers: readonly Parser[] = Object.entries(places).map(([role, path]) => ({
  name: `TUF ${role}`,
  valid: [Buffer.from(served.files.get(path) ?? [])],
  read: (bytes) => trusted(path, bytes),
  isRefusal: (error) => error instanceof DirectoryError,
  // White space and unsigned members are nobody's word: what is trusted is what was signed.
  mayTake: (value) => isDeepStrictEqual(value, { documents: meant.documents, timestampVersion }),
}))

/** Each role has one key, for reading costs a verification for each signature. */
async function repository(by: RoleSigner) {
  const one = (each: RoleSigner) => ({ keys: [each.key], threshold: 1 })
  const roles = { root: one(by), targets: one(by), snapshot: one(snapshot), timestamp: one(timestamp) }
  const membership = { policy: { minDirv: 0 }, members: { NL: one(by), RO: one(by) } }
  const proposals = [
    proposeRoot(undefined, roles, after(365)),
    proposeMembership(undefined, membership, after(92)),
    ...(['NL', 'RO'] as const).map((code) => proposeMember(undefined, code, memberTargets(code), after(183))),
  ].map((each: Proposal) => signed(each, [by]))
  const files = new Map(await publish({ state: undefined, proposals, snapshot, timestamp, now }))
  const root = files.get(metadataFile('root', 1))
  if (!root) throw new Error('no root')
  const made = { root, files }
  await republish(made, [signed(proposeRoot(await stateOf(made), roles, after(365)), [by])])
  for (const role of ['snapshot', 'timestamp'] as const) forge(made, role, withoutHashes, [online[role]])
  return made
}

async function trusted(path: string, bytes: Buffer): Promise<unknown> {
  const { root, files } = served
  const source = memorySource(new Map(files).set(path, bytes))
  const read = await readRepository({ root, source, earlier: meant, now })
  return { documents: read.directory.documents, timestampVersion: read.timestampVersion }
}

function withoutHashes(signed: Record<string, unknown>): Record<string, unknown> {
  const named = Object.entries(Object(signed.meta)).map(([file, each]) => [
    file,
    { version: Object(each).version },
  ])
  return { ...signed, meta: Object.fromEntries(named) }
}
