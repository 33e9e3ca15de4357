/** `onward audit compare`: two members' evidence held against each other. What one sent, the other received. */
import { type Comparison, compareBundles, type Fault } from '@onward/evidence'
import { Command } from 'commander'
import { type Compared, comparisonInWords } from './comparison-words.ts'
import { type Exported, pairUp, readExports } from './exports.ts'
import { ending, endMisused } from './outcome.ts'
import { readTrust } from './trust.ts'

const compare = new Command('compare')
  .description(
    "Compares two members' bundles of the same referrals. Ends with 0 if they hold and agree, 1 if not, 2 if they cannot be read.",
  )
  .argument('<a>', "one member's bundle, or a folder of its bundles")
  .argument('<b>', "the other member's")
  .requiredOption(
    '--trust <path>',
    'the public directory that you trust: its folder, or one file of its documents',
  )
  .option('--json', 'one JSON object for each referral')
  .exitOverride(endMisused)
  .action(async (a: string, b: string, { trust, json }: { readonly trust: string; readonly json?: true }) =>
    ending(async () => {
      const directory = await readTrust(trust)
      const [ours, theirs] = await Promise.all([readExports(a, directory), readExports(b, directory)])
      if (ours.length === 0 || theirs.length === 0) throw new Error('There is no bundle in one of the two.')
      const all = pairUp(ours, theirs).map(([one, other]) => compared(one, other))
      for (const each of all) {
        process.stdout.write(`${json ? JSON.stringify(each) : comparisonInWords(each)}\n`)
      }
      return all.every(({ agrees }) => agrees) ? 'held' : 'fault'
    }),
  )

export const auditCommand = new Command('audit')
  .description("Holds members' logs against each other.")
  .addCommand(compare)

function compared(one: Exported | undefined, other: Exported | undefined): Compared {
  const faults = [one, other].flatMap((each) =>
    (each?.report.faults ?? []).map((fault): Fault & { readonly file: string } => ({
      file: each?.file ?? '',
      ...fault,
    })),
  )
  if (one && other) return { ...compareBundles(one.report, other.report), faults }
  const { referral, issued } = (one ?? other)?.report ?? {}
  const nothing: Omit<Comparison, 'referral'> = {
    agrees: false,
    members: issued ? [issued.by] : [],
    matched: 0,
    unreceipted: [],
    afterErasure: [],
    gaps: [],
    logs: [],
    unanswered: [],
    differences: [],
  }
  return {
    ...nothing,
    ...(referral !== undefined && { referral }),
    faults,
    onlyIn: (one ?? other)?.file ?? '',
  }
}
