/** Why bytes or a value were not accepted as part of the contract between members. */

/** What is wrong with one field, for a reader who can mend it. It never repeats the value. */
export interface Fault {
  /** JSON Pointer (RFC 6901) to the field. */
  readonly pointer: string
  readonly reason: string
  /** What to do about it. */
  readonly hint?: string
}

/** A code is public: never rename or reuse one. */
export type ContractCode =
  | 'ENV_MALFORMED'
  | 'ENV_TOO_LARGE'
  | 'EVENT_TOO_LARGE'
  | 'INNER_MALFORMED'
  | 'JSON_TOO_LARGE'
  | 'NOT_BASE64URL'
  | 'NOT_CANONICAL'
  | 'NOT_JSON'
  | 'SCHEMA_INVALID'
  | 'SCHEMA_UNKNOWN'

export class ContractError extends Error {
  override readonly name = 'ContractError'
  readonly code: ContractCode
  /** The fields that are wrong, where that is known. */
  readonly faults: readonly Fault[]

  constructor(
    code: ContractCode,
    message: string,
    options?: ErrorOptions & { readonly faults?: readonly Fault[] },
  ) {
    super(message, options)
    this.code = code
    this.faults = options?.faults ?? []
  }
}
