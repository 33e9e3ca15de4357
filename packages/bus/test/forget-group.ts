// What an operator does by mistake, or the broker after a long absence: the offsets a group had are gone.

import { type BusSettings, openClient } from '../src/client.ts'

/** Deletes a consumer group with its offsets. It must exist and have no member; needs an administrator's rights. */
export async function forgetGroup(settings: BusSettings, group: string): Promise<void> {
  const { kafka, drop } = openClient(settings, { retries: 5, log: () => {} })
  const admin = kafka.admin()
  try {
    await admin.connect()
    await admin.deleteGroups([group])
    await admin.disconnect()
  } finally {
    drop()
  }
}
