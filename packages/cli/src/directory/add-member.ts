/** `onward directory add-member`: a new member is delegated to, and says what it is. */
import { type MemberDocument, proposeMember, type Signers, validity } from '@onward/directory'
import { Command } from 'commander'
import { plainly, type Terminal } from '../terminal.ts'
import { isRoleKey } from './init.ts'
import {
  changeMembership,
  inMs,
  offer,
  type PlaceOptions,
  readJson,
  stateAt,
  withProposals,
} from './place.ts'

/** What `onward init` writes for whoever adds the member: nothing in it is secret. */
export interface Application {
  readonly member: MemberDocument
  /** Whose keys are to sign for it. */
  readonly signers: Signers
}

export function addMember(terminal: Terminal): Command {
  return withProposals(new Command('add-member'))
    .description('Propose a new member, from the application that onward init has written')
    .argument('<application>', 'file of the application')
    .action(
      plainly(async (file: string, options: PlaceOptions) => {
        const { member, signers } = applicationOf(await readJson(file), file)
        const { code } = member
        await changeMembership(terminal, options, ({ policy, members }) => {
          if (members[code]) throw new Error(`${code} is a member already`)
          return { policy, members: { ...members, [code]: signers } }
        })
        const targets = { member, lanes: { agreements: [], lanes: [] } }
        const state = await stateAt(options)
        await offer(terminal, options, proposeMember(state, code, targets, inMs(validity.member)))
      }),
    )
}

function applicationOf(value: unknown, file: string): Application {
  const application = value as Partial<Application> | null
  const { member, signers } = application ?? {}
  const isSound =
    typeof member?.code === 'string' &&
    Array.isArray(signers?.keys) &&
    signers.keys.every(isRoleKey) &&
    Number.isInteger(signers.threshold) &&
    signers.threshold >= 1 &&
    signers.threshold <= signers.keys.length
  if (!isSound) throw new Error(`${file} is no application of a member: onward init writes one`)
  // Sound: the member's document is read by its form before it is published.
  return { member, signers } as Application
}
