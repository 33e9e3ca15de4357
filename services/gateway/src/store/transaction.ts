/**
 * How this gateway talks to PostgreSQL: one pool in pipeline mode, and transactions that cost one round trip.
 *
 * A transaction here is a list of statements known beforehand. They are sent together with their `begin` and
 * `commit`; what a statement must check it checks in the database (unique, references, `raise`), so nothing
 * has to come back before the commit is on its way. A statement that fails turns the commit into a rollback.
 */
import { Writable } from 'node:stream'
import pg from 'pg'

export interface Statement {
  /** Names the prepared statement; one name, one text. */
  readonly name: string
  readonly text: string
  readonly values: readonly unknown[]
}

export interface Store {
  /** Runs the statements in one transaction, all or none. Throws what the first failing statement threw. */
  transact(statements: readonly Statement[]): Promise<void>
  /** One read. */
  read<Row extends pg.QueryResultRow>(statement: Statement): Promise<readonly Row[]>
  /** A connection of its own, for LISTEN and advisory locks. The caller ends it. */
  connect(): Promise<pg.Client>
  close(): Promise<void>
}

/** Why the database could not take a transaction, as far as callers act on it. */
export type StoreFault =
  | 'changed'
  | 'moved'
  | 'known'
  | 'case-unknown'
  | 'case-carried'
  | 'case-erased'
  | 'unreachable'
  | 'refused'

const FAULTS: Readonly<Record<string, StoreFault>> = {
  OW001: 'changed', // commit_referrals: a referral is not the one decided on
  OW002: 'moved', // move_lane: another replica was first
  OW003: 'known', // number_lane: somebody else has numbered it
  OW004: 'case-carried', // enter_case: another open referral moves responsibility
  OW005: 'case-unknown', // enter_case: there is no such case
  OW006: 'case-erased', // keep_local: all that was known of the case is erased
  '23505': 'known', // unique_violation
}

/**
 * Sorts an error from PostgreSQL: `changed`, `moved` and those of a case are ours (0001, 0004, 0007), `known` is a unique violation,
 * `unreachable` is a connection that is gone or a server that is going, and everything else was `refused`, a defect of
 * our own among it.
 */
export function faultOf(error: unknown): StoreFault {
  if (error instanceof pg.DatabaseError) {
    const code = error.code ?? ''
    // Class 08: connection exception; 57: operator intervention (shut-down, crash); 53300: too many connections.
    if (code.startsWith('08') || code.startsWith('57') || code === '53300') return 'unreachable'
    return FAULTS[code] ?? 'refused'
  }
  return isGone(error) ? 'unreachable' : 'refused'
}

// What pg and pg-pool say when there is no connection; they have no codes for it.
const GONE =
  /^(Connection terminated|timeout expired|timeout exceeded when trying|Query read timeout|Client (was closed|has encountered))|after calling end on the pool/
const NETWORK = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
])

// A defect of ours is never called an outage: it would be repeated for ever.
function isGone(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  // A server that is down has taken its Unix socket with it; a file of ours that is missing is no outage.
  if ('code' in error && error.code === 'ENOENT') return 'syscall' in error && error.syscall === 'connect'
  if ('code' in error && typeof error.code === 'string' && NETWORK.has(error.code)) return true
  return GONE.test(error.message)
}

/** The name of the constraint that a `known` fault ran into. */
export function constraintOf(error: unknown): string | undefined {
  return error instanceof pg.DatabaseError ? error.constraint : undefined
}

/** `taken` when the transaction ran into a unique constraint: somebody else was first, and nothing of it was stored. */
export async function unlessTaken(transaction: Promise<void>): Promise<'committed' | 'taken'> {
  try {
    await transaction
    return 'committed'
  } catch (error) {
    if (faultOf(error) === 'known') return 'taken'
    throw error
  }
}

const BEGIN: Statement = { name: 'begin', text: 'begin', values: [] }
const COMMIT: Statement = { name: 'commit', text: 'commit', values: [] }

interface Question {
  readonly statement: Statement
  readonly take: (rows: readonly pg.QueryResultRow[]) => void
  readonly reject: (error: unknown) => void
}

function isLost(answer: PromiseSettledResult<unknown>): boolean {
  return answer.status === 'rejected' && faultOf(answer.reason) === 'unreachable'
}

/** The socket under a connection: pg writes each statement by itself, and a system call costs more than its bytes. */
function socketOf(client: pg.PoolClient): Writable | undefined {
  const connection: unknown = Reflect.get(client, 'connection')
  const stream: unknown = connection instanceof Object ? Reflect.get(connection, 'stream') : undefined
  return stream instanceof Writable ? stream : undefined
}

/**
 * Each statement is planned once a connection, not once a call: all are look-ups by key, and an array of one among them
 * makes PostgreSQL plan anew every time. By index, for a plan may be older than the rows it has to find.
 * By one process: a plan for any range takes it for a two-hundredth of the table, and in a large one starts workers to read
 * a hundred rows.
 */
const PLANS =
  '-c plan_cache_mode=force_generic_plan -c random_page_cost=1.1 -c max_parallel_workers_per_gather=0'

/** A new connection costs a SCRAM exchange and every plan anew; pg's own ten seconds make them come and go. */
const KEPT_MS = 600_000

/** Opens the pool. `onError` hears of idle connections that broke; the next query opens another. */
export function openStore(connectionString: string, onError: (error: Error) => void, size = 12): Store {
  const config = {
    connectionString,
    application_name: 'onward-gateway',
    connectionTimeoutMillis: 3_000,
    options: PLANS,
  }
  const pool = new pg.Pool({
    ...config,
    max: size,
    pipeline: true,
    keepAlive: true,
    idleTimeoutMillis: KEPT_MS,
  })
  pool.on('error', onError)
  // A connection in use that the server ends says so by an event too, and an event nobody hears ends the process.
  // Whoever uses it learns it from its queries.
  pool.on('connect', (client) => client.on('error', () => {}))

  /** Sends statements in one write, on one connection, and waits for every answer. */
  async function together(
    statements: readonly Statement[],
  ): Promise<readonly PromiseSettledResult<pg.QueryResult>[]> {
    const client = await pool.connect()
    const socket = socketOf(client)
    socket?.cork()
    const asked = statements.map(({ name, text, values }) =>
      client.query({ name, text, values: [...values] }),
    )
    socket?.uncork()
    const answers = await Promise.allSettled(asked)
    // A connection that failed for its own sake must not go back to the pool.
    client.release(answers.some(isLost) || undefined)
    return answers
  }

  let gathered: Question[] = []
  async function readGathered(): Promise<void> {
    const questions = gathered
    gathered = []
    try {
      const answers = await together(questions.map(({ statement }) => statement))
      for (const [at, { take, reject }] of questions.entries()) {
        const answer = answers[at]
        if (answer?.status === 'fulfilled') take(answer.value.rows)
        else reject(answer?.reason)
      }
    } catch (error) {
      for (const { reject } of questions) reject(error)
    }
  }

  return {
    async transact(statements) {
      const [only] = statements
      // One statement is a transaction by itself.
      if (only && statements.length === 1) {
        await pool.query({ name: only.name, text: only.text, values: [...only.values] })
        return
      }
      const answers = await together([BEGIN, ...statements, COMMIT])
      const failed = answers.find((answer) => answer.status === 'rejected')
      if (failed) throw failed.reason
    },
    read<Row extends pg.QueryResultRow>(statement: Statement) {
      return new Promise<readonly Row[]>((resolve, reject) => {
        // Sound: the caller names the row that its own statement gives.
        gathered.push({ statement, take: (rows) => resolve(rows as readonly Row[]), reject })
        // What is asked in one turn goes out as one write, on one connection.
        if (gathered.length === 1) queueMicrotask(() => void readGathered())
      })
    },
    async connect() {
      const client = new pg.Client({ ...config, pipeline: true })
      // A server that goes may say so in the same breath as that we are in, before anybody could listen for it.
      client.on('error', () => {})
      await client.connect()
      return client
    },
    close: () => pool.end(),
  }
}
