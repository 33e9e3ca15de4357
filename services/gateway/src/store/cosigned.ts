/** What witnesses have said of our checkpoints. */
import type { Checkpoint } from './log.ts'
import type { Store } from './transaction.ts'

/** The newest signature line of each witness under the checkpoint of this size. */
export async function cosignaturesOf(
  store: Store,
  size: number,
): Promise<readonly { readonly witness: string; readonly line: string }[]> {
  return await store.read({
    name: 'cosignatures of',
    text: 'select witness, line from cosignature where size = $1 order by witness',
    values: [size],
  })
}

/** Keeps a signature line in place of the one before it. */
export async function keepCosignature(
  store: Store,
  size: number,
  { witness, line, at }: { readonly witness: string; readonly line: string; readonly at: Date },
): Promise<void> {
  await store.transact([
    {
      name: 'keep cosignature',
      text: `insert into cosignature (size, witness, line, at) values ($1, $2, $3, $4)
        on conflict (size, witness) do update set line = excluded.line, at = excluded.at`,
      values: [size, witness, line, at],
    },
  ])
}

/**
 * Keeps a checkpoint as it was when a quorum was complete. The first stays: it says since when. Lines under older ones are
 * let go: these have theirs, or will have no quorum any more.
 */
export async function keepCosigned(store: Store, { size, note, at }: Checkpoint): Promise<void> {
  await store.transact([
    {
      name: 'keep cosigned',
      text: 'insert into cosigned_checkpoint (size, note, at) values ($1, $2, $3) on conflict (size) do nothing',
      values: [size, note, at],
    },
    { name: 'old cosignatures', text: 'delete from cosignature where size < $1', values: [size] },
  ])
}

interface CheckpointRow {
  readonly size: string
  readonly note: string
  readonly at: Date
}

/** The newest checkpoint that a quorum has cosigned. */
export async function lastCosigned(store: Store): Promise<Checkpoint | undefined> {
  const [row] = await store.read<CheckpointRow>({
    name: 'last cosigned',
    text: 'select size, note, at from cosigned_checkpoint order by size desc limit 1',
    values: [],
  })
  return row && { ...row, size: Number(row.size) }
}

/** Signature lines under a note that we serve: with the log's own no more than any reader takes. */
const MOST_LINES = 63

/** The newest checkpoint as it is shown: under our signature those of the witnesses. */
export async function shownCheckpoint(store: Store): Promise<string | undefined> {
  const [row] = await store.read<{ note: string; lines: readonly string[] }>({
    name: 'shown checkpoint',
    text: `select note, array(select line from cosignature c where c.size = p.size order by witness limit $1) as lines
      from checkpoint p order by size desc limit 1`,
    values: [MOST_LINES],
  })
  return row && row.note + row.lines.join('')
}

/** For each of these leaf numbers the first checkpoint that covers it, a cosigned one if there is; what none covers yet is left out. */
export async function firstCheckpoints(
  store: Store,
  indexes: readonly number[],
): Promise<ReadonlyMap<number, { readonly size: number; readonly note: string }>> {
  if (indexes.length === 0) return new Map()
  const rows = await store.read<{ index: string; size: string; note: string }>({
    name: 'first checkpoints',
    text: `select i.index, c.size, c.note from unnest($1::bigint[]) as i(index) cross join lateral
      ((select size, note, 1 as choice from cosigned_checkpoint where size > i.index order by size limit 1) union all
       (select size, note, 2 from checkpoint where size > i.index order by size limit 1) order by choice limit 1) c`,
    values: [indexes],
  })
  const shared = new Map(rows.map(({ size, note }) => [size, { size: Number(size), note }]))
  return new Map(
    rows.flatMap(({ index, size }) => {
      const checkpoint = shared.get(size)
      return checkpoint ? [[Number(index), checkpoint] as const] : []
    }),
  )
}
