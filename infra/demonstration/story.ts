// The story in nine steps: what is played, in which order, and whether everything held.
/** One step as it is told. */
export interface Step {
  readonly step: number
  /** In plain words. */
  readonly what: string
  /** Member and staff id, or which machine. */
  readonly who: string
  /** Null where nothing was sent. */
  readonly lane: string | null
  readonly ms: number
  /** Every check held. */
  readonly ok: boolean
  /** Identifiers, states, counts and each check; never the content of a case. */
  readonly details: Readonly<Record<string, unknown>>
}

/** What a step has to say when it has been played. */
export interface Told {
  readonly what: string
  readonly who: string
  readonly lane: string | null
  /** Each by what it claims. */
  readonly checks: Readonly<Record<string, boolean>>
  readonly details?: Readonly<Record<string, unknown>>
}

/** Plays one step and shows it; gives what it found, for the steps after it. */
export type Play = <Found>(act: () => Promise<readonly [Told, Found]>) => Promise<Found>

/**
 * Tells a story step by step, and gives each check that did not hold; none if all did. The story ends early where a
 * step cannot be played to its end; that is a fault too.
 */
export async function tell(
  story: (play: Play) => Promise<void>,
  show: (step: Step) => void,
): Promise<readonly string[]> {
  const faults: string[] = []
  let step = 0
  const play: Play = async (act) => {
    step += 1
    const started = performance.now()
    const shown = ({ what, who, lane, checks, details }: Told) => {
      const broken = Object.keys(checks).filter((claim) => !checks[claim])
      faults.push(...broken.map((claim) => `step ${step}: it does not hold that ${claim}`))
      const ms = Math.round(performance.now() - started)
      show({ step, what, who, lane, ms, ok: broken.length === 0, details: { ...details, checks } })
    }
    try {
      const [told, found] = await act()
      shown(told)
      return found
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

/** Ends the story; why has been shown already. */
class Stopped extends Error {}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'FAULT'
}
