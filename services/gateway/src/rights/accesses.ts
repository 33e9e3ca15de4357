/**
 * Who read what: every reading of content and every export is a leaf, written before anything is shown, so that what the
 * log cannot show does not happen (security §3.3). A leaf names its reader, so its opening goes when the referral is
 * erased.
 */
import type { Actor } from '../actor.ts'
import { type LeafRecord, newLeaf } from '../log/leaf.ts'
import type { AccessRow } from '../store/rights/accesses.ts'

/** Somebody is about to read, or to take away, something of one referral. */
export interface Access {
  readonly kind: 'access.read' | 'export'
  readonly referral: string
  readonly actor: Actor
  /** The names of what is shown; `content` for all of it. */
  readonly sections: readonly string[] | 'content'
  /** The broken glass that it is read through. */
  readonly grant?: string | undefined
}

/** Resolves once all of them are in the log. What is shown, is shown after that. */
export type NoteAccesses = (accesses: readonly Access[]) => Promise<void>

/** At most so many leaves in one transaction. */
const MOST = 200

interface Waiting {
  readonly rows: readonly AccessRow[]
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
}

/**
 * Notes accesses. Those that come while others are being written are written together: one flush to the disk for all
 * that meet, and nobody waits for more to come.
 *
 * @param append all rows, or none of them and a throw: then nothing is shown to anybody of that write
 */
export function noteAccesses({
  now,
  append,
}: {
  readonly now: () => Date
  readonly append: (rows: readonly AccessRow[]) => Promise<void>
}): NoteAccesses {
  let waiting: Waiting[] = []
  let isWriting = false

  async function drain(): Promise<void> {
    isWriting = true
    while (waiting.length > 0) {
      const together = waiting.slice(0, MOST)
      waiting = waiting.slice(MOST)
      try {
        await append(together.flatMap(({ rows }) => rows))
        for (const { resolve } of together) resolve()
      } catch (error) {
        for (const { reject } of together) reject(error)
      }
    }
    isWriting = false
  }

  return (accesses) => {
    const at = now().toISOString()
    const rows = accesses.map((access) => accessRow(recordOf(access, at)))
    return new Promise((resolve, reject) => {
      waiting.push({ rows, resolve, reject })
      if (!isWriting) void drain()
    })
  }
}

/** A record that names a referral, as a leaf that is erased with it. */
export function accessRow(
  record: LeafRecord & { readonly referral: string; readonly at: string },
): AccessRow {
  return { ...newLeaf(record), referral: record.referral, at: record.at }
}

function recordOf({ kind, referral, actor, sections, grant }: Access, at: string) {
  const { staffId, role, organisation } = actor
  return { kind, referral, actor: staffId, role, organisation, sections, at, ...(grant && { grant }) }
}
