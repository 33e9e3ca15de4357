/** `onward directory open-lane`: two members agree, and both lanes between them open once both have signed. */
import type { Agreement } from '@onward/contract'
import { type Lane, lanesOf } from '@onward/directory'
import { Command } from 'commander'
import { plainly, type Terminal } from '../terminal.ts'
import { type BrokerFile, readBrokerFile } from './broker-file.ts'
import { changeMember, type PlaceOptions, readJson, withProposals } from './place.ts'

interface OpenLaneOptions extends PlaceOptions {
  readonly agreement: string
  readonly provision?: string
}

export function openLane(terminal: Terminal): Command {
  return withProposals(new Command('open-lane'))
    .description(
      'Propose an agreement of two members and both its lanes: a proposal for each of them to sign',
    )
    .argument('<one>', 'code of a member')
    .argument('<other>', 'code of the other')
    .requiredOption('--agreement <file>', 'the agreement, as agreement.schema.json has it')
    .option('--provision <file>', 'settings of the broker: makes the topics and the rights at once')
    .action(
      plainly(async (one: string, other: string, options: OpenLaneOptions) => {
        // Sound: the agreement is held against its schema before it is published.
        const agreement = (await readJson(options.agreement)) as Agreement
        if (
          JSON.stringify([one, other].toSorted()) !==
          JSON.stringify([...(agreement.parties ?? [])].toSorted())
        )
          throw new Error(`the agreement is not between ${one} and ${other}`)
        const broker = options.provision === undefined ? undefined : await readBrokerFile(options.provision)
        const opened = lanesOf(agreement)
        for (const code of [one, other]) {
          await changeMember(terminal, options, code, ({ member, lanes }) => ({
            member,
            lanes: {
              agreements: [...lanes.agreements, agreement],
              lanes: [
                ...lanes.lanes.filter((lane) => !opened.some(({ name }) => name === lane.name)),
                ...opened,
              ],
            },
          }))
        }
        if (broker) await provisionLanes(terminal, broker, [one, other], opened, options.dryRun)
      }),
    )
}

async function provisionLanes(
  terminal: Terminal,
  { settings, usernames }: BrokerFile,
  codes: readonly string[],
  opened: readonly Lane[],
  dryRun: true | undefined,
): Promise<void> {
  const lanes = opened.map(({ name }) => name)
  const what = `topics and rights of ${lanes.join(' and ')}`
  if (dryRun) return terminal.print(`would make ${what}`)
  const { provision } = await import('@onward/bus')
  await provision(settings, {
    members: codes.map((code) => ({ code, username: usernames[code] ?? code })),
    lanes,
  })
  terminal.print(`made ${what}`)
}
