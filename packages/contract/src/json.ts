/** JSON that is not canonical but still means one thing only: no member twice, nothing too deep or too large. */
import { parseText } from './canonical.ts'
import { ContractError } from './error.ts'
import { maxDepth as deepest, plainFault } from './plain.ts'

/**
 * Parses JSON strictly. `maxDepth` is 64 unless told otherwise.
 *
 * @throws ContractError JSON_TOO_LARGE, or NOT_JSON for all else: no UTF-8, a duplicate member, a name
 *   written with an escape, a number that is not a whole one up to 2^53 − 1, U+0000 or a lone surrogate,
 *   nesting too deep.
 */
export function parseJson(
  bytes: Uint8Array,
  { maxBytes, maxDepth = deepest }: { readonly maxBytes: number; readonly maxDepth?: number },
): unknown {
  if (bytes.byteLength > maxBytes) {
    throw new ContractError('JSON_TOO_LARGE', `There are more than ${maxBytes} bytes.`)
  }
  const { text, value } = parseText(bytes)
  const fault = plainFault(value, maxDepth)
  if (fault !== undefined) {
    throw new ContractError('NOT_JSON', `${fault.pointer} ${fault.reason}.`, { faults: [fault] })
  }
  const nameFault = findNameFault(text)
  if (nameFault !== undefined) throw new ContractError('NOT_JSON', nameFault)
  return value
}

/**
 * What is wrong with the names in this text. A name twice in one object: JSON.parse would keep the last one,
 * another language the first, so a sender could sign one meaning and have another read. A name with an escape:
 * none of ours needs one, and V8 (Node 24.21) can read it as another name that it has seen before:
 * after {"":"","\\":""} it reads {"":"","\u005b":""} as if the second name were a backslash.
 *
 * The text must be valid JSON already; that is why so little needs to be understood here.
 */
function findNameFault(text: string): string | undefined {
  const open: (Set<string> | 'array')[] = []
  for (let at = 0; at < text.length; at++) {
    const character = text[at]
    if (character === '{') open.push(new Set())
    else if (character === '[') open.push('array')
    else if (character === '}' || character === ']') open.pop()
    else if (character === '"') {
      const end = endOfString(text, at)
      const names = open.at(-1)
      if (names instanceof Set && isName(text, end)) {
        const name = text.slice(at + 1, end)
        if (name.includes('\\')) return 'A name is written with an escape.'
        if (names.size === names.add(name).size) return 'A member occurs twice in one object.'
      }
      at = end
    }
  }
  return undefined
}

/** The index of the quote that closes the string opened at `start`. */
function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1)
  while (isEscaped(text, end)) end = text.indexOf('"', end + 1)
  return end
}

/** A quote is escaped if an odd number of backslashes stands before it. */
function isEscaped(text: string, quote: number): boolean {
  let backslashes = 0
  while (text[quote - 1 - backslashes] === '\\') backslashes++
  return backslashes % 2 === 1
}

/** In an object a string is a name if a colon follows. */
function isName(text: string, end: number): boolean {
  let at = end + 1
  while (text[at] === ' ' || text[at] === '\t' || text[at] === '\n' || text[at] === '\r') at++
  return text[at] === ':'
}
