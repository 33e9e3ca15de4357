// The one error of the local servers and their set-up.

/** Why the local servers could not be had. The message says in one sentence what a person can do about it. */
export type InfraCode =
  | 'ALREADY_RUNNING'
  | 'BAD_SETTING'
  | 'BROKER_UNAVAILABLE'
  | 'COMMAND_FAILED'
  | 'DATABASE_UNAVAILABLE'
  | 'ENDED_EARLY'
  | 'EXERCISE_OVER'
  | 'NOT_OURS'
  | 'NOT_READY'
  | 'NO_PORT'
  | 'STATE_UNREADABLE'

export class InfraError extends Error {
  override readonly name = 'InfraError'
  readonly code: InfraCode

  constructor(code: InfraCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
