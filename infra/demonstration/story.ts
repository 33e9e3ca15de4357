// A story in steps: what is played, in which order, and whether everything held.
/** One step as it is told. */
export interface Step {
  readonly step: number
  /** Of the story, from 0. */
  readonly day: number
  /** By the clock of the exercise, RFC 3339. */
  readonly time: string
  /** In plain words. */
  readonly what: string
  /** Member and staff id, or which machine. */
  readonly who: string
  /** Null where nothing was sent. */
  readonly lane: string | null
  /** How long it really took. */
  readonly ms: number
  /** Every check held. */
  readonly ok: boolean
  /** Identifiers, states, counts and each check; never the content of a case. */
  readonly details: Readonly<Record<string, unknown>>
}

/** Each by what it claims. */
export type Checks = Readonly<Record<string, boolean>>

/** What a step has to say when it has been played. */
export interface Told {
  readonly what: string
  readonly who: string
  readonly lane: string | null
  readonly checks: Checks
  readonly details?: Readonly<Record<string, unknown>>
}

/** Plays one step and shows it. */
export type Play = (act: () => Promise<Told | Timed>) => Promise<void>

/** A step that was played while others were told, with when that began and how long it took. */
export interface Timed extends Told {
  readonly at: When
  readonly ms: number
}

/** When it is, in the story. */
export interface When {
  readonly day: number
  readonly time: string
}

export interface Telling {
  readonly show: (step: Step) => void
  readonly when: () => When
}

/** Plays a step that is told later. */
export async function timed(when: () => When, act: () => Promise<Told>): Promise<Timed> {
  const [at, began] = [when(), performance.now()]
  return { ...(await act()), at, ms: performance.now() - began }
}

/**
 * Tells a story step by step, and gives each check that did not hold; none if all did. The story ends early where a
 * step cannot be played to its end; that is a fault too.
 */
export async function tell(
  story: (play: Play) => Promise<void>,
  { show, when }: Telling,
): Promise<readonly string[]> {
  const faults: string[] = []
  let step = 0
  const play: Play = async (act) => {
    step += 1
    const started = performance.now()
    const { day, time } = when()
    const shown = (told: Told | Timed) => {
      const { what, who, lane, checks, details } = told
      const broken = Object.keys(checks).filter((claim) => !checks[claim])
      faults.push(...broken.map((claim) => `step ${step}, day ${day}: it does not hold that ${claim}`))
      const took = {
        day,
        time,
        ms: Math.round(performance.now() - started),
        ...('at' in told && ownTime(told)),
      }
      show({ step, ...took, what, who, lane, ok: broken.length === 0, details: { ...details, checks } })
    }
    try {
      shown(await act())
    } catch (error) {
      shown({
        what: error instanceof Error ? error.message : String(error),
        who: 'the story',
        lane: null,
        checks: { 'the step comes to its end': false },
        details: { code: codeOf(error) },
      })
      throw new Stopped()
    }
  }
  try {
    await story(play)
  } catch (error) {
    if (!(error instanceof Stopped)) throw error
  }
  return faults
}

function ownTime({ at, ms }: Timed) {
  return { ...at, ms: Math.round(ms) }
}

/** Ends the story; why has been shown already. */
class Stopped extends Error {}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'FAULT'
}
