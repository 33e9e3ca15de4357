/** `onward directory revoke`: a key is not to be believed any more. It stays listed, so that the past can be judged. */
import type { RepositoryState, Revocation } from '@onward/directory'
import { Command, Option } from 'commander'
import { plainly, type Terminal } from '../terminal.ts'
import { changeMember, changeMembership, type PlaceOptions, stateAt, withProposals } from './place.ts'

interface RevokeOptions extends PlaceOptions {
  readonly kid: string
  readonly reason: Revocation['reason']
  readonly since?: string
  readonly by: 'member' | 'membership'
}

export function revoke(terminal: Terminal): Command {
  return (
    withProposals(new Command('revoke'))
      .description('Propose that a key is not believed any more')
      // Not an argument: one kid in 64 begins with a hyphen.
      .requiredOption('--kid <kid>', 'the key, as show lists it')
      .addOption(
        new Option('--reason <reason>', 'compromise: nothing it signed is believed, however it is dated')
          .choices(['compromise', 'superseded', 'ceased'])
          .makeOptionMandatory(),
      )
      .option('--since <instant>', 'what it signed from then on is not valid (RFC 3339); now unless given')
      .addOption(
        new Option('--by <whom>', 'the member itself, or the membership for it')
          .choices(['member', 'membership'])
          .default('member'),
      )
      .action(
        plainly(async (options: RevokeOptions) => {
          const { kid } = options
          const owner = ownerOf(await stateAt(options), kid)
          const revoked = revocationOf(options)
          if (options.by === 'membership') {
            await changeMembership(terminal, options, ({ policy, members }) => ({
              policy: { ...policy, revoked: [...(policy.revoked ?? []), { kid, ...revoked }] },
              members,
            }))
            return
          }
          await changeMember(terminal, options, owner, ({ member, lanes }) => ({
            member: {
              ...member,
              keys: member.keys.map((key) =>
                key.kid === kid ? { ...key, status: 'revoked', revoked } : key,
              ),
            },
            lanes,
          }))
        }),
      )
  )
}

function ownerOf({ directory }: RepositoryState, kid: string): string {
  const owner = directory.key(kid)?.member
  if (owner === undefined) throw new Error(`there is no key ${kid}: onward directory show lists them`)
  return owner
}

function revocationOf({ reason, since }: RevokeOptions): Revocation {
  const at = Math.floor(Date.now() / 1000)
  const from = since === undefined ? at : Math.floor(Date.parse(since) / 1000)
  if (Number.isNaN(from) || from > at)
    throw new Error('--since is not an instant in the past, such as 2026-11-26T09:00:00Z')
  return { at, invalidFrom: from, reason }
}
