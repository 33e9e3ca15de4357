/** What every JSON value on the wire must be, whatever its schema: values that all languages read alike. */
import type { Fault } from './error.ts'

/** How deep arrays and objects may be nested. */
export const maxDepth = 64

/**
 * Finds the first value that another language could read differently: a number beyond ±(2^53 − 1) or not
 * whole, a string with U+0000 or a lone surrogate, nesting beyond `depth`, or what is not JSON at all.
 */
export function plainFault(value: unknown, depth: number = maxDepth): Fault | undefined {
  const found = find(value, depth)
  return found === undefined ? undefined : { pointer: found.path, reason: found.reason }
}

interface Found {
  readonly path: string
  readonly reason: string
}

function find(value: unknown, depth: number): Found | undefined {
  switch (typeof value) {
    case 'boolean':
      return undefined
    case 'number':
      return Number.isSafeInteger(value)
        ? undefined
        : { path: '', reason: 'must be a whole number between −(2^53 − 1) and 2^53 − 1' }
    case 'string':
      return textFault(value)
    case 'object':
      if (value === null) return undefined
      if (depth === 0) return { path: '', reason: 'is nested too deeply' }
      return Array.isArray(value) ? findInArray(value, depth) : findInObject(value, depth)
    default:
      return { path: '', reason: 'is not a JSON value' }
  }
}

function findInArray(items: readonly unknown[], depth: number): Found | undefined {
  for (let index = 0; index < items.length; index++) {
    const found = find(items[index], depth - 1)
    if (found) return { path: `/${index}${found.path}`, reason: found.reason }
  }
  return undefined
}

function findInObject(object: object, depth: number): Found | undefined {
  const prototype: unknown = Object.getPrototypeOf(object)
  if (prototype !== Object.prototype && prototype !== null) return { path: '', reason: 'is not a JSON value' }
  // Sound: it is an object without a prototype of its own, so its members may be read by name.
  const members = object as Readonly<Record<string, unknown>>
  for (const name of Object.keys(object)) {
    const found = textFault(name) ?? find(members[name], depth - 1)
    if (found) return { path: `/${pointerToken(name)}${found.path}`, reason: found.reason }
  }
  return undefined
}

function textFault(text: string): Found | undefined {
  if (text.includes('\u0000')) return { path: '', reason: 'must not hold U+0000' }
  if (!text.isWellFormed()) return { path: '', reason: 'must not hold half of a surrogate pair' }
  return undefined
}

/**
 * One step of a JSON Pointer (RFC 6901 §3). A name that no field could have is not repeated: a slip puts a person's
 * words in the place of a name, and pointers are told and logged.
 */
export function pointerToken(name: string): string {
  return /^[A-Za-z_$][\w$~/-]{0,39}$/.test(name) ? name.replaceAll('~', '~0').replaceAll('/', '~1') : '…'
}
