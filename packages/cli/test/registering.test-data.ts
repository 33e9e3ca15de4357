/** A member's keys in the directory are others for a while. */
import { cp, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { KeyEntry } from '@onward/directory'
import { repositoryOf } from '../../../infra/setup/network.ts'
import { changeMember } from '../../../infra/setup/repository.ts'

export type Change = (keys: readonly KeyEntry[]) => readonly KeyEntry[]

/** Publishes them; gives how to put everything back. */
export async function registerAt(folder: string, code: string, change: Change): Promise<() => Promise<void>> {
  const place = repositoryOf(folder)
  const kept = join(folder, 'kept-directory')
  await cp(place.repository, kept, { recursive: true })
  await changeMember(place, code, ({ member, lanes }) => ({
    member: { ...member, keys: change(member.keys) },
    lanes,
  }))
  return async () => {
    await rm(place.repository, { recursive: true })
    await rename(kept, place.repository)
  }
}
