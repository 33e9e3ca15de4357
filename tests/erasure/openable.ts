// What somebody with all keys of a member and all of its database could read: the content that is recoverable.
import { join } from 'node:path'
import { readDirectory } from '@onward/directory'
import { compactDecrypt } from 'jose'
import pg from 'pg'
import type { LocalMember } from '../../infra/setup/members.ts'
import { readKeys } from '../../services/gateway/src/trust/keys.ts'
import { openVault } from '../../services/gateway/src/trust/vault.ts'
import type { Place } from '../privacy/search.ts'

/** Everything that can be opened, with the table it is from. `readers`: who else's keys are at hand, for what waits for them. */
export async function openable(
  { code, folder, directory, databaseUrls }: LocalMember,
  readers: readonly LocalMember[] = [],
): Promise<readonly Place[]> {
  const known = await readDirectory(directory)
  const keysOf = (member: LocalMember) =>
    readKeys(
      { folder: join(member.folder, 'keys'), member: member.code, directory: () => known },
      Date.now() / 1000,
    )
  const own = await keysOf({ code, folder } as LocalMember) // sound: nothing else of it is read
  const vault = openVault(own.member)
  const client = new pg.Client({ connectionString: databaseUrls.migrator })
  await client.connect()
  try {
    const rows = async (text: string) => (await client.query(text)).rows
    const decrypts = [own, ...(await Promise.all(readers.map(keysOf)))].map(({ decrypt }) => decrypt)
    const places: Place[] = []
    const take = (where: string, open: () => Uint8Array): Buffer | undefined => {
      try {
        const bytes = Buffer.from(open())
        places.push({ where, bytes })
        return bytes
      } catch {
        // It cannot be opened: that is the point.
        return undefined
      }
    }
    const takeSealed = async (where: string, jwe: string) => {
      for (const decrypt of decrypts) {
        const opened = await compactDecrypt(jwe, ({ kid = '' }) => {
          const key = decrypt(kid)
          if (!key) throw new Error('not a key of this member')
          return key
        }).catch(() => undefined)
        if (opened) take(where, () => opened.plaintext)
      }
    }
    for (const { referral, digest, content, wrapped } of await rows(
      'select referral, digest, content, wrapped from event join data_key using (referral)',
    ))
      take('event', () => vault.unlock(vault.unwrap(referral, wrapped), digest, content))
    for (const { id, referral, content, wrapped } of await rows(
      'select id, referral, content, wrapped from noted_answer join data_key using (referral)',
    ))
      take('noted_answer', () => vault.unlock(vault.unwrap(referral, wrapped), id, content))
    for (const { id, content } of await rows('select id, content from local_record'))
      take('local_record', () => vault.unlockLocal(id, content))
    for (const { id, body } of await rows('select id, body from quarantine_body')) {
      const message = take('quarantine_body', () => vault.unlockBody(id, body))
      const jwe = /"data":"([^"]+)"/.exec(message?.toString() ?? '')?.[1]
      if (jwe) await takeSealed('quarantine_body', jwe)
    }
    for (const { data } of await rows('select data from outbox_body')) await takeSealed('outbox_body', data)
    return places
  } finally {
    await client.end()
  }
}
