/** `onward directory publish`: what has its signatures enters the repository, with a new snapshot and timestamp. */
import { readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import {
  countSignatures,
  describeChange,
  importRoleSigner,
  metadataFile,
  publish as publishFiles,
  readProposal,
  writeRepository,
} from '@onward/directory'
import { Command } from 'commander'
import { readKey } from '../secret-file.ts'
import { plainly, type Terminal } from '../terminal.ts'
import { stateAt } from './place.ts'

interface PublishOptions {
  readonly repository: string
  readonly root?: string
  readonly snapshotKey: string
  readonly timestampKey: string
  readonly keep?: true
  readonly dryRun?: true
}

export function publish(terminal: Terminal): Command {
  return new Command('publish')
    .description('Publish what has its signatures; without a proposal, sign the timestamp again (hourly)')
    .argument('[proposals...]', 'files of proposals that belong together')
    .requiredOption('-r, --repository <folder>', 'folder of the repository, which a web server serves')
    .option('--root <file>', "root.json as it was given out of band; the folder's own first one unless given")
    .requiredOption('--snapshot-key <file>', 'private key of snapshot')
    .requiredOption('--timestamp-key <file>', 'private key of timestamp')
    .option('--keep', 'leave the proposals where they are')
    .option('--dry-run', 'check everything, and write nothing')
    .action(
      plainly(async (files: readonly string[], options: PublishOptions) => {
        const begins = await stat(join(options.repository, metadataFile('root', 1))).then(
          () => false,
          () => true,
        )
        const state = begins ? undefined : await stateAt({ ...options, out: '' })
        const proposals = await Promise.all(files.map(async (file) => readProposal(await readFile(file))))
        for (const proposal of proposals) {
          for (const line of describeChange(state, proposal)) terminal.print(line)
          for (const { role, have, need, of } of countSignatures(state, proposals, proposal))
            terminal.print(`  ${have} of ${of} have signed ${role}, ${need} are needed`)
        }
        const published = await publishFiles({
          state,
          proposals,
          snapshot: importRoleSigner(await readKey(options.snapshotKey)),
          timestamp: importRoleSigner(await readKey(options.timestampKey)),
          now: new Date(),
        })
        if (options.dryRun)
          return terminal.print(`would write ${published.size} files; a gateway would trust them`)
        await writeRepository(options.repository, published)
        if (!options.keep) for (const file of files) await rm(file)
        const { directory, expires } = await stateAt({ ...options, out: '' })
        terminal.print(`published version ${directory.version}, vouched for until ${expires.toISOString()}`)
      }),
    )
}
