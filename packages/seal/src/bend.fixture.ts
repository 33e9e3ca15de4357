/** Ways to bend messages that the sealing functions would never make. */
import { sign } from 'node:crypto'
import type { SigningKey } from './profile.ts'
import { refusals } from './refusal.ts'

export const b64 = (bytes: string | Uint8Array) => Buffer.from(bytes).toString('base64url')
export const text = (segment: string) => Buffer.from(segment, 'base64url').toString()

/** A compact JWS over exactly these texts, properly signed with Ed25519. */
export function jwsOf(header: string, payload: string, { privateKey }: SigningKey): string {
  const input = `${b64(header)}.${b64(payload)}`
  return `${input}.${b64(sign(null, Buffer.from(input), privateKey))}`
}

/** Flips a bit in the first byte of the last segment. */
export function flip(compact: string): string {
  const at = compact.lastIndexOf('.') + 1
  const bytes = Buffer.from(compact.slice(at), 'base64url')
  bytes[0] = (bytes[0] ?? 0) ^ 1
  return compact.slice(0, at) + b64(bytes)
}

/** RFC 8785 order for any value, without the refusals of the real writer. */
export function canonicalText(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(canonicalText).join()}]`
  const members = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1))
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonicalText(member)}`).join()}}`
}

/** What is expected of a case named `CODE: what is wrong`. */
export function refusalNamed(name: string) {
  const [code = ''] = name.split(':')
  const [refusal] = Object.entries(refusals).filter(([each]) => each === code)
  return { ok: false, code, class: refusal?.[1][0] ?? 'no such code' }
}
