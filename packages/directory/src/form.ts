/** Reads a JSON value into a type, or says where it is not one. */
import { DirectoryError } from './error.ts'

/** Turns a value into `T`; `at` is the JSON Pointer for the message. */
export type Form<T> = (value: unknown, at: string) => T

export function textLike(pattern: RegExp): Form<string> {
  return (value, at) => {
    if (typeof value === 'string' && pattern.test(value)) return value
    throw invalid(at, `a text like ${pattern.source}`)
  }
}

export function oneOf<const T extends string>(values: readonly T[]): Form<T> {
  return (value, at) => {
    const found = values.find((each) => each === value)
    if (found !== undefined) return found
    throw invalid(at, `one of ${values.join(', ')}`)
  }
}

/** A whole number from `least`. */
export function count(least: number): Form<number> {
  return (value, at) => {
    if (typeof value === 'number' && Number.isSafeInteger(value) && value >= least) return value
    throw invalid(at, `a whole number from ${least}`)
  }
}

export const flag: Form<boolean> = (value, at) => {
  if (typeof value === 'boolean') return value
  throw invalid(at, 'true or false')
}

export function list<T>(form: Form<T>): Form<readonly T[]> {
  return (value, at) => {
    if (!Array.isArray(value)) throw invalid(at, 'a list')
    return value.map((each: unknown, index) => form(each, `${at}/${index}`))
  }
}

/** What the document cannot say: whatever stands there is left out. */
export const never: Form<undefined> = () => undefined

export function optional<T>(form: Form<T>): Form<T | undefined> {
  return (value, at) => (value === undefined ? undefined : form(value, at))
}

/** An object with these members; others are left out, so that a later version can add some. */
export function record<T extends object>(members: { readonly [K in keyof T]-?: Form<T[K]> }): Form<T> {
  return (value, at) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw invalid(at, 'an object')
    const given = new Map<string, unknown>(Object.entries(value))
    const entries = Object.entries<Form<unknown>>(members)
      .map(([name, form]) => [name, form(given.get(name), `${at}/${name}`)] as const)
      .filter(([, read]) => read !== undefined)
    // Sound: each member of T was read by its own form.
    return Object.fromEntries(entries) as T
  }
}

function invalid(at: string, wanted: string): DirectoryError {
  return new DirectoryError('DOCUMENT_INVALID', `${at} is not ${wanted}.`)
}
