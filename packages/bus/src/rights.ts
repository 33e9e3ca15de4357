// What the broker lets us do with each topic, as it says itself: asked, not tried, so nothing is written or read.

import type { BusSettings } from './client.ts'
import { oneRequest } from './one-request.ts'

/** The names of Kafka's AclOperation for a topic, by its code (KIP-430); the bits of the broker's answer. */
const operations = {
  read: 3,
  write: 4,
  create: 5,
  delete: 6,
  alter: 7,
  describe: 8,
  describeConfigs: 10,
  alterConfigs: 11,
} as const
export type TopicOperation = keyof typeof operations

/**
 * Every topic that this principal may see, and what it may do there. A topic that is missing may not even be described.
 * Rejects with `BusError`.
 */
export async function readRights(
  settings: BusSettings,
): Promise<ReadonlyMap<string, readonly TopicOperation[]>> {
  return await oneRequest(settings, 'ask for rights', async ({ metadataV12 }, connection) => {
    const { topics } = await metadataV12.api.async(connection, null, false, true)
    return new Map(
      topics.flatMap(({ name, topicAuthorizedOperations: bits }) =>
        name ? [[name, named(bits)] as const] : [],
      ),
    )
  })
}

function named(bits: number): readonly TopicOperation[] {
  // Sound: the keys of the list above.
  const names = Object.keys(operations) as TopicOperation[]
  return names.filter((name) => (bits & (1 << operations[name])) !== 0)
}
