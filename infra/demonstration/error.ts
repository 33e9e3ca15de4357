// The one error of the demonstration.

/**
 * Why the story could not go on.
 *
 * - `REFUSED` a gateway refused what was asked; the message has its code
 * - `NOT_IN_TIME` what had to happen did not happen while we waited
 * - `NOT_PROVEN` a signature, leaf or proof does not hold
 */
export type StoryCode = 'REFUSED' | 'NOT_IN_TIME' | 'NOT_PROVEN'

export class StoryError extends Error {
  override readonly name = 'StoryError'
  readonly code: StoryCode

  constructor(code: StoryCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
