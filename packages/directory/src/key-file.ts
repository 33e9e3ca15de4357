/**
 * Private keys as files: only their owner may read them, and they may be encrypted under a passphrase, so that a copy
 * of the disk is no copy of the keys.
 */
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { digest } from '@onward/contract'
import { CompactEncrypt, compactDecrypt } from 'jose'
import { DirectoryError } from './error.ts'
import { importOwnKey, type PrivateKey, type TokenKey } from './make-key.ts'

/** A key of a folder, by the name of its file. */
export interface KeyFile {
  readonly file: string
  readonly key: PrivateKey | TokenKey
  /** Digest of the file as it lies there: one that has not changed is not decrypted again. */
  readonly bytes: string
}

export interface KeyFolder {
  readonly files: readonly KeyFile[]
  readonly faults: readonly KeyFileFault[]
}

/** A file that was not taken. The message names it and says what to do; never what it holds. */
export interface KeyFileFault {
  readonly file: string
  readonly code: DirectoryError['code']
  readonly message: string
}

/**
 * OWASP's count for PBKDF2-HMAC-SHA-512 (Password Storage Cheat Sheet, 2023). It is paid once a file and process.
 */
const iterations = 210_000
const alg = 'PBES2-HS512+A256KW'
const enc = 'A256GCM'

/** What others may do with a file: any bit of it is too much. */
const others = 0o077

/**
 * Reads every `*.jwk` of a folder: a private JWK with `kid`, `use` and `alg`, or a compact JWE that holds one
 * (`lockKeyFile`).
 *
 * @param before What was read there last.
 * @throws DirectoryError `KEY_FILE_SHARED` when others than the owner may enter the folder, `KEY_FILE_UNREADABLE`
 */
export async function readKeyFolder(
  folder: string,
  passphrase?: string,
  before: KeyFolder = { files: [], faults: [] },
): Promise<KeyFolder> {
  await refuseShared(folder, folder, '700')
  const names = (await readdir(folder)).filter((name) => name.endsWith('.jwk')).sort()
  const files: KeyFile[] = []
  const faults: KeyFileFault[] = []
  for (const file of names) {
    try {
      const text = await readOwn(join(folder, file), file)
      const bytes = digest(text)
      const known = before.files.find((each) => each.file === file && each.bytes === bytes)
      files.push(known ?? { file, bytes, key: keyIn(file, await unlocked(file, text, passphrase)) })
    } catch (error) {
      if (!(error instanceof DirectoryError)) throw error
      faults.push({ file, code: error.code, message: error.message })
    }
  }
  return { files, faults }
}

/**
 * The text of one secret file, decrypted if it is encrypted. On Windows, which has no modes, who may read it is not
 * looked at.
 *
 * @throws DirectoryError `KEY_FILE_SHARED`, `KEY_FILE_LOCKED` (no passphrase, or another), `KEY_FILE_UNREADABLE`
 */
export async function readKeyFile(folder: string, file: string, passphrase?: string): Promise<string> {
  return await unlocked(file, await readOwn(join(folder, file), file), passphrase)
}

/** Encrypts the text of a key file: RFC 7516 compact form, PBES2 (RFC 7518 §4.8), content type of RFC 7517 §7. */
export async function lockKeyFile(text: string, passphrase: string): Promise<string> {
  return await new CompactEncrypt(new TextEncoder().encode(text))
    .setProtectedHeader({ alg, enc, cty: 'jwk+json' })
    .setKeyManagementParameters({ p2c: iterations })
    .encrypt(new TextEncoder().encode(passphrase))
}

/** Whether the text of a key file is encrypted. */
export function isLocked(text: string): boolean {
  return /^[\w-]+(\.[\w-]*){4}$/.test(text.trim())
}

async function unlocked(file: string, text: string, passphrase: string | undefined): Promise<string> {
  if (!isLocked(text)) return text
  if (passphrase === undefined) {
    const message = `${file} is encrypted: name the file of its passphrase in ONWARD_KEYS_PASSPHRASE_FILE.`
    throw new DirectoryError('KEY_FILE_LOCKED', message)
  }
  try {
    const { plaintext } = await compactDecrypt(text.trim(), new TextEncoder().encode(passphrase), {
      keyManagementAlgorithms: [alg],
      contentEncryptionAlgorithms: [enc],
      // A file with a larger count was not made here, and would hold up the start.
      maxPBES2Count: iterations,
    })
    return new TextDecoder().decode(plaintext)
  } catch (cause) {
    const message = `${file} does not open with this passphrase: use the one that it was encrypted with.`
    throw new DirectoryError('KEY_FILE_LOCKED', message, { cause })
  }
}

async function readOwn(path: string, file: string): Promise<string> {
  await refuseShared(path, file, '600')
  return await readFile(path, 'utf8').catch(unreadable(file))
}

async function refuseShared(path: string, name: string, wanted: '600' | '700'): Promise<void> {
  const { mode } = await stat(path).catch(unreadable(name))
  if (process.platform === 'win32' || (mode & others) === 0) return
  const found = (mode & 0o777).toString(8).padStart(4, '0')
  const message = `${name} is open to others than its owner (mode ${found}): run chmod ${wanted} on it, and replace the keys if somebody may have read them.`
  throw new DirectoryError('KEY_FILE_SHARED', message)
}

function keyIn(file: string, text: string): PrivateKey | TokenKey {
  try {
    return importOwnKey(JSON.parse(text))
  } catch (cause) {
    const message = `${file} is not a private key with its kid, use and alg: put the whole key file there, or remove it.`
    throw new DirectoryError('KEY_FILE_UNREADABLE', message, { cause })
  }
}

function unreadable(name: string): (cause: unknown) => never {
  return (cause) => {
    const message = `${name} cannot be read: put it there, readable by this process and nobody else.`
    throw new DirectoryError('KEY_FILE_UNREADABLE', message, { cause })
  }
}
