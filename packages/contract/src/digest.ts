/** SHA-256, the one hash of the protocol. */
import { hash } from 'node:crypto'

/** The SHA-256 hash: 32 bytes. */
export function sha256(bytes: Uint8Array): Uint8Array {
  return hash('sha256', bytes, 'buffer')
}

/** The SHA-256 hash in base64url, 43 characters. A string is hashed as UTF-8. */
export function digest(bytes: Uint8Array | string): string {
  return hash('sha256', bytes, 'base64url')
}
