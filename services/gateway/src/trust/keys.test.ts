/** Which of a member's own keys sign, at what time, by what the directory says then and what its folder holds. */
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type Directory,
  type KeyEntry,
  loadDirectory,
  lockKeyFile,
  makeKey,
  makeOrganisationKey,
  registerOrganisationKey,
} from '@onward/directory'
import { type Country, directoryDocuments, makeCountry } from '@onward/testing'
import { beforeEach, expect, onTestFinished, test } from 'vitest'
import type { ConfigError } from '../config.ts'
import { readKeys } from './keys.ts'

const nl = await makeCountry('NL')
const ro = await makeCountry('RO')
const now = Math.floor(Date.now() / 1000)
const day = 86_400
const soon = now + 7 * day
const next = await makeKey({ use: 'gw-sig', alg: 'Ed25519', member: 'NL', nbf: soon, naf: soon + 90 * day })
const secret = Buffer.alloc(32, 7).toString('base64url')

let folder: string
let directory: Directory

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'onward-keys-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  for (const [use, jwk] of Object.entries(nl.privateKeys)) await put(`${use}.jwk`, JSON.stringify(jwk))
  await put('member.key', `${secret}\n`)
  directory = await published()
})

function put(file: string, text: string): Promise<void> {
  return writeFile(join(folder, file), text, { mode: 0o600 })
}

/** The directory with NL's keys changed. */
function published(
  change: (keys: readonly KeyEntry[]) => readonly KeyEntry[] = (keys) => keys,
  own: Country = nl,
): Promise<Directory> {
  const { members, ...rest } = directoryDocuments([own, ro])
  const changed = members.map((each) => (each.code === 'NL' ? { ...each, keys: change(each.keys) } : each))
  return loadDirectory({ ...rest, members: changed })
}

const revoked = (use: string, ...more: readonly KeyEntry[]) =>
  published((keys) => [
    ...keys.map((key) =>
      key.use === use
        ? {
            ...key,
            status: 'revoked' as const,
            revoked: { at: now, invalidFrom: now, reason: 'compromise' as const },
          }
        : key,
    ),
    ...more,
  ])

const read = (passphrase?: string) =>
  readKeys({ folder, passphrase, member: 'NL', directory: () => directory }, now)

async function faults(passphrase?: string): Promise<readonly string[]> {
  return await read(passphrase).then(
    () => [],
    (error: ConfigError) => error.faults,
  )
}

test('each use has its key, and all is well', async () => {
  const keys = await read()
  expect([keys.gateway(now)?.kid, keys.cases(now)?.kid]).toEqual([
    nl.keys['gw-sig'].kid,
    nl.keys['case-sig'].kid,
  ])
  expect(keys.log(now)?.name).toBe(directory.member('NL')?.origin)
  expect(Buffer.from(keys.member).toString('base64url')).toBe(secret)
  expect(keys.decrypt(nl.keys.enc.kid)?.asymmetricKeyType).toBe('x25519')
  expect(keys.decrypt(nl.keys['gw-sig'].kid)).toBeUndefined()
  expect(keys.state(now)).toBe('ok')
})

test('a new key signs from the second at which the directory says so, and no process is started anew', async () => {
  const keys = await read()
  await put('gw-sig.next.jwk', JSON.stringify(next.jwk))
  directory = await published((all) => [...all, next.entry])
  expect(await keys.reread(now)).toEqual([])
  expect([soon - 1, soon].map((at) => keys.gateway(at)?.kid)).toEqual([nl.keys['gw-sig'].kid, next.entry.kid])
})

test('a published key without its file is asked for beforehand, and stands in for nothing when its time comes', async () => {
  const keys = await read()
  directory = await published((all) => [...all, next.entry])
  expect(await keys.reread(now)).toEqual([{ code: 'KEY_FILE_AWAITED', key: next.entry.kid }])
  expect([keys.state(soon - 1), keys.state(soon), keys.gateway(soon)]).toEqual([
    'ok',
    'KEY_FILE_MISSING',
    undefined,
  ])
})

test('a file whose key is not published yet is told of and hinders nothing; the key of another member is refused', async () => {
  await put('gw-sig.next.jwk', JSON.stringify(next.jwk))
  expect(await (await read()).reread(now)).toEqual([{ code: 'KEY_UNREGISTERED', key: 'gw-sig.next.jwk' }])
  await put('stolen.jwk', JSON.stringify(ro.privateKeys['gw-sig']))
  expect(await faults()).toEqual(['stolen.jwk is a key of RO, not of NL: remove it'])
})

test('the key of an organisation is asked of no gateway, and one that has it does not start', async () => {
  const { jwk, publicJwk } = makeOrganisationKey()
  const times = { nbf: soon, naf: soon + 90 * day }
  const owner = { member: 'NL', organisation: 'nl-focal-point', voucher: nl.keys['gw-sig'] }
  const entry = await registerOrganisationKey({ ...owner, ...times, publicJwk })
  const keys = await read()
  directory = await published((all) => [...all, entry])
  expect([await keys.reread(now), keys.state(soon)]).toEqual([[], 'ok'])
  await put('org-enc.jwk', JSON.stringify(jwk))
  expect(await faults()).toEqual([
    'org-enc.jwk is the key of an organisation, which no gateway may hold: give it back, and remove it',
  ])
  // Put there while it runs, it still opens nothing.
  await keys.reread(now)
  expect(keys.decrypt(entry.kid)).toBeUndefined()
})

test('a revoked key signs no more from the moment the directory says so, and the state says why', async () => {
  const keys = await read()
  for (const use of ['gw-sig', 'case-sig', 'log'] as const) {
    directory = await revoked(use)
    const found = { 'gw-sig': keys.gateway, 'case-sig': keys.cases, log: keys.log }[use](now)
    expect([use, found, keys.state(now)]).toEqual([use, undefined, 'KEY_REVOKED'])
  }
})

test('a gateway whose key was revoked while it was down starts all the same, to receive', async () => {
  directory = await revoked('gw-sig')
  const keys = await read()
  expect([keys.gateway(now), keys.state(now)]).toEqual([undefined, 'KEY_REVOKED'])
})

test('a revoked gateway key is replaced by a newer one only: peers would refuse the one before', async () => {
  const times = { member: 'NL', nbf: now - day, naf: soon }
  const newer = await makeKey({ use: 'gw-sig', alg: 'Ed25519', ...times })
  await put('newer.jwk', JSON.stringify(newer.jwk))
  const revocation = { at: now, invalidFrom: now, reason: 'compromise' } as const
  const stolen = { ...newer.entry, status: 'revoked', revoked: revocation } as const
  directory = await published((all) => [...all, stolen])
  const keys = await read()
  expect([keys.gateway(now), keys.state(now)]).toEqual([undefined, 'KEY_REVOKED'])

  const newest = await makeKey({ use: 'gw-sig', alg: 'Ed25519', ...times, nbf: now })
  await put('newest.jwk', JSON.stringify(newest.jwk))
  directory = await published((all) => [...all, stolen, newest.entry])
  await keys.reread(now)
  expect([keys.gateway(now)?.kid, keys.state(now)]).toEqual([newest.entry.kid, 'ok'])
})

test('when every key of a use has run out, nothing is signed and the state says so', async () => {
  const keys = await read()
  const [{ naf = 0 } = {}] = directory.keysOf('NL')
  expect([keys.cases(naf - 1)?.kid, keys.cases(naf), keys.state(naf)]).toEqual([
    nl.keys['case-sig'].kid,
    undefined,
    'KEY_EXPIRED',
  ])
})

test('an encryption key opens what was sealed to it until its file is removed', async () => {
  const keys = await read()
  await rm(join(folder, 'enc.jwk'))
  expect(keys.decrypt(nl.keys.enc.kid)).toBeDefined()
  await keys.reread(now)
  expect(keys.decrypt(nl.keys.enc.kid)).toBeUndefined()
})

test('a key file that others may read refuses the start; in a running gateway it raises an alarm and takes nothing away', async () => {
  const keys = await read()
  await chmod(join(folder, 'gw-sig.jwk'), 0o644)
  const reason = expect.stringMatching(/^gw-sig\.jwk is open to others.*chmod 600/)
  expect(await faults()).toEqual([
    reason,
    "there is no private key for the directory's current gw-sig key of NL",
  ])
  expect(await keys.reread(now)).toEqual([{ code: 'KEY_FILE_REFUSED', key: 'gw-sig.jwk', reason }])
  expect(keys.gateway(now)?.kid).toBe(nl.keys['gw-sig'].kid)
  await chmod(folder, 0o755)
  expect(await faults()).toContainEqual(expect.stringContaining('chmod 700'))
  await expect(keys.reread(now)).rejects.toMatchObject({ code: 'KEY_FILE_SHARED' })
})

test('a folder whose files are encrypted opens with its passphrase, and says which file does not', async () => {
  await put('member.key', await lockKeyFile(secret, 'four words nobody guesses'))
  await put('log.jwk', await lockKeyFile(JSON.stringify(nl.privateKeys.log), 'four words nobody guesses'))
  expect((await read('four words nobody guesses')).state(now)).toBe('ok')
  expect(await faults('another')).toEqual([
    expect.stringMatching(/^log\.jwk does not open with this passphrase/),
    expect.stringMatching(/^member\.key does not open with this passphrase/),
    "there is no private key for the directory's current log key of NL",
  ])
  expect(await faults()).toContainEqual(expect.stringContaining('ONWARD_KEYS_PASSPHRASE_FILE'))
})

test('a key that stays in a token signs through its signer; without a module it refuses the start, and only what signs may stay there', async () => {
  const inToken = async (use: 'gw-sig' | 'enc') => {
    const { d: _d, ...jwk } = nl.privateKeys[use]
    await put(`${use}.jwk`, JSON.stringify({ ...jwk, pkcs11: 'pkcs11:token=a;object=b' }))
  }
  await inToken('gw-sig')
  expect(await faults()).toContainEqual(expect.stringMatching(/^gw-sig\.jwk: .*ONWARD_PKCS11_MODULE/))
  const signer = { sign: () => new Uint8Array(64) }
  const asked: string[] = []
  const settings = {
    ...{ folder, member: 'NL', directory: () => directory },
    signerOf: ({ kid, pkcs11 }: { kid: string; pkcs11: string }) => {
      asked.push(`${kid} ${pkcs11}`)
      return signer
    },
  }
  const keys = await readKeys(settings, now)
  await keys.reread(now)
  const { kid } = nl.keys['gw-sig']
  expect(keys.gateway(now)).toEqual({ kid, alg: 'Ed25519', signer })
  expect(asked).toEqual([`${kid} pkcs11:token=a;object=b`])
  await inToken('enc')
  await expect(readKeys(settings, now)).rejects.toThrow('enc.jwk: a key for enc cannot stand in a token')
})

test('a directory that does not know the member, or none of its keys of a use, refuses the start', async () => {
  directory = await published((all) => all.filter(({ use }) => use !== 'log'))
  await rm(join(folder, 'log.jwk'))
  expect(await faults()).toEqual(["there is no private key for the directory's current log key of NL"])
  directory = await loadDirectory(directoryDocuments([ro]))
  expect(await faults()).toContainEqual('NL is not a member in the directory')
})
