/** Files that hold a private key: their owner may read them, and nobody else. */
import type { JsonWebKey } from 'node:crypto'
import { chmod, mkdir, readFile, stat, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'

/** @throws when the file is there already: a key is never written over */
export async function writeSecret(path: string, content: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  await writeFile(path, content, { mode: 0o600, flag: 'wx' })
  await chmod(path, 0o600)
}

export function writeKey(path: string, jwk: JsonWebKey): Promise<void> {
  return writeSecret(path, `${JSON.stringify(jwk, undefined, 2)}\n`)
}

/** @throws when others may read it, too */
export async function readKey(path: string): Promise<JsonWebKey> {
  const { mode } = await stat(path)
  if (process.platform !== 'win32' && (mode & 0o077) !== 0)
    throw new Error(`${path} can be read by others: run chmod 600, and replace the key if somebody has`)
  return JSON.parse(await readFile(path, 'utf8'))
}
