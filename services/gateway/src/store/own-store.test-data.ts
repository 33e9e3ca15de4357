/** A gateway's store on a database of its own, for the tests of one file. */
import { cloneDatabase } from '@onward/testing'
import { openStore } from './transaction.ts'

/** @param connections as many as a gateway opens, unless given */
export async function ownStore(connections?: number) {
  const database = await cloneDatabase()
  const store = openStore(database.urls.gateway, () => {}, connections)
  const drop = async () => {
    await store.close()
    await database.drop()
  }
  return { database, store, drop } as const
}
