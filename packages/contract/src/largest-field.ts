/** Names the field that makes a value too large. */
import { pointerToken } from './plain.ts'

/**
 * The JSON Pointer of the field that takes most of the room: it goes down as long as one member alone
 * takes more than half of what it is in, so that a long list is named itself and not one of its items.
 */
export function largestField(value: unknown): string {
  let pointer = ''
  let current = value
  for (;;) {
    const largest = largestMember(current)
    if (largest === undefined || largest.size * 2 <= sizeOf(current)) return pointer
    pointer += `/${pointerToken(largest.name)}`
    current = largest.value
  }
}

function largestMember(value: unknown) {
  if (typeof value !== 'object' || value === null) return undefined
  return Object.entries(value)
    .map(([name, member]: [string, unknown]) => ({ name, value: member, size: sizeOf(member) }))
    .reduce<{ name: string; value: unknown; size: number } | undefined>(
      (largest, member) => (largest === undefined || member.size > largest.size ? member : largest),
      undefined,
    )
}

/** Bytes of the value as JSON. */
function sizeOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value) ?? '')
}
