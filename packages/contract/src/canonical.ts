/** The one sequence of bytes that a JSON value has here: RFC 8785, with integers only. */
import canonicalize from 'canonicalize'
import { ContractError } from './error.ts'
import { plainFault } from './plain.ts'

const encoder = new TextEncoder()
// The mark at the start is kept, so that JSON.parse refuses it: else two byte sequences would read alike.
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/**
 * Writes a JSON value as RFC 8785 bytes. Numbers must be integers up to 2^53 − 1, strings well-formed and
 * without U+0000, nesting at most 64. A value that is not JSON (undefined, a Date) is refused, not dropped.
 *
 * @throws ContractError NOT_CANONICAL
 */
export function canonicalBytes(value: unknown): Uint8Array {
  return encoder.encode(canonicalText(value))
}

/**
 * Reads RFC 8785 bytes and refuses every other spelling of the same value.
 *
 * Duplicate members need no search of their own: RFC 8785 text holds each name once, so a text with a
 * duplicate cannot equal the canonical text of what was parsed from it. The same goes for white space,
 * other escapes, other number forms and another order.
 *
 * @throws ContractError NOT_JSON if the bytes are not UTF-8 or not JSON, NOT_CANONICAL otherwise.
 */
export function parseCanonical(bytes: Uint8Array): unknown {
  const { text, value } = parseText(bytes)
  if (canonicalText(value) !== text) {
    throw new ContractError('NOT_CANONICAL', 'The bytes are not the RFC 8785 form of their value.')
  }
  return value
}

/**
 * Decodes UTF-8 and parses JSON. The last of two equal names wins: the caller must exclude duplicates.
 *
 * @throws ContractError NOT_JSON
 */
export function parseText(bytes: Uint8Array): { readonly text: string; readonly value: unknown } {
  try {
    const text = decoder.decode(bytes)
    const value: unknown = JSON.parse(text)
    return { text, value }
  } catch {
    // Without the cause: the message of JSON.parse repeats the text, which may be personal.
    throw new ContractError('NOT_JSON', 'The bytes are not JSON in UTF-8.')
  }
}

function canonicalText(value: unknown): string {
  const fault = plainFault(value)
  if (fault !== undefined) {
    throw new ContractError('NOT_CANONICAL', `${fault.pointer} ${fault.reason}.`, { faults: [fault] })
  }
  // RFC 8785 §3.2.2: scalars are written as JSON.stringify does, so only the order of members can differ.
  // The native pass is what an event that was already canonical needs, three times as fast.
  const text = hasOrderedMembers(value) ? JSON.stringify(value) : canonicalize(value)
  if (text === undefined) throw new ContractError('NOT_CANONICAL', 'There is no value to write.')
  return text
}

/** Whether every object gives its names in the order of UTF-16 code units (RFC 8785 §3.2.3). */
function hasOrderedMembers(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true
  if (Array.isArray(value)) return value.every(hasOrderedMembers)
  const names = Object.keys(value)
  const inOrder = names.every((name, at) => at === 0 || name > (names[at - 1] ?? ''))
  return inOrder && Object.values(value).every(hasOrderedMembers)
}
