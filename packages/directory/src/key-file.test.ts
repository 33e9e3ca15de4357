import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CompactEncrypt } from 'jose'
import { beforeEach, expect, onTestFinished, test } from 'vitest'
import { naf, nbf } from './directory.fixture.ts'
import { isLocked, type KeyFileFault, lockKeyFile, readKeyFile, readKeyFolder } from './key-file.ts'
import { makeKey } from './make-key.ts'

const passphrase = 'four words nobody guesses'
const { jwk, entry } = await makeKey({ use: 'gw-sig', alg: 'Ed25519', member: 'NL', nbf, naf })
const text = JSON.stringify(jwk)
let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'onward-keys-'))
  onTestFinished(() => rm(folder, { recursive: true }))
})

async function put(file: string, content: string, mode = 0o600): Promise<void> {
  await writeFile(join(folder, file), content, { mode })
  await chmod(join(folder, file), mode)
}

const codes = (faults: readonly KeyFileFault[]) => faults.map(({ code }) => code)

test('a folder gives the keys of its files, encrypted or not, and passes over what is no key file', async () => {
  await put('gw-sig.jwk', text)
  await put('gw-sig.next.jwk', `${await lockKeyFile(text, passphrase)}\n`)
  await put('member.key', 'x')
  const { files, faults } = await readKeyFolder(folder, passphrase)
  expect(faults).toEqual([])
  expect(files.map(({ file, key }) => [file, key.kid, key.use])).toEqual([
    ['gw-sig.jwk', entry.kid, 'gw-sig'],
    ['gw-sig.next.jwk', entry.kid, 'gw-sig'],
  ])
})

test.each([0o640, 0o604, 0o620, 0o602, 0o610, 0o644, 0o666])(
  'a key file of mode %o is refused without being read, by name and with what to do',
  async (mode) => {
    await put('gw-sig.jwk', text, mode)
    const { files, faults } = await readKeyFolder(folder)
    expect([files, codes(faults)]).toEqual([[], ['KEY_FILE_SHARED']])
    expect(faults[0]?.message).toMatch(/^gw-sig\.jwk is open to others .*chmod 600/)
  },
)

test('a key file that its owner may only read is taken', async () => {
  await put('gw-sig.jwk', text, 0o400)
  expect((await readKeyFolder(folder)).files).toHaveLength(1)
})

test('a folder that others may enter is refused', async () => {
  await chmod(folder, 0o750)
  await expect(readKeyFolder(folder)).rejects.toMatchObject({ code: 'KEY_FILE_SHARED' })
})

test('an encrypted file opens with its passphrase alone', async () => {
  await put('member.key', await lockKeyFile('secret', passphrase))
  expect(await readKeyFile(folder, 'member.key', passphrase)).toBe('secret')
  for (const other of [undefined, '', `${passphrase} `]) {
    await expect(readKeyFile(folder, 'member.key', other)).rejects.toMatchObject({ code: 'KEY_FILE_LOCKED' })
  }
})

test('no part of an encrypted file can be changed without its being noticed', async () => {
  const parts = (await lockKeyFile(text, passphrase)).split('.')
  for (const at of [1, 2, 3, 4]) {
    const turned = Buffer.from(parts[at] ?? '', 'base64url')
    turned[0] = (turned[0] ?? 0) ^ 1
    await put('gw-sig.jwk', parts.with(at, turned.toString('base64url')).join('.'))
    expect(codes((await readKeyFolder(folder, passphrase)).faults)).toEqual(['KEY_FILE_LOCKED'])
  }
})

test('a file that was encrypted in another way, or would take minutes to open, is refused', async () => {
  const bytes = new TextEncoder().encode(text)
  const secret = new TextEncoder().encode(passphrase)
  const other = await new CompactEncrypt(bytes)
    .setProtectedHeader({ alg: 'PBES2-HS256+A128KW', enc: 'A128GCM' })
    .encrypt(secret)
  const slow = await new CompactEncrypt(bytes)
    .setProtectedHeader({ alg: 'PBES2-HS512+A256KW', enc: 'A256GCM' })
    .setKeyManagementParameters({ p2c: 210_001 })
    .encrypt(secret)
  await put('other.jwk', other)
  await put('slow.jwk', slow)
  expect(codes((await readKeyFolder(folder, passphrase)).faults)).toEqual([
    'KEY_FILE_LOCKED',
    'KEY_FILE_LOCKED',
  ])
})

test('what is no private key is refused, and no message says what it holds', async () => {
  await put('a.jwk', '{"d":"hunter2"}')
  await put('b.jwk', 'hunter2')
  await put('c.jwk', JSON.stringify({ ...jwk, kid: 'another' }))
  const { files, faults } = await readKeyFolder(folder)
  expect([files, codes(faults)]).toEqual([[], Array(3).fill('KEY_FILE_UNREADABLE')])
  expect(faults.map(({ message }) => message).join()).not.toContain('hunter2')
  await expect(readKeyFile(folder, 'none.jwk')).rejects.toMatchObject({ code: 'KEY_FILE_UNREADABLE' })
})

test('a file that has not changed is not decrypted again; one that has is', async () => {
  await put('gw-sig.jwk', await lockKeyFile(text, passphrase))
  const first = await readKeyFolder(folder, passphrase)
  // With no passphrase it could not be decrypted.
  expect(await readKeyFolder(folder, undefined, first)).toEqual(first)
  await put('gw-sig.jwk', await lockKeyFile(text, passphrase))
  expect(codes((await readKeyFolder(folder, undefined, first)).faults)).toEqual(['KEY_FILE_LOCKED'])
})

test('an encrypted file is told from a plain one by its form', async () => {
  expect([isLocked(text), isLocked('c2VjcmV0'), isLocked(await lockKeyFile(text, passphrase))]).toEqual([
    false,
    false,
    true,
  ])
  await put('gw-sig.jwk', await lockKeyFile(text, passphrase))
  expect(await readFile(join(folder, 'gw-sig.jwk'), 'utf8')).not.toContain(String(jwk.d))
})
