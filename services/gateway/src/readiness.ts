/** Whether this gateway can do its work right now, and if not, which part cannot and why, in codes. */
import type { ConsumerHealth, ProducerHealth } from '@onward/bus'
import type { SigningStanding } from './restore/restored.ts'
import type { KeyState } from './trust/keys.ts'

export interface Readiness {
  readonly ready: boolean
  readonly checks: {
    readonly database: string
    readonly kafka: string
    readonly lanes: string
    readonly checkpoint: string
    readonly directory: string
    /** Whether every key that signs is there and may. */
    readonly keys: string
  }
  /**
   * Whether enough witnesses still cosign, and how long ago they last did. It does not count towards `ready`: no work
   * waits for a witness but the proofs that are owed. Missing without a policy.
   */
  readonly witnesses?: { readonly quorum: 'ok' | 'QUORUM_LATE'; readonly ageSeconds: number | null }
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
  readonly directory: () => 'ok' | 'DIRECTORY_STALE' | 'DIRECTORY_ENDED'
  /** When a quorum last cosigned the newest checkpoint; present only where witnesses are asked. */
  readonly cosignedAt?: (() => Promise<Date | undefined>) | undefined
  readonly now: () => Date
  /** Whether anything may be signed, which a restored gateway has to find out. */
  readonly signingStanding: () => SigningStanding
  readonly keys: () => KeyState
}

const DATABASE_MS = 1_500

/** Asks every part once. `ok`, or the code of what is wrong. */
export async function readiness(deps: ReadinessDeps): Promise<Readiness> {
  const [consumer, producer] = [deps.consumer(), deps.producer()]
  const age = deps.checkpointAgeMs()
  const standing = deps.signingStanding()
  const lateAfter = Math.max(10 * deps.checkpointMs, 10_000)
  const [database, witnesses] = await Promise.all([
    within<string>(deps.database(), 'DATABASE_UNREACHABLE'),
    quorum(deps, lateAfter),
  ])
  const checks = {
    database,
    kafka: producer.state === 'stalled' ? (producer.code ?? 'STALLED') : 'ok',
    lanes:
      consumer.state === 'running' ? (consumer.detail ? 'LANE_HELD' : 'ok') : consumer.state.toUpperCase(),
    directory: deps.directory(),
    checkpoint:
      standing !== 'ok' ? standing : age !== undefined && age < lateAfter ? 'ok' : 'CHECKPOINT_LATE',
    keys: deps.keys(),
  }
  // With a stale directory everything still works, for three days: time to find out who does not sign it.
  const ready = Object.values(checks).every((check) => check === 'ok' || check === 'DIRECTORY_STALE')
  const { exerciseClock } = deps
  return {
    ready,
    checks,
    ...(witnesses && { witnesses }),
    ...(exerciseClock && { exercise: { clock: exerciseClock().toISOString() } }),
  }
}

async function quorum(
  { cosignedAt, now }: ReadinessDeps,
  lateAfter: number,
): Promise<Readiness['witnesses']> {
  if (!cosignedAt) return undefined
  const at = await within(cosignedAt(), undefined)
  const age = at && now().getTime() - at.getTime()
  return {
    quorum: age !== undefined && age < lateAfter ? 'ok' : 'QUORUM_LATE',
    ageSeconds: age === undefined ? null : Math.max(0, Math.round(age / 1000)),
  }
}

/** What the database says, or `otherwise` if it does not say it in time. */
async function within<T>(asked: Promise<T>, otherwise: T): Promise<T> {
  const late = Promise.withResolvers<T>()
  const timer = setTimeout(() => late.resolve(otherwise), DATABASE_MS)
  try {
    return await Promise.race([asked, late.promise])
  } catch {
    return otherwise
  } finally {
    clearTimeout(timer)
  }
}
