/** How many inquiries each organisation has made (practice §12). */
import type { Store } from './transaction.ts'

/** The day that an organisation's inquiries are counted in. */
export interface InquiryDay {
  /** 24 hours after the first one. */
  readonly until: Date
  /** With the one that was just counted. */
  readonly count: number
}

const DAY = 86_400_000

/** Counts one more, in the day that runs or in one that begins now. Those that are counted at once each get a number. */
export async function countInquiry(store: Store, organisation: string, at: Date): Promise<InquiryDay> {
  const [row] = await store.read<{ since: Date; count: number }>({
    name: 'count inquiry',
    text: `insert into inquiry_count as kept (organisation, since, count) values ($1, $2, 1)
      on conflict (organisation) do update set
        since = case when kept.since > $3 then kept.since else excluded.since end,
        count = case when kept.since > $3 then kept.count + 1 else 1 end
      returning since, count`,
    values: [organisation, at, new Date(at.getTime() - DAY)],
  })
  if (!row) throw new Error('an inquiry was not counted')
  return { until: new Date(row.since.getTime() + DAY), count: row.count }
}
