/** Why a directory, or a file of one's own keys, was not loaded or changed. A code is public: never rename or reuse one. */
export type DirectoryCode =
  | 'AGREEMENT_INVALID'
  | 'AGREEMENT_LANES'
  | 'AGREEMENT_PURPOSE_CLAUSE'
  | 'DOCUMENT_DUPLICATE'
  | 'DOCUMENT_INVALID'
  | 'DOCUMENT_UNREADABLE'
  | 'KEY_ALG'
  | 'KEY_DUPLICATE'
  /** A key would no longer be listed, and what it signed could not be judged. */
  | 'KEY_HISTORY'
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
  /** A log would no longer be listed, and what it proved could not be verified. */
  | 'LOG_HISTORY'
  | 'MEMBER_OPERATOR'
  /** The membership seals in ways that this version does not know. */
  | 'SUITE_UNKNOWN'
  | RepositoryCode

/** What is wrong with the repository that brings a directory, by the attack it may be. */
export type RepositoryCode =
  /** The metadata of a role is not valid any more: a freeze, or nobody signed it again. */
  | 'METADATA_EXPIRED'
  /** Not JSON, or not of the form of its role. */
  | 'METADATA_INVALID'
  /** Not what the metadata above it names: files of different versions were mixed. */
  | 'METADATA_MIXED'
  /** Metadata that the metadata above it names is not there. */
  | 'METADATA_MISSING'
  /** Older than what was trusted before. */
  | 'METADATA_ROLLBACK'
  /** Too few of the keys that must sign it did. */
  | 'METADATA_THRESHOLD'
  /** A member has no delegation, or one that is not of the form of a member's. */
  | 'DELEGATION_INVALID'
  /** Whoever serves the repository sends more than the file may have. */
  | 'REPOSITORY_TOO_LARGE'
  /** One version, and two directories: somebody shows this reader another one than before. */
  | 'REPOSITORY_FORKED'
  | 'REPOSITORY_UNREACHABLE'
  | 'TARGET_MISSING'
  /** A role names a file that is not its own to give. */
  | 'TARGET_PATH'
  /** Not the file that its role has signed. */
  | 'TARGET_SWAPPED'

/** A directory is trusted as a whole or not at all. */
export class DirectoryError extends Error {
  override readonly name = 'DirectoryError'
  readonly code: DirectoryCode

  constructor(code: DirectoryCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
