/** A file in which a gateway says what it has seen of a peer (GET /v1/sightings/{member}), believed by the directory. */
import { readFile } from 'node:fs/promises'
import type { Directory } from '@onward/directory'
import { openSighting, type Sighting } from '@onward/seal'

/** @throws Error naming the file and what is wrong with it */
export async function readSighting(file: string, directory: Directory): Promise<Sighting> {
  const opened = openSighting((await readFile(file, 'latin1')).trim(), directory)
  if (typeof opened === 'string')
    throw new Error(`${file} is no sighting that this directory vouches for: ${opened}`)
  return opened
}
