/**
 * What this member knows of a case and never sends, sealed for its own record: each one under the member key, bound to
 * its id, with who recorded it and when. What leaves this gateway is made from an event, and these are in none.
 */
import { createHash } from 'node:crypto'
import type { LocalRecord } from '@onward/referral'
import { v7 as uuidv7 } from 'uuid'
import type { LocalRow } from '../store/local.ts'
import type { Vault } from '../trust/vault.ts'

/** One record, opened. */
export interface Kept {
  readonly id: string
  /** RFC 3339 UTC. */
  readonly at: string
  /** `<organisation>/<role>/<staff id>`. */
  readonly by: string
  readonly said: LocalRecord
}

/** Seals records for storing; `digests` go into the leaf, over the ciphertext, so that a leaf tells nothing of them. */
export function sealLocal(
  vault: Vault,
  said: readonly LocalRecord[],
  { at, by }: Pick<Kept, 'at' | 'by'>,
): { readonly rows: readonly LocalRow[]; readonly digests: readonly string[] } {
  const rows = said.map((each) => {
    const id = uuidv7()
    return { id, content: vault.lockLocal(id, JSON.stringify({ at, by, said: each })) }
  })
  return {
    rows,
    digests: rows.map(({ content }) => createHash('sha256').update(content).digest('base64url')),
  }
}

/** Opens records, in the order given. @throws Error when one was changed, or stands under another id */
export function openLocal(vault: Vault, rows: readonly LocalRow[]): readonly Kept[] {
  return rows.map(({ id, content }) => {
    // Sound: `sealLocal` alone makes what the vault opens.
    const { at, by, said } = JSON.parse(vault.unlockLocal(id, content).toString()) as Omit<Kept, 'id'>
    return { id, at, by, said }
  })
}
