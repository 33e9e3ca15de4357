/** `onward directory add-key`: a member registers another key. */
import { join } from 'node:path'
import {
  type GatewayUse,
  importPrivateKey,
  type KeyEntry,
  makeKey,
  type PublicJwk,
  registerOrganisationKey,
} from '@onward/directory'
import { Command, Option } from 'commander'
import { readKey, writeKey } from '../secret-file.ts'
import { plainly, type Terminal } from '../terminal.ts'
import { changeMember, type PlaceOptions, readJson, withProposals } from './place.ts'

interface AddKeyOptions extends PlaceOptions {
  readonly entry?: string
  readonly use?: GatewayUse
  readonly organisation?: string
  readonly public?: string
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
    .option('--organisation <id>', 'the organisation of the member that made the key of --public')
    .option('--public <file>', 'the public part of an organisation’s key, as onward keys new made it')
    .option(
      '--keys <folder>',
      'where the new private key goes; for enc and --public also where gw-sig.jwk is, which vouches for it',
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

async function made(terminal: Terminal, member: string, options: AddKeyOptions): Promise<KeyEntry> {
  const { use, keys, dryRun } = options
  if (options.public !== undefined) return await registered(member, options)
  if (use === undefined || keys === undefined)
    throw new Error('say which key: --entry with its file, or --use and --keys to make one')
  const voucher = use === 'enc' ? await voucherIn(keys) : undefined
  const alg = use === 'enc' ? 'ECDH-ES+A256KW' : 'Ed25519'
  const { jwk, entry } = await makeKey({
    use,
    alg,
    member,
    ...validity(options),
    voucher,
  })
  const file = join(keys, `${use}.${entry.kid}.jwk`)
  if (!dryRun) await writeKey(file, jwk)
  terminal.print(
    `${dryRun ? 'would make' : 'made'} ${file}: for the gateway of ${member}, and for nobody else`,
  )
  return entry
}

/** Only the public part is ever here: the organisation keeps the private one, and no gateway of the member has it. */
async function registered(member: string, options: AddKeyOptions): Promise<KeyEntry> {
  const { organisation, keys, public: file } = options
  if (file === undefined || organisation === undefined || keys === undefined)
    throw new Error('--public needs --organisation, and --keys with the gw-sig.jwk that vouches for it')
  // Sound: the entry that is made of it is read by its form before it is published.
  const publicJwk = (await readJson(file)) as PublicJwk
  const times = validity(options)
  return await registerOrganisationKey({
    member,
    organisation,
    publicJwk,
    ...times,
    voucher: await voucherIn(keys),
  })
}

async function voucherIn(keys: string) {
  return importPrivateKey(await readKey(join(keys, 'gw-sig.jwk')))
}

function validity({ from, days }: AddKeyOptions): { readonly nbf: number; readonly naf: number } {
  const nbf = Math.floor(Date.now() / 1000) + wholeDays('--from', from) * daySeconds
  return { nbf, naf: nbf + wholeDays('--days', days) * daySeconds }
}

function wholeDays(name: string, text: string): number {
  const days = Number(text)
  if (Number.isInteger(days) && days >= 0) return days
  throw new Error(`${name} is not a whole number of days`)
}
