/**
 * The clock of the broker. It tells no time when asked, but it stamps every message: one that is stamped later than it is
 * now, or earlier than we signed it, was stamped by a clock that is wrong.
 */
import { BusError, type BusSettings, hasMessageSince } from '@onward/bus'
import { noticeable, skew } from './clock.ts'
import { databaseClient } from './database-client.ts'
import type { Finding } from './finding.ts'
import type { Settings } from './settings.ts'

/** The last message of a lane that the broker has acknowledged. */
export interface LastSent {
  readonly lane: string
  /** When its token was signed, seconds since 1970. */
  readonly iat: number
}

/** In an exercise tokens are signed by a clock that is moved, so nothing follows from them. */
export async function checkBrokerClock(
  { bus, databaseUrl, exercise }: Settings,
  now: Date,
): Promise<readonly Finding[]> {
  if (exercise) return []
  const sent = await readLastSent(databaseUrl)
  if (!sent) return []
  return [await brokerClock(bus, sent, now)].filter((found) => found !== undefined)
}

/** Undefined if the broker does not say: why is found at the broker. */
export async function brokerClock(
  bus: BusSettings,
  sent: readonly LastSent[],
  now: Date,
): Promise<Finding | undefined> {
  const last = sent.toSorted((one, other) => other.iat - one.iat)[0]
  if (!last)
    return { check: 'clock', state: 'ok', says: "nothing was sent yet that shows the broker's clock" }
  const stampedSince = (seconds: number) => hasMessageSince(bus, last.lane, new Date(seconds * 1_000))
  const seconds = now.getTime() / 1_000
  try {
    for (const [by, state] of [
      [skew, 'failed'],
      [noticeable, 'warning'],
    ] as const) {
      if (await stampedSince(seconds + by)) return wrong(state, `more than ${by} s ahead of this one`)
      if (!(await stampedSince(last.iat - by))) return wrong(state, `more than ${by} s behind this one`)
    }
  } catch (error) {
    if (error instanceof BusError) return undefined
    throw error
  }
  return {
    check: 'clock',
    state: 'ok',
    says: "nothing shows that the broker's clock is another than this one",
  }
}

function wrong(state: Finding['state'], how: string): Finding {
  const remedy = 'set both by NTS: what the broker keeps for thirty days, it counts by its own clock'
  return { check: 'clock', state, says: `the broker's clock is ${how}`, remedy }
}

async function readLastSent(connectionString: string): Promise<readonly LastSent[] | undefined> {
  const client = databaseClient(connectionString)
  try {
    await client.connect()
    const { rows } = await client.query<{ lane: string; iat: string }>(
      'select lane, t.iat from lane_sent join lane_token t using (lane, ep, seq)',
    )
    return rows.map(({ lane, iat }) => ({ lane, iat: Number(iat) }))
  } catch {
    // What the database has to say for itself is found at the database.
    return undefined
  } finally {
    await client.end().catch(() => {})
  }
}
