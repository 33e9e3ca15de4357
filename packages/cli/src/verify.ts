/** `onward verify`: what a bundle of evidence proves, offline, with nothing but a directory to trust. */
import { readFile } from 'node:fs/promises'
import { parsePolicy } from '@onward/audit'
import { type Stamps, verifyBundle } from '@onward/evidence'
import { Command } from 'commander'
import { ending, endMisused } from './outcome.ts'
import { reportInWords } from './report-words.ts'
import { readTrust } from './trust.ts'

interface VerifyOptions {
  readonly trust: string
  readonly policy?: string
  readonly tsaCa?: string
  readonly json?: true
}

export const verifyCommand = new Command('verify')
  .description(
    'Checks a bundle of evidence and says what it proves. Ends with 0 if all of it holds, 1 if not, 2 if it cannot be read.',
  )
  .argument('<file>', 'the bundle, as a gateway handed it out')
  .requiredOption(
    '--trust <path>',
    'the public directory that you trust: its folder, or one file of its documents',
  )
  .option(
    '--policy <file>',
    'witnesses that you know besides those of the directory, and how many are enough (C2SP tlog-policy)',
  )
  .option('--tsa-ca <file>', 'certificates (PEM) of the time-stamping authorities that you trust')
  .option('--json', 'the report as JSON')
  .exitOverride(endMisused)
  .action(async (file: string, { trust, policy, tsaCa, json }: VerifyOptions) =>
    ending(async () => {
      const bundle = await readFile(file)
      const witnesses = policy === undefined ? undefined : parsePolicy(await readFile(policy, 'utf8'))
      const stamps = tsaCa === undefined ? undefined : await stampsOf(bundle, tsaCa)
      const report = verifyBundle(bundle, await readTrust(trust), { policy: witnesses, stamps })
      process.stdout.write(`${json ? JSON.stringify(report) : reportInWords(report)}\n`)
      return report.holds ? 'held' : 'fault'
    }),
  )

async function stampsOf(bundle: Uint8Array, authorities: string): Promise<Stamps> {
  // What reads certificates is loaded only by who needs it.
  const { readStamps } = await import('@onward/evidence/time-stamp')
  return readStamps(bundle, await readFile(authorities, 'utf8'))
}
