// The directory's repository of the local members, and the keys that sign it: as many of them as in earnest.
import type { JsonWebKey } from 'node:crypto'
import { chmod, mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Agreement } from '@onward/contract'
import {
  importRoleSigner,
  type Lane,
  type MemberDocument,
  type MemberTargets,
  makeRoleKey,
  memberRole,
  type Proposal,
  proposeMember,
  proposeMembership,
  proposeRoot,
  publish,
  type Role,
  type RoleSigner,
  readState,
  type Signers,
  signMetadata,
  sourceAt,
  writeRepository,
} from '@onward/directory'
import { writeWhole } from '../atomic.ts'

export interface RepositoryPlace {
  /** What a web server would serve. */
  readonly repository: string
  /** Where the private keys of a role lie. */
  readonly keysOf: (role: Role) => string
}

export interface RepositoryDocuments {
  readonly policy: { readonly minDirv: number }
  readonly members: readonly MemberDocument[]
  readonly lanes: readonly Lane[]
  readonly agreements: readonly Agreement[]
}

/** How many keys of a role there are, and how many must sign (security.md §2.2). */
const quorum = { root: [9, 5], targets: [5, 3], snapshot: [1, 1], timestamp: [1, 1], member: [3, 2] } as const

/**
 * Makes the keys of every role and publishes the first version.
 *
 * @param until When all metadata expires. Nobody signs it again here, so it lasts as long as the members' keys do.
 */
export async function foundRepository(
  place: RepositoryPlace,
  documents: RepositoryDocuments,
  until: Date,
): Promise<Uint8Array> {
  const [root, targets, snapshot, timestamp] = await Promise.all([
    makeSigners(place, 'root'),
    makeSigners(place, 'targets'),
    makeSigners(place, 'snapshot'),
    makeSigners(place, 'timestamp'),
  ])
  const members = await Promise.all(
    documents.members.map(async (member) => {
      const signers = await makeSigners(place, memberRole(member.code))
      return { code: member.code, signers, targets: targetsOf(member, documents) }
    }),
  )
  const membership = Object.fromEntries(
    members.map(({ code, signers }) => [code, signersOf('member', signers)]),
  )
  const roles = {
    root: signersOf('root', root),
    targets: signersOf('targets', targets),
    snapshot: signersOf('snapshot', snapshot),
    timestamp: signersOf('timestamp', timestamp),
  }
  const proposals = [
    signedBy(proposeRoot(undefined, roles, until), root, quorum.root[1]),
    signedBy(
      proposeMembership(undefined, { policy: documents.policy, members: membership }, until),
      targets,
      quorum.targets[1],
    ),
    ...members.map(({ code, signers, targets: own }) =>
      signedBy(proposeMember(undefined, code, own, until), signers, quorum.member[1]),
    ),
  ]
  await enter(place, { state: undefined, proposals, now: new Date(), until })
  return await readFile(join(place.repository, 'metadata', '1.root.json'))
}

type Change = (targets: MemberTargets) => MemberTargets

/** Has a member say something else, signs it with two of its keys, and publishes it: one version further. */
export function changeMember(place: RepositoryPlace, code: string, change: Change): Promise<void> {
  return changeMembers(place, new Map([[code, change]]))
}

/** The same for several members, in one version: what two of them say together counts only when both have said it. */
export async function changeMembers(
  place: RepositoryPlace,
  changes: ReadonlyMap<string, Change>,
): Promise<void> {
  const { state, until } = await stateAt(place)
  const proposals = await Promise.all(
    [...changes].map(async ([code, change]) => {
      const signers = await readSigners(place, memberRole(code))
      return signedBy(
        proposeMember(state, code, change(state.member(code)), until),
        signers,
        quorum.member[1],
      )
    }),
  )
  await enter(place, { state, proposals, now: new Date(), until })
}

/** Closes the lanes of these members, and opens those of all others. */
export async function suspendMembers(place: RepositoryPlace, suspended: readonly string[]): Promise<void> {
  const { state, until } = await stateAt(place)
  const { policy, members } = state.membership()
  const proposal = proposeMembership(state, { policy: { ...policy, suspended }, members }, until)
  const signers = await readSigners(place, 'targets')
  await enter(place, {
    state,
    proposals: [signedBy(proposal, signers, quorum.targets[1])],
    now: new Date(),
    until,
  })
}

/** Signs the timestamp again: there is nothing newer, until then. */
export async function vouch(place: RepositoryPlace, until: Date): Promise<void> {
  const { state } = await stateAt(place)
  await enter(place, { state, proposals: [], now: new Date(), until })
}

async function stateAt({ repository }: RepositoryPlace) {
  const root = await readFile(join(repository, 'metadata', '1.root.json'))
  const state = await readState(root, sourceAt(repository), new Date())
  return { state, until: state.expires }
}

async function enter(
  place: RepositoryPlace,
  {
    until,
    ...publication
  }: {
    readonly state: Parameters<typeof publish>[0]['state']
    readonly proposals: readonly Proposal[]
    readonly now: Date
    readonly until: Date
  },
): Promise<void> {
  const [[snapshot], [timestamp]] = await Promise.all([
    readSigners(place, 'snapshot'),
    readSigners(place, 'timestamp'),
  ])
  if (!snapshot || !timestamp) throw new Error('the keys of snapshot and timestamp are not there')
  const expires = { snapshot: until, timestamp: until }
  await writeRepository(place.repository, await publish({ ...publication, snapshot, timestamp, expires }))
}

function targetsOf(member: MemberDocument, { lanes, agreements }: RepositoryDocuments): MemberTargets {
  const { code } = member
  return {
    member,
    lanes: {
      agreements: agreements.filter(({ parties }) => parties.includes(code)),
      lanes: lanes.filter(({ to, from }) => [to, from].includes(code)),
    },
  }
}

function kindOf(role: Role): keyof typeof quorum {
  return role === 'root' || role === 'targets' || role === 'snapshot' || role === 'timestamp'
    ? role
    : 'member'
}

async function makeSigners(place: RepositoryPlace, role: Role): Promise<readonly RoleSigner[]> {
  const made = Array.from({ length: quorum[kindOf(role)][0] }, makeRoleKey)
  const folder = place.keysOf(role)
  await mkdir(folder, { recursive: true })
  await chmod(folder, 0o700)
  for (const [index, { jwk }] of made.entries())
    await writeWhole(keyFile(place, role, index), `${JSON.stringify(jwk, null, 2)}\n`, 0o600)
  return made.map(({ jwk }) => importRoleSigner(jwk))
}

async function readSigners(place: RepositoryPlace, role: Role): Promise<readonly RoleSigner[]> {
  const numbers = Array.from({ length: quorum[kindOf(role)][0] }, (_, index) => index)
  return await Promise.all(
    numbers.map(async (index) => {
      // Sound: importRoleSigner checks what it is.
      const jwk = JSON.parse(await readFile(keyFile(place, role, index), 'utf8')) as JsonWebKey
      return importRoleSigner(jwk)
    }),
  )
}

function keyFile({ keysOf }: RepositoryPlace, role: Role, index: number): string {
  return join(keysOf(role), `${role}-${index + 1}.jwk`)
}

function signersOf(kind: keyof typeof quorum, signers: readonly RoleSigner[]): Signers {
  return { keys: signers.map(({ key }) => key), threshold: quorum[kind][1] }
}

function signedBy(proposal: Proposal, signers: readonly RoleSigner[], count: number): Proposal {
  const { role } = proposal
  const metadata = signers
    .slice(0, count)
    .reduce((each, signer) => signMetadata(role, each, signer), proposal.metadata)
  return { ...proposal, metadata }
}
