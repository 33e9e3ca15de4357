import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { importPrivateKey, type KeyEntry, makeKey, readKeyFile, readKeyFolder } from '@onward/directory'
import { directoryDocuments, makeCountry } from '@onward/testing'
import { beforeEach, expect, onTestFinished, test } from 'vitest'
import { destroyableFiles, lockKeys } from './keys.ts'
import { onward } from './run.test-data.ts'

const day = 86_400
const now = Math.floor(Date.now() / 1000)
const [nl, ro] = [await makeCountry('NL'), await makeCountry('RO')]
const voucher = importPrivateKey(nl.privateKeys['gw-sig'])
let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'onward-keys-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  for (const [use, jwk] of Object.entries(nl.privateKeys)) await put(`${use}.jwk`, JSON.stringify(jwk))
  await put('member.key', 'c2VjcmV0')
})

const put = (name: string, text: string) => writeFile(join(folder, name), text, { mode: 0o600 })

/** The directory's documents in one file, with more keys of NL. */
async function published(...more: readonly KeyEntry[]): Promise<string> {
  const documents = directoryDocuments([nl, ro])
  const members = documents.members.map((each) =>
    each.code === 'NL' ? { ...each, keys: [...each.keys, ...more] } : each,
  )
  const file = join(await mkdtemp(join(tmpdir(), 'onward-directory-')), 'directory.json')
  onTestFinished(() => rm(dirname(file), { recursive: true }))
  await writeFile(file, JSON.stringify({ ...documents, members }))
  return file
}

test('every key file of a folder is encrypted in its place, once, and opens with the passphrase', async () => {
  const names = (await readdir(folder)).sort()
  const before = (await readKeyFolder(folder)).files.map(({ key }) => key.kid)
  expect(await lockKeys(folder, 'four words')).toEqual(names)
  expect(await lockKeys(folder, 'another')).toEqual([])
  expect((await readdir(folder)).sort()).toEqual(names)
  expect((await readKeyFolder(folder, 'four words')).files.map(({ key }) => key.kid)).toEqual(before)
  expect(await readKeyFile(folder, 'member.key', 'four words')).toBe('c2VjcmV0')
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')))
  expect(texts.filter((text) => text.includes(String(nl.privateKeys.enc.d)))).toEqual([])
})

test('only the file of an encryption key that no message can need any more is to be destroyed', async () => {
  const next = async (nbf: number) =>
    (await makeKey({ use: 'enc', alg: 'ECDH-ES+A256KW', member: 'NL', voucher, nbf, naf: now + 9_000 * day }))
      .entry
  const at = async (directory: string) => await destroyableFiles({ folder, directory }, now)
  expect(await at(await published())).toEqual([])
  expect(await at(await published(await next(now - 31 * day)))).toEqual([])
  expect(await at(await published(await next(now - 33 * day)))).toEqual(['enc.jwk'])
})

test('an organisation makes its key: a file that only its owner reads, and a public part without it', async () => {
  const [file, publicFile] = [join(folder, 'own', 'org-enc.jwk'), join(folder, 'org-enc.public.json')]
  const { code, stdout } = await onward('keys', 'new', file, publicFile)
  const key = importPrivateKey(JSON.parse(await readFile(file, 'utf8')))
  expect([code, key.use, (await stat(file)).mode & 0o777]).toEqual([0, 'org-enc', 0o600])
  const { d, ...rest } = JSON.parse(await readFile(file, 'utf8'))
  const shown = await readFile(publicFile, 'utf8')
  expect(JSON.parse(shown)).toEqual({ kty: 'OKP', crv: 'X25519', x: rest.x })
  expect([stdout.includes(key.kid), `${stdout}${shown}`.includes(d)]).toEqual([true, false])
  expect((await onward('keys', 'new', file, publicFile)).code).not.toBe(0)
  expect(JSON.parse(await readFile(file, 'utf8')).d).toBe(d)
})

test('a folder that cannot be read whole is not touched', async () => {
  await put('broken.jwk', 'x')
  const directory = await published()
  await expect(destroyableFiles({ folder, directory }, now)).rejects.toThrow('broken.jwk')
})
