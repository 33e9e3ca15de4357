/**
 * The process that erases (ADR 20). It alone has the role that may delete and writes the destruction register; it has no
 * key, no lane and no door. It must have been through the register before a gateway starts on a restored database.
 *
 * `eraser.ts` goes on until it is stopped; `--once` ends when nothing is left to destroy; `--begin` begins the register of a
 * new member, or of one that had none yet, and does nothing else.
 */
import pg from 'pg'
import { pino } from 'pino'
import { exerciseClock, realClock } from './clock.ts'
import { ConfigError } from './config.ts'
import { readEraserConfig } from './eraser-config.ts'
import { appendDestruction, beginRegister, readRegister } from './rights/destruction-register.ts'
import { erase } from './rights/erase.ts'
import { keepRunning } from './runner.ts'
import { destroy, dueDestructions, undestroyed } from './store/rights/destroy.ts'

const EVERY_MS = 2_000

try {
  const {
    member,
    databaseUrl,
    destructionRegister: folder,
    logLevel,
    clockFile,
  } = readEraserConfig(process.env)
  if (process.argv.includes('--begin')) {
    beginRegister(folder, member)
    process.exit(0)
  }
  const logger = pino({ level: logLevel, base: { member, process: 'eraser' } })
  const { now } = clockFile ? exerciseClock(clockFile, () => {}) : realClock
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'onward-eraser' })
  client.on('error', () => end(1))
  await client.connect()
  // One eraser at a time: two would append to the register side by side.
  await client.query("select pg_advisory_lock(hashtextextended('eraser', 0))")
  const round = () =>
    erase({
      now,
      entries: () => readRegister(folder, member),
      append: (destruction) => appendDestruction(folder, member, destruction),
      undestroyed: (entries) => undestroyed(client, entries),
      due: (at) => dueDestructions(client, at),
      destroy: (entry, leafOf) => destroy(client, entry, leafOf),
      destroyed: ({ id, referral }, openings) => logger.info({ erasure: id, referral, openings }, 'erased'),
      reached: () => {},
    })
  const count = await round()
  logger.info({ count }, 'eraser is up')
  if (process.argv.includes('--once')) {
    await client.end()
    process.exit(0)
  }
  const runner = keepRunning(round, EVERY_MS, (error) => {
    // A database that is gone takes its lock with it: another process begins anew.
    logger.error({ code: error instanceof ConfigError ? error.code : 'ERASER' }, 'nothing can be erased')
    end(1)
  })
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.on(
      signal,
      () =>
        void runner
          .stop()
          .then(() => client.end())
          .then(() => end(0)),
    )
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : 'The eraser cannot start.'}\n`)
  process.exit(1)
}

function end(code: number): never {
  process.exit(code)
}
