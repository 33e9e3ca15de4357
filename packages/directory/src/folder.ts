/** A repository in a folder, as a web server serves it. */
import { randomUUID } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Directory } from './directory.ts'
import { DirectoryError } from './error.ts'
import { readRepository } from './repository.ts'
import { metadataFile } from './roles.ts'
import { sourceAt } from './source.ts'

/**
 * Reads the directory of a folder that the caller trusts as it is, with the folder's own first root. A gateway does not:
 * it is given its root out of band.
 *
 * @throws DirectoryError
 */
export async function readDirectory(folder: string, now = new Date()): Promise<Directory> {
  const first = join(folder, metadataFile('root', 1))
  const root = await readFile(first).catch((cause: unknown) => {
    throw new DirectoryError('DOCUMENT_UNREADABLE', `${first} cannot be read.`, { cause })
  })
  return (await readRepository({ root, source: sourceAt(folder), now })).directory
}

/** Writes what `publish` gave, each file whole and in its order: whoever reads meanwhile sees the state before or after. */
export async function writeRepository(folder: string, files: ReadonlyMap<string, Uint8Array>): Promise<void> {
  for (const [path, bytes] of files) {
    const file = join(folder, path)
    const part = `${file}.${randomUUID()}.part`
    await mkdir(dirname(file), { recursive: true })
    await writeFile(part, bytes)
    await rename(part, file)
  }
}
