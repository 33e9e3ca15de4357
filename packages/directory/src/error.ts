/** Why a directory, or a file of one's own keys, was not loaded. A code is public: never rename or reuse one. */
export type DirectoryCode =
  | 'AGREEMENT_INVALID'
  | 'AGREEMENT_LANES'
  | 'AGREEMENT_PURPOSE_CLAUSE'
  | 'DOCUMENT_DUPLICATE'
  | 'DOCUMENT_INVALID'
  | 'DOCUMENT_UNREADABLE'
  | 'KEY_ALG'
  | 'KEY_DUPLICATE'
  | 'KEY_FILE_LOCKED'
  | 'KEY_FILE_SHARED'
  | 'KEY_FILE_UNREADABLE'
  | 'KEY_KID'
  | 'KEY_ORGANISATION'
  | 'KEY_POSSESSION'
  | 'KEY_PRIVATE'
  | 'KEY_WEAK'
  | 'LANE_AGREEMENT'
  | 'LANE_EPOCH'
  | 'LANE_MEMBER'
  | 'LANE_NAME'
  | 'LANE_PAIR'
  | 'MEMBER_OPERATOR'

/** A directory is trusted as a whole or not at all. */
export class DirectoryError extends Error {
  override readonly name = 'DirectoryError'
  readonly code: DirectoryCode

  constructor(code: DirectoryCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
