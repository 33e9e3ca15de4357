/** `onward keys`: what an operator does with the private key files of a gateway, and an organisation with its own. Never prints what one holds. */
import { randomUUID } from 'node:crypto'
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  destroyable,
  isLocked,
  lockKeyFile,
  makeOrganisationKey,
  readKeyFile,
  readKeyFolder,
} from '@onward/directory'
import { Command } from 'commander'
import { writeKey } from './secret-file.ts'
import { readTrust } from './trust.ts'

/** Encrypts every key file that is not, in its place; gives their names. The last one that fails leaves all others whole. */
export async function lockKeys(folder: string, passphrase: string): Promise<readonly string[]> {
  const names = (await readdir(folder))
    .filter((name) => name.endsWith('.jwk') || name === 'member.key')
    .sort()
  const locked: string[] = []
  for (const name of names) {
    const path = join(folder, name)
    if (isLocked(await readFile(path, 'utf8'))) continue
    const text = await readKeyFile(folder, name)
    // Beside it and then over it: at no time is there half a file under the name.
    const draft = `${path}.${randomUUID()}`
    try {
      await writeFile(draft, `${await lockKeyFile(text, passphrase)}\n`, {
        mode: 0o600,
        flag: 'wx',
        flush: true,
      })
      await rename(draft, path)
    } finally {
      await rm(draft, { force: true })
    }
    locked.push(name)
  }
  return locked
}

/** The files of encryption keys that no message on a lane can need any more (`destroyable` of @onward/directory). */
export async function destroyableFiles(
  {
    folder,
    directory,
    passphrase,
  }: { readonly folder: string; readonly directory: string; readonly passphrase?: string | undefined },
  atSeconds: number,
): Promise<readonly string[]> {
  const [read, { files, faults }] = await Promise.all([
    readTrust(directory),
    readKeyFolder(folder, passphrase),
  ])
  const [fault] = faults
  if (fault) throw new Error(fault.message)
  return files.flatMap(({ file, key }) => {
    const registered = read.key(key.kid)
    return registered && destroyable(read, registered, atSeconds) ? [file] : []
  })
}

const lock = new Command('lock')
  .description('Encrypts the key files of a folder under a passphrase, in their place.')
  .argument('<folder>', 'the folder of ONWARD_KEYS')
  .requiredOption('--passphrase-file <file>', 'the file of ONWARD_KEYS_PASSPHRASE_FILE')
  .action(async (folder: string, options: { readonly passphraseFile: string }) => {
    const locked = await lockKeys(folder, (await readFile(options.passphraseFile, 'utf8')).trim())
    for (const name of locked) process.stdout.write(`encrypted ${name}\n`)
  })

const destroy = new Command('destroy')
  .description('Removes the files of encryption keys that were last used 32 days ago or more. Run it daily.')
  .argument('<folder>', 'the folder of ONWARD_KEYS')
  .requiredOption('--directory <folder>', 'the directory of members')
  .option('--passphrase-file <file>', 'the passphrase of encrypted key files')
  .option('--dry-run', 'only say which')
  .action(async (folder: string, options: DestroyOptions) => {
    const { directory, passphraseFile, dryRun } = options
    const passphrase =
      passphraseFile === undefined ? undefined : (await readFile(passphraseFile, 'utf8')).trim()
    for (const name of await destroyableFiles({ folder, directory, passphrase }, Date.now() / 1000)) {
      if (!dryRun) await rm(join(folder, name))
      process.stdout.write(`${dryRun ? 'would destroy' : 'destroyed'} ${name}\n`)
    }
  })

const create = new Command('new')
  .description(
    'Makes the key of an organisation, on its own machine: what is sealed to it no gateway can read, its own country’s neither.',
  )
  .argument('<file>', 'the private key, which stays there: org-enc.jwk')
  .argument('<public>', 'its public part, to be given to the member that lists the organisation')
  .action(async (file: string, publicFile: string) => {
    const { jwk, publicJwk } = makeOrganisationKey()
    await writeKey(file, jwk)
    await writeFile(publicFile, `${JSON.stringify(publicJwk, undefined, 2)}\n`, { flag: 'wx' })
    process.stdout.write(
      `made ${file}: keep it, and a copy in a safe; nobody else can open what is sealed to it\n` +
        `made ${publicFile}: give it to your member, and compare the name of the key by telephone once it is published\n` +
        `the key is ${jwk.kid}\n`,
    )
  })

interface DestroyOptions {
  readonly directory: string
  readonly passphraseFile?: string
  readonly dryRun?: true
}

export const keysCommand = new Command('keys')
  .description('Key files of a gateway, and the key of an organisation.')
  .addCommand(create)
  .addCommand(lock)
  .addCommand(destroy)
