// Asks the broker without reading or writing messages: can we get in, and what does a lane hold?

import type { Admin } from 'kafkajs'
import { type BusClient, type BusLog, type BusSettings, openClient, times } from './client.ts'
import { asBusError, within } from './fault.ts'

/** What a lane's log holds: from `first` up to, not including, `next`. Equal when it is empty. */
export interface LaneExtent {
  readonly first: bigint
  readonly next: bigint
}

/** Connects, logs in and asks who is there; resolves with the number of brokers, rejects with `BusError`. */
export async function checkBrokers(settings: BusSettings, log: BusLog = () => {}): Promise<number> {
  return withAdmin(settings, log, async (admin) => (await admin.describeCluster()).brokers.length)
}

/** What a lane holds now. Needs the right to describe it; rejects with `BusError`. */
export async function readLaneExtent(settings: BusSettings, lane: string, log: BusLog = () => {}) {
  return withAdmin(settings, log, (admin) => laneExtent(admin, lane))
}

/** The same over a connection that stands. */
export async function laneExtent(admin: Admin, lane: string): Promise<LaneExtent> {
  // Asked first, because it does not make kafkajs remember the topic: a forbidden one would fail all later requests.
  await admin.fetchTopicMetadata({ topics: [lane] })
  const [partition] = await admin.fetchTopicOffsets(lane)
  return { first: BigInt(partition?.low ?? 0), next: BigInt(partition?.high ?? 0) }
}

/**
 * Whether a lane holds a message that the broker stamped at this time or later, by its own clock. Needs the right to
 * describe it; rejects with `BusError`.
 */
export async function hasMessageSince(
  settings: BusSettings,
  lane: string,
  at: Date,
  log: BusLog = () => {},
): Promise<boolean> {
  return withAdmin(settings, log, async (admin) => {
    const [first] = await admin.fetchTopicOffsetsByTimestamp(lane, at.getTime())
    // Asked for what is not there, kafkajs gives the end of the log.
    return BigInt(first?.offset ?? 0) < (await laneExtent(admin, lane)).next
  })
}

/** Runs `ask` over a client of its own. */
async function withAdmin<T>(settings: BusSettings, log: BusLog, ask: Ask<T>): Promise<T> {
  const client = openClient(settings, { retries: 2, log })
  try {
    return await sharedAdmin(client)(ask)
  } finally {
    client.drop()
  }
}

type Ask<T> = (admin: Admin) => Promise<T>

/** Asks over one connection for all who ask at the same time; it is closed when the last has its answer. */
export function sharedAdmin(client: BusClient): <T>(ask: Ask<T>) => Promise<T> {
  let shared: { readonly admin: Admin; readonly connected: Promise<void> } | undefined
  let asking = 0
  return async (ask) => {
    if (shared === undefined) {
      const admin = client.kafka.admin()
      shared = { admin, connected: within(times.watchdog, 'connect', admin.connect()) }
    }
    const { admin, connected } = shared
    asking += 1
    try {
      await connected
      return await within(times.watchdog, 'ask the broker', ask(admin))
    } catch (error) {
      throw asBusError(error, 'ask the broker')
    } finally {
      asking -= 1
      if (asking === 0) {
        shared = undefined
        await within(1_000, 'disconnect', admin.disconnect()).catch(() => {})
      }
    }
  }
}
