/** What witnesses have said of our checkpoints. `nth` is the number of a log, as in log.ts. */
import type { Checkpoint } from './log.ts'
import type { Store } from './transaction.ts'

/** The newest signature line of each witness under the checkpoint of this size. */
export async function cosignaturesOf(
  store: Store,
  nth: number,
  size: number,
): Promise<readonly { readonly witness: string; readonly line: string }[]> {
  return await store.read({
    name: 'cosignatures of',
    text: 'select witness, line from cosignature where log = $2 and size = $1 order by witness',
    values: [size, nth],
  })
}

/** Keeps a signature line in place of the one before it. */
export async function keepCosignature(
  store: Store,
  nth: number,
  size: number,
  { witness, line, at }: { readonly witness: string; readonly line: string; readonly at: Date },
): Promise<void> {
  await store.transact([
    {
      name: 'keep cosignature',
      text: `insert into cosignature (log, size, witness, line, at) values ($5, $1, $2, $3, $4)
        on conflict (log, size, witness) do update set line = excluded.line, at = excluded.at`,
      values: [size, witness, line, at, nth],
    },
  ])
}

/**
 * Keeps a checkpoint as it was when a quorum was complete. The first stays: it says since when. Lines under older ones are
 * let go: these have theirs, or will have no quorum any more.
 */
export async function keepCosigned(store: Store, nth: number, { size, note, at }: Checkpoint): Promise<void> {
  await store.transact([
    {
      name: 'keep cosigned',
      text: `insert into cosigned_checkpoint (log, size, note, at) values ($4, $1, $2, $3)
        on conflict (log, size) do nothing`,
      values: [size, note, at, nth],
    },
    {
      name: 'old cosignatures',
      text: 'delete from cosignature where log = $2 and size < $1',
      values: [size, nth],
    },
  ])
}

interface CheckpointRow {
  readonly size: string
  readonly note: string
  readonly at: Date
}

/** The newest checkpoint that a quorum has cosigned. */
export async function lastCosigned(store: Store, nth: number): Promise<Checkpoint | undefined> {
  const [row] = await store.read<CheckpointRow>({
    name: 'last cosigned',
    text: 'select size, note, at from cosigned_checkpoint where log = $1 order by size desc limit 1',
    values: [nth],
  })
  return row && { ...row, size: Number(row.size) }
}

/**
 * For each of these leaf numbers the checkpoint to prove it against: the first that a quorum has cosigned, for of all its
 * cosignatures say the earliest time; while there is none, the first. What none covers yet is left out.
 */
export async function firstCheckpoints(
  store: Store,
  nth: number,
  indexes: readonly number[],
): Promise<ReadonlyMap<number, { readonly size: number; readonly note: string }>> {
  if (indexes.length === 0) return new Map()
  const rows = await store.read<{ index: string; size: string; note: string }>({
    name: 'first checkpoints',
    text: `select i.index, c.size, c.note from unnest($1::bigint[]) as i(index) cross join lateral (
      (select size, note, true as cosigned from cosigned_checkpoint where log = $2 and size > i.index order by size limit 1) union all
      (select size, note, false from checkpoint where log = $2 and size > i.index order by size limit 1)
      order by cosigned desc limit 1) c`,
    values: [indexes, nth],
  })
  const shared = new Map(rows.map(({ size, note }) => [size, { size: Number(size), note }]))
  return new Map(
    rows.flatMap(({ index, size }) => {
      const checkpoint = shared.get(size)
      return checkpoint ? [[Number(index), checkpoint] as const] : []
    }),
  )
}

/** Signature lines under a note that we serve: with the log's own no more than any reader takes. */
const MOST_LINES = 63

/** The newest checkpoint as it is shown: under our signature those of the witnesses. */
export async function shownCheckpoint(store: Store, nth: number): Promise<string | undefined> {
  const [row] = await store.read<{ note: string; lines: readonly string[] }>({
    name: 'shown checkpoint',
    text: `select note, array(select line from cosignature c where c.log = p.log and c.size = p.size
        order by witness limit $1) as lines
      from checkpoint p where log = $2 order by size desc limit 1`,
    values: [MOST_LINES, nth],
  })
  return row && row.note + row.lines.join('')
}
