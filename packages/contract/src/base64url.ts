/** Base64url without padding, strictly: one text for one sequence of bytes (RFC 4648 §3.5, §5). */
import { ContractError } from './error.ts'

/** Writes bytes as base64url without padding. */
export function base64urlEncode(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64url')
}

/**
 * Reads base64url. Refuses padding, white space, the other alphabet and unused bits that are not zero:
 * a lenient reader would give one signature many spellings.
 *
 * @throws ContractError NOT_BASE64URL
 */
export function base64urlDecode(text: string): Uint8Array {
  const bytes = Buffer.from(text, 'base64url')
  if (bytes.toString('base64url') !== text) {
    throw new ContractError('NOT_BASE64URL', 'This is not base64url without padding.')
  }
  return bytes
}
