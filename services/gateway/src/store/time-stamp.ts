/** What a time-stamping authority has said of the checkpoints of our log. */
import type { Store } from './transaction.ts'

/** An answer (TimeStampResp, DER), and the note that it is over. */
export interface TimeStamp {
  readonly size: number
  readonly note: string
  readonly answer: Uint8Array
  readonly at: Date
}

/** When the newest time-stamp came, and the size of the checkpoint that it is of. */
export async function lastStamped(
  store: Store,
  origin: string,
): Promise<Pick<TimeStamp, 'size' | 'at'> | undefined> {
  const [row] = await store.read<{ size: string; at: Date }>({
    name: 'last stamped',
    text: 'select size, at from time_stamp where origin = $1 order by size desc limit 1',
    values: [origin],
  })
  return row && { size: Number(row.size), at: row.at }
}

/** Keeps an answer. The first of a checkpoint stays: it says the earliest time. */
export async function keepStamp(
  store: Store,
  origin: string,
  { size, note, answer, at }: TimeStamp,
): Promise<void> {
  await store.transact([
    {
      name: 'keep stamp',
      text: `insert into time_stamp (origin, size, note, answer, at) values ($1, $2, $3, $4, $5)
        on conflict (origin, size) do nothing`,
      values: [origin, size, note, answer, at],
    },
  ])
}

/** For each of these checkpoints the first time-stamped one of its log that is as large: note → answer. */
export async function firstStamped(
  store: Store,
  checkpoints: readonly { readonly origin: string; readonly size: number }[],
): Promise<ReadonlyMap<string, Uint8Array>> {
  if (checkpoints.length === 0) return new Map()
  const rows = await store.read<{ note: string; answer: Buffer }>({
    name: 'first stamped',
    text: `select t.note, t.answer from unnest($1::text[], $2::bigint[]) as c(origin, size) cross join lateral
      (select note, answer from time_stamp where origin = c.origin and size >= c.size order by size limit 1) t`,
    values: [checkpoints.map(({ origin }) => origin), checkpoints.map(({ size }) => size)],
  })
  return new Map(rows.map(({ note, answer }) => [note, answer]))
}
