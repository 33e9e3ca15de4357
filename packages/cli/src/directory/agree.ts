/** `onward directory agree`: what is so for all members: how messages are sealed, what events say, who cosigns logs. */
import { readFile } from 'node:fs/promises'
import { parsePolicy } from '@onward/audit'
import { ofThisVersion, suites } from '@onward/directory'
import { Command, Option } from 'commander'
import { plainly, type Terminal } from '../terminal.ts'
import { changeMembership, type PlaceOptions, withProposals } from './place.ts'

interface AgreeOptions extends PlaceOptions {
  readonly suites?: readonly string[]
  readonly schemas?: true
  readonly witnesses?: string | false
}

export function agree(terminal: Terminal): Command {
  return withProposals(new Command('agree'))
    .description('Propose what is so for all members')
    .addOption(new Option('--suites <name...>', 'how messages are sealed').choices(suites))
    .option('--schemas', 'what events say: the schemas of this version')
    .option('--witnesses <file>', 'whose cosignatures a log needs: a policy in the form of C2SP tlog-policy')
    .option('--no-witnesses', 'each member decides for itself who cosigns')
    .action(
      plainly(async (options: AgreeOptions) => {
        const text = typeof options.witnesses === 'string' ? await policyIn(options.witnesses) : undefined
        await changeMembership(terminal, options, ({ policy, members }) => {
          const { witnesses, ...others } = policy
          const kept = options.witnesses === false ? undefined : (text ?? witnesses)
          return {
            policy: {
              ...others,
              ...(options.suites && { suites: options.suites }),
              ...(options.schemas && { schemas: ofThisVersion.schemas }),
              ...(kept !== undefined && { witnesses: kept }),
            },
            members,
          }
        })
      }),
    )
}

/** @throws AuditError when no gateway could read it */
async function policyIn(file: string): Promise<string> {
  const text = await readFile(file, 'utf8')
  parsePolicy(text)
  return text
}
