/** A fault of the caller, never of a message: a message that fails is a refusal, which is a value. */
export type SealCode = 'KEY_UNFIT' | 'CLAIMS_INVALID' | 'EVENT_TOO_LARGE'

/** Why something could not be sealed or signed. A code is public: never rename or reuse one. */
export class SealError extends Error {
  override readonly name = 'SealError'
  readonly code: SealCode

  constructor(code: SealCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
