/** What peers have seen of us, and what they hold of ours, as their people gave it after a restore: a folder of signed files. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Directory } from '@onward/directory'
import { openSighting, type Sighting, type SightingFault } from '@onward/seal'

/** `SIGHTING_OF_OTHERS`: of another member than us. `SIGHTING_OLD`: of another day, so that what was said since is not in it. */
export type SightingRefusal = SightingFault | 'SIGHTING_OF_OTHERS' | 'SIGHTING_OLD'

export interface SightingDeps {
  readonly member: string
  readonly directory: () => Directory
  readonly now: () => Date
  /** A file that is not believed. */
  readonly refused: (file: string, code: SightingRefusal) => void
}

/** Later than this, in seconds, it may be of a time before another restore. */
const LIFE = 86_400
const SKEW = 300

/** The newest sighting by each member, of those in this folder that count. @throws what the file system threw */
export async function readSightings(
  folder: string,
  deps: SightingDeps,
): Promise<ReadonlyMap<string, Sighting>> {
  const newest = new Map<string, Sighting>()
  for (const file of await filesIn(folder, '.jwt')) {
    const sighting = judge((await readFile(join(folder, file), 'latin1')).trim(), deps)
    if (typeof sighting === 'string') deps.refused(file, sighting)
    else if (sighting.iat >= (newest.get(sighting.iss)?.iat ?? 0)) newest.set(sighting.iss, sighting)
  }
  return newest
}

/** The bundles of evidence in this folder. @throws what the file system threw */
export async function readBundles(
  folder: string,
): Promise<readonly { readonly file: string; readonly bytes: Uint8Array }[]> {
  const files = await filesIn(folder, '.json')
  return await Promise.all(files.map(async (file) => ({ file, bytes: await readFile(join(folder, file)) })))
}

async function filesIn(folder: string, ending: string): Promise<readonly string[]> {
  return (await readdir(folder)).filter((name) => name.endsWith(ending)).toSorted()
}

function judge(token: string, { member, directory, now }: SightingDeps): Sighting | SightingRefusal {
  const sighting = openSighting(token, directory())
  if (typeof sighting === 'string') return sighting
  if (sighting.aud !== member) return 'SIGHTING_OF_OTHERS'
  const age = now().getTime() / 1000 - sighting.iat
  return age > LIFE || age < -SKEW ? 'SIGHTING_OLD' : sighting
}
