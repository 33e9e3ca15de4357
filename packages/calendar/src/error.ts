/** Why there is no answer from a calendar. A code is public: never rename or reuse one. */
export type CalendarCode =
  | 'CALENDAR_OUT_OF_RANGE'
  | 'CALENDAR_SPAN_INVALID'
  | 'CALENDAR_TIME_INVALID'
  | 'CALENDAR_UNKNOWN_MEMBER'

/** A deadline that cannot be computed is never guessed. */
export class CalendarError extends Error {
  override readonly name = 'CalendarError'
  readonly code: CalendarCode

  constructor(code: CalendarCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
