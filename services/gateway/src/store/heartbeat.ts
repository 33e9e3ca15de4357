/** The last sign of life of this gateway: when database and broker were last both well. */
import type { Store } from './transaction.ts'

export interface Heartbeat {
  readonly at: Date
  /** By how much an exercise had moved the clock then, in ms. */
  readonly clockOffset: number
}

export async function lastBeat(store: Store): Promise<Heartbeat | undefined> {
  const [row] = await store.read<{ at: Date; clock_offset: string }>({
    name: 'last beat',
    text: 'select at, clock_offset from heartbeat',
    values: [],
  })
  return row && { at: row.at, clockOffset: Number(row.clock_offset) }
}

export async function beat(store: Store, { at, clockOffset }: Heartbeat): Promise<void> {
  await store.transact([
    {
      name: 'beat',
      text: `insert into heartbeat (at, clock_offset) values ($1, $2)
        on conflict (one) do update set at = excluded.at, clock_offset = excluded.clock_offset`,
      values: [at, clockOffset],
    },
  ])
}
