// A gateway with a trap: the same program as services/gateway/src/main.ts until it is told where to die.
import { readFileSync, writeSync } from 'node:fs'
import { destination, pino } from 'pino'
import { exerciseClock, realClock } from '../../services/gateway/src/clock.ts'
import { readConfig } from '../../services/gateway/src/config.ts'
import type { Gap } from '../../services/gateway/src/gap.ts'
import { startGateway } from '../../services/gateway/src/gateway.ts'

let trap: { readonly gap: string; left: number } | undefined

// The file holds `<gap> <n>`: it dies when it comes to the gap for the n-th time after the signal.
process.on('SIGUSR2', () => {
  const [gap = '', times] = readFileSync(process.env.TRAP_FILE ?? '', 'utf8').split(' ')
  trap = { gap, left: Number(times) }
})

function reached(gap: Gap): void {
  if (trap?.gap !== gap) return
  trap.left -= 1
  if (trap.left > 0) return
  // To the log's descriptor itself: nothing that is buffered survives what follows.
  writeSync(2, `died at ${gap}\n`)
  process.kill(process.pid, 'SIGKILL')
  // Nothing is done any more between the signal and the end.
  for (;;);
}

const config = readConfig(process.env)
const gateway = await startGateway(config, {
  // Written at once: a line that is under way when it dies would come after the last one.
  logger: pino(
    { level: config.logLevel, base: { member: config.member } },
    destination({ dest: 1, sync: true }),
  ),
  clock: config.clockFile ? exerciseClock(config.clockFile, () => {}) : realClock,
  onLost: () => process.exit(1),
  reached,
})
process.on('SIGTERM', () => void gateway.stop().then(() => process.exit(0)))
