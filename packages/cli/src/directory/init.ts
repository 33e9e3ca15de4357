/** `onward directory init`: the first root, and the first membership. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  makeRoleKey,
  ofThisVersion,
  proposeMembership,
  proposeRoot,
  type RoleKey,
  type Signers,
  validity,
} from '@onward/directory'
import { Command } from 'commander'
import { writeKey } from '../secret-file.ts'
import { plainly, type Terminal } from '../terminal.ts'
import { inMs, offer, readJson } from './place.ts'

interface InitOptions {
  readonly makeKeys?: string
  readonly rootKeys?: readonly string[]
  readonly targetsKeys?: readonly string[]
  readonly snapshotKey?: string
  readonly timestampKey?: string
  readonly rootThreshold: string
  readonly targetsThreshold: string
  readonly out: string
  readonly dryRun?: true
}

const counts = { root: 9, targets: 5, snapshot: 1, timestamp: 1 } as const

export function initDirectory(terminal: Terminal): Command {
  return new Command('init')
    .description('Begin a directory: proposes its first root and its first membership')
    .option(
      '--make-keys <folder>',
      'make the keys that are not given, for a trial: nine root, five targets, two online',
    )
    .option('--root-keys <file...>', 'public keys of root, one file of each holder')
    .option('--targets-keys <file...>', 'public keys of targets')
    .option('--snapshot-key <file>', 'public key of snapshot')
    .option('--timestamp-key <file>', 'public key of timestamp')
    .option('--root-threshold <count>', 'how many of the root keys must sign', '5')
    .option('--targets-threshold <count>', 'how many of the targets keys must sign', '3')
    .option('-o, --out <folder>', 'where proposals wait for their signatures', 'proposals')
    .option('--dry-run', 'say what would be made, and write nothing')
    .action(
      plainly(async (options: InitOptions) => {
        const keysOf = async (role: keyof typeof counts, files: readonly string[] | undefined) => {
          if (files) return await Promise.all(files.map(readPublicKey))
          if (options.makeKeys === undefined)
            throw new Error(
              `the public keys of ${role} are missing: give --${role}-key${counts[role] > 1 ? 's' : ''}, or --make-keys`,
            )
          return await makeKeys(terminal, join(options.makeKeys), role, options.dryRun)
        }
        const signers = (keys: readonly RoleKey[], threshold: string, name: string): Signers => {
          const needed = Number(threshold)
          if (!Number.isInteger(needed) || needed < 1 || needed > keys.length)
            throw new Error(`${name} is not a whole number from 1 to the ${keys.length} keys that there are`)
          return { keys, threshold: needed }
        }
        const one = (file: string | undefined) => (file === undefined ? undefined : [file])
        const roles = {
          root: signers(await keysOf('root', options.rootKeys), options.rootThreshold, '--root-threshold'),
          targets: signers(
            await keysOf('targets', options.targetsKeys),
            options.targetsThreshold,
            '--targets-threshold',
          ),
          snapshot: signers(await keysOf('snapshot', one(options.snapshotKey)), '1', 'snapshot'),
          timestamp: signers(await keysOf('timestamp', one(options.timestampKey)), '1', 'timestamp'),
        }
        await offer(terminal, options, proposeRoot(undefined, roles, inMs(validity.root)))
        const membership = { policy: { minDirv: 0, ...ofThisVersion }, members: {} }
        await offer(terminal, options, proposeMembership(undefined, membership, inMs(validity.targets)))
      }),
    )
}

/** A file `{ "key": … }` with a public key of a role, as it is made beside each private one. */
async function readPublicKey(file: string): Promise<RoleKey> {
  const value = await readJson(file)
  const key = typeof value === 'object' && value !== null && 'key' in value ? value.key : undefined
  if (isRoleKey(key)) return key
  throw new Error(`${file} is not the public key of a role`)
}

export function isRoleKey(value: unknown): value is RoleKey {
  if (typeof value !== 'object' || value === null || !('keytype' in value) || !('keyval' in value))
    return false
  const { keyval } = value
  const isHex =
    typeof keyval === 'object' &&
    keyval !== null &&
    'public' in keyval &&
    /^[0-9a-f]{64}$/.test(String(keyval.public))
  return value.keytype === 'ed25519' && 'scheme' in value && value.scheme === 'ed25519' && isHex
}

/** Makes the keys of a role: private files for their owner only, and a public one beside each. */
export async function makeKeys(
  terminal: Terminal,
  folder: string,
  role: string,
  dryRun: true | undefined,
  count: number = counts[role as keyof typeof counts],
): Promise<readonly RoleKey[]> {
  const keys: RoleKey[] = []
  for (let number = 1; number <= count; number++) {
    const { jwk, keyId, key } = makeRoleKey()
    const name = join(folder, count === 1 ? role : `${role}-${number}`)
    if (!dryRun) {
      await writeKey(`${name}.jwk`, jwk)
      await writeFile(`${name}.public.json`, `${JSON.stringify({ keyId, key }, undefined, 2)}\n`)
    }
    keys.push(key)
  }
  terminal.print(
    `${dryRun ? 'would make' : 'made'} ${count} private key${count === 1 ? '' : 's'} of ${role} in ${folder}: each to its holder, and to nobody else`,
  )
  return keys
}
