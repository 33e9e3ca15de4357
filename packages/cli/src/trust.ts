/** The root of trust that somebody gives: the public directory, as a folder or as one file. */
import { readFile, stat } from 'node:fs/promises'
import { parseJson } from '@onward/contract'
import { type Directory, loadDirectory, readDirectory } from '@onward/directory'

const MOST_BYTES = 100_000_000

/**
 * Reads the directory of a folder (policy.json, members/, lanes/, agreements/), or of one JSON file with these members.
 *
 * @throws DirectoryError, ContractError, or what the file system threw
 */
export async function readTrust(path: string): Promise<Directory> {
  if ((await stat(path)).isDirectory()) return readDirectory(path)
  const { policy, members, lanes, agreements } = Object(
    parseJson(await readFile(path), { maxBytes: MOST_BYTES }),
  )
  return loadDirectory({ policy, members, lanes, agreements })
}
