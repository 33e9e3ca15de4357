/** Compact JWS text taken apart strictly, before anything in it is believed. */
import { parseCanonical } from '@onward/contract'
import { fromBase64url } from './profile.ts'

export interface CompactJws {
  readonly header: Buffer
  readonly payload: Buffer
  readonly signature: Buffer
  readonly signingInput: string
}

/** Exactly three non-empty segments of strict base64url, else undefined. */
export function splitJws(jws: string): CompactJws | undefined {
  const segments = jws.split('.', 4)
  const [header, payload, signature] = segments.map((segment) => fromBase64url(segment))
  if (segments.length !== 3 || !header?.length || !payload?.length || !signature?.length) return undefined
  return { header, payload, signature, signingInput: jws.slice(0, jws.lastIndexOf('.')) }
}

/**
 * True for RFC 8785 JSON. A library that takes the last of two `kid` members and one that takes the first
 * would trust different keys; canonical bytes leave no such room.
 */
export function isCanonical(bytes: Uint8Array): boolean {
  try {
    parseCanonical(bytes)
    return true
  } catch {
    return false
  }
}
