/** What the commands of `onward directory` share: which repository, and where proposals lie while they are signed. */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  DirectoryError,
  type Membership,
  type MemberTargets,
  memberRole,
  metadataFile,
  type Proposal,
  proposalBytes,
  proposeMember,
  proposeMembership,
  type RepositoryState,
  type Role,
  readProposal,
  readState,
  sourceAt,
  validity,
} from '@onward/directory'
import { type Command, Option } from 'commander'
import type { Terminal } from '../terminal.ts'

export interface PlaceOptions {
  readonly repository: string
  readonly root?: string
  readonly out: string
  readonly dryRun?: true
}

/** Adds the options that say which repository is meant. */
export function withPlace(command: Command): Command {
  return command.addOption(repositoryOption().makeOptionMandatory()).addOption(rootOption())
}

export function repositoryOption(): Option {
  return new Option('-r, --repository <place>', 'folder or URL of the repository').env('ONWARD_DIRECTORY')
}

export function rootOption(): Option {
  const what = 'root.json as it was given out of band; of a folder its own first one'
  return new Option('--root <file>', what).env('ONWARD_DIRECTORY_ROOT_FILE')
}

/** Adds the options of a command that proposes something. */
export function withProposals(command: Command): Command {
  return withPlace(command)
    .option('-o, --out <folder>', 'where proposals wait for their signatures', 'proposals')
    .option('--dry-run', 'say what would change, and write nothing')
}

/** The repository as it is now. @throws DirectoryError */
export async function stateAt({ repository, root }: PlaceOptions): Promise<RepositoryState> {
  return await readState(await rootOf(repository, root), sourceAt(repository), new Date())
}

async function rootOf(repository: string, root: string | undefined): Promise<Uint8Array> {
  if (root !== undefined) return await readFile(root)
  if (/^https?:/.test(repository))
    throw new Error('--root is missing: whoever serves a repository cannot be believed without its root.json')
  return await readFile(join(repository, metadataFile('root', 1)))
}

/** Proposes what `change` makes of a member: of what is proposed for it already, else of what it says now. */
export async function changeMember(
  terminal: Terminal,
  options: PlaceOptions,
  code: string,
  change: (targets: MemberTargets) => MemberTargets,
): Promise<void> {
  const state = await stateAt(options)
  const pending = await pendingOf(options, memberRole(code))
  // Sound: whoever made the proposal made it of these two documents; `publish` reads them by their forms.
  const documents = pending?.documents as Record<string, unknown> | undefined
  const targets = documents
    ? ({
        member: documents[`members/${code}/member.json`],
        lanes: documents[`members/${code}/lanes.json`],
      } as MemberTargets)
    : state.member(code)
  await offer(terminal, options, proposeMember(state, code, change(targets), inMs(validity.member)))
}

/** Proposes what `change` makes of the membership. */
export async function changeMembership(
  terminal: Terminal,
  options: PlaceOptions,
  change: (membership: Membership) => Membership,
): Promise<void> {
  const state = await stateAt(options)
  if (await pendingOf(options, 'targets'))
    throw new Error(`${fileOf(options, 'targets')} waits already: publish it, or remove it`)
  await offer(terminal, options, proposeMembership(state, change(state.membership()), inMs(validity.targets)))
}

/** Writes a proposal, and says who has to sign it. */
export async function offer(
  terminal: Terminal,
  options: Pick<PlaceOptions, 'out' | 'dryRun'>,
  proposal: Proposal,
): Promise<void> {
  const file = fileOf(options, proposal.role)
  if (options.dryRun) return terminal.print(`would write ${file}`)
  await mkdir(options.out, { recursive: true })
  await writeFile(file, proposalBytes(proposal))
  terminal.print(`wrote ${file}: to be signed by ${signersOf(proposal.role)} with onward directory sign`)
}

/** A proposal that waits, as long as nobody has signed it. */
async function pendingOf(options: PlaceOptions, role: Role): Promise<Proposal | undefined> {
  const file = fileOf(options, role)
  const bytes = await readFile(file).catch(() => undefined)
  if (!bytes) return undefined
  const proposal = readProposal(bytes)
  if (proposal.metadata.signatures.length > 0)
    throw new DirectoryError(
      'DOCUMENT_DUPLICATE',
      `${file} has been signed already: publish it first, or remove it.`,
    )
  return proposal
}

function fileOf({ out }: Pick<PlaceOptions, 'out'>, role: Role): string {
  return join(out, `${role}.proposal.json`)
}

function signersOf(role: Role): string {
  return role.startsWith('m-') ? `holders of the keys of ${role.slice(2)}` : `holders of the keys of ${role}`
}

export function inMs(ms: number): Date {
  return new Date(Date.now() + ms)
}

/** Reads a file of JSON that was given. */
export async function readJson(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8')
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new Error(`${file} is not JSON`, { cause })
  }
}
