/** `onward directory add-key`: a member registers another key. */
import { join } from 'node:path'
import { importPrivateKey, type KeyEntry, type KeyUse, makeKey } from '@onward/directory'
import { Command, Option } from 'commander'
import { readKey, writeKey } from '../secret-file.ts'
import { plainly, type Terminal } from '../terminal.ts'
import { changeMember, type PlaceOptions, readJson, withProposals } from './place.ts'

interface AddKeyOptions extends PlaceOptions {
  readonly entry?: string
  readonly use?: KeyUse
  readonly keys?: string
  readonly from: string
  readonly days: string
}

const uses = ['gw-sig', 'case-sig', 'enc', 'log'] as const
const daySeconds = 86_400

export function addKey(terminal: Terminal): Command {
  return withProposals(new Command('add-key'))
    .description('Propose another key of a member: an entry that was made elsewhere, or a new one made here')
    .argument('<member>', 'code of the member')
    .option('--entry <file>', 'the public entry of a key, with its proof of possession')
    .addOption(new Option('--use <use>', 'make a key for this').choices([...uses]))
    .option(
      '--keys <folder>',
      'where the new private key goes; for enc also where gw-sig.jwk is, which vouches for it',
    )
    .option('--from <days>', 'days from now until it is used: it must be known before', '7')
    .option('--days <days>', 'days for which it is valid then', '90')
    .action(
      plainly(async (code: string, options: AddKeyOptions) => {
        const entry =
          options.entry === undefined ? await made(terminal, code, options) : await given(options.entry)
        await changeMember(terminal, options, code, ({ member, lanes }) => ({
          member: { ...member, keys: [...member.keys, entry] },
          lanes,
        }))
      }),
    )
}

async function given(file: string): Promise<KeyEntry> {
  // Sound: the entry is read by its form, and its possession proved, before it is published.
  return (await readJson(file)) as KeyEntry
}

async function made(
  terminal: Terminal,
  member: string,
  { use, keys, from, days, dryRun }: AddKeyOptions,
): Promise<KeyEntry> {
  if (use === undefined || keys === undefined)
    throw new Error('say which key: --entry with its file, or --use and --keys to make one')
  const nbf = Math.floor(Date.now() / 1000) + wholeDays('--from', from) * daySeconds
  const voucher = use === 'enc' ? importPrivateKey(await readKey(join(keys, 'gw-sig.jwk'))) : undefined
  const alg = use === 'enc' ? 'ECDH-ES+A256KW' : 'Ed25519'
  const { jwk, entry } = await makeKey({
    use,
    alg,
    member,
    nbf,
    naf: nbf + wholeDays('--days', days) * daySeconds,
    voucher,
  })
  const file = join(keys, `${use}.${entry.kid}.jwk`)
  if (!dryRun) await writeKey(file, jwk)
  terminal.print(
    `${dryRun ? 'would make' : 'made'} ${file}: for the gateway of ${member}, and for nobody else`,
  )
  return entry
}

function wholeDays(name: string, text: string): number {
  const days = Number(text)
  if (Number.isInteger(days) && days >= 0) return days
  throw new Error(`${name} is not a whole number of days`)
}
