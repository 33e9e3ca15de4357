/** The root of trust that somebody gives: a copy of the directory's repository, or its documents in one file. */
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { parseJson } from '@onward/contract'
import { type Directory, loadDirectory, metadataFile, readKept, sourceAt } from '@onward/directory'

const MOST_BYTES = 100_000_000

/**
 * Reads a repository in a folder, which begins with its own first root and may be years old, or one JSON file with
 * `policy`, `members`, `lanes` and `agreements`.
 *
 * @throws DirectoryError, ContractError, or what the file system threw
 */
export async function readTrust(path: string): Promise<Directory> {
  if ((await stat(path)).isDirectory()) {
    const root = await readFile(join(path, metadataFile('root', 1)))
    return (await readKept(root, sourceAt(path), new Date())).directory
  }
  const { policy, members, lanes, agreements } = Object(
    parseJson(await readFile(path), { maxBytes: MOST_BYTES }),
  )
  return loadDirectory({ policy, members, lanes, agreements })
}
