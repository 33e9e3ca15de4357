/** Why a log, a note or a proof was refused. A code is public API: never rename or reuse one. */
export type AuditCode =
  | 'SALT_LENGTH'
  | 'HASH_LENGTH'
  | 'TREE_RANGE'
  | 'TILE_WIDTH'
  | 'NOTE_KEY'
  | 'NOTE_MALFORMED'
  | 'NOTE_SIGNATURE'
  | 'NOTE_UNTRUSTED'
  | 'CHECKPOINT_MALFORMED'
  | 'PROOF_MALFORMED'
  | 'VKEY_MALFORMED'
  | 'COSIGNATURE_TIME'
  | 'POLICY_MALFORMED'
  | 'POLICY_QUORUM'
  | 'REQUEST_MALFORMED'
  | 'TILE_PATH'

/** The one error of this package. The message never repeats what was refused. */
export class AuditError extends Error {
  override readonly name = 'AuditError'
  readonly code: AuditCode

  constructor(code: AuditCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
