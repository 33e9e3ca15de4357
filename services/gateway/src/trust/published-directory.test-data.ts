// A directory's repository that a test publishes, by the hour, and whoever serves it.
import {
  importRoleSigner,
  type MemberTargets,
  makeRoleKey,
  memberRole,
  memorySource,
  metadataFile,
  type Proposal,
  proposeMember,
  proposeMembership,
  proposeRoot,
  publish,
  type RoleSigner,
  readState,
  signMetadata,
} from '@onward/directory'
import { type Country, directoryDocuments } from '@onward/testing'

const DAY_MS = 86_400_000

export async function publishedDirectory(countries: readonly Country[], begin: Date) {
  const [root, top, snapshot, timestamp] = [signer(), signer(), signer(), signer()]
  const members = new Map(countries.map(({ code }) => [code, signer()]))
  const all = directoryDocuments(countries)
  const until = new Date(begin.getTime() + 365 * DAY_MS)
  const files = new Map<string, Uint8Array>()
  const one = ({ key }: RoleSigner) => ({ keys: [key], threshold: 1 })
  const membership = (suspended: readonly string[]) => ({
    policy: { minDirv: 0, suspended },
    members: Object.fromEntries([...members].map(([code, own]) => [code, one(own)])),
  })
  const targetsOf = (code: string): MemberTargets => {
    const member = all.members.find((each) => each.code === code)
    if (!member) throw new Error(`no member ${code}`)
    const lanes = all.lanes.filter(({ to, from }) => [to, from].includes(code))
    return {
      member,
      lanes: { lanes, agreements: all.agreements.filter(({ parties }) => parties.includes(code)) },
    }
  }
  const signed = (proposal: Proposal, by: RoleSigner): Proposal => ({
    ...proposal,
    metadata: signMetadata(proposal.role, proposal.metadata, by),
  })
  const enter = async (
    state: Parameters<typeof publish>[0]['state'],
    proposals: readonly Proposal[],
    now: Date,
  ) => {
    const published = await publish({ state, proposals, snapshot, timestamp, now })
    for (const [path, bytes] of published) files.set(path, bytes)
  }
  await enter(
    undefined,
    [
      signed(
        proposeRoot(
          undefined,
          { root: one(root), targets: one(top), snapshot: one(snapshot), timestamp: one(timestamp) },
          until,
        ),
        root,
      ),
      signed(proposeMembership(undefined, membership([]), until), top),
      ...[...members].map(([code, own]) =>
        signed(proposeMember(undefined, code, targetsOf(code), until), own),
      ),
    ],
    begin,
  )
  const rootBytes = files.get(metadataFile('root', 1)) ?? new Uint8Array()
  const stateAt = (now: Date) => readState(rootBytes, memorySource(files), now)

  return {
    root: rootBytes,
    files,
    source: memorySource(files),
    /** The hourly signature: nothing is new. */
    vouch: async (now: Date) => enter(await stateAt(now), [], now),
    suspend: async (codes: readonly string[], now: Date) => {
      const state = await stateAt(now)
      await enter(state, [signed(proposeMembership(state, membership(codes), until), top)], now)
    },
    /** A member says the same once more, which makes a version. */
    repeat: async (code: string, now: Date) => {
      const state = await stateAt(now)
      const own = members.get(code)
      if (!own) throw new Error(`no member ${code}`)
      await enter(state, [signed(proposeMember(state, code, targetsOf(code), until), own)], now)
      return state.version(memberRole(code))
    },
  }
}

function signer(): RoleSigner {
  return importRoleSigner(makeRoleKey().jwk)
}
