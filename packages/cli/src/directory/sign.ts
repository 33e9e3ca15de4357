/** `onward directory sign`: shows what changes, in words, and adds one signature. Needs no network. */
import { readFile, writeFile } from 'node:fs/promises'
import {
  describeChange,
  importRoleSigner,
  proposalBytes,
  readProposal,
  signMetadata,
} from '@onward/directory'
import { Command } from 'commander'
import { readKey } from '../secret-file.ts'
import { plainly, type Terminal } from '../terminal.ts'
import { type PlaceOptions, repositoryOption, rootOption, stateAt } from './place.ts'

interface SignOptions {
  readonly key: string
  readonly repository?: string
  readonly root?: string
  readonly first?: true
  readonly yes?: true
  readonly dryRun?: true
}

export function sign(terminal: Terminal): Command {
  return new Command('sign')
    .description('Show what a proposal changes, and sign it with one key')
    .argument('<proposal>', 'file of the proposal; the signature is added to it')
    .requiredOption('-k, --key <file>', 'the private key')
    .addOption(repositoryOption())
    .addOption(rootOption())
    .option('--first', 'the repository begins with this: there is nothing to compare with')
    .option('--yes', 'sign without being asked')
    .option('--dry-run', 'show what changes, and sign nothing')
    .action(
      plainly(async (file: string, options: SignOptions) => {
        const proposal = readProposal(await readFile(file))
        for (const line of describeChange(await known(options), proposal)) terminal.print(line)
        if (options.dryRun) return
        const signer = importRoleSigner(await readKey(options.key))
        const answer = options.yes
          ? 'yes'
          : await terminal.ask(`Sign ${proposal.role} with key ${signer.keyId}? (yes) `)
        if (answer !== 'yes') throw new Error('nothing was signed: answer yes, or give --yes')
        const metadata = signMetadata(proposal.role, proposal.metadata, signer)
        await writeFile(file, proposalBytes({ ...proposal, metadata }))
        terminal.print(`signed by ${signer.keyId}: signature ${metadata.signatures.length} in ${file}`)
      }),
    )
}

async function known({ repository, root, first }: SignOptions) {
  if (first) return undefined
  if (repository === undefined)
    throw new Error(
      '--repository is missing: without it nobody can see what changes (--first when it begins)',
    )
  const place: PlaceOptions = { repository, out: '', ...(root !== undefined && { root }) }
  return await stateAt(place)
}
