// One gateway key after another, as docs/keys.md tells it: the file is there, the key is published, and later it is used.
import { join } from 'node:path'
import { type DirectoryKey, type KeyEntry, makeKey, readDirectory } from '@onward/directory'
import { writeWhole } from '../atomic.ts'
import { layout, repositoryOf } from './network.ts'
import { changeMember } from './repository.ts'

/**
 * Makes a member's next gateway key, which signs from `nbf` on, in seconds since 1970: puts its file beside the others and
 * publishes it. Gives the key that it follows.
 */
export async function publishNextKey(
  folder: string,
  code: string,
  nbf: number,
): Promise<{ readonly next: KeyEntry; readonly old: DirectoryKey }> {
  const place = layout(folder)
  const old = (await readDirectory(place.directory)).current(code, 'gw-sig', nbf)
  if (!old) throw new Error(`${code} has no gateway key that another one could follow`)
  const { naf, alg } = old
  const { jwk, entry } = await makeKey({ use: 'gw-sig', alg, member: code, nbf, naf })
  await writeWhole(join(place.keys(code), `gw-sig.${entry.kid}.jwk`), `${JSON.stringify(jwk)}\n`, 0o600)
  await changeKeys(folder, code, (keys) => [...keys, entry])
  return { next: entry, old }
}

/** From now on the key signs nothing more; what it has signed is verified as before. */
export function retireKey(folder: string, code: string, kid: string): Promise<void> {
  return changeKeys(folder, code, (keys) =>
    keys.map((key) => (key.kid === kid ? { ...key, status: 'retired' } : key)),
  )
}

function changeKeys(
  folder: string,
  code: string,
  change: (keys: readonly KeyEntry[]) => readonly KeyEntry[],
): Promise<void> {
  return changeMember(repositoryOf(folder), code, (targets) => ({
    ...targets,
    member: { ...targets.member, keys: change(targets.member.keys) },
  }))
}
