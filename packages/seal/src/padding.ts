/**
 * Padding to fixed buckets, so that the size of a message says almost nothing about its content:
 * `inner JWS || 0x80 || 0x00*` to 4, 8, 16 or 32 KiB (security.md §1.2).
 */
import { SealError } from './error.ts'

export const buckets = [4096, 8192, 16384, 32768] as const

/** Pads to the smallest bucket; throws `EVENT_TOO_LARGE` when none holds it. */
export function pad(content: Uint8Array): Buffer {
  const bucket = bucketOf(content.length)
  if (!bucket) throw new SealError('EVENT_TOO_LARGE', `${content.length} bytes fit no bucket`)
  const padded = Buffer.alloc(bucket)
  padded.set(content)
  padded[content.length] = 0x80
  return padded
}

/** Removes exactly what `pad` adds; undefined for anything else, a larger bucket than needed included. */
export function unpad(padded: Buffer): Buffer | undefined {
  const end = padded.lastIndexOf(0x80)
  if (end < 0 || bucketOf(end) !== padded.length) return undefined
  const zeros = padded.subarray(end + 1)
  return zeros.equals(noPadding.subarray(0, zeros.length)) ? padded.subarray(0, end) : undefined
}

const noPadding = Buffer.alloc(32768)

function bucketOf(length: number): number | undefined {
  return buckets.find((bucket) => length < bucket)
}
