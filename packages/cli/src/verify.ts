/** `onward verify`: what a bundle of evidence proves, offline, with nothing but a directory to trust. */
import { readFile } from 'node:fs/promises'
import { verifyBundle } from '@onward/evidence'
import { Command } from 'commander'
import { ending, endMisused } from './outcome.ts'
import { reportInWords } from './report-words.ts'
import { readTrust } from './trust.ts'

export const verifyCommand = new Command('verify')
  .description(
    'Checks a bundle of evidence and says what it proves. Ends with 0 if all of it holds, 1 if not, 2 if it cannot be read.',
  )
  .argument('<file>', 'the bundle, as a gateway handed it out')
  .requiredOption(
    '--trust <path>',
    'the public directory that you trust: its folder, or one file of its documents',
  )
  .option('--json', 'the report as JSON')
  .exitOverride(endMisused)
  .action(async (file: string, { trust, json }: { readonly trust: string; readonly json?: true }) =>
    ending(async () => {
      const report = verifyBundle(await readFile(file), await readTrust(trust))
      process.stdout.write(`${json ? JSON.stringify(report) : reportInWords(report)}\n`)
      return report.holds ? 'held' : 'fault'
    }),
  )
