/** `onward init`: everything a new member needs, made on its own machine; what leaves it is said, and holds no secret. */
import { randomBytes } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { importPrivateKey, type KeyEntry, type MemberDocument, makeKey } from '@onward/directory'
import { Command } from 'commander'
import type { Application } from './directory/add-member.ts'
import { makeKeys } from './directory/init.ts'
import { writeKey, writeSecret } from './secret-file.ts'
import { plainly, type Terminal } from './terminal.ts'

interface InitOptions {
  readonly name: string
  readonly origin: string
  readonly focalPoint: string
  readonly operatorKind: string
  readonly seat?: string
  readonly folder: string
  readonly days: string
  readonly dryRun?: true
}

const daySeconds = 86_400
/** Two of three people of the member sign for it. */
const SIGNERS = { count: 3, threshold: 2 } as const

export function initMember(terminal: Terminal): Command {
  return new Command('init')
    .description('Make a new member: its keys, and the application by which it is added to the directory')
    .argument('<code>', 'ISO 3166-1 alpha-2 code of the country, or the registered code of an organisation')
    .requiredOption('--name <name>', 'name of the member')
    .requiredOption('--origin <name>', 'name of its audit log, such as gateway.ro.example/log')
    .requiredOption(
      '--focal-point <id>',
      'id of the organisation that runs the gateway, such as ro-focal-point',
    )
    .option('--operator-kind <kind>', 'what that organisation is: state, police, ngo, io', 'state')
    .option('--seat <country>', 'country whose working days it keeps, for a member that is no country')
    .option('--days <days>', 'days for which its first keys are valid', '90')
    .option('-f, --folder <folder>', 'where everything goes', 'member')
    .option('--dry-run', 'say what would be made, and make nothing')
    .action(
      plainly(async (code: string, options: InitOptions) => {
        if (!/^[A-Z]{2,8}$/.test(code))
          throw new Error(`${code} is not a member code: 2 to 8 capital letters`)
        const { folder, dryRun } = options
        const keysFolder = join(folder, 'keys')
        const signersFolder = join(folder, 'directory-keys')
        const made = await memberKeys(code, options.days)
        const keys = await makeKeys(terminal, signersFolder, `m-${code}`, dryRun, SIGNERS.count)
        const application: Application = {
          member: documentOf(
            code,
            options,
            made.map(({ entry }) => entry),
          ),
          signers: { keys, threshold: SIGNERS.threshold },
        }
        const file = join(folder, `${code}.application.json`)
        if (dryRun) return terminal.print(`would make ${made.length} keys in ${keysFolder}, and ${file}`)
        for (const { jwk, entry } of made) await writeKey(join(keysFolder, `${entry.use}.jwk`), jwk)
        await writeSecret(join(keysFolder, 'member.key'), `${randomBytes(32).toString('base64url')}\n`)
        await mkdir(folder, { recursive: true })
        await writeFile(file, `${JSON.stringify(application, undefined, 2)}\n`)
        for (const line of instructions(code, { file, keysFolder, signersFolder })) terminal.print(line)
      }),
    )
}

async function memberKeys(member: string, text: string) {
  const days = Number(text)
  if (!Number.isInteger(days) || days < 1) throw new Error('--days is not a whole number from 1')
  const nbf = Math.floor(Date.now() / 1000)
  const times = { member, nbf, naf: nbf + days * daySeconds }
  const gateway = await makeKey({ use: 'gw-sig', alg: 'Ed25519', ...times })
  const voucher = importPrivateKey(gateway.jwk)
  return [
    gateway,
    await makeKey({ use: 'case-sig', alg: 'Ed25519', ...times }),
    await makeKey({ use: 'enc', alg: 'ECDH-ES+A256KW', voucher, ...times }),
    await makeKey({ use: 'log', alg: 'Ed25519', ...times }),
  ]
}

function documentOf(
  code: string,
  { name, origin, focalPoint, operatorKind, seat }: InitOptions,
  keys: readonly KeyEntry[],
): MemberDocument {
  return {
    code,
    name,
    origin,
    ...(seat === undefined ? {} : { seat }),
    operator: focalPoint,
    organisations: [{ id: focalPoint, roles: ['FocalPoint'], operatorKind }],
    keys,
  }
}

function instructions(
  code: string,
  { file, keysFolder, signersFolder }: Readonly<Record<'file' | 'keysFolder' | 'signersFolder', string>>,
): readonly string[] {
  return [
    '',
    `to the secretariat of the directory: ${file} (nothing in it is secret)`,
    `  it answers with m-${code}.proposal.json, which two of your three signers sign, and with root.json`,
    `to three people of ${code}, one each: the private keys m-${code}-1.jwk to m-${code}-3.jwk of ${signersFolder}`,
    `to the gateway of ${code}, and nobody else: ${keysFolder}`,
    'compare root.json with another member by telephone before the gateway is given it',
    'keep a copy of member.key where nobody reads it: without it nothing that the gateway has stored can be read',
  ]
}
