/** The process of one gateway: configuration in, signals to a graceful stop, one exit code. */
import { pino } from 'pino'
import { exerciseClock, realClock } from './clock.ts'
import { ConfigError, readConfig } from './config.ts'
import { startGateway } from './gateway.ts'
import { giveBackWhenQuiet } from './give-back.ts'

try {
  const config = readConfig(process.env)
  const clock = config.clockFile
    ? exerciseClock(config.clockFile, (text) =>
        logger.warn({ text }, 'the clock file is not followed: time never goes back'),
      )
    : realClock
  const logger = pino({
    level: config.logLevel,
    base: { member: config.member },
    // Nobody may take a line of an exercise for a line of the real thing.
    ...(config.exercise && { mixin: () => ({ exercise: true, clock: clock.now().toISOString() }) }),
  })
  let stopping = false
  const stop = async (code: number) => {
    if (stopping) return
    stopping = true
    // A stop that hangs must not keep a dead gateway in the consumer group.
    setTimeout(() => process.exit(1), 15_000).unref()
    await gateway?.stop()
    process.exit(code)
  }
  const onLost = (reason: string) => {
    logger.fatal({ code: reason }, 'the lanes are lost to this process; it ends so that another can begin')
    void stop(1)
  }
  process.on('SIGTERM', () => void stop(0))
  process.on('SIGINT', () => void stop(0))
  const gateway = await startGateway(config, { logger, clock, onLost })
  giveBackWhenQuiet()
} catch (error) {
  process.stderr.write(`${error instanceof ConfigError ? error.message : describe(error)}\n`)
  process.exit(1)
}

/** Faults of start-up are for the operator; they hold no personal data, since none has been read yet. */
function describe(error: unknown): string {
  return error instanceof Error ? `This gateway cannot start: ${error.message}` : 'This gateway cannot start.'
}
