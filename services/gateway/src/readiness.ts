/** Whether this gateway can do its work right now, and if not, which part cannot and why, in codes. */
import type { ConsumerHealth, ProducerHealth } from '@onward/bus'
import type { KeyState } from './keys.ts'

export interface Readiness {
  readonly ready: boolean
  readonly checks: {
    readonly database: string
    readonly kafka: string
    readonly lanes: string
    readonly checkpoint: string
    /** Whether every key that signs is there and may. */
    readonly keys: string
  }
  /** The time it is in an exercise; missing in earnest. */
  readonly exercise?: { readonly clock: string }
}

export interface ReadinessDeps {
  /** Present in an exercise only. */
  readonly exerciseClock?: (() => Date) | undefined
  /** Resolves when the database answers and has every migration of this version. */
  readonly database: () => Promise<'ok' | 'MIGRATIONS_MISSING'>
  readonly consumer: () => ConsumerHealth
  readonly producer: () => ProducerHealth
  /** How long ago the checkpointer last went through its work, by no clock that could be moved. */
  readonly checkpointAgeMs: () => number | undefined
  readonly checkpointMs: number
  readonly keys: () => KeyState
}

const DATABASE_MS = 1_500

/** Asks every part once. `ok`, or the code of what is wrong. */
export async function readiness(deps: ReadinessDeps): Promise<Readiness> {
  const [consumer, producer] = [deps.consumer(), deps.producer()]
  const age = deps.checkpointAgeMs()
  const lateAfter = Math.max(10 * deps.checkpointMs, 10_000)
  const checks = {
    database: await within(deps.database()),
    kafka: producer.state === 'stalled' ? (producer.code ?? 'STALLED') : 'ok',
    lanes:
      consumer.state === 'running' ? (consumer.detail ? 'LANE_HELD' : 'ok') : consumer.state.toUpperCase(),
    checkpoint: age !== undefined && age < lateAfter ? 'ok' : 'CHECKPOINT_LATE',
    keys: deps.keys(),
  }
  const ready = Object.values(checks).every((check) => check === 'ok')
  const { exerciseClock } = deps
  return { ready, checks, ...(exerciseClock && { exercise: { clock: exerciseClock().toISOString() } }) }
}

async function within(asked: Promise<string>): Promise<string> {
  const late = Promise.withResolvers<string>()
  const timer = setTimeout(() => late.resolve('DATABASE_UNREACHABLE'), DATABASE_MS)
  try {
    return await Promise.race([asked, late.promise])
  } catch {
    return 'DATABASE_UNREACHABLE'
  } finally {
    clearTimeout(timer)
  }
}
