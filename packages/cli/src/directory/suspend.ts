/** `onward directory suspend`: the lanes of a member are closed, at every gateway and at the broker. */
import { Command } from 'commander'
import { plainly, type Terminal } from '../terminal.ts'
import { type BrokerFile, readBrokerFile } from './broker-file.ts'
import { changeMembership, type PlaceOptions, stateAt, withProposals } from './place.ts'

interface SuspendOptions extends PlaceOptions {
  readonly lift?: true
  readonly provision?: string
}

export function suspend(terminal: Terminal): Command {
  return withProposals(new Command('suspend'))
    .description('Propose that the lanes of a member are closed until that is lifted')
    .argument('<member>', 'code of the member')
    .option('--lift', 'open them again')
    .option(
      '--provision <file>',
      'settings of the broker: takes its rights there at once, or gives them back',
    )
    .action(
      plainly(async (code: string, options: SuspendOptions) => {
        const state = await stateAt(options)
        const broker = options.provision === undefined ? undefined : await readBrokerFile(options.provision)
        await changeMembership(terminal, options, ({ policy, members }) => {
          if (!members[code]) throw new Error(`${code} is no member`)
          const others = (policy.suspended ?? []).filter((each) => each !== code)
          return { policy: { ...policy, suspended: options.lift ? others : [...others, code] }, members }
        })
        const lanes = state.directory.lanes().filter(({ to, from }) => [to, from].includes(code))
        const names = lanes.map(({ name }) => name)
        if (broker) await settle(terminal, broker, code, names, options)
      }),
    )
}

async function settle(
  terminal: Terminal,
  { settings, usernames }: BrokerFile,
  code: string,
  lanes: readonly string[],
  { lift, dryRun }: SuspendOptions,
): Promise<void> {
  const what = `the rights of ${code} at the broker`
  if (dryRun) return terminal.print(`would ${lift ? 'give back' : 'take'} ${what}`)
  const { provision, withdraw } = await import('@onward/bus')
  const username = usernames[code] ?? code
  if (lift) await provision(settings, { members: [{ code, username }], lanes })
  else await withdraw(settings, username)
  terminal.print(`${lift ? 'gave back' : 'took'} ${what}`)
}
