// The one error of the demonstration.

/**
 * Why the story could not go on.
 *
 * - `REFUSED` a gateway refused what was asked; the message has its code
 * - `NOT_IN_TIME` what had to happen did not happen while we waited
 * - `NOT_PROVEN` a signature, leaf or proof does not hold
 */
export type StoryCode = 'REFUSED' | 'NOT_IN_TIME' | 'NOT_PROVEN'

/** What a gateway said when it refused: `rule` only if it was one of the rules of a referral. */
export interface ProblemBody {
  readonly code: string
  readonly detail?: string
  readonly rule?: string
  readonly remedy?: string
  readonly law?: readonly string[]
}

export class StoryError extends Error {
  override readonly name = 'StoryError'
  readonly code: StoryCode
  /** Set if a gateway refused. */
  readonly problem: ProblemBody | undefined

  constructor(
    code: StoryCode,
    message: string,
    { problem, ...options }: ErrorOptions & { readonly problem?: ProblemBody } = {},
  ) {
    super(message, options)
    this.code = code
    this.problem = problem
  }
}
