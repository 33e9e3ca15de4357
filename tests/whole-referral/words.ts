// The examples of the contract as two members of a test say them: their own codes, desks and dates.
import { readFileSync } from 'node:fs'
import type { EventType } from '@onward/contract'

/** What is said in place of the members of the example, or besides. */
export type Changes = Readonly<Record<string, unknown>>

/** Both sides of a story; in the examples the one is NL or AT, the other RO or BG. */
export interface Parties {
  readonly sender: { readonly code: string }
  readonly receiver: { readonly code: string }
}

/** The data of `schemas/examples/valid/event` for this type, with `changes` in place of its members. */
export function wordsOf(type: EventType, parties: Parties, changes: Changes = {}): object {
  const name = type.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`).replace('.', '-')
  return renamed({ ...readExample(`event/${name}`), ...changes }, parties)
}

/** A valid example of the contract by its path below `schemas/examples/valid`. */
export function readExample(path: string): Record<string, unknown> {
  return JSON.parse(
    readFileSync(new URL(`../../schemas/examples/valid/${path}.json`, import.meta.url), 'utf8'),
  )
}

/** A moment so many days from now, as events write it. */
export function moment(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString()
}

/** A day so many days from now. */
export function day(days: number): string {
  return moment(days).slice(0, 10)
}

/**
 * The same with the members of the story. Countries stay what they are: a member need not be one, and a person does
 * not come from a gateway.
 */
function renamed<T>(value: T, { sender, receiver }: Parties): T {
  const codes: Readonly<Record<string, string>> = {
    NL: sender.code,
    AT: sender.code,
    RO: receiver.code,
    BG: receiver.code,
  }
  const codeOf = (code: string) => codes[code.toUpperCase()] ?? code
  return JSON.parse(JSON.stringify(value), (key, each: unknown) => {
    if (typeof each !== 'string') return each
    if (key === 'member') return codeOf(each)
    if (key === 'caseRef') return each.replace(/^[A-Z]{2}(?=-)/, codeOf)
    return each.replace(/^(nl|at|ro|bg)(?=-)/, (code) => codeOf(code).toLowerCase())
  })
}
