/**
 * One round of the eraser: what the destruction register says is destroyed again if it has come back, then what two
 * people decided and the other side was told. The register first, then the database: a crash between them leaves an entry
 * that the next round, here or on a restored backup, carries out.
 */

import type { Gap } from '../gap.ts'
import { newLeaf } from '../log/leaf.ts'
import type { LeafRow } from '../store/rows.ts'
import type { Destruction, Entry } from './destruction-register.ts'

export interface EraseDeps {
  readonly now: () => Date
  /** Every entry of the register, the oldest first. */
  readonly entries: () => readonly Entry[]
  /** On the disk when it returns. */
  readonly append: (destruction: Destruction) => Entry
  readonly undestroyed: (entries: readonly Entry[]) => Promise<readonly Entry[]>
  readonly due: (at: string) => Promise<readonly Destruction[]>
  readonly destroy: (entry: Entry, leafOf: (openings: number) => LeafRow) => Promise<number | undefined>
  /** Told of each destruction: ids and counts only. */
  readonly destroyed: (entry: Entry, openings: number) => void
  readonly reached: (gap: Gap) => void
}

/** Resolves with how many were destroyed. */
export async function erase(deps: EraseDeps): Promise<number> {
  let count = 0
  const carryOut = async (entry: Entry): Promise<void> => {
    const { ground, approved: approver, at } = entry
    const openings = await deps.destroy(entry, (openings) =>
      newLeaf({ kind: 'erasure', entry: entry.digest, openings, ground, approver, at }),
    )
    if (openings === undefined) return
    deps.reached('erase.destroyed')
    deps.destroyed(entry, openings)
    count += 1
  }
  for (const entry of await deps.undestroyed(deps.entries())) await carryOut(entry)
  for (const destruction of await deps.due(deps.now().toISOString())) {
    const entry = deps.append(destruction)
    deps.reached('erase.registered')
    await carryOut(entry)
  }
  return count
}
