/** A directory in a folder: policy.json, members/, lanes/, agreements/. */
import { readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { parseJson } from '@onward/contract'
import { type Directory, loadDirectory } from './directory.ts'
import { DirectoryError } from './error.ts'

/**
 * Reads and loads the directory of a folder. `members/<code>.json` and `lanes/<name>.json` are called after
 * what they hold; an agreement's file may have any name.
 *
 * @throws DirectoryError
 */
export async function readDirectory(folder: string): Promise<Directory> {
  return loadDirectory({
    policy: await readDocument(join(folder, 'policy.json')),
    members: await readDocuments(join(folder, 'members'), 'code'),
    lanes: await readDocuments(join(folder, 'lanes'), 'name'),
    agreements: await readDocuments(join(folder, 'agreements')),
  })
}

const maxBytes = 1_000_000

async function readDocuments(folder: string, naming?: 'code' | 'name'): Promise<unknown[]> {
  const names = await readdir(folder).catch((cause: unknown) => {
    throw new DirectoryError('DOCUMENT_UNREADABLE', `${folder} cannot be read.`, { cause })
  })
  const files = names.filter((name) => name.endsWith('.json')).sort()
  return Promise.all(
    files.map(async (file) => {
      const document = await readDocument(join(folder, file))
      // A file under another's name would hide from whoever reviews the folder.
      if (naming && nameIn(document, naming) !== basename(file, '.json')) {
        throw new DirectoryError('DOCUMENT_INVALID', `${file} is not called after what it holds.`)
      }
      return document
    }),
  )
}

async function readDocument(file: string): Promise<unknown> {
  try {
    return parseJson(await readFile(file), { maxBytes })
  } catch (cause) {
    throw new DirectoryError('DOCUMENT_UNREADABLE', `${file} cannot be read as JSON.`, { cause })
  }
}

function nameIn(document: unknown, naming: string): unknown {
  return typeof document === 'object' && document !== null
    ? Object.getOwnPropertyDescriptor(document, naming)?.value
    : undefined
}
