/** Two checkpoints of one log that an honest log would not have signed: kept, told, and shown to whoever asks for proof. */
import { formatCheckpoint } from '@onward/audit'
import { digest } from '@onward/contract'
import type { Contradiction, SeenCheckpoint } from '../store/witness.ts'

export interface ContradictionDeps {
  readonly now: () => Date
  /** False: it was known. */
  readonly keep: (found: Contradiction) => Promise<boolean>
  readonly alarm: (code: string, facts: Readonly<Record<string, string | number>>) => void
}

/** Both notes of `pair` have been opened with the log's key. The first is the one that was seen before. */
export type Contradict = (
  kind: Contradiction['kind'],
  pair: readonly [SeenCheckpoint, SeenCheckpoint],
  seenBy: Contradiction['seenBy'],
) => Promise<void>

export function contradict({ now, keep, alarm }: ContradictionDeps): Contradict {
  return async (kind, [first, second], seenBy) => {
    const { origin, size } = second
    // The signed texts and not the notes: another cosignature makes no other contradiction. A log that has left its first
    // note behind is told of once, not at every checkpoint that it goes on to sign.
    const texts = (kind === 'fork' ? [first, second] : [first]).map((each) => formatCheckpoint(each)).sort()
    const isNew = await keep({
      digest: digest([kind, ...texts].join('\n')),
      ...{ origin, kind, seenBy, at: now(), first: first.note, second: second.note },
    })
    if (isNew) alarm(kind === 'rollback' ? 'LOG_ROLLBACK' : 'LOG_FORK', { origin, kind, size, seenBy })
  }
}
