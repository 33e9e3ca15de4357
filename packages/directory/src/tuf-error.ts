/** What tuf-js says about metadata, in the words of this package. */
import { LengthOrHashMismatchError, UnsignedMetadataError } from '@tufjs/models/dist/error.js'
import {
  BadVersionError,
  EqualVersionError,
  ExpiredMetadataError,
  RepositoryError,
} from 'tuf-js/dist/error.js'
import { DirectoryError, type RepositoryCode } from './error.ts'

/**
 * Judges the metadata of one role, and names what is wrong with it.
 *
 * @throws DirectoryError with what tuf-js threw as its cause
 */
export function trusting<T>(role: string, judge: () => T): T {
  try {
    return judge()
  } catch (cause) {
    if (cause instanceof DirectoryError) throw cause
    const [code, reason] = meaning(cause)
    throw new DirectoryError(code, `The metadata of ${role} ${reason}.`, { cause })
  }
}

/** The same timestamp again: nothing is new, and nothing is wrong. */
export function isEqualVersion(error: unknown): boolean {
  return error instanceof DirectoryError && error.cause instanceof EqualVersionError
}

function meaning(cause: unknown): readonly [RepositoryCode, string] {
  if (cause instanceof ExpiredMetadataError) return ['METADATA_EXPIRED', 'is not valid any more']
  if (cause instanceof BadVersionError) {
    // A version that differs from the one named above it was mixed in; a lower one than was trusted is a step back.
    return /match/.test(cause.message)
      ? ['METADATA_MIXED', 'is of another version than the one that is named']
      : ['METADATA_ROLLBACK', 'is older than what was trusted before, or leaves a version out']
  }
  if (cause instanceof UnsignedMetadataError)
    return ['METADATA_THRESHOLD', `has not the signatures that it needs (${cause.message})`]
  if (cause instanceof LengthOrHashMismatchError) return ['METADATA_MIXED', 'is not the one that is named']
  if (cause instanceof RepositoryError && cause.message.startsWith('Missing'))
    return ['METADATA_ROLLBACK', 'leaves out a role that was there before']
  return ['METADATA_INVALID', 'cannot be read']
}
