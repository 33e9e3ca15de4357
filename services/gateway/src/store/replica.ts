/**
 * What replicas of one gateway share: who runs which lane (advisory locks), and a word to the others that there
 * is work. One connection of its own, never inside a writing transaction: a NOTIFY there would make PostgreSQL
 * serialise commits (protocol §3.5).
 */
import type pg from 'pg'
import type { Store } from './transaction.ts'

export interface Replica {
  /** True when this process holds the lock of this name, now. It only saves work; constraints are what is safe. */
  holds(name: string): Promise<boolean>
  /** Tells other replicas that a lane has work; many words within 5 ms are one. */
  tell(lane: string): void
  close(): Promise<void>
}

const CHANNEL = 'onward_work'
const GATHER_MS = 5

/** Keeps one connection; when it breaks, the locks are gone and the next question opens another. */
export function joinReplicas(
  store: Store,
  onWord: (lane: string) => void,
  onFault: (error: Error) => void,
): Replica {
  let connection: Promise<pg.Client> | undefined
  const held = new Set<string>()
  const words = new Set<string>()
  let telling: NodeJS.Timeout | undefined
  let isClosed = false

  const drop = () => {
    connection = undefined
    held.clear()
  }
  const open = async (): Promise<pg.Client> => {
    const client = await store.connect()
    client.on('error', (error) => {
      drop()
      onFault(error)
    })
    client.on('end', drop)
    client.on('notification', ({ payload }) => payload && onWord(payload))
    await client.query(`listen ${CHANNEL}`)
    return client
  }
  const connected = (): Promise<pg.Client> => {
    connection ??= open().catch((error: unknown) => {
      drop()
      throw error
    })
    return connection
  }

  return {
    async holds(name) {
      if (held.has(name) && connection) return true
      if (isClosed) return false
      const client = await connected()
      const { rows } = await client.query<{ locked: boolean }>(
        'select pg_try_advisory_lock(hashtextextended($1, 0)) as locked',
        [name],
      )
      if (rows[0]?.locked) held.add(name)
      return rows[0]?.locked === true
    },
    tell(lane) {
      words.add(lane)
      telling ??= setTimeout(() => {
        telling = undefined
        const lanes = [...words]
        words.clear()
        // A lost word costs at most one interval of the other replica's polling.
        connected()
          .then((client) =>
            client.query(`select pg_notify('${CHANNEL}', lane) from unnest($1::text[]) as lane`, [lanes]),
          )
          .catch(onFault)
      }, GATHER_MS)
    },
    async close() {
      isClosed = true
      clearTimeout(telling)
      const client = await connection?.catch(() => undefined)
      drop()
      await client?.end()
    },
  }
}
