// One gateway key after another, as docs/keys.md tells it: the file is there, the key is published, and later it is used.
import { join } from 'node:path'
import { type DirectoryKey, type KeyEntry, makeKey } from '@onward/directory'
import { writeWhole } from '../atomic.ts'
import { layout, repositoryOf } from './network.ts'
import { changeMember } from './repository.ts'

/**
 * Makes the key that follows a member's gateway key, and signs from `nbf` on, in seconds since 1970: puts its file beside
 * the other's, and publishes it.
 */
export async function publishNextKey(
  folder: string,
  { member, alg, naf }: Pick<DirectoryKey, 'member' | 'alg' | 'naf'>,
  nbf: number,
): Promise<KeyEntry> {
  const { jwk, entry } = await makeKey({ use: 'gw-sig', alg, member, nbf, naf })
  const file = join(layout(folder).keys(member), `gw-sig.${entry.kid}.jwk`)
  await writeWhole(file, `${JSON.stringify(jwk)}\n`, 0o600)
  await changeKeys(folder, member, (keys) => [...keys, entry])
  return entry
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
