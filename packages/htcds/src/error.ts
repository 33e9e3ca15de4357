/** Why a text could not be read as HTCDS records at all. A code is public API: never rename or reuse one. */
export type HtcdsCode =
  | 'TOO_LARGE'
  | 'TOO_MANY_RECORDS'
  | 'TOO_MANY_FIELDS'
  | 'NOT_TEXT'
  | 'NOT_JSON'
  | 'NOT_CSV'
  | 'NOT_RECORDS'
  | 'NO_HTCDS_FIELD'

/**
 * The one error of this package. Its message never repeats what was refused, and it has no cause: the parsers below
 * quote the text in theirs, and the text is about a person.
 */
export class HtcdsError extends Error {
  override readonly name = 'HtcdsError'
  readonly code: HtcdsCode

  constructor(code: HtcdsCode, message: string) {
    super(message)
    this.code = code
  }
}
